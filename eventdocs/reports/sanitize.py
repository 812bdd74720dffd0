"""Text that can be shown anywhere: nothing in it acts on a terminal, a log or a document."""

import re
import unicodedata

TAB = 4
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~@&$-])")
_ACTING = ("Cc", "Cs", "Co", "Zl", "Zp")


def is_active_control(character: str) -> bool:
    """Tell whether a terminal or viewer would act on a character: controls and bidi overrides."""
    return unicodedata.category(character) in _ACTING or character in _BIDI


def printable(text: str) -> str:
    """Replace what a terminal would act on by visible characters; a tab becomes spaces."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(
        " " * TAB if each == "\t" else "\ufffd" if is_active_control(each) else each for each in text
    )


def escape_markdown(text: str) -> str:
    """Escape everything that Markdown could take for more than text."""
    return _MARKDOWN.sub(r"\\\1", printable(text.replace("\n", " ")))


def json_text(value: object, indent: int | None = 2) -> str:
    """Write JSON in which characters that would act are escapes; it reads back as the same value."""
    import json

    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return "".join(_escaped(each) if is_active_control(each) and each != "\n" else each for each in text)


def _escaped(character: str) -> str:
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def is_bidi(character: str) -> bool:
    """Tell whether a character only sets a direction."""
    return character in _BIDI
