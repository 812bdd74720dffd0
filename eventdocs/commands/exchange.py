"""Exchange: texts out to translators' tools, and back into the catalog without losing anyone's work."""

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from eventdocs.commands.diff import diff_catalog
from eventdocs.commands.translations import ledger_files
from eventdocs.formats.yaml.edit import EditError
from eventdocs.formats.yaml.strings import write_string
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import strings_in
from eventdocs.model.exchange import ExchangeFile
from eventdocs.model.ledger import Ledger, TranslationStatus, string_key
from eventdocs.model.strings import TextPair, strings_of
from eventdocs.rules.checks import PairCheck
from eventdocs.rules.registry import CHECKS
from eventdocs.schema.fields import LABELS_FILE, STRINGS
from eventdocs.store import catalog as store
from eventdocs.store.checked_catalog import read_sound_catalog
from eventdocs.store.files import read_bytes, write_atomic
from eventdocs.translations.export import export_units
from eventdocs.translations.merge import (
    ConflictPolicy,
    MergeResult,
    StringEdit,
    UnitOutcome,
    merge_exchange,
)
from eventdocs.translations.status import StringPair, string_pairs, with_last_sources

# Formats by name: the module that writes, its writer, the module that reads, the endings of its files.
FORMATS = {
    "po": ("po", "write", "po", (".po", ".pot")),
    "xliff": ("xliff.write", "write_2", "xliff.read", (".xlf", ".xliff")),
    "xliff12": ("xliff.write", "write_1", "xliff.read", ()),
    "csv": ("csv", "write", "csv", (".csv",)),
    "xlsx": ("xlsx", "write", "xlsx", (".xlsx",)),
}
_ERRORS = tuple(
    each for each in CHECKS if isinstance(each, PairCheck) and each.rule.severity is Severity.ERROR
)


def write(exchange: ExchangeFile, format_: str) -> bytes:
    """Write messages in a format."""
    module, writer, _, _ = FORMATS[format_]
    written: bytes = getattr(_module(module), writer)(exchange)
    return written


def _module(name: str) -> Any:
    return importlib.import_module(f"eventdocs.formats.{name}")


def read(path: Path) -> tuple[ExchangeFile, str]:
    """Read a file of messages; its ending tells the format."""
    for name, (_, _, module, endings) in FORMATS.items():
        if path.name.lower().endswith(endings or ("\0",)):
            found: ExchangeFile = _module(module).read(read_bytes(path), str(path))
            return found, name
    hint = "known endings: " + ", ".join(end for _, _, _, endings in FORMATS.values() for end in endings)
    raise EventdocsError(f"`{path}` is of no format that can be imported", hint=hint)


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """Which strings are exported, all where nothing is said.

    `states` has `stale` as one; `events` are keys, `paths` patterns of event files, `since` a git revision
    after which the source changed.
    """

    states: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    since: str = ""

    def __call__(self, entry: StringPair, now: TranslationStatus) -> bool:
        """Tell whether a string is one of them."""
        state = "stale" if now.stale else now.state.value
        event, file = (entry.event.key, entry.event.file) if entry.event else ("label", "")
        return (
            (not self.states or state in self.states)
            and (not self.events or event in self.events)
            and (not self.paths or any(fnmatchcase(file, pattern) for pattern in self.paths))
        )


def export(folder: Path, locale: str, format_: str, wanted: ExportFilter) -> bytes:
    """Write a locale's texts for a translator's tool."""
    catalog = read_sound_catalog(folder).catalog
    (tag,) = select_locales(catalog.settings, [locale])
    if tag == catalog.settings.source_locale:
        raise EventdocsError(f"`{tag}` is the source locale", hint="name a target locale")
    if not wanted.since:
        return write(export_units(catalog, tag, wanted), format_)
    changed = changed_since(folder, wanted.since)

    def also(entry: StringPair, now: TranslationStatus) -> bool:
        return entry.key in changed and wanted(entry, now)

    return write(export_units(catalog, tag, also), format_)


def changed_since(folder: Path, ref: str) -> frozenset[str]:
    """Keys of strings whose source is new or other than at a git revision."""
    found = diff_catalog(folder, ref)
    source = read_sound_catalog(folder).catalog.settings.source_locale
    keys = {
        f"{each.event.key}:{one.field}"
        for each in found.changed
        for one in each.differences
        if one.locale == source
    }
    added = (
        string_key(event.key, path) for event in found.added for path in strings_of(strings_in(event, source))
    )
    return frozenset({*keys, *added})


