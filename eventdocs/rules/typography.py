"""Typography: signs, spaces and numbers as the locale writes them."""

import re
from collections.abc import Iterator

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import Violation, example_pair, example_text
from eventdocs.text.identifiers import identifiers, mask_identifiers, prose_words
from eventdocs.text.placeholders import placeholders

ENDING = Rule(
    "ED501",
    "end-punctuation",
    Severity.WARNING,
    "A translation ends with the same kind of sign as its source, in the locale's own form; Thai with none.",
    "A question that became a statement, or half a sentence, is seen at its end.",
    example_pair("The disk is full.", "O disco está cheio"),
    example_pair("The disk is full.", "ディスクがいっぱいです。", "ja-JP"),
)
FRENCH = Rule(
    "ED502",
    "french-spacing",
    Severity.WARNING,
    "In French, a no-break space stands before `: ; ! ? »` and behind `«`; not in fr-CA.",
    "Without it the sign is glued to the word; with a plain space it can begin a line.",
    example_pair("Name: %1", "Nom: %1", "fr-FR"),
    example_pair("Name: %1", "Nom\u00a0: %1", "fr-FR"),
)
SPACES = Rule(
    "ED503",
    "doubled-space",
    Severity.WARNING,
    "One space stands between words.",
    "Doubled spaces are left over from editing, and make two texts of one.",
    example_text("The disk  is full."),
    example_text("The disk is full."),
)
WORDS = Rule(
    "ED504",
    "doubled-word",
    Severity.WARNING,
    "No word stands twice in a row.",
    "A doubled word is left over from editing.",
    example_text("The disk is is full."),
    example_text("The disk is full."),
)
_ENDS = {
    "stop": ".。．｡।۔",
    "question": "?？؟",
    "exclamation": "!！",
    "colon": ":：",
    "ellipsis": "…",
    "semicolon": ";；؛",
}
_CLASS = {sign: kind for kind, signs in _ENDS.items() for sign in signs}
_CLOSERS = "\"'”’»›」』）)】*_` \u00a0\u202f"
_SENTENCE = 4
_STOPLESS = ("th", "lo", "km", "my")
_HIGH = re.compile(r"(?P<space>[ \u00a0\u202f]?)(?P<sign>[;!?»]|:(?=\s|$))|«(?P<after>.?)")
_DOUBLED = re.compile(r"(?<=[^\s]) {2,}(?=[^\s])")
_TWICE = re.compile(r"\b([^\W\d_]{2,}) \1\b", re.IGNORECASE)
_LEGAL_TWICE = frozenset(
    [
        "had",
        "that",
        "do",
        "die",
        "der",
        "das",
        "den",
        "sie",
        "ihr",
        "vous",
        "nous",
        "se",
        "si",
        "on",
        "en",
        "in",
        "la",
        "le",
        "y",
        "to",
        "bla",
        "so",
        "non",
        "no",
    ]
)


def end_signs(pair: TextPair) -> Iterator[Violation]:
    """Find translations that end with another kind of sign than their source."""
    if not pair.source or not pair.target or pair.source == pair.target:
        return
    wanted, given = _ending(pair.source), _ending(pair.target)
    if pair.locale.partition("-")[0].lower() in _STOPLESS and wanted in ("stop", ""):
        wanted = ""
    if wanted == given or pair.source.rstrip(_CLOSERS)[-1:] in ",-":
        return
    if given == "stop" and not wanted and len(prose_words(pair.source)) >= _SENTENCE:
        return  # the source forgot its own stop
    end = len(pair.target.rstrip(_CLOSERS)) or len(pair.target)
    message = f"the text ends with {_said(given)}, the source with {_said(wanted)}"
    yield Violation(end - 1, end, message, "end it as the source does")


def _ending(text: str) -> str:
    stripped = text.rstrip(_CLOSERS)
    if stripped.endswith("..."):
        return "ellipsis"
    last = stripped[-1:]
    if last == "!" and any(insert.end == len(stripped) for insert in placeholders(stripped)):
        return ""
    return _CLASS.get(last, "")


def _said(kind: str) -> str:
    return f"a {kind}" if kind and kind[0] not in "aeiou" else f"an {kind}" if kind else "no sign"


def french_spacing(text: LocalizedText) -> Iterator[Violation]:
    """Find French signs without their no-break space."""
    language, _, region = text.locale.lower().partition("-")
    if language != "fr" or region == "ca" or text.kind is TextKind.NAME:
        return
    shown = _shown(text.text)
    for found in _HIGH.finditer(shown):
        sign, space = found["sign"], found["space"]
        if sign and space not in ("\u00a0", "\u202f") and _follows_word(shown, found.start()):
            how = "a plain space" if space else "no space"
            message = f"{how} stands before `{sign}`"
            hint = "put a no-break space (U+00A0, or U+202F) there"
            yield Violation(found.start(), found.end(), message, hint)
        elif found["after"] and found["after"] not in ("\u00a0", "\u202f"):
            hint = "put a no-break space (U+00A0, or U+202F) there"
            yield Violation(found.start(), found.end(), "no no-break space stands behind `«`", hint)


def _follows_word(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in ")]»%\x01")


def _shown(text: str) -> str:
    """Hide names behind a sign of their own, so that what is in them is not judged."""
    pieces, end = [], 0
    for name in identifiers(text):
        if name.start >= end:
            pieces += [text[end : name.start], "\x01" * len(name.text)]
            end = name.end
    return "".join([*pieces, text[end:]])


def doubled_spaces(text: LocalizedText) -> Iterator[Violation]:
    """Find several spaces in a row."""
    if "  " in text.text:
        for found in _DOUBLED.finditer(text.text):
            yield Violation(found.start(), found.end(), f"{len(found[0])} spaces in a row", "leave one", " ")


def doubled_words(text: LocalizedText) -> Iterator[Violation]:
    """Find words that stand twice in a row."""
    for found in _TWICE.finditer(mask_identifiers(text.text)) if _TWICE.search(text.text) else ():
        if found[1].lower() not in _LEGAL_TWICE:
            message = f"`{found[1]}` stands twice"
            yield Violation(found.start(), found.end(), message, "take one out")
