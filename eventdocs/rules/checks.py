"""Kinds of checks: a rule with a generator over one text, one pair of texts, one event or the catalog."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import cache, lru_cache
from sys import intern
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, TextRange
from eventdocs.model.event import AnyEvent, Event, EventRef
from eventdocs.model.group import Group
from eventdocs.model.strings import CatalogString, LocalizedText, TextKind, TextPair
from eventdocs.text.blocks import Leaf

PROSE = frozenset({TextKind.MARKUP, TextKind.LITERAL})
PROSE_AND_LABELS = PROSE | {TextKind.LABEL}
PROSE_AND_CODE = PROSE | {TextKind.CODE}
ALL_KINDS = frozenset(TextKind)
TEXT_KINDS = ALL_KINDS - {TextKind.CODE}


class Violation(NamedTuple):
    """A finding in a text, without its position in a file.

    It is about the characters from `start` to `end` (exclusive); `fix` is a replacement that is always safe.
    `convention` names what the translation does in its own way, for a `ConventionCheck`. An error that is not
    certain is reported as a warning. A translation may have what a `TextCheck` found if its source matches
    `unless_source`.
    """

    start: int
    end: int
    message: str
    hint: str = ""
    fix: str | None = None
    convention: str = ""
    is_certain: bool = True
    unless_source: re.Pattern[str] | None = None


def is_in_source(violation: Violation, source: str | None) -> bool:
    """Return whether a translation may have what a `TextCheck` found in it, because its source has it too."""
    pattern = violation.unless_source
    return pattern is not None and source is not None and _matches(pattern, source)


@lru_cache(maxsize=16)  # a source is asked about each violation of its translation
def _matches(pattern: re.Pattern[str], text: str) -> bool:
    return bool(pattern.search(text))


def in_string(violations: Sequence[Violation], leaf: Leaf | None) -> Iterator[Violation]:
    """Yield violations in a block as violations in the string that the block is in, if it has several."""
    locate = leaf.locator() if leaf is not None and violations else None
    for violation in violations:
        start, end = locate(*violation[:2]) if locate else violation[:2]
        yield violation._replace(start=start, end=end)


class CatalogCheck(NamedTuple):
    """A check of the settings and of the relations between events; its errors prevent a build.

    It needs no texts, so a build can run it on event references.
    """

    rule: Rule
    run: Callable[[CatalogSettings, Sequence[AnyEvent]], Iterator[Diagnostic]]


class EventCheck(NamedTuple):
    """A check of one event on its own; its errors prevent a build."""

    rule: Rule
    run: Callable[[CatalogSettings, Event], Iterator[Diagnostic]]


class StringsCheck(NamedTuple):
    """A check that compares strings with each other or with other parts of the catalog."""

    rule: Rule
    run: Callable[[Catalog, Sequence[CatalogString]], Iterator[Diagnostic]]


class TextCheck(NamedTuple):
    """A check of each text on its own, in all locales including the source."""

    rule: Rule
    run: Callable[[LocalizedText], Iterator[Violation]]
    kinds: frozenset[TextKind] = PROSE_AND_LABELS


class PairCheck(NamedTuple):
    """A check of each translation against its source."""

    rule: Rule
    run: Callable[[TextPair], Iterator[Violation]]
    kinds: frozenset[TextKind] = PROSE


class ConventionCheck(NamedTuple):
    """A check of each string that reports what most translations of a locale do only once for the locale.

    `obeyed` returns the names of the conventions that a string does not follow. A convention that is
    `presumed` is reported only where most texts clearly do not follow it.
    """

    rule: Rule
    run: Callable[[CatalogString], Iterator[Violation]]
    obeyed: Callable[[CatalogString], Iterable[str]]
    kinds: frozenset[TextKind] = PROSE
    fewest: int = 10  # texts that make a convention
    presumed: Callable[[str], bool] = lambda name: False


Check: TypeAlias = CatalogCheck | EventCheck | StringsCheck | TextCheck | PairCheck | ConventionCheck
_MAX_PLACES = 100
_CLEAR_MAJORITY = 4  # texts for each one that is different


class Conventions:
    """Collects the violations of a check, and reports what most translations of a locale do only once.

    Each text is checked once, and counts once.
    """

    def __init__(self, check: ConventionCheck) -> None:
        self.check = check
        self._places: dict[tuple[str, str], list[tuple[CatalogString, Violation]]] = defaultdict(list)
        self._following: Counter[tuple[str, str]] = Counter()

    def violations(self, string: CatalogString) -> tuple[Violation, ...]:
        """Return the violations of a text that no earlier string has, and count it."""
        found = tuple(self.check.run(string))
        if found:
            self._following.update({(string.locale, violation.convention) for violation in found})
        return found

    def add(self, string: CatalogString, violation: Violation) -> None:
        """Add a place with a violation."""
        self._places[string.locale, violation.convention].append((string, violation))

    def diagnostics(self, strings: Iterable[CatalogString]) -> Iterator[Diagnostic]:
        """Yield one diagnostic for each convention of a locale, and one for each other place."""
        frequent = {name for name, count in self._following.items() if name[1] and count >= self.check.fewest}
        presumed = {name for name in self._following if self.check.presumed(name[1])}
        obeying = self._obeying(strings, {locale for locale, _ in frequent | presumed})
        for name, places in self._places.items():
            if name in presumed and self._following[name] * _CLEAR_MAJORITY > obeying[name]:
                continue
            if name in frequent and self._following[name] > obeying[name]:
                yield _convention(self.check.rule, places, obeying[name])
            else:
                for string, violation in places:
                    yield diagnostic_for_string(self.check.rule, string, violation)

    def _obeying(self, strings: Iterable[CatalogString], locales: Set[str]) -> Counter[tuple[str, str]]:
        """Return how many texts of some locales do not follow a convention, by locale and convention."""
        texts = {
            (string.source, string.target, string.locale): string
            for string in strings
            if string.locale in locales and string.kind in self.check.kinds and string.target.strip()
        }
        return Counter(
            (string.locale, name) for string in texts.values() for name in self.check.obeyed(string)
        )


def _convention(rule: Rule, places: Sequence[tuple[CatalogString, Violation]], obeying: int) -> Diagnostic:
    (first, violation), *others = places
    count = f"{len(others):,} more place{'s' * (len(others) != 1)}"
    message = f"{violation.message}, as in {count} of {first.locale}; {obeying:,} texts follow the rule"
    hint = f"if {first.locale} always does so, turn {rule.code} off for it with `rules` in catalog.yaml"
    related = tuple(string.first_place() for string, _ in others[:_MAX_PLACES])
    return diagnostic_for_string(rule, first, violation._replace(message=message, hint=hint), related)


def diagnostic_for_string(
    rule: Rule, string: CatalogString, violation: Violation, related: tuple[Location, ...] = ()
) -> Diagnostic:
    """Return the diagnostic of a violation in a string: with location, event, locale and field."""
    return next(diagnostics_for_string(string, [(rule, violation)], related))


def diagnostics_for_string(
    string: CatalogString, violations: Iterable[tuple[Rule, Violation]], related: tuple[Location, ...] = ()
) -> Iterator[Diagnostic]:
    """Yield the diagnostics of violations in a string. A segment is located once, however many it has."""
    places: dict[tuple[str, ...], tuple[Location, str]] = {}
    locate, event, locale = string.locator(), string.event, string.locale
    for rule, violation in violations:
        path, value, start, end = locate(violation.start, violation.end)
        if path not in places:
            places[path] = string.place(path), intern(".".join(path))
        location, field = places[path]
        yield Diagnostic(
            rule if violation.is_certain else _as_warning(rule),
            location,
            violation.message,
            violation.hint,
            event=event,
            locale=locale,
            field=field,
            related=related,
            text_range=TextRange(value, start, end),
            fix=violation.fix,
        )


@cache
def _as_warning(rule: Rule) -> Rule:
    """Return a rule whose findings are at most warnings."""
    return rule._replace(severity=Severity.WARNING) if rule.severity is Severity.ERROR else rule


def diagnostic_for_event(
    rule: Rule,
    event: AnyEvent | Group,
    path: tuple[str, ...],
    message: str,
    hint: str = "",
    locale: str = "",
    related: tuple[Location, ...] = (),
) -> Diagnostic:
    """Return a diagnostic about the value at `path` in the file of an event or a group."""
    is_found_later = path and not isinstance(event, EventRef)
    location = Location(event.file, path=path) if is_found_later else event.where(*path)
    return Diagnostic(rule, location, message, hint, event.key, locale, ".".join(path), related)


def find_positions(
    findings: Iterable[Diagnostic], owners: Iterable[AnyEvent | Group]
) -> Iterator[Diagnostic]:
    """Yield findings by file, with the positions of the values that they are about.

    `owners` are the events and groups of these files. Each file is parsed once for all of its findings.
    """
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    places: set[Location] = set()
    for finding in findings:
        by_file[finding.location.file].append(finding)
        if finding.related:
            places.update(place for place in finding.related if place.path)
    if not by_file:
        return
    owner = {each.file: each for each in owners}
    related = {place: owner[place.file].where(*place.path) for place in sorted(places)}
    for file in sorted(by_file):
        positions: dict[tuple[str, ...], _Position] = {}  # a text can have thousands of findings
        for finding in by_file.pop(file):  # a large catalog has no memory for both
            others = tuple([related.get(place, place) for place in finding.related])
            if path := finding.location.path:
                position = positions.get(path)
                if position is None:
                    position = positions[path] = _position(owner[file], path)
                location, field = position
                if finding.text_range is None or not field:
                    field = finding.field
                yield finding.placed(location, field, others)
            else:
                yield finding.placed(finding.location, finding.field, others) if others else finding


class _Position(NamedTuple):
    """Where the value at a path is; `field` is the path as a finding about a text has it.

    `field` is empty if the file does not have the value.
    """

    location: Location
    field: str = ""


def _position(owner: AnyEvent | Group, path: tuple[str, ...]) -> _Position:
    """Return the position of a value; its field has the index of a segment if the file has a list."""
    place = None if isinstance(owner, EventRef) else owner.place(path)
    if place is None:
        return _Position(Location(owner.file))
    return _Position(place.span.within(owner.file), intern(".".join(path)) if place.exists else "")


def full_range(text: CatalogString | TextPair) -> tuple[int, int]:
    """Return the start and end of the whole target text."""
    return 0, len(text.target)


def example_pair(source: str, target: str, locale: str = "pt-BR", field: str = "message") -> str:
    """Return an event file with one string and its translation, as an example for a rule."""
    return (
        f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(source)}\n"
        f"  {locale}:\n    {field}: {_quoted(target)}\n"
    )


def example_text(text: str, field: str = "message") -> str:
    """Return an event file with one string in the source locale, as an example for a rule."""
    return f"id: 7\nname: DiskFull\nstrings:\n  en-US:\n    {field}: {_quoted(text)}\n"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'" if text.isprintable() else _escaped(text)


def _escaped(text: str) -> str:
    escaped = "".join(
        character if character.isprintable() and character not in '"\\' else f"\\u{ord(character):04X}"
        for character in text
    )
    return f'"{escaped}"'
