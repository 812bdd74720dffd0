"""Inserts: what the software fills in is the same in source and translation."""

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
    "insert-mismatch",
    Severity.ERROR,
    "A translation has the inserts of its source, each as often; their order is free.",
    "The software fills `%1` in when it prints the message. A lost insert hides the one fact that the reader "
    "looks for; an added one prints another event's value, or nothing.",
    example_pair("Disk %1 is full.", "O disco está cheio."),
    example_pair("Disk %1 holds %2.", "%2 estão no disco %1."),
)
BROKEN = Rule(
    "ED302",
    "broken-insert",
    Severity.ERROR,
    "An insert is written exactly as in the source.",
    "`% 1`, `1%`, `％1` and `%１` look like inserts to a person and like text to the software, which prints "
    "them as they are.",
    example_pair("Disk %1 is full.", "O disco % 1 está cheio."),
    example_pair("Disk %1 is full.", "O disco %1 está cheio."),
)
SOURCE = Rule(
    "ED303",
    "broken-source-insert",
    Severity.ERROR,
    "A message of the source has no insert that is written in a broken way.",
    "Every translation copies the source; what is broken there is broken everywhere.",
    example_text("Disk 1% is full."),
    example_text("Disk %1 is 95% full."),
)
GAP = Rule(
    "ED304",
    "insert-gap",
    Severity.WARNING,
    "The inserts of a message count from 1 without a gap, where the parameters are not listed.",
    "A message that shows `%1` and `%3` has often lost `%2`. Where the event lists its parameters, a message "
    "may leave some out.",
    example_text("Disk %1 holds %3."),
    example_text("Disk %1 holds %2."),
)
BEYOND = Rule(
    "ED305",
    "insert-beyond-parameters",
    Severity.ERROR,
    "No insert counts beyond the event's parameters, where they are listed.",
    "`%N` is the N-th parameter; there is nothing that could be printed for a number beyond the last.",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %2 is full.'\n",
    "id: 7\nname: DiskFull\nparameters:\n  - {name: Drive, type: xs:string}\nstrings:\n  en-US:\n"
    "    message: 'Disk %1 is full.'\n",
)

_SPACE = r"[ \u00a0\u202f\u3000]"
_DIGIT = "0-9０-９٠-٩۰-۹"
_BROKEN = re.compile(
    rf"[%％٪]{_SPACE}*[{_DIGIT}]{{1,2}}(?:![^!\s]{{1,16}}!)?"
    rf"|(?<![\d.,])[{_DIGIT}]{{1,2}}{_SPACE}?[%％٪](?!{_SPACE}*[%\d])"
    rf"|[%％]{_SPACE}+[%％]|％％|％[nrt0]|\{{{_SPACE}+\w+{_SPACE}*\}}|\{{\w+{_SPACE}+\}}|\{{[０-９]+\}}"
)
_REVERSED = re.compile(r"(?<![\w.,%])([1-9])%(?![%\w])")


class _Broken(NamedTuple):
    start: int
    end: int
    text: str
    meant: str


class _Compared(NamedTuple):
    lost: tuple[str, ...]
    extra: tuple[Placeholder, ...]
    broken: tuple[_Broken, ...]


@lru_cache(maxsize=65_536)
def _compared(pair: TextPair) -> _Compared:
    literal = pair.kind is TextKind.LITERAL
    wanted = Counter(insert.text for insert in placeholders(pair.source, literal=literal))
    found = placeholders(pair.target, literal=literal)
    lost = wanted - Counter(insert.text for insert in found)
    sound, extra = _sorted_out(found, wanted)
    broken = []
    for each in _broken(pair.target, sound):
        if lost[each.meant] > 0:
            lost[each.meant] -= 1
            broken.append(each)
            extra = [insert for insert in extra if not each.start <= insert.start < each.end]
    return _Compared(tuple(lost.elements()), tuple(extra), tuple(broken))


def _sorted_out(
    found: Sequence[Placeholder], wanted: Counter[str]
) -> tuple[list[Placeholder], list[Placeholder]]:
    """Part the inserts that are wanted, each as often, from those beyond."""
    left = wanted.copy()
    sound: list[Placeholder] = []
    extra: list[Placeholder] = []
    for insert in found:
        left[insert.text] -= 1
        (sound if left[insert.text] >= 0 else extra).append(insert)
    return sound, extra


