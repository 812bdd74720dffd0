"""The rule about final punctuation: a translation ends with a mark if its source does."""

import re
from collections.abc import Iterator, Set

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import Violation, example_pair
from eventdocs.text.identifiers import blank_placeholders, prose_words
from eventdocs.text.placeholders import Syntaxes

ENDING = Rule(
    "ED501",
    "end-punctuation",
    Severity.WARNING,
    "A translation keeps the full stop, question mark, colon or ellipsis at the end of its source. It adds "
    "no colon and no ellipsis.",
    "A different ending often means that a question became a statement, or that half a sentence is missing. "
    "Another mark in place of a full stop or an ellipsis is not reported, and neither is an added full stop. "
    "Thai, Lao, Khmer and Burmese texts have no full stop. Japanese and Korean texts that end with a noun "
    "need one only if four out of five of these texts in the catalog have one.",
    example_pair("The disk is full.", "O disco está cheio"),
    example_pair("The disk is full.", "ディスクがいっぱいです。", "ja-JP"),
)

_MARKS = {
    "full stop": ".。．｡।۔",
    "question mark": "?？؟",
    "exclamation mark": "!！",
    "colon": ":：︰",
    "ellipsis": "…",
    "semicolon": ";；؛",
}
_KIND_OF_MARK = {mark: kind for kind, marks in _MARKS.items() for mark in marks}
_ALL = frozenset(("", *_MARKS))
# The kinds of endings that a translation may have, by that of its source.
_ACCEPTED: dict[str, Set[str]] = {
    "full stop": _ALL - {""},
    "ellipsis": _ALL - {""},
    "question mark": frozenset(("question mark",)),
    "colon": frozenset(("colon",)),
    "": _ALL - {"colon", "ellipsis"},
    "exclamation mark": _ALL,
    "semicolon": _ALL,
}
_CLOSERS = "\"'“‘”’»›」』）)】*_` \u00a0\u202f"
_OPENERS = "\"'“„«\u00a0\u202f "
_LONGEST_END = 40  # characters at the end of a text that tell how it ends
_MIN_WORDS = 4  # of a text that is no label
_FEWEST_WORDS = 3  # of a sentence that ends with a short word
_PLACEHOLDER_AT_END = re.compile(r"(?<!\ufffc)\ufffc++[\"'”»)]{0,2}\Z")
_BRACKETS_AT_END = re.compile(r"[(（\[][^()（）\[\]]*+[)）\]]\Z")
# Also `U.S.`, `reg. expr.`, and a stop after a space or an opening quotation mark, where it is the name of a
# key.
_ABBREVIATION = re.compile(
    r"\b(?:approx|cartr|co|corp|dept|dir|e\.g|etc|i\.e|inc|jr|ltd|max|min|mr|mrs|ms|no|sec|sig|temp|usw"
    r"|и т\.\s?д)\.\Z"
    r"|(?<=\w\. )[a-z]{1,6}\.\Z"
    r"|(?:[\s“„«‘]|(?<!\w)['\"]|\.\w)\.\Z",
    re.IGNORECASE,
)
_SHORT_WORD = re.compile(r"(?:\A|[\W\d_])[^\W\d_]{1,5}\.\Z")
_SMILEY_AT_END = re.compile(r"(?<!\S)[:;]-?[()]\Z")
_NAME_IN_COLONS = re.compile(r":\w++:\Z")
# Words and signs that say in the middle of a text what an ellipsis says at its end.
_ELLIPSIS = re.compile(r"…|\.\.\.|\betc\b|등")
_CONTINUED = (",", "-", " ", "\n", "\t")
# A word before a value that completes the text, as in `Created by`.
_PREPOSITION_AT_END = re.compile(r"\b(?:as|at|by|for|from|in|of|on|since|the|to|until|with)\Z", re.IGNORECASE)
_WITHOUT_STOP_AFTER_VALUE = ("ja", "ko", "zh")
_WITHOUT_STOP = ("th", "lo", "km", "my")
# Japanese verbs end with a kana other than `さ`, as in `高さ`, Korean ones with one of a few syllables.
_NOUN_AT_END = {
    "ja": re.compile(r"[\u30a1-\u30ff\u4e00-\u9fffさ]\Z"),
    "ko": re.compile(r"[\uac00-\ud7a3](?<![다요까오죠음함됨임])\Z"),
}
_AFTER_NOUN = " after a noun"
_CLOSERS_AND_STOPS = _CLOSERS + _MARKS["full stop"]
_VERB_FINAL = ("ja", "ko", "tr")


def end_signs(string: CatalogString) -> Iterator[Violation]:
    """Yield translations that lose the mark at the end of their source, or add a colon or an ellipsis."""
    if not string.source or string.source == string.target:
        return
    source, target = _ending(string.source), _ending(string.target)
    if source == target or _is_accepted(string, source, target):
        return
    end = len(string.target.rstrip(_CLOSERS)) or len(string.target)
    message = f"the translation ends with {_with_article(target)}, the source with {_with_article(source)}"
    yield Violation(
        end - 1, end, message, "end it like the source", convention=_convention(string, source, target)
    )


def kept_end_signs(string: CatalogString) -> Iterator[str]:
    """Yield the conventions that a translation which ends like its source does not follow."""
    if string.source:
        source = _ending(string.source)
        if source == _ending(string.target):
            yield from (_convention(string, source, other) for other in ("", *_MARKS))


