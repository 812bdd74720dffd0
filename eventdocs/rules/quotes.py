"""Rules about brackets and quotation marks: they match, are kept, and touch the quoted text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.strings import CatalogString, TextPair
from eventdocs.rules.checks import PROSE, Violation, diagnostic_for_string, example_pair
from eventdocs.text.placeholders import Placeholder, placeholders
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
    "No space separates a quotation mark from the quoted text, or an apostrophe from the word before it, unless "
    "the locale requires one.",
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
_TIGHT_QUOTES = "'\"„“”‘’"
_QUOTES = "'\"‘’‚‛“”„‟«»‹›「」『』《》〈〉＂＇`"
_SPACES = " \u00a0\u202f"
_APOSTROPHE_SUFFIXES = ("tr", "az")  # languages that put an apostrophe between a name and its suffix
_SUFFIX = re.compile(r"['’][^\W\d_]{1,5}\b")
_FEWEST_LOST = 10  # placeholders without quotation marks from which on a locale may have a convention
_MAX_PLACES = 100


def unbalanced_brackets(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched bracket of a translation whose source has none."""
    if _unmatched_bracket(pair.source) is None:
        at = _unmatched_bracket(pair.target)
        if at is not None:
            message = f"unmatched bracket `{pair.target[at]}`"
            yield Violation(at, at + 1, message, "add the matching bracket, or remove this one")


@lru_cache(maxsize=65_536)
def _unmatched_bracket(text: str) -> int | None:
    """Return the position of the first unmatched bracket; full-width and ASCII brackets match each other."""
    if not _BRACKET.search(text):
        return None
    unclosed: list[tuple[str, int]] = []
    for at, bracket in enumerate(text):
        if bracket in _PAIRS.values():
            unclosed.append((bracket, at))
        elif bracket in _PAIRS:
            opening, _ = unclosed.pop() if unclosed else ("", at)
            if _half_width(opening) != _half_width(_PAIRS[bracket]):
                return at
    return next((at for _, at in unclosed), None)


def _half_width(bracket: str) -> str:
    return {"（": "(", "［": "["}.get(bracket, bracket)


def mixed_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched quotation mark of a translation whose source has none."""
    if quotations(pair.source, pair.placeholders).unmatched is None:
        at = quotations(pair.target, pair.placeholders).unmatched
        if at is None or _is_detached_suffix(pair, at):
            return
        if not any(violation.lost_mark for violation in _unquoted(pair)):
            message = f"unmatched quotation mark {pair.target[at]}"
            yield Violation(at, at + 1, message, "use a matching pair of quotation marks")


def spaced_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield spaces on the inner side of quotation marks, unless the source has some."""
    spaces = list(_inner_spaces(pair.target, pair))
    if spaces and not any(_inner_spaces(pair.source, pair)):
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


def _inner_spaces(text: str, pair: TextPair) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges of quotation marks with a space on their inner side; `«` and `»` may have one."""
    for opening, closing in quotations(text, pair.placeholders).pairs:
        if text[opening] in _TIGHT_QUOTES and text[opening + 1] == " ":
            yield opening, opening + 2, "after the opening"
        if text[closing] in _TIGHT_QUOTES and text[closing - 1] == " " and closing - opening > 2:
            yield closing - 1, closing + 1, "before the closing"


class _Unquoted(NamedTuple):
    """A placeholder of a translation without the quotation marks of the source.

    If it has one of them, `lost_mark` says where the other one is missing: `before` or `after`.
    """

    placeholder: Placeholder
    lost_mark: str = ""


def lost_quotes(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield placeholders whose quotation marks are missing from the translation.

    Where most translations of a locale leave them out, that is its convention: it is reported once.
    """
    lost: dict[str, list[tuple[CatalogString, _Unquoted]]] = defaultdict(list)
    kept: Counter[str] = Counter()
    for string in strings:
        pair = string.pair
        if pair is None or pair.kind not in PROSE or not _has_quoted_placeholder(pair):
            continue
        unquoted = _unquoted(pair)
        lost[string.locale] += [(string, each) for each in unquoted]
        kept[string.locale] += not unquoted
    for locale, places in lost.items():
        whole = [place for place in places if not place[1].lost_mark]
        if len(whole) >= _FEWEST_LOST and len(whole) > kept[locale]:
            yield _convention(locale, whole, kept[locale])
            places = [place for place in places if place[1].lost_mark]
        for string, unquoted in places:
            yield diagnostic_for_string(LOST_QUOTES, string, _violation(unquoted))


def _violation(unquoted: _Unquoted) -> Violation:
    placeholder, lost_mark = unquoted
    message = (
        f"the quotation mark {lost_mark} `{placeholder.text}` is missing"
        if lost_mark
        else f"the quotation marks around `{placeholder.text}` are missing"
    )
    hint = "add the quotation marks of the locale"
    return Violation(placeholder.start, placeholder.end, message, hint)


def _convention(locale: str, places: Sequence[tuple[CatalogString, _Unquoted]], kept: int) -> Diagnostic:
    (first, (placeholder, _)), *others = places
    message = (
        f"{len(places):,} placeholders in {locale} are without the quotation marks of the source; "
        f"{kept:,} translations keep them"
    )
    hint = f"if this is the convention of {locale}, turn {LOST_QUOTES.code} off for it in `rules`"
    related = tuple(string.where(0, 0) for string, _ in others[:_MAX_PLACES])
    violation = Violation(placeholder.start, placeholder.end, message, hint)
    return diagnostic_for_string(LOST_QUOTES, first, violation, related)


def _has_quoted_placeholder(pair: TextPair) -> bool:
    return any(
        _marks(pair.source, placeholder) != (False, False)
        for placeholder in placeholders(pair.source, pair.placeholders)
    )


@lru_cache(maxsize=1_024)
def _unquoted(pair: TextPair) -> tuple[_Unquoted, ...]:
    """Return the placeholders that have quotation marks in the source but not in the translation."""
    if not _has_quoted_placeholder(pair):
        return ()
    quoted = {
        each.key: _marks(pair.source, each)
        for each in placeholders(pair.source, pair.placeholders)
        if each.key
    }
    found = []
    for placeholder in placeholders(pair.target, pair.placeholders):
        source_marks = quoted.get(placeholder.key, (False, False))
        marks = _marks(pair.target, placeholder)
        if any(source_marks) and not any(marks):
            found.append(_Unquoted(placeholder))
        elif (
            all(source_marks)
            and not all(marks)
            and quotations(pair.target, pair.placeholders).unmatched is not None
        ):
            found.append(_Unquoted(placeholder, "after" if marks[0] else "before"))
    return tuple(found)


def _marks(text: str, placeholder: Placeholder) -> tuple[bool, bool]:
    """Return whether there are quotation marks before and after a placeholder."""
    before, after = placeholder.start - 1, placeholder.end
    while before >= 0 and text[before] in _SPACES:
        before -= 1
    while after < len(text) and text[after] in _SPACES:
        after += 1
    return before >= 0 and text[before] in _QUOTES, after < len(text) and text[after] in _QUOTES
