"""Rules about brackets and quotation marks: they match, are kept, and touch the quoted text."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import CatalogString, TextPair
from eventdocs.rules.checks import Violation, example_pair
from eventdocs.text.placeholders import Syntaxes, may_have_placeholders, placeholders
from eventdocs.text.quotations import quotations

BRACKETS = Rule(
    "ED506",
    "unbalanced-brackets",
    Severity.WARNING,
    "Brackets are balanced if they are balanced in the source.",
    "An unmatched bracket is often left over after a sentence was rearranged.",
    example_pair("The disk (%1) is full.", "O disco (%1 está cheio."),
    example_pair("The disk(s) %1 are full.", "Os discos %1 estão cheios."),
)
MIXED_QUOTES = Rule(
    "ED507",
    "mixed-quotes",
    Severity.WARNING,
    "A quotation ends with the mark that matches the opening one.",
    "Readers may take a mark that does not match for part of the quoted value.",
    example_pair("Type '%1' is unknown.", "O tipo '%1” é desconhecido."),
    example_pair("Type '%1' is unknown.", "O tipo “%1” é desconhecido."),
)
SPACED = Rule(
    "ED508",
    "spaced-quotes",
    Severity.WARNING,
    "No space separates a quotation mark from the quoted text, or an apostrophe from the word before it, "
    "unless the locale requires one.",
    "Readers may take the space for part of the quoted value.",
    example_pair("Type '%1' is unknown.", "O tipo ' %1' é desconhecido."),
    example_pair("Type '%1' is unknown.", "Le type «\u00a0%1\u00a0» est inconnu.", "fr-FR"),
)
LOST_QUOTES = Rule(
    "ED314",
    "lost-quotes",
    Severity.WARNING,
    "A placeholder (insert) in quotation marks in the source is also in quotation marks in the translation.",
    "Quotation marks show where a value begins and ends, and make an empty value visible. Use the quotation "
    "marks of the locale.",
    example_pair("Writing '%1' to '%2'.", "Gravando %1 em '%2'."),
    example_pair("Writing '%1' to '%2'.", "Gravando «%1» em “%2”."),
)

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "」": "「", "』": "『", "】": "【"}
_BRACKET = re.compile(r"[()\[\]{}（）［］「」『』【】]")
_NUMERAL = re.compile(r"^[^\S\n]*+[0-9A-Za-z]{1,2}\)", re.MULTILINE)  # of a list: `2)`
_NUMERAL_IN_LINE = re.compile(r"(?<!\S)(?:[0-9]|예시?)\)")  # Korean `예)` means `e.g.`
_SMILEY = re.compile(r"[:;]-?[()]")
_TIGHT_QUOTES = "'\"„“”‘’"
_QUOTES = "'\"‘’‚‛“”„‟«»‹›「」『』《》〈〉＂＇`"
_OPENING_BRACKETS, _CLOSING_BRACKETS = "([<|（【［", ")]>|）】］"  # they delimit a value, too
_SPACES = " \u00a0\u202f␣"
_APOSTROPHE_SUFFIXES = ("tr", "az")  # languages that put an apostrophe between a name and its suffix
_SHORT_WORD = re.compile(r"['’][^\W\d_]{1,3}\b(?!['’])")
_SUFFIX = re.compile(r"['’][^\W\d_]{1,5}\b")


def unbalanced_brackets(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched bracket of a translation whose source has none."""
    if len(pair.target) > 1 and _unmatched_bracket(pair.source, pair.placeholders) is None:
        at = _unmatched_bracket(pair.target, pair.placeholders)
        if at is not None and quotations(pair.target, pair.placeholders).unmatched in (None, at):
            message = f"unmatched bracket `{pair.target[at]}`"
            yield Violation(at, at + 1, message, "add the matching bracket, or remove this one")


@lru_cache(maxsize=1_024)
def _unmatched_bracket(text: str, syntaxes: Syntaxes) -> int | None:
    """Return the position of the first unmatched bracket; full-width and ASCII brackets match each other.

    A bracket alone in quotation marks and the one after a numeral of a list or `예` do not count.
    """
    listed = {match.end() - 1 for match in _NUMERAL.finditer(text)} if ")" in text else set()
    brackets = [(match.start(), match[0]) for match in _BRACKET.finditer(text) if match.start() not in listed]
    if _first_unmatched(brackets) is None:
        return None
    smileys = {match.end() - 1 for match in _SMILEY.finditer(text)}
    brackets = [bracket for bracket in brackets if bracket[0] not in smileys]
    quoted = {
        at + text[at:end].index(text[at + 1 : end].strip())
        for at, end in quotations(text, syntaxes).pairs
        if len(text[at + 1 : end].strip()) == 1
    }
    brackets = [bracket for bracket in brackets if bracket[0] not in quoted]
    at = _first_unmatched(brackets)
    numerals = {match.end() - 1 for match in _NUMERAL_IN_LINE.finditer(text)}
    if at not in numerals:
        return at
    return _first_unmatched([bracket for bracket in brackets if bracket[0] not in numerals])


def _first_unmatched(brackets: Iterable[tuple[int, str]]) -> int | None:
    unclosed: list[tuple[int, str]] = []
    for at, bracket in brackets:
        if bracket not in _PAIRS:
            unclosed.append((at, bracket))
            continue
        _, opening = unclosed.pop() if unclosed else (at, "")
        if _half_width(opening) != _half_width(_PAIRS[bracket]):
            return at
    return unclosed[0][0] if unclosed else None


def _half_width(bracket: str) -> str:
    return {"（": "(", "［": "["}.get(bracket, bracket)


