"""Control characters: what a text file does not show, and what ends a line for some programs only."""

import re

# A tab and a line feed are ordinary characters of a text.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def control_characters(text: str) -> list[tuple[int, str]]:
    """Return the control characters of a text, each with its index."""
    if text.isprintable():
        return []
    return [(match.start(), match[0]) for match in _CONTROL.finditer(text)]


def character_name(character: str) -> str:
    """Return how a message names a character: `U+000D`."""
    return f"U+{ord(character):04X}"
