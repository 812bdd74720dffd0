"""Rules about placeholders: what the software fills in is the same in source and translation."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, example_text, full_range
from eventdocs.text.placeholders import Placeholder, placeholders

MISMATCH = Rule(
    "ED301",
    "placeholder-mismatch",
    Severity.ERROR,
    "A translation has the same placeholders (inserts) as its source, each as often, in any order.",
    "The software replaces `%1` with a value when it prints the message. Without the placeholder, readers do "
    "not see the value. An extra one prints a wrong value or nothing.",
    example_pair("Disk %1 is full.", "O disco está cheio."),
    example_pair("Disk %1 holds %2.", "%2 estão no disco %1."),
)
BROKEN = Rule(
    "ED302",
    "broken-placeholder",
    Severity.ERROR,
    "A placeholder (insert) is written exactly as in the source.",
    "People read `% 1`, `1%`, `％1` and `%１` as placeholders, but the software prints them literally.",
    example_pair("Disk %1 is full.", "O disco % 1 está cheio."),
    example_pair("Disk %1 is full.", "O disco %1 está cheio."),
)
SOURCE = Rule(
    "ED303",
    "broken-source-placeholder",
    Severity.ERROR,
    "A source message has no misspelled placeholder (insert).",
    "Translators copy placeholders from the source, so a mistake there is repeated in every translation.",
    example_text("Disk 1% is full."),
    example_text("Disk %1 is 95% full."),
)
GAP = Rule(
    "ED304",
    "placeholder-gap",
    Severity.WARNING,
    "Placeholders (inserts) are numbered from 1 without gaps, unless the event lists its parameters.",
    "A message with `%1` and `%3` has often lost `%2`. If the event lists its parameters, a message may omit "
    "some of them.",
    example_text("Disk %1 holds %3."),
    example_text("Disk %1 holds %2."),
)
BEYOND = Rule(
    "ED305",
    "placeholder-beyond-parameters",
    Severity.ERROR,
    "The number of a placeholder (insert) is not higher than the number of listed parameters.",
    "`%N` prints the N-th parameter. For a higher number, there is nothing to print.",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %2 is full.'\n",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %1 is full.'\n",
)

_SPACE = r"[ \u00a0\u202f\u3000]"
_DIGIT = "0-9０-９٠-٩۰-۹"
_BROKEN = re.compile(
    rf"[%％٪]{_SPACE}*+[{_DIGIT}]{{1,2}}(?:![^!\s]{{1,16}}!)?"
    rf"|(?<![\d.,])[{_DIGIT}]{{1,2}}{_SPACE}?[%％٪](?!{_SPACE}*+[%\d])"
    rf"|[%％]{_SPACE}++[%％]|％％|％[nrt0]|\{{{_SPACE}++\w++{_SPACE}*+\}}|\{{\w++{_SPACE}++\}}|\{{[０-９]++\}}"
)
_REVERSED = re.compile(r"(?<![\w.,%])([1-9])%(?![%\w])")


class _BrokenPlaceholder(NamedTuple):
    """Characters of a text that look like a placeholder, and the placeholder that they probably mean."""

    start: int
    end: int
    text: str
    intended: str


class _Comparison(NamedTuple):
    """How the placeholders of a translation differ from those of its source."""

    missing: tuple[str, ...]
    extra: tuple[Placeholder, ...]
    broken: tuple[_BrokenPlaceholder, ...]


@lru_cache(maxsize=65_536)
def _compare(pair: TextPair) -> _Comparison:
    literal = pair.kind is TextKind.LITERAL
    expected = Counter(placeholder.text for placeholder in placeholders(pair.source, literal=literal))
    actual = placeholders(pair.target, literal=literal)
    missing = expected - Counter(placeholder.text for placeholder in actual)
    matching, extra = _partition(actual, expected)
    broken = []
    for candidate in _broken_placeholders(pair.target, matching):
        if missing[candidate.intended] > 0:
            missing[candidate.intended] -= 1
            broken.append(candidate)
    taken = {at for candidate in broken for at in range(candidate.start, candidate.end)}
    unmatched = tuple(placeholder for placeholder in extra if placeholder.start not in taken)
    return _Comparison(tuple(missing.elements()), unmatched, tuple(broken))


def _partition(
    actual: Sequence[Placeholder], expected: Counter[str]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """Return the placeholders that are expected, each as often as expected, and the extra ones."""
    remaining = expected.copy()
    matching: list[Placeholder] = []
    extra: list[Placeholder] = []
    for placeholder in actual:
        remaining[placeholder.text] -= 1
        (matching if remaining[placeholder.text] >= 0 else extra).append(placeholder)
    return matching, extra


def _broken_placeholders(text: str, valid: Sequence[Placeholder]) -> Iterator[_BrokenPlaceholder]:
    """Yield what looks like a placeholder in a text, outside the valid ones."""
    taken = {at for placeholder in valid for at in range(placeholder.start, placeholder.end)}
    for match in _BROKEN.finditer(text):
        if not taken.intersection(range(match.start(), match.end())):
            yield _BrokenPlaceholder(match.start(), match.end(), match[0], _corrected(match[0]))


def _corrected(text: str) -> str:
    """Return the valid form of a broken placeholder: without spaces, in ASCII, the percent sign first."""
    compact = re.sub(rf"{_SPACE}+", "", text).translate(str.maketrans("％٪", "%%"))
    ascii_text = "".join(str(int(character)) if character.isdigit() else character for character in compact)
    if ascii_text.endswith("%") and ascii_text != "%%":
        return f"%{ascii_text.removesuffix('%')}"
    return ascii_text


def placeholder_mismatches(pair: TextPair) -> Iterator[Violation]:
    """Yield placeholders that a translation is missing or adds."""
    if not _may_have_placeholders(pair.source) and not _may_have_placeholders(pair.target):
        return
    comparison = _compare(pair)
    hint = f"the source is: {pair.source}"
    for text in dict.fromkeys(comparison.missing):
        yield Violation(*full_range(pair), f"the translation is missing `{text}`", hint)
    for placeholder in comparison.extra:
        message = f"the source has no placeholder `{placeholder.text}` here"
        hint = "remove it, or use the placeholder of the source"
        yield Violation(placeholder.start, placeholder.end, message, hint)


def broken_placeholders(pair: TextPair) -> Iterator[Violation]:
    """Yield misspelled placeholders of a translation, with a fix."""
    if _may_have_placeholders(pair.source):
        for start, end, text, intended in _compare(pair).broken:
            message = f"`{text}` is not a valid placeholder"
            yield Violation(start, end, message, f"write `{intended}`", intended)


def _may_have_placeholders(text: str) -> bool:
    return "%" in text or "{" in text or "％" in text


def broken_source_placeholders(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield misspelled placeholders of source messages, with a fix unless it could be a percentage."""
    for string in strings:
        if (
            string.source is None
            and string.kind is TextKind.LITERAL
            and _may_have_placeholders(string.target)
        ):
            for start, end, text, intended in _broken_in_source(string.text):
                message = f"`{text}` is not a valid placeholder"
                hint = f"write `{intended}` if it is meant as one"
                fix = None if _REVERSED.fullmatch(text) else intended
                yield diagnostic_for_string(SOURCE, string, Violation(start, end, message, hint, fix))