def mixed_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched quotation mark of a translation whose source has none."""
    if quotations(pair.source, pair.placeholders).unmatched is None:
        at = quotations(pair.target, pair.placeholders).unmatched
        if (
            at is None
            or _is_detached_suffix(pair, at)
            or _is_elision(pair, at)
            or _BRACKET.match(pair.target, at)
        ):
            return
        if not any(each.lost_mark for each in _unquoted(pair.source, pair.target, pair.placeholders)):
            message = f"unmatched quotation mark {pair.target[at]}"
            yield Violation(at, at + 1, message, "use a matching pair of quotation marks")


def spaced_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield spaces on the inner side of quotation marks, unless the source has some."""
    spaces = list(_inner_spaces(pair.target, pair.placeholders))
    if pair.target.count('"') % 2:
        spaces = []  # a mark is missing, so that the others do not belong together
    if spaces and not any(_inner_spaces(pair.source, pair.placeholders)):
        for start, end, where in spaces:
            yield Violation(start, end, f"space {where} quotation mark", "remove it")
    at = quotations(pair.target, pair.placeholders).unmatched
    if at is not None and _is_detached_suffix(pair, at):
        yield Violation(at - 1, at + 1, "space before an apostrophe", "remove it")


def _is_detached_suffix(pair: TextPair, at: int) -> bool:
    """Return whether an unmatched mark is an apostrophe whose suffix belongs to the word before it."""
    if pair.locale.partition("-")[0].lower() not in _APOSTROPHE_SUFFIXES:
        return False
    return pair.target[at - 1 : at] == " " and _SUFFIX.match(pair.target, at) is not None


def _is_elision(pair: TextPair, at: int) -> bool:
    """Return whether an unmatched mark is in place of the beginning of a short word, as in `'ne`."""
    return pair.target[at - 1 : at].isspace() and _SHORT_WORD.match(pair.target, at) is not None


def _inner_spaces(text: str, syntaxes: Syntaxes) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of quotation marks with a space on their inner side; `«` and `»` may have one."""
    for opening, closing in quotations(text, syntaxes).pairs:
        if text[opening] in _TIGHT_QUOTES and text[opening + 1] == " ":
            yield opening, opening + 2, "after the opening"
        if text[closing] in _TIGHT_QUOTES and text[closing - 1] == " " and closing - opening > 2:
            yield closing - 1, closing + 1, "before the closing"


def lost_quotes(string: CatalogString) -> Iterator[Violation]:
    """Yield placeholders whose quotation marks are missing from the translation."""
    hint = "add the quotation marks of the locale"
    for start, end, name, lost_mark in _unquoted(string.source or "", string.target, string.placeholders):
        if lost_mark:
            message = f"the quotation mark {lost_mark} `{name}` is missing"
            yield Violation(start, end, message, hint)
        else:
            message = f"the quotation marks around `{name}` are missing"
            yield Violation(start, end, message, hint, convention="unquoted")


def kept_quotes(string: CatalogString) -> Iterator[str]:
    """Yield the name of the convention if the source has quoted placeholders and all are also quoted here."""
    if (
        string.source
        and _quoted(string.source, string.placeholders)
        and not _unquoted(string.source, string.target, string.placeholders)
    ):
        yield "unquoted"


class _Unquoted(NamedTuple):
    """A placeholder of a translation without the quotation marks of the source.

    If it has one of them, `lost_mark` says where the other one is missing: `before` or `after`.
    """

    start: int
    end: int
    name: str
    lost_mark: str = ""


@lru_cache(maxsize=1_024)
def _unquoted(source: str, target: str, syntaxes: Syntaxes) -> tuple[_Unquoted, ...]:
    quoted = _quoted(source, syntaxes)
    if not quoted:
        return ()
    pairs, unmatched = quotations(target, syntaxes)
    rest = _without_pairs(target, pairs)
    found = []
    for placeholder in placeholders(target, syntaxes):
        start, end, key, name = placeholder.start, placeholder.end, placeholder.key, placeholder.text
        if key not in quoted or any(opening < start < closing for opening, closing in pairs):
            continue
        before, after = _neighbours(rest, start, end)
        marks = before in _QUOTES, after in _QUOTES
        if quoted[key] and unmatched is not None and marks in ((True, False), (False, True)):
            found.append(_Unquoted(start, end, name, "after" if marks[0] else "before"))
        elif not (
            any(marks)
            or (before in _OPENING_BRACKETS and after in _CLOSING_BRACKETS)
            or target[:start].endswith(",,")  # a mark of two commas
        ):
            found.append(_Unquoted(start, end, name))
    return tuple(found)


def _without_pairs(text: str, pairs: tuple[tuple[int, int], ...]) -> str:
    """Return a text of the same length without the quotation marks that have a match."""
    characters = list(text)
    for at in (at for pair in pairs for at in pair):
        characters[at] = "-"
    return "".join(characters)


@lru_cache(maxsize=1_024)
def _quoted(text: str, syntaxes: Syntaxes) -> dict[str, bool]:
    """Return the placeholders that are always next to a quotation mark, and whether one is on both sides."""
    if not may_have_placeholders(text, syntaxes):
        return {}
    openings = {opening for opening, _ in quotations(text, syntaxes).pairs}
    closings = {closing for _, closing in quotations(text, syntaxes).pairs}
    marks = [
        (each.key, each.start - 1 in openings, each.end in closings)
        for each in placeholders(text, syntaxes)
        if each.key
    ]
    unquoted = {key for key, before, after in marks if not before and not after}
    return {key: before and after for key, before, after in marks if key not in unquoted}


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and after a range, spaces left out; a space where there is none."""
    before, after = start - 1, end
    while before >= 0 and text[before] in _SPACES:
        before -= 1
    while after < len(text) and text[after] in _SPACES:
        after += 1
    return text[before] if before >= 0 else " ", text[after] if after < len(text) else " "