@dataclass(slots=True)
class ExchangeImport:
    """Outcome of an import: what became of the messages, by file, and files of conflicts by name."""

    merged: dict[str, MergeResult] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How an import is done."""

    prefer: ConflictPolicy = ConflictPolicy.ASK
    by: str = ""
    dry_run: bool = False
    partial: bool = False


def import_files(folder: Path, paths: Sequence[Path], manner: ImportOptions) -> ExchangeImport:
    """Merge files into a catalog, one after the other; nothing is written where one of them is at fault."""
    read_all = [(path, *read(path)) for path in paths]
    loaded = read_sound_catalog(folder)
    files = dict(loaded.files)
    outcome = ExchangeImport()
    conflicts: dict[Path, bytes] = {}
    for path, exchange, format_ in read_all:
        catalog = store.parse_catalog(files).catalog
        fitting = _fitting(exchange, catalog, path, manner)
        done = merge_exchange(catalog, fitting, pair_errors, manner.prefer, manner.by)
        files |= apply_merge(folder, catalog, files, done)
        outcome.merged[str(path)] = done
        if done.conflicts:
            left = ExchangeFile(
                catalog.settings.source_locale, done.locale, tuple(done.conflicts), len(done.conflicts)
            )
            conflicts[path.with_name(f"{path.stem}.conflicts{path.suffix}")] = write(left, format_)
    changed = {name: data for name, data in files.items() if loaded.files.get(name) != data}
    outcome.changed, outcome.conflicts = sorted(changed), [str(path) for path in conflicts]
    if not manner.dry_run:
        store.save_catalog(folder, changed, loaded.files)
        for path, data in conflicts.items():
            write_atomic(path, data)
    return outcome


def _fitting(exchange: ExchangeFile, catalog: Catalog, path: Path, manner: ImportOptions) -> ExchangeFile:
    """Refuse a file that is of another catalog's locales, or cut off."""
    (locale,) = select_locales(catalog.settings, [exchange.locale])
    if locale == catalog.settings.source_locale:
        raise EventdocsError(f"{path} is in the source locale", hint="name a target locale in its header")
    lost = exchange.count - len(exchange.units)
    if lost > 0 and not manner.partial:
        hint = "take the whole file, or say that it is meant so: --partial"
        raise EventdocsError(f"{path}: {lost} of {exchange.count} messages are missing", hint=hint)
    doubled = {message.key for message in exchange.units}
    if len(doubled) < len(exchange.units):
        raise EventdocsError(f"{path}: a message stands twice", hint="take one of the two out")
    return replace(exchange, locale=locale, source_locale=catalog.settings.source_locale)


def pair_errors(pair: TextPair) -> list[str]:
    """What error-level checks find in a pair."""
    return [
        f"{check.rule.code} {found.message}"
        for check in _ERRORS
        if pair.kind in check.kinds
        for found in check.run(pair)
    ]


def apply_merge(
    folder: Path, catalog: Catalog, files: Mapping[str, bytes], done: MergeResult
) -> dict[str, bytes]:
    """Write a merge's edits into the bytes of the files, and its records into the ledger."""
    changed: dict[str, bytes] = {}
    for edit in done.edits:
        name, path = _place(catalog, done.locale, edit)
        data = changed.get(name, files.get(name, b""))
        try:
            changed[name] = write_string(data, path, edit.segments, _orders(catalog))
        except EditError as error:
            done.records.pop(edit.entry.key, None)
            done.rejected.append(
                UnitOutcome(edit.entry.key, " ".join(edit.segments), f"the file has no place for it: {error}")
            )
    if not done.records:
        return changed
    before = catalog.settings.ledgers.get(done.locale, Ledger())
    after = store.parse_catalog({**files, **changed}).catalog
    imported = (entry for entry in string_pairs(after, done.locale) if entry.key in done.records)
    ledger = with_last_sources(replace(before, records={**before.records, **done.records}), imported)
    return {
        **changed,
        **ledger_files(folder, after, {done.locale: ledger}, {**catalog.settings.sources, **done.sources}),
    }


def _place(catalog: Catalog, locale: str, edit: StringEdit) -> tuple[str, tuple[str, ...]]:
    if edit.entry.event is None:
        return f"labels/{locale}.yaml", edit.entry.path
    return edit.entry.event.file, ("strings", locale, *edit.entry.path)


def _orders(catalog: Catalog) -> Callable[[tuple[str, ...]], Sequence[str]]:
    """Order of keys below a path of an event or labels file."""
    fields = tuple(each.name for each in STRINGS.fields)
    contexts = tuple(each.name for each in LABELS_FILE.fields)

    def order(path: tuple[str, ...]) -> Iterable[str]:
        if path == ("strings",):
            return catalog.settings.locales
        return fields if path[:1] == ("strings",) else contexts

    return lambda path: tuple(order(path))
