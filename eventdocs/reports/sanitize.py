"""Sanitize text for terminals, logs and documents: no control characters, no accidental markup."""

import re
import unicodedata
from functools import lru_cache

TAB = 4
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVALID = _BIDI | {"\ufffe", "\uffff"}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$-])")
_UNUSUAL = re.compile(r"[^\n\x20-\x7e]")
_ACTIVE_CATEGORIES = ("Cc", "Cs", "Co", "Zl", "Zp")


def is_active_control(character: str) -> bool:
    """Return whether a terminal or viewer would interpret a character: a control or a bidi control.

    Two noncharacters, which XML does not allow, count as controls.
    """
    return unicodedata.category(character) in _ACTIVE_CATEGORIES or character in _INVALID


def printable(text: str) -> str:
    """Return a text on one line with visible characters in place of controls; a tab becomes spaces."""
    if text.isprintable():
        return text
    return "".join(map(_printable_character, text.replace("\r\n", "\n")))


@lru_cache(maxsize=4_096)
def _printable_character(character: str) -> str:
    if character == "\t":
        return " " * TAB
    if character == "\n":
        return "⏎"
    return "\ufffd" if is_active_control(character) else character


def escape_line(text: str) -> str:
    """Return a text on one line with all Markdown syntax escaped."""
    return _MARKDOWN.sub(r"\\\1", printable(text.replace("\n", " ")))


def json_text(value: object, indent: int | None = 2) -> str:
    """Return a value as JSON, with control characters escaped; parsing it gives the same value."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNUSUAL.sub(lambda match: _escaped(match[0]), text)


def _escaped(character: str) -> str:
    if not is_active_control(character):
        return character
    code_units = character.encode("utf-16-be", "surrogatepass").hex(":", 2).split(":")
    return "".join(f"\\u{code_unit}" for code_unit in code_units)


def is_bidi(character: str) -> bool:
    """Return whether a character only controls the text direction."""
    return character in _BIDI
