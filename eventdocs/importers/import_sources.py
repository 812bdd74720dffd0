"""Import of what software ships about its events into a catalog, which is created if it does not exist.

The source owns the facts and the messages, people own everything else. An event that the catalog would not
give back as it was imported is left out.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from eventdocs.formats import ledger as ledgers
from eventdocs.formats.yaml.edit import EditError, set_facts
from eventdocs.formats.yaml.write import catalog_text, event_text, labels_text
from eventdocs.importers.existing import read_existing
from eventdocs.importers.import_findings import kept_declaration, kept_value, left_out, renamed_event
from eventdocs.importers.import_hashes import ImportHashes, value_hash
from eventdocs.importers.official_texts import (
    record_official_texts,
    unrecorded_labels,
    unrecorded_messages,
)
from eventdocs.importers.source_changes import (
    Outcome,
    Prefer,
    SourceValue,
    adds_parameters,
    compared_values,
    decide,
    new_values,
)
from eventdocs.importers.source_declarations import SharedValue, declared_values, label_values
from eventdocs.importers.source_edits import (
    try_edit,
    with_declarations,
    with_declared,
    with_labels,
    with_string,
)
from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile, Provider
from eventdocs.model.diagnostics import Diagnostic, did_you_mean, sort_diagnostics
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, sort_key
from eventdocs.model.limits import IMPORTED_SIZE
from eventdocs.model.source_mapping import (
    Selection,
    WantedEvent,
    WantedProvider,
    map_providers,
    source_locale,
)
from eventdocs.model.sources import SourceProvider
from eventdocs.rules import check_between_events, check_event, prevents_build
from eventdocs.schema.fields import NAME
from eventdocs.site.routes import LOCALE_FOLDER, site_names
from eventdocs.store.catalog import parse_catalog, parse_event, save_changes
from eventdocs.store.catalog_files import is_event_file
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.text.addresses import file_name_problem, folded

_CANNOT_EDIT = "the file cannot be edited here"
_MAX_LISTED = 4  # providers in a hint
_UNFIT = "the event's texts are about its own parameters"


@dataclass(frozen=True, slots=True)
class SourceImportOptions:
    """Which events are imported, which value wins where catalog and source differ, and the provider's id.

    `update` takes the source's value where nothing was imported before. Events that the source no longer has
    get the version `deprecate` as `deprecated`.
    """

    update: bool = False
    prefer: Prefer = Prefer.NEITHER
    only: frozenset[str] = frozenset()
    provider: str = ""
    ids: str = ""
    deprecate: str = ""


@dataclass(slots=True)
class SourceImport:
    """The result of an import: numbers of events and of dropped values, changed files, and all findings.

    `before` and `after` are the catalog's files; nothing is written yet. `left_out` counts what catalogs do
    not have.
    """

    counts: Counter[str] = field(default_factory=Counter)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    kept: list[Diagnostic] = field(default_factory=list)
    before: Mapping[str, bytes] = field(default_factory=dict)
    after: Mapping[str, bytes] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def changed(self) -> list[str]:
        """The names of the files that differ."""
        return sorted(name for name, data in self.after.items() if self.before.get(name) != data)

    def save(self, output: Path) -> None:
        """Write the changed files."""
        save_changes(output, self.after, self.before)


def require_provider_id(name: str) -> None:
    """Raise `EventdocsError` for an id that no provider can have; an empty one lets the import choose."""
    if not name:
        return
    problem = file_name_problem(name) if re.fullmatch(NAME.pattern, name) else f"is not {NAME.form}"
    if problem:
        hint = "choose an id such as `disk`, which is also the folder of the provider's pages"
        raise EventdocsError(f"the value `{name}` of `--provider` {problem}", hint=hint)


def import_sources(
    providers: Sequence[SourceProvider],
    output: Path,
    options: SourceImportOptions,
    progress: Callable[[int], None] = lambda number: None,
) -> SourceImport:
    """Return what an import of providers changes in a catalog folder. Nothing is written yet.

    Raises `EventdocsError` if the catalog has errors, or if an option names something that does not exist.
    """
    catalog, files = read_existing(output, source_locale(providers))
    if not any(provider.events for provider in providers):
        return SourceImport(before=files, after=files)
    if options.provider and len(providers) > 1:
        found = ", ".join(f"`{provider.name}`" for provider in providers[:_MAX_LISTED])
        hint = f"import one provider at a time, or leave the option out; the files have {found}"
        raise EventdocsError("`--provider` is the id of one provider, but there are several", hint=hint)
    names = frozenset(map(folded, site_names(LOCALE_FOLDER)))
    wanted, settings = map_providers(providers, catalog.settings, options.provider, names)
    return import_providers(catalog, files, wanted, settings, options, progress)


def import_providers(
    catalog: Catalog,
    files: Mapping[str, bytes],
    wanted: list[WantedProvider],
    settings: CatalogSettings,
    options: SourceImportOptions,
    progress: Callable[[int], None],
) -> SourceImport:
    """Return what an import of providers changes in a catalog with some files.

    `wanted` are the providers as the catalog should have them, and `settings` those of the catalog with them.
    """
    return _SourceImporter(catalog, files, options, progress).run(wanted, settings)


class _SourceImporter:
    """Imports providers into a catalog with some files."""

    def __init__(
        self,
        catalog: Catalog,
        files: Mapping[str, bytes],
        options: SourceImportOptions,
        progress: Callable[[int], None],
    ) -> None:
        self.before, self.files, self.options, self.progress = catalog, files, options, progress
        self.settings = catalog.settings
        self.events = {event.key: event for event in catalog.events}
        self.hashes = ImportHashes(ledgers.read_imports(files.get(ledgers.IMPORTS, b"")))
        self.imported = {key.rpartition(":")[0] for key in self.hashes.last}
        self.changed: dict[str, bytes] = {}
        self.touched: dict[str, tuple[WantedEvent, frozenset[str]]] = {}  # by file, with the values taken
        self.agreed: list[tuple[WantedEvent, SourceValue]] = []  # equal, although not imported before
        self.size = 0
        self.result = SourceImport(before=files)

    def run(self, wanted: list[WantedProvider], settings: CatalogSettings) -> SourceImport:
        """Return what an import of providers changes; `settings` have what they declare."""
        self.settings = settings
        if self.options.ids:
            self.settings = replace(self.settings, providers=self.with_ids(wanted))
            wanted = [replace(each, declared=replace(each.declared, ids=self.options.ids)) for each in wanted]
        self.require_names(wanted)
        for provider in wanted:
            self.result.left_out.update(provider.left_out)
            self.add_events(provider)
        shared = self.compare_shared(wanted)
        self.change_settings(shared)
        self.record_translations(self.prove(), shared)
        self.changed[ledgers.IMPORTS] = ledgers.write_imports(self.hashes.recorded)
        self.changed[f"{ledgers.FOLDER}/.gitattributes"] = ledgers.ATTRIBUTES
        self.result.after = _in_write_order({**self.files, **self.changed})
        self.result.diagnostics = sort_diagnostics(self.result.diagnostics)
        self.result.kept = sort_diagnostics(self.result.kept)
        return self.result

    def with_ids(self, wanted: Iterable[WantedProvider]) -> dict[str, Provider]:
        """Return the providers with how ids are made, which later imports must not change."""
        providers = dict(self.settings.providers)
        for each in wanted:
            before = self.before.settings.providers.get(each.key)
            chosen = before.ids if before else ""
            if chosen and chosen != self.options.ids:
                hint = f"use --ids {chosen}, or import into another catalog"
                raise EventdocsError(f"the ids of `{each.key}` are made from the {chosen}", hint=hint)
            providers[each.key] = replace(providers[each.key], ids=self.options.ids)
        return providers

    def require_names(self, wanted: Iterable[WantedProvider]) -> None:
        """Raise an error for a name of `--only` that no event has."""
        events = [each.event for provider in wanted for each in provider.events]
        for name in sorted(self.options.only):
            if not any(map(Selection(frozenset({name})).includes, events)):
                known = {
                    value
                    for event in events
                    for value in (event.channel, event.task, *(event.keywords or ()))
                }
                ids = {event.id for event in events}
                example = f"write an id such as `{min(ids, default='7')}`, or a range of ids"
                hint = did_you_mean(name, {*known, *ids} - {""}) or example
                raise EventdocsError(f"no event has the id, channel, keyword or task `{name}`", hint=hint)

    def add_events(self, provider: WantedProvider) -> None:
        """Add the events of a provider, and compare those that the catalog has."""
        selection = Selection(self.options.only, provider.provider.documented)
        keys = set()
        for number, wanted in enumerate(provider.events):
            self.progress(number)
            keys.add(wanted.event.key)
            old = self.events.get(wanted.event.key)
            if not selection.includes(wanted.event):
                self.result.counts["not selected"] += 1
            elif old is not None:
                self.compare(old, wanted)
            elif wanted.event.key in self.imported and self.options.prefer is not Prefer.SOURCE:
                self.result.counts["deleted from the catalog"] += 1
            else:
                self.add(wanted)
        own = "" if provider.is_default else provider.key
        missing = [event for key, event in self.events.items() if event.provider == own and key not in keys]
        self.deprecate([event for event in missing if not event.deprecated])

    def add(self, wanted: WantedEvent) -> None:
        event = wanted.event
        name = event.file or f"events/{event.slug}.yaml"
        if name in self.files or name in self.changed:
            self.leave_out(wanted, f"the file `{name}` exists", "rename it, or correct its id")
            return
        data = event_text(event, self.settings.locales).encode()
        self.write(name, data if event.strings else data.replace(b"strings:\n", b"strings: {}\n"))
        values = list(new_values(wanted))
        self.touched[name] = wanted, frozenset(value.name for value in values if value.theirs is not None)
        for value in values:
            self.hashes.record(_key(event, value), value.theirs)
        self.result.counts["added"] += 1

    def write(self, name: str, data: bytes) -> None:
        """Change the file of an event. Raises an error if there is too much: many events can share a text."""
        self.size += len(data)
        if self.size > IMPORTED_SIZE.value:
            message = f"the import would write more than {IMPORTED_SIZE.value:,} bytes of events"
            raise EventdocsError(message, hint=IMPORTED_SIZE.hint)
        self.changed[name] = data

    def leave_out(self, wanted: WantedEvent, message: str, hint: str = "") -> None:
        """Report an event that is left out."""
        self.result.diagnostics.append(left_out(wanted, message, hint))
        self.result.counts["left out"] += 1

    def keep(self, finding: Diagnostic) -> None:
        """Report a value that the catalog keeps."""
        self.result.kept.append(finding)
        self.result.counts["values kept"] += 1

    def preference(self, base: str | None) -> Prefer:
        """Return which value wins if both sides differ; `base` is the hash of what was imported last."""
        return Prefer.SOURCE if self.options.update and base is None else self.options.prefer

    def compare(self, old: Event, wanted: WantedEvent) -> None:
        """Take the values of a source that are newer than those of the catalog's event."""
        new = wanted.event
        if old.name != new.name:
            self.result.kept.append(renamed_event(old, wanted))
        taken: list[SourceValue] = []
        for value in compared_values(old, wanted):
            key = _key(new, value)
            base = self.hashes.last.get(key)
            outcome = decide(value, base, self.preference(base))
            if outcome is Outcome.CONFLICT and value.name == "parameters" and adds_parameters(old, new):
                outcome = Outcome.TAKE
            if outcome is Outcome.TAKE:
                taken.append(value)
            elif outcome is Outcome.CONFLICT:
                self.keep(kept_value(old, wanted, value))
            else:
                self.hashes.record(key, value.theirs)
            if outcome is Outcome.SAME and value.theirs is not None and base != value_hash(value.theirs):
                self.agreed.append((wanted, value))
        self.take(old, wanted, taken)

    def take(self, old: Event, wanted: WantedEvent, values: Sequence[SourceValue]) -> None:
        """Write values of a source into the file of an event; those that it cannot be edited for are kept."""
        if not values:
            self.result.counts["unchanged"] += 1
            return
        data = self.files[old.file]
        done: list[SourceValue] = []
        facts = [value for value in values if not value.locale]
        if facts:
            changed = replace(old, **{value.name: getattr(wanted.event, value.name) for value in facts})
            edited = try_edit(set_facts, data, changed, [value.name for value in facts])
            data, done = (data, []) if edited is None else (edited, facts)
        for value in values:
            if value.locale:
                edited = try_edit(with_string, data, value, self.settings.locales)
                data, done = (data, done) if edited is None else (edited, [*done, value])
        for value in values:
            if value in done:
                self.hashes.record(_key(wanted.event, value), value.theirs)
            else:
                self.keep(kept_value(old, wanted, value, _CANNOT_EDIT))
        if done:
            self.write(old.file, data)
            self.touched[old.file] = wanted, frozenset(value.name for value in done)
            self.result.counts["updated"] += 1

    def deprecate(self, missing: Iterable[Event]) -> None:
        """Mark events that the source no longer has, if that is wanted."""
        for event in missing:
            self.result.counts["not in the source"] += 1
            if self.options.deprecate:
                changed = replace(event, deprecated=self.options.deprecate)
                data = self.files[event.file]
                edited = try_edit(set_facts, data, changed, ["deprecated"])
                if edited is not None:
                    self.changed[event.file] = edited
                    self.result.counts["deprecated"] += 1

    def compare_shared(self, wanted: Iterable[WantedProvider]) -> list[SharedValue]:
        """Return the declarations and labels of a source that the catalog takes or has already."""
        before, taken = self.before.settings, []
        names = set()  # providers can share keywords: the first one's labels count
        for provider in wanted:
            for value in (*declared_values(before, provider), *label_values(before, provider)):
                if (value.file, value.path) in names:
                    continue
                names.add((value.file, value.path))
                base = self.hashes.last.get(value.key)
                outcome = value.decide(base, self.preference(base))
                if outcome is Outcome.CONFLICT:
                    self.keep(kept_declaration(self.tree_of(value), value))
                    continue
                if outcome is not Outcome.KEEP:
                    taken.append(value)
                is_ours = value.label is not None and base is None and outcome is Outcome.KEEP
                if not is_ours:
                    self.hashes.record(value.key, value.value.theirs)
        return taken

    def tree_of(self, shared: SharedValue) -> ParsedFile:
        """Return the file of the catalog that has a declaration or label."""
        return self.before.settings.trees[shared.file.removesuffix(".yaml")]

    def change_settings(self, shared: Sequence[SharedValue]) -> None:
        """Write the catalog's settings and labels, or insert and replace what a source has."""
        changed = [value for value in shared if value.differs]
        failed = [*self.change_catalog_file(changed), *self.change_labels(changed)]
        for value in failed:
            self.hashes.restore(value.key)
            self.keep(kept_declaration(self.tree_of(value), value, _CANNOT_EDIT))

    def change_catalog_file(self, changed: Iterable[SharedValue]) -> list[SharedValue]:
        """Write or edit `catalog.yaml`; return the values for which it cannot be edited."""
        before = self.before.settings
        if "catalog" not in before.trees:
            self.changed[CATALOG_FILE] = catalog_text(self.settings).encode()
            return []
        known = [
            value for value in changed if value.file == CATALOG_FILE and value.path[1] in before.providers
        ]
        try:
            data = with_declarations(before, self.settings, self.files[CATALOG_FILE])
            self.changed[CATALOG_FILE], failed = with_declared(data, known)
        except EditError as error:
            hint = "write `locales` and `providers` with one key per line"
            raise EventdocsError(f"`{CATALOG_FILE}` cannot be edited: {error}", hint=hint) from error
        return failed

    def change_labels(self, changed: Iterable[SharedValue]) -> list[SharedValue]:
        """Write or edit the files of labels; return the values for which they cannot be edited."""
        by_file: dict[str, list[SharedValue]] = {}
        for value in changed:
            by_file.setdefault(value.file, []).append(value)
        failed: list[SharedValue] = []
        for locale, labels in self.settings.labels.items():
            name = f"labels/{locale}.yaml"
            if name not in self.files and labels:
                self.changed[name] = labels_text(labels).encode()
            elif name in by_file:
                self.changed[name], others = with_labels(self.files[name], by_file[name])
                failed += others
        return failed

    def prove(self) -> CatalogSettings:
        """Read the catalog back, and leave out the events that it would not give back; return its settings.

        One event is in memory at a time.
        """
        files = {**self.files, **self.changed}
        loaded = parse_catalog({name: data for name, data in files.items() if not is_event_file(name)})
        settings = loaded.catalog.settings
        problems = {each.location.file: each.message for each in loaded.diagnostics if prevents_build(each)}
        refs = {event.file: event.ref for event in self.before.events}
        for name, (_, values) in list(self.touched.items()):
            event, problem = self.read_back(name, settings)
            if problem and "parameters" in values and name in self.files:
                self.keep_parameters(name, problem)
                event, problem = self.read_back(name, settings) if name in self.touched else (None, "")
            if event is not None:
                refs[name] = event.ref
            if problem:
                problems[name] = problem
        for finding in check_between_events(settings, sorted(refs.values(), key=sort_key)):
            if prevents_build(finding):
                problems.setdefault(finding.location.file, finding.message)
        for name, problem in problems.items():
            if name in self.touched:
                wanted, _ = self.touched.pop(name)
                self.revert(name, wanted)
                self.leave_out(wanted, f"the catalog would not give the event back: {problem}")
            elif name in self.changed:
                hint = f"correct it in the source, or in `{name}`"
                raise EventdocsError(f"the import would make `{name}` invalid: {problem}", hint=hint)
        return settings

    def read_back(self, name: str, settings: CatalogSettings) -> tuple[Event | None, str]:
        """Return the event of a changed file, and what is wrong with it."""
        wanted, values = self.touched[name]
        event, found = parse_event(self.changed[name], name, settings)
        if event is not None:
            found += check_event(settings, event)
        reasons = (each.message for each in found if prevents_build(each))
        return event, next(reasons, "") or _difference(event, wanted, values)

    def keep_parameters(self, name: str, problem: str) -> None:
        """Take everything of an event but its parameters: people have described others."""
        wanted, values = self.touched.pop(name)
        old = self.events[wanted.event.key]
        del self.changed[name]
        self.result.counts["updated"] -= 1
        both = list(compared_values(old, wanted))
        parameters = next(value for value in both if value.name == "parameters")
        self.hashes.restore(_key(old, parameters))
        self.keep(kept_value(old, wanted, parameters, f"{_UNFIT}: {problem}"))
        self.take(old, wanted, [value for value in both if value.name in values and value is not parameters])

    def revert(self, name: str, wanted: WantedEvent) -> None:
        """Take back what the import does to an event."""
        del self.changed[name]
        for value in new_values(wanted):
            self.hashes.restore(_key(wanted.event, value))
        self.result.counts["updated" if name in self.files else "added"] -= 1

    def record_translations(self, settings: CatalogSettings, shared: Iterable[SharedValue]) -> None:
        """Record in the ledgers which translations are the source's own, and of which source texts."""
        taken = (
            (wanted, locale)
            for wanted, values in self.touched.values()
            for locale in _locales(values)
            if locale in wanted.texts
        )
        messages = chain(taken, unrecorded_messages(settings, self.agreed))
        self.changed |= record_official_texts(settings, messages, unrecorded_labels(settings, shared))


def _key(event: Event, value: SourceValue) -> str:
    """Return the key of a value in the ledger of imports."""
    return f"{event.key}:{value.name}"


def _locales(values: Iterable[str]) -> Iterator[str]:
    """Yield the locales of the messages among the names of some values."""
    return (name.removesuffix(".message") for name in values if name.endswith(".message"))


def _in_write_order(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files in the order in which an existing catalog gets them.

    Declarations come before the events that use them. The ledger of imports is last: if it had values that an
    interrupted import did not write, the next one would take them for changes by people.
    """
    last = ledgers.IMPORTS
    names = sorted(files, key=lambda name: (name == last, name.startswith(f"{ledgers.FOLDER}/"), name))
    return {name: files[name] for name in names}


def _difference(event: Event | None, wanted: WantedEvent, values: Iterable[str]) -> str:
    """Return which of the values that were taken an event does not have; empty if it has all."""
    if event is None or event.key != wanted.event.key:
        return "it has another key"
    taken = frozenset(values)
    different = (value.name for value in compared_values(event, wanted) if value.ours != value.theirs)
    return next((f"its `{name}` differs" for name in different if name in taken), "")
