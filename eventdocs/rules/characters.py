"""Characters that mislead: bidi controls, invisible ones, letters of one script among those of another."""

import re
import unicodedata
from collections.abc import Iterator

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import LocalizedText
from eventdocs.rules.checks import Violation, example_text

BIDI = Rule(
    "ED511",
    "bidi-controls",
    Severity.ERROR,
    "Directional isolates and embeddings are closed in the text that opens them; overrides are not used.",
    "An open or overriding control shows the rest of the page in another order than it is written.",
    example_text("Disk \u202e%1 is full."),
    example_text("Disk \u2068%1\u2069 is full."),
)
INVISIBLE = Rule(
    "ED512",
    "invisible-characters",
    Severity.WARNING,
    "No invisible character stands in a word of Latin letters or digits.",
    "A zero-width space or soft hyphen in a name makes another name of it, which no search finds.",
    example_text("The Disk\u200bPool is full."),
    example_text("The DiskPool is full."),
)
CONFUSABLE = Rule(
    "ED513",
    "confusable-letters",
    Severity.ERROR,
    "A word has the letters of one script.",
    "A Cyrillic letter that looks Latin makes a name that no search finds.",
    example_text("The DiskР\u043eol is full."),
    example_text("The DiskPool is full."),
)

_OPENERS = {
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
_WORD = re.compile(r"[^\W\d_]+(?:\d*[^\W\d_]+)*")


def bidi_controls(text: LocalizedText) -> Iterator[Violation]:
    """Find overrides, and isolates or embeddings that do not end."""
    if text.text.isascii():
        return
    open_: list[tuple[int, str]] = []
    for found in _CONTROLS.finditer(text.text):
        sign, at = found[0], found.start()
        if sign in _OVERRIDES:
            yield Violation(at, at + 1, f"the override {_name(sign)}", "take it out; use isolates", "")
        elif sign in _OPENERS:
            open_.append((at, _OPENERS[sign]))
        elif open_ and open_[-1][1] == sign:
            open_.pop()
        else:
            yield Violation(at, at + 1, f"{_name(sign)} closes nothing", "take it out")
    for at, closer in open_:
        yield Violation(at, at + 1, f"{_name(text.text[at])} is not closed", f"close it with {_name(closer)}")


def _name(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign).lower()}"


def invisible(text: LocalizedText) -> Iterator[Violation]:
    """Find zero-width characters and soft hyphens inside names and words."""
    if not text.text.isascii():
        for found in _INVISIBLE.finditer(text.text):
            yield Violation(found.start(), found.end(), f"{_name(found[0][0])} inside a word", "take it out")


def confusable(text: LocalizedText) -> Iterator[Violation]:
    """Find words that mix Latin with Cyrillic or Greek letters, or with full-width ones."""
    if text.text.isascii() or not _LOOKALIKE.search(text.text):
        return
    for found in _WORD.finditer(text.text):
        word = found[0]
        if word.isascii() or not any(letter.isascii() for letter in word):
            continue
        odd = [at for at, letter in enumerate(word) if _odd(letter)]
        if odd:
            at = found.start() + odd[0]
            message = f"`{word}` mixes letters of two scripts: {_name(word[odd[0]])}"
            yield Violation(at, at + 1, message, "write the word in the letters of one script")


def _odd(letter: str) -> bool:
    name = unicodedata.name(letter, "")
    return name.startswith(("CYRILLIC", "GREEK", "FULLWIDTH LATIN", "ARMENIAN")) and letter not in "µμΩπ"
