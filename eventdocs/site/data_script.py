"""Data of a site as classic scripts, which pages load even if they are opened from disk."""

import json


def data_script(value: object) -> str:
    """Return the call that hands a value to the page, as JSON that is also valid in JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"eventdocsIndex({text});\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
