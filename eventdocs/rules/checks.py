"""What a check is: a rule with a generator, over one text, one pair, or the whole catalog."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, TextRange
from eventdocs.model.event import Event
from eventdocs.model.units import CatalogString, LocalizedText, TextKind, TextPair

PROSE = frozenset({TextKind.MARKUP, TextKind.LITERAL})
WRITTEN = PROSE | {TextKind.LABEL}
EVERY = frozenset(TextKind)


class Finding(NamedTuple):
    """A fault in a text: the stretch from `start` to `end` (exclusive), what to do, a safe replacement."""

    start: int
    end: int
    message: str
    hint: str = ""
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """A check of the catalog's identities and references; a catalog that fails it cannot be built.

    Of the events it asks only what their heads say: no strings.
    """

    rule: Rule
    run: Callable[[Catalog], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class OfEvent:
    """A check of one event by itself, as `Structure` otherwise."""

    rule: Rule
    run: Callable[[Catalog, Event], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class Wide:
    """A check that compares units, or asks the catalog about them."""

    rule: Rule
    run: Callable[[Catalog, Sequence[CatalogString]], Iterator[Diagnostic]]


@dataclass(frozen=True, slots=True)
class OfText:
    """A check of each text by itself, in the source locale too."""

    rule: Rule
    run: Callable[[LocalizedText], Iterator[Finding]]
    kinds: frozenset[TextKind] = WRITTEN


@dataclass(frozen=True, slots=True)
class OfPair:
    """A check of each translation against its source."""

    rule: Rule
    run: Callable[[TextPair], Iterator[Finding]]
    kinds: frozenset[TextKind] = PROSE


Check: TypeAlias = Structure | OfEvent | Wide | OfText | OfPair


def at_unit(
    rule: Rule, unit: CatalogString, finding: Finding, related: tuple[Location, ...] = ()
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


def at_event(
    rule: Rule,
    event: Event,
    path: tuple[str, ...],
    message: str,
    hint: str = "",
    locale: str = "",
    related: tuple[Location, ...] = (),
) -> Diagnostic:
    """Give a finding about a value of an event its place and names."""
    where, field = event.where(*path), ".".join(path)
    return Diagnostic(rule, where, message, hint, event.key, locale, field, related)


def whole(unit: CatalogString | LocalizedText | TextPair) -> tuple[int, int]:
    """The stretch of the whole text."""
    text = unit.text if isinstance(unit, LocalizedText) else unit.target
    return 0, len(text)


def pair(source: str, target: str, locale: str = "pt-BR", field: str = "message") -> str:
    """Write an example: an event with one string and its translation."""
    return (
        f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(source)}\n"
        f"  {locale}:\n    {field}: {_quoted(target)}\n"
    )


def alone(text: str, field: str = "message") -> str:
    """Write an example: an event with one string in the source locale."""
    return f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(text)}\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else _escaped(text)


def _escaped(text: str) -> str:
    inner = "".join(
        each if each.isprintable() and each not in '"\\' else f"\\u{ord(each):04X}" for each in text
    )
    return f'"{inner}"'
