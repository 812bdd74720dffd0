"""Import of records: events as lines of JSON, in the shape of `events.ndjson`.

What a site publishes about its events can be read back. Files are read line by line; a line that is no event
is reported and left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from eventdocs.formats.records import read_record
from eventdocs.importers.existing import read_existing
from eventdocs.importers.import_sources import SourceImport, SourceImportOptions, import_providers
from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.diagnostics import CappedFindings, Diagnostic, Location, sort_diagnostics
from eventdocs.model.event import Event
from eventdocs.model.limits import FILE_SIZE, RECORDS, LimitCounter
from eventdocs.model.source_mapping import (
    DEFAULT_SOURCE_LOCALE,
    WantedEvent,
    WantedProvider,
)
from eventdocs.model.sources import INCONSISTENT_SOURCE, SourceEvent, SourceProvider
from eventdocs.model.tree import Mapping as MappingNode
from eventdocs.model.tree import Scalar, make_mapping, scalar_text
from eventdocs.model.values import pairs_of, values_of
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.fields import FACTS
from eventdocs.schema.load import load_event
from eventdocs.schema.records import EVENT_VERSION, OWN_FIELDS, record_type
from eventdocs.schema.validate import validate
from eventdocs.store.catalog_files import is_event_file
from eventdocs.store.files import read_lines

_OWN = frozenset(each.name for each in OWN_FIELDS)
_IDENTITY = ("id", "name", "provider", "version")
_FACTS = tuple(fact.name for fact in FACTS if fact.name not in _IDENTITY)


@dataclass(frozen=True, slots=True)
class _Line:
    """A record with its place."""

    file: str
    number: int
    node: MappingNode

    def text(self, key: str) -> str:
        """Return a text of the record; empty if there is none."""
        node = self.node.get(key)
        return scalar_text(node) if isinstance(node, Scalar) else ""


def import_records(
    paths: Iterable[Path],
    output: Path,
    options: SourceImportOptions,
    progress: Callable[[int], None] = lambda number: None,
) -> SourceImport:
    """Return what an import of files of records changes in a catalog folder. Nothing is written yet.

    Raises `EventdocsError` if the catalog has errors, or if a file cannot be read.
    """
    findings = CappedFindings()  # a file can have a hundred thousand lines with some
    lines = _lines(paths, findings)
    first = next(lines, None)
    source = (first.text("source_locale") if first else "") or DEFAULT_SOURCE_LOCALE
    catalog, files = read_existing(output, source)
    records = _Records(catalog.settings, findings)
    for line in chain([first] if first else [], lines):
        records.add(line)
    wanted, settings = records.providers(), records.settings
    result = (
        import_providers(catalog, files, wanted, settings, options, progress)
        if records.events
        else SourceImport(before=files, after=files)
    )
    result.diagnostics = [*sort_diagnostics(findings.findings()), *result.diagnostics]
    return result


def _lines(paths: Iterable[Path], findings: CappedFindings) -> Iterator[_Line]:
    """Yield the records of files; add a finding for each line that is none."""
    for path in paths:
        name, counter = path.as_posix(), LimitCounter(RECORDS, path.as_posix())
        for number, line in enumerate(read_lines(path, FILE_SIZE), start=1):
            found = read_record(line, number, name)
            if isinstance(found, Diagnostic):
                findings.add(found)
            elif found is not None:
                counter.add()
                yield _Line(name, number, _without(found, ("texts",)))


def _without(node: MappingNode, keys: Iterable[str]) -> MappingNode:
    left_out = frozenset(keys)
    pairs = {key.value: (key, value) for key, value in node.pairs if key.value not in left_out}
    return make_mapping(pairs, node.span, flow=True)


@dataclass(slots=True)
class _Origin:
    """The facts of a provider in the records, and the location of the first record."""

    provider: Provider
    line: _Line
    channels: dict[str, str] = field(default_factory=dict)
    events: list[WantedEvent] = field(default_factory=list)


class _Records:
    """The events of records by provider, and the settings of a catalog with what they need."""

    def __init__(self, before: CatalogSettings, findings: CappedFindings) -> None:
        self.settings, self.findings = before, findings
        self.type = record_type(catalog_types(before).event)
        self.origins: dict[str, _Origin] = {}
        self.events: dict[str, Location] = {}
        self.locales: dict[str, None] = {}

    def add(self, line: _Line) -> None:
        """Add the event of a record, or the findings about it."""
        found = validate(line.node, self.type, line.file)
        provider, key = line.text("provider"), line.text("key")
        is_default = bool(provider and key) and not key.startswith(f"{provider}/")
        if is_default and not (self.settings.default_provider or self.settings.providers):
            self.settings = replace(self.settings, default_provider=provider)
        event = None if found else self.event(line)
        if event is None:
            for finding in found:
                self.findings.add(finding)
            return
        place = Location(line.file, line.number)
        first = self.events.setdefault(event.key, place)
        if first is not place:
            message = f"the event `{event.key}` is in another record"
            finding = Diagnostic(INCONSISTENT_SOURCE, place, message, "the first is used", related=(first,))
            self.findings.add(finding)
            return
        self.locales |= dict.fromkeys(event.strings)
        origin = self.origin(event, line)
        if event.channel and line.text("channel_name"):
            origin.channels.setdefault(event.channel, line.text("channel_name"))
        source = SourceEvent(event.id, event.name, line.number, event.version)
        origin.events.append(WantedEvent(event, source, line.file, facts=self.facts(line)))

    def event(self, line: _Line) -> Event | None:
        """Return the event of a valid record, without its tree."""
        values = dict(pairs_of(values_of(line.node)))
        version = values.pop(EVENT_VERSION, None)
        own = {name: value for name, value in values.items() if name not in _OWN}
        file = line.text("file")
        return load_event(
            own if version is None else {**own, "version": version},
            file if is_event_file(file) else "",
            self.settings.default_provider,
            self.settings.fields,
        )

    def facts(self, line: _Line) -> tuple[str, ...]:
        """Return the facts that a record has; a fact that is missing or null says nothing."""
        names = {name.value for name, _ in line.node.pairs}
        return tuple(name for name in _FACTS if name in names)

    def origin(self, event: Event, line: _Line) -> _Origin:
        """Return the provider of an event."""
        key = event.provider or self.settings.default_provider
        if key not in self.origins:
            name, guid = line.text("provider_name"), line.text("provider_guid")
            self.origins[key] = _Origin(Provider(name or key, guid), line)
        return self.origins[key]

    def providers(self) -> list[WantedProvider]:
        """Return the providers with their events, and add them to the settings."""
        before, wanted = self.settings, []
        providers, channels = dict(before.providers), dict(before.channels)
        for key, origin in self.origins.items():
            old, known = before.providers.get(key), before.channels_of(key)
            new = {each: name for each, name in origin.channels.items() if each not in known}
            declared = replace(origin.provider, channels=new if key else {})
            channels |= {} if key else new
            merged = replace(old, channels={**old.channels, **new}) if old else declared
            if key:
                providers[key] = merged
            source = SourceProvider(origin.line.file, origin.line.number, declared.name, declared.guid)
            is_default = key == before.default_provider
            wanted.append(
                WantedProvider(key, merged, declared, is_default, source, events=tuple(origin.events))
            )
        targets = sorted({*before.targets, *self.locales} - {before.source_locale})
        self.settings = replace(
            before, providers=providers, channels=channels, locales=(before.source_locale, *targets)
        )
        return wanted
