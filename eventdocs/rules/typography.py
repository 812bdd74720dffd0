"""Rules about typography: end punctuation, French spacing, repeated spaces and words."""

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
    "A translation ends with the same kind of punctuation as its source, in the form of its locale.",
    "A different ending often means that a question became a statement, or that half a sentence is missing. "
    "Thai, Lao, Khmer and Burmese texts have no full stop.",
    example_pair("The disk is full.", "O disco está cheio"),
    example_pair("The disk is full.", "ディスクがいっぱいです。", "ja-JP"),
)
FRENCH = Rule(
    "ED502",
    "french-spacing",
    Severity.WARNING,
    "In French, a no-break space goes before `: ; ! ? »` and after `«`, except in fr-CA.",
    "Without a space, the mark sticks to the word; after an ordinary space, it can move to the next line.",
    example_pair("Name: %1", "Nom: %1", "fr-FR"),
    example_pair("Name: %1", "Nom\u00a0: %1", "fr-FR"),
)
SPACES = Rule(
    "ED503",
    "doubled-space",
    Severity.WARNING,
    "Words are separated by one space. A message may have more if its source has.",
    "Extra spaces are left over from editing, and make equal texts differ.",
    example_text("The disk  is full.", "description"),
    example_text("The disk is full.", "description"),
)
WORDS = Rule(
    "ED504",
    "doubled-word",
    Severity.WARNING,
    "No word appears twice in a row.",
    "A repeated word is usually left over from editing.",
    example_text("The disk is is full."),
    example_text("The disk is full."),
)
EDGES = Rule(
    "ED515",
    "message-edges",
    Severity.INFO,
    "A translated message begins and ends with the same spaces and line breaks as its source.",
    "The software prints messages as they are, for example below each other in columns.",
    example_pair("  %1 files", "%1 arquivos"),
    example_pair("  %1 files", "  %1 arquivos"),
)
_LIKE_SOURCE = "use the same spaces and line breaks"
_MARKS = {
    "full stop": ".。．｡।۔",
    "question mark": "?？؟",
    "exclamation mark": "!！",
    "colon": ":：",
    "ellipsis": "…",
    "semicolon": ";；؛",
}
_KIND_OF_MARK = {mark: kind for kind, marks in _MARKS.items() for mark in marks}
_NO_BREAK_SPACES = ("\u00a0", "\u202f")
_NAME = "\x01"
_CLOSERS = "\"'”’»›」』）)】*_` \u00a0\u202f"
_MIN_WORDS = 4
_LANGUAGES_WITHOUT_STOP = ("th", "lo", "km", "my")
_FRENCH_MARK = re.compile(r"(?P<space>[ \u00a0\u202f]?)(?P<mark>[;!?»]|:(?=\s|$))|«(?P<after>.?)")
_SPACES_IN_A_ROW = re.compile(r"(?<=[^\s]) {2,}+(?=[^\s])")
_REPEATED_WORD = re.compile(r"\b([^\W\d_]{2,}+) \1\b", re.IGNORECASE)
_ALLOWED_TWICE = frozenset(
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
    """Yield translations that end with another kind of punctuation than their source."""
    if not pair.source or not pair.target or pair.source == pair.target:
        return
    source, target = _ending(pair.source), _ending(pair.target)
    if source == "full stop" and pair.locale.partition("-")[0].lower() in _LANGUAGES_WITHOUT_STOP:
        source = ""
    if source == target or pair.source.rstrip(_CLOSERS)[-1:] in ",-":
        return
    if target == "full stop" and not source and len(prose_words(pair.source)) >= _MIN_WORDS:
        return  # the full stop is missing in the source
    end = len(pair.target.rstrip(_CLOSERS)) or len(pair.target)
    message = f"the translation ends with {_with_article(target)}, the source with {_with_article(source)}"
    yield Violation(end - 1, end, message, "end it like the source")


def _ending(text: str) -> str:
    """Return the kind of punctuation that a text ends with, before quotation marks; empty without any."""
    stripped = text.rstrip(_CLOSERS)
    if stripped.endswith("..."):
        return "ellipsis"
    last = stripped[-1:]
    if last == "!" and any(placeholder.end == len(stripped) for placeholder in placeholders(stripped)):
        return ""
    return _KIND_OF_MARK.get(last, "")


def _with_article(kind: str) -> str:
    if not kind:
        return "no punctuation"
    return f"an {kind}" if kind.startswith("e") else f"a {kind}"


def french_spacing(text: LocalizedText) -> Iterator[Violation]:
    """Yield French punctuation marks without a no-break space."""
    language, _, region = text.locale.lower().partition("-")
    if language != "fr" or region == "ca" or text.kind is TextKind.NAME:
        return
    hint = "use a no-break space (U+00A0 or U+202F)"
    masked = _mask_names(text.text)
    for match in _FRENCH_MARK.finditer(masked):
        mark, space, after = match["mark"], match["space"], match["after"]
        if mark and space not in _NO_BREAK_SPACES and _follows_word(masked, match.start()):
            problem = "ordinary space" if space else "no space"
            yield Violation(match.start(), match.end(), f"{problem} before `{mark}`", hint)
        elif after and after not in _NO_BREAK_SPACES:
            yield Violation(match.start(), match.end(), "no no-break space after `«`", hint)


def _follows_word(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in f")]»%{_NAME}")


def _mask_names(text: str) -> str:
    """Return a text with a control character for each character of a name, so that names are not checked."""
    pieces, end = [], 0
    for identifier in identifiers(text):
        if identifier.start >= end:
            pieces += [text[end : identifier.start], _NAME * len(identifier.text)]
            end = identifier.end
    return "".join([*pieces, text[end:]])


def doubled_spaces(text: LocalizedText) -> Iterator[Violation]:
    """Yield several spaces in a row, with a fix."""
    if "  " in text.text:
        for match in _SPACES_IN_A_ROW.finditer(text.text):
            message = f"{len(match[0])} spaces in a row"
            yield Violation(match.start(), match.end(), message, "keep one", " ")


def added_spaces(pair: TextPair) -> Iterator[Violation]:
    """Yield several spaces in a row in the translation of a message that has none; there is no fix."""
    if "  " in pair.target and not _SPACES_IN_A_ROW.search(pair.source):
        for match in _SPACES_IN_A_ROW.finditer(pair.target):
            message = f"{len(match[0])} spaces in a row, but none in the source"
            yield Violation(match.start(), match.end(), message, "keep one")


def edge_differences(pair: TextPair) -> Iterator[Violation]:
    """Yield messages that begin or end with other white space than their source."""
    source, target = pair.source, pair.target
    if not source.strip() or not target.strip():
        return
    lead, source_lead = len(target) - len(target.lstrip()), len(source) - len(source.lstrip())
    if target[:lead] != source[:source_lead]:
        yield Violation(0, lead, "the message begins with other spaces than its source", _LIKE_SOURCE)
    end, source_end = len(target.rstrip()), len(source.rstrip())
    if target[end:] != source[source_end:]:
        yield Violation(end, len(target), "the message ends with other spaces than its source", _LIKE_SOURCE)


def doubled_words(text: LocalizedText) -> Iterator[Violation]:
    """Yield words that appear twice in a row."""
    if not _REPEATED_WORD.search(text.text):
        return
    for match in _REPEATED_WORD.finditer(mask_identifiers(text.text)):
        word = match[1]
        if word.lower() not in _ALLOWED_TWICE:
            yield Violation(match.start(), match.end(), f"repeated word `{word}`", "remove one")