def _broken(text: str, sound: Sequence[Placeholder]) -> Iterator[_Broken]:
    taken = {at for insert in sound for at in range(insert.start, insert.end)}
    for found in _BROKEN.finditer(text):
        if not taken.intersection(range(found.start(), found.end())):
            yield _Broken(found.start(), found.end(), found[0], _meant(found[0]))


def _meant(text: str) -> str:
    """Write a broken insert as it should be: without space, in ASCII, the sign first."""
    plain = re.sub(rf"{_SPACE}+", "", text).translate(str.maketrans("％٪", "%%"))
    digits = "".join(str(int(each)) if each.isdigit() else each for each in plain)
    return f"%{digits[:-1]}" if digits.endswith("%") and digits != "%%" else digits


def mismatches(pair: TextPair) -> Iterator[Violation]:
    """Find inserts that a translation loses or adds."""
    if not _any(pair.source) and not _any(pair.target):
        return
    compared = _compared(pair)
    for text in dict.fromkeys(compared.lost):
        yield Violation(*full_range(pair), f"the insert `{text}` is lost", f"the source says: {pair.source}")
    for insert in compared.extra:
        hint = "take it out, or write the insert that the source has"
        yield Violation(insert.start, insert.end, f"the source has no insert `{insert.text}` here", hint)


def broken(pair: TextPair) -> Iterator[Violation]:
    """Find inserts that a translation writes in a broken way."""
    if _any(pair.source):
        for start, end, text, meant in _compared(pair).broken:
            yield Violation(start, end, f"`{text}` is a broken insert", f"write `{meant}`", meant)


def _any(text: str) -> bool:
    return "%" in text or "{" in text or "％" in text


def broken_sources(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find inserts that a message of the source writes in a broken way."""
    for unit in units:
        if unit.source is None and unit.kind is TextKind.LITERAL and _any(unit.target):
            for start, end, text, meant in _broken_source(unit.text):
                message, hint = f"`{text}` is no insert", f"write `{meant}` if it is meant as one"
                fix = None if _REVERSED.fullmatch(text) else meant
                yield diagnostic_for_string(SOURCE, unit, Violation(start, end, message, hint, fix))


def _broken_source(text: LocalizedText) -> Iterator[_Broken]:
    sound = placeholders(text.text)
    numbers = {insert.number for insert in sound}
    for each in _broken(text.text, sound):
        reversed_ = _REVERSED.search(text.text, each.start)
        if (
            each.text[0] in "%％{"
            or (reversed_ and int(reversed_[1]) not in numbers and each.start == 0)
            or (
                reversed_
                and reversed_.start() == each.start
                and int(reversed_[1]) == max(numbers, default=0) + 1
            )
        ):
            yield each


def gaps(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find messages of the source whose inserts leave a number out."""
    for unit, event, numbers in _messages(units):
        missing = sorted(set(range(1, max(numbers))) - numbers)
        if missing and event.parameters is None:
            which = ", ".join(f"`%{number}`" for number in missing)
            last = f"%{max(numbers)}"
            hint = "list the event's parameters if the message leaves one out on purpose"
            finding = Violation(*full_range(unit), f"the message has `{last}` and not {which}", hint)
            yield diagnostic_for_string(GAP, unit, finding)


def beyond(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find inserts of source messages for which there is no parameter."""
    for unit, event, _ in _messages(units):
        if event.parameters is None:
            continue
        count = len(event.parameters)
        for insert in placeholders(unit.target):
            if insert.number > count:
                message = f"`{insert.text}` has no parameter: the event lists {count}"
                yield diagnostic_for_string(BEYOND, unit, Violation(insert.start, insert.end, message))


def _messages(units: Sequence[CatalogString]) -> Iterator[tuple[CatalogString, Event, set[int]]]:
    """Source messages with numbered inserts; all segments of a message count together."""
    numbers: dict[str, set[int]] = {}
    last: dict[str, CatalogString] = {}
    for unit in units:
        if unit.source is None and unit.kind is TextKind.LITERAL:
            found = {insert.number for insert in placeholders(unit.target)} - {0}
            numbers.setdefault(unit.event, set()).update(found)
            if found:
                last[unit.event] = unit
    for key, unit in last.items():
        if isinstance(unit.owner, Event):
            yield unit, unit.owner, numbers[key]