def _convention(string: CatalogString, source: str, target: str) -> str:
    """Return the name of the convention to end a text so; a text that ends with a noun has one of its own."""
    is_noun = source == "full stop" and _ends_with_noun(string)
    return f"{source}>{target}{_AFTER_NOUN if is_noun else ''}"


def _ends_with_noun(string: CatalogString) -> bool:
    """Return whether a Japanese or Korean text ends with a noun."""
    noun = _NOUN_AT_END.get(_language(string))
    return noun is not None and noun.search(string.target.rstrip(_CLOSERS_AND_STOPS)) is not None


def ends_with_noun(convention: str) -> bool:
    """Return whether a convention is about texts that end with a noun."""
    return convention == f"full stop>{_AFTER_NOUN}"


def _is_accepted(string: CatalogString, source: str, target: str) -> bool:
    """Return whether a translation may end with another kind of mark than its source, or without one."""
    text = string.source or ""
    if target in _ACCEPTED[source] or text.endswith(_CONTINUED) or _is_usual(string, source, target):
        return True
    sources, targets = _endings(text, string.placeholders), _endings(string.target, string.placeholders)
    return not sources.isdisjoint(targets - {""}) or any(target in _ACCEPTED[kind] for kind in sources)


def _is_usual(string: CatalogString, source: str, target: str) -> bool:
    """Return whether a language, or a short text such as a label, has its own way of ending a text so."""
    text, language = string.source or "", _language(string)
    match source, target:
        case "", "colon":  # of a name such as `Cc:`, or before the value that completes the sentence
            is_name = string.target.split()[-1] in text.split()
            is_continued = _PREPOSITION_AT_END.search(text[-_LONGEST_END:]) is not None
            return is_name or is_continued or (language in _VERB_FINAL and _words(string) >= _MIN_WORDS)
        case "", "ellipsis":
            return _ELLIPSIS.search(text) is not None
        case "ellipsis", _:
            return _ELLIPSIS.search(string.target) is not None
        case "colon" | "question mark", "full stop" if language == "ja":
            return _words(string) >= _MIN_WORDS
        case "question mark", "":
            return language == "ja" or _ends_with_noun(string) or _words(string) < _MIN_WORDS
        case "full stop", "":
            may_be_abbreviation = _SHORT_WORD.search(text.rstrip(_CLOSERS)[-_LONGEST_END:]) is not None
            is_usual = language in _WITHOUT_STOP or _ends_with_value(string)
            return is_usual or (may_be_abbreviation and _words(string) < _FEWEST_WORDS)
    return False


def _ends_with_value(string: CatalogString) -> bool:
    """Return whether a Chinese, Japanese or Korean text ends with a colon and a value."""
    if _language(string) not in _WITHOUT_STOP_AFTER_VALUE:
        return False
    end = blank_placeholders(string.target, string.placeholders).rstrip()[-_LONGEST_END:]
    before = _PLACEHOLDER_AT_END.sub("", end)
    return before != end and _ending(before.rstrip(_OPENERS)) == "colon"


def _language(string: CatalogString) -> str:
    return string.locale.partition("-")[0].lower()


def _words(string: CatalogString) -> int:
    return len(prose_words(string.source or "", string.placeholders))


def _ending(text: str) -> str:
    """Return the kind of mark that a text ends with, inside of closing marks and tags, or nothing."""
    end = _SMILEY_AT_END.sub("", _without_tags(text.rstrip())[-_LONGEST_END:])
    stripped = end.rstrip(_CLOSERS)
    if stripped.endswith(".."):
        return "ellipsis"
    kind = _KIND_OF_MARK.get(stripped[-1:], "")
    return "" if kind == "colon" and _NAME_IN_COLONS.search(stripped[-_LONGEST_END:]) else kind


def _endings(text: str, syntaxes: Syntaxes) -> set[str]:
    """Return the kinds of endings that a text can be said to have.

    The mark can be one of several such as `?!`, belong to an abbreviation, or be before brackets or a value.
    """
    ending = _ending(text)
    found = {ending}
    stripped = _without_tags(text.rstrip()).rstrip(_CLOSERS)
    if ending == "full stop" and _ABBREVIATION.search(stripped[-_LONGEST_END:]):
        found.add("")
    elif stripped[-2:-1] in _KIND_OF_MARK and ending != "ellipsis":
        found.add(_KIND_OF_MARK[stripped[-2]])
    before = text.rstrip()
    if _BRACKETS_AT_END.search(before):
        before = _BRACKETS_AT_END.sub("", before)
        found.add(_ending(before))
    end = blank_placeholders(text, syntaxes).rstrip()[-_LONGEST_END:]
    if _PLACEHOLDER_AT_END.search(end):
        found.add(_ending(_PLACEHOLDER_AT_END.sub("", end).rstrip(_OPENERS)))
    return found


def _without_tags(text: str) -> str:
    """Return a text without the tags at its end, as in `<html>The disk is full.</html>`."""
    end = len(text)
    while end and text[end - 1] == ">":
        start = text.rfind("<", 0, end)
        tag = text[start + 1 : end - 1]
        if start < 0 or not tag.strip("/ ").isalnum() or ("/" not in tag and tag != "br"):
            break
        end = start
        while end and text[end - 1].isspace():
            end -= 1
    return text[:end]


def _with_article(kind: str) -> str:
    if not kind:
        return "no punctuation"
    return f"an {kind}" if kind.startswith("e") else f"a {kind}"
