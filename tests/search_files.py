"""Read the files of the search index for tests."""

import json

_FIRST_CODE, _WEIGHTS = 0x100, 4


def terms_of_first(script: str) -> set[str]:
    """Return the terms in a term file that lead to the first event of the first shard."""
    text = json.loads(script.removeprefix("eventdocsIndex(").removesuffix(");\n"))
    entries = dict(entry.split(" ") for entry in text.split(";")[1:-1])
    first = {chr(_FIRST_CODE + weight) for weight in range(_WEIGHTS)}
    return {
        term
        for term, value in entries.items()
        if "*" not in term
        for shard in value.split(".")[1:]
        if shard.startswith("1:") and first & {*shard.removeprefix("1:")}
    }
