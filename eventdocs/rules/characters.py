"""Rules about misleading characters: bidi controls, invisible characters and look-alike letters."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import LocalizedText
from eventdocs.rules.checks import Violation, example_text
from eventdocs.text.control_characters import character_name, control_characters

BIDI = Rule(
    "ED511",
    "bidi-controls",
    Severity.ERROR,
    "Directional isolates and embeddings are closed in the same text. Directional overrides are not used.",
    "An unclosed control or an override changes the order in which the rest of the page is displayed.",
    example_text("Disk \u202e%1 is full."),
    example_text("Disk \u2068%1\u2069 is full."),
)
INVISIBLE = Rule(
    "ED512",
    "invisible-characters",
    Severity.WARNING,
    "Words of Latin letters or digits contain no invisible characters.",
    "Searches do not find a name that contains a zero-width space or a soft hyphen.",
    example_text("The Disk\u200bPool is full."),
    example_text("The DiskPool is full."),
)
CONFUSABLE = Rule(
    "ED513",
    "confusable-letters",
    Severity.ERROR,
    "All letters of a word belong to the same script.",
    "Searches do not find a name in which a Cyrillic letter replaces the Latin letter that looks the same.",
    example_text("The DiskР\u043eol is full."),
    example_text("The DiskPool is full."),
)

CONTROL = Rule(
    "ED514",
    "control-character",
    Severity.WARNING,
    "A message has no control characters.",
    "Log viewers and terminals do not show them, or run them as commands. Pages show them as escapes.",
    example_text("The disk\u0007 is full."),
    example_text("The disk is full."),
)

_CLOSERS = {
    "\u202a": "\u202c",
    "\u202b": "\u202c",
    "\u2066": "\u2069",
    "\u2067": "\u2069",
    "\u2068": "\u2069",
}
_OVERRIDES = "\u202d\u202e"
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile("(?<=[0-9A-Za-z_])[\u00ad\u200b-\u200d\u2060\u2061-\u2064\u180e]+(?=[0-9A-Za-z_])")
_LOOKALIKE = re.compile("[\u0370-\u058f\uff21-\uff3a\uff41-\uff5a]")
_WORD = re.compile(r"[^\W\d_]++(?:\d++[^\W\d_]++)*")


def bidi_controls(text: LocalizedText) -> Iterator[Violation]:
    """Yield overrides, and isolates and embeddings that are not closed."""
    if text.text.isascii():
        return
    unclosed: list[tuple[int, str]] = []
    for match in _CONTROLS.finditer(text.text):
        control, at = match[0], match.start()
        if control in _OVERRIDES:
            message = f"directional override {_name(control)}"
            yield Violation(at, at + 1, message, "remove it, or use isolates", "")
        elif control in _CLOSERS:
            unclosed.append((at, _CLOSERS[control]))
        elif unclosed and unclosed[-1][1] == control:
            unclosed.pop()
        else:
            yield Violation(at, at + 1, f"{_name(control)} has no opening control", "remove it")
    for at, closer in unclosed:
        yield Violation(at, at + 1, f"{_name(text.text[at])} is not closed", f"close it with {_name(closer)}")


@lru_cache(maxsize=1_024)
def _name(character: str) -> str:
    return f"U+{ord(character):04X} {unicodedata.name(character).lower()}"


def message_controls(text: LocalizedText) -> Iterator[Violation]:
    """Yield the control characters of a message."""
    for at, character in control_characters(text.text):
        message = f"control character {character_name(character)}"
        yield Violation(at, at + 1, message, "remove it if the software does not print it")


def invisible_characters(text: LocalizedText) -> Iterator[Violation]:
    """Yield zero-width characters and soft hyphens inside names and words."""
    if not text.text.isascii():
        for match in _INVISIBLE.finditer(text.text):
            message = f"invisible character {_name(text.text[match.start()])} inside a word"
            yield Violation(match.start(), match.end(), message, "remove it")


def confusable_letters(text: LocalizedText) -> Iterator[Violation]:
    """Yield Cyrillic, Greek, Armenian and full-width letters in words that also have ASCII letters."""
    if text.text.isascii() or not _LOOKALIKE.search(text.text):
        return
    for match in _WORD.finditer(text.text):
        word = match[0]
        if word.isascii() or not any(letter.isascii() for letter in word):
            continue
        offset = next((offset for offset, letter in enumerate(word) if _is_lookalike(letter)), None)
        if offset is not None:
            at = match.start() + offset
            message = f"`{word}` mixes letters of two scripts: {_name(word[offset])}"
            yield Violation(at, at + 1, message, "write the word in letters of one script")


def _is_lookalike(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith(("CYRILLIC", "GREEK", "FULLWIDTH LATIN", "ARMENIAN")) and letter not in "µμΩπ"
