"""What a check is: a rule with a generator, over one text, one pair, or the whole catalog."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, TextRange
from eventdocs.model.event import AnyEvent, Event
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair

PROSE = frozenset({TextKind.MARKUP, TextKind.LITERAL})
PROSE_AND_LABELS = PROSE | {TextKind.LABEL}
ALL_KINDS = frozenset(TextKind)


class Violation(NamedTuple):
    """A fault in a text: the stretch from `start` to `end` (exclusive), what to do, a safe replacement."""

    start: int
    end: int
    message: str
    hint: str = ""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogCheck:
    """A check of the settings and of what events say about each other; it prevents a build.

    It needs no texts, so that a build can run it on references to events.
    """

    rule: Rule
    run: Callable[[CatalogSettings, Sequence[AnyEvent]], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class EventCheck:
    """A check of one event by itself; a catalog that fails it cannot be built."""

    rule: Rule
    run: Callable[[CatalogSettings, Event], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class StringsCheck:
    """A check that compares units, or asks the catalog about them."""

    rule: Rule
    run: Callable[[Catalog, Sequence[CatalogString]], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class TextCheck:
    """A check of each text by itself, in the source locale too."""

    rule: Rule
    run: Callable[[LocalizedText], Iterator[Violation]]
    kinds: frozenset[TextKind] = PROSE_AND_LABELS


@dataclass(frozen=True, slots=True)
class PairCheck:
    """A check of each translation against its source."""

    rule: Rule
    run: Callable[[TextPair], Iterator[Violation]]
    kinds: frozenset[TextKind] = PROSE


Check: TypeAlias = CatalogCheck | EventCheck | StringsCheck | TextCheck | PairCheck


def diagnostic_for_string(
    rule: Rule, unit: CatalogString, finding: Violation, related: tuple[Location, ...] = ()
) -> Diagnostic:
    """Give a finding in a unit its place and names."""
    path, value, start, end = unit.locate(finding.start, finding.end)
    return Diagnostic(
        rule,
        unit.owner.where(*path),
        finding.message,
        finding.hint,
        event=unit.event,
        locale=unit.locale,
        field=".".join(path),
        related=related,
        text_range=TextRange(value, start, end),
        fix=finding.fix,
    )


def diagnostic_for_event(
    rule: Rule,
    event: AnyEvent,
    path: tuple[str, ...],
    message: str,
    hint: str = "",
    locale: str = "",
    related: tuple[Location, ...] = (),
) -> Diagnostic:
    """Give a finding about a value of an event its place and names."""
    where, field = event.where(*path), ".".join(path)
    return Diagnostic(rule, where, message, hint, event.key, locale, field, related)


def full_range(unit: CatalogString | LocalizedText | TextPair) -> tuple[int, int]:
    """The stretch of the whole text."""
    text = unit.text if isinstance(unit, LocalizedText) else unit.target
    return 0, len(text)


def example_pair(source: str, target: str, locale: str = "pt-BR", field: str = "message") -> str:
    """Write an example: an event with one string and its translation."""
    return (
        f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(source)}\n"
        f"  {locale}:\n    {field}: {_quoted(target)}\n"
    )


def example_text(text: str, field: str = "message") -> str:
    """Write an example: an event with one string in the source locale."""
    return f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(text)}\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else _escaped(text)


def _escaped(text: str) -> str:
    inner = "".join(
        each if each.isprintable() and each not in '"\\' else f"\\u{ord(each):04X}" for each in text
    )
    return f'"{inner}"'