def _broken_in_source(text: LocalizedText) -> Iterator[_BrokenPlaceholder]:
    """Yield broken placeholders; one such as `2%` only if its number is the next one of the message."""
    valid = placeholders(text.text)
    numbers = {placeholder.number for placeholder in valid}
    following = max(numbers, default=0) + 1
    for candidate in _broken_placeholders(text.text, valid):
        find = _REVERSED.match if candidate.start else _REVERSED.search
        match = find(text.text, candidate.start)
        if (
            candidate.text.startswith(("%", "％", "{"))
            or (match and int(match[1]) not in numbers and candidate.start == 0)
            or (match and match.start() == candidate.start and int(match[1]) == following)
        ):
            yield candidate


def placeholder_gaps(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield source messages whose placeholders skip a number."""
    for string, event, numbers in _messages(strings):
        last = max(numbers)
        missing = ", ".join(f"`%{number}`" for number in range(1, last) if number not in numbers)
        if missing and event.parameters is None:
            message = f"the message has `%{last}` but not {missing}"
            hint = "list the event's parameters if the message omits one on purpose"
            yield diagnostic_for_string(GAP, string, Violation(*full_range(string), message, hint))


def placeholders_beyond_parameters(
    catalog: Catalog, strings: Sequence[CatalogString]
) -> Iterator[Diagnostic]:
    """Yield placeholders of source messages without a parameter."""
    for string, event, _ in _messages(strings):
        if event.parameters is None:
            continue
        count = len(event.parameters)
        for placeholder in placeholders(string.target):
            if placeholder.number > count:
                message = f"`{placeholder.text}` has no parameter; the event lists {count}"
                violation = Violation(placeholder.start, placeholder.end, message)
                yield diagnostic_for_string(BEYOND, string, violation)


def _messages(strings: Sequence[CatalogString]) -> Iterator[tuple[CatalogString, Event, set[int]]]:
    """Yield source messages with the numbers of their placeholders, those of all segments together."""
    numbers: dict[str, set[int]] = {}
    last: dict[str, CatalogString] = {}
    for string in strings:
        if string.source is None and string.kind is TextKind.LITERAL:
            segment_numbers = {placeholder.number for placeholder in placeholders(string.target)} - {0}
            numbers.setdefault(string.event, set()).update(segment_numbers)
            if segment_numbers:
                last[string.event] = string
    for key, string in last.items():
        if isinstance(string.owner, Event):
            yield string, string.owner, numbers[key]
