"""Exchange: export texts for translators' tools, and merge their files into the catalog."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog, CatalogSettings, find_locale, select_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, strings_in
from eventdocs.model.exchange import ExchangeFile, Export
from eventdocs.model.garbage import paused_collector
from eventdocs.model.group import Group
from eventdocs.model.ledger import TranslationStatus, string_key
from eventdocs.model.strings import strings_of
from eventdocs.rules.sound_merge import merge_without_errors
from eventdocs.schema.diff import diff_catalogs
from eventdocs.site.routes import event_path
from eventdocs.store.catalog import save_catalog
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.exchange_files import EXCHANGE_FORMATS, read_exchange, write_exchange
from eventdocs.store.files import write_atomic
from eventdocs.store.revisions import read_catalog_at
from eventdocs.store.translation_files import source_page_hasher, write_edits
from eventdocs.text.addresses import href
from eventdocs.translations.export import export_sources, export_units
from eventdocs.translations.merge import GONE, ConflictPolicy, MergeResult
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.selection import StringFilter
from eventdocs.translations.status import StringPair, state_name


@dataclass(frozen=True, slots=True)
class ExportFilter:
    """Which strings are exported; all by default.

    `states` may contain `stale`. `only` are keys of strings or events, and `paths` patterns of event
    files. `since` is a git revision: only strings whose source changed since then are exported.
    """

    states: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    paths: tuple[str, ...] = ()
    since: str = ""

    @property
    def strings(self) -> StringFilter:
        """Which strings are exported by event and path, in any state."""
        return StringFilter(self.only, self.paths)


@paused_collector()
def export(folder: Path, tag: str, format_: str, selection: ExportFilter) -> Export:
    """Return the texts of a locale as a file for a translator's tool.

    For the source locale, it is a file of sources alone, from which tools make those of all locales.
    """
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    (locale,) = select_locales(catalog.settings, [tag])
    strings = selection.strings
    strings.require_matches(catalog, [locale])
    changed = changed_sources(read_catalog_at(folder, selection.since), catalog) if selection.since else None

    def is_selected(pair: StringPair, status: TranslationStatus) -> bool:
        is_wanted = not selection.states or state_name(status) in selection.states
        return is_wanted and (changed is None or pair.key in changed) and strings.selects(pair)

    address = partial(_page_address, catalog.settings.base_url)
    if locale == catalog.settings.source_locale:
        exchange = export_sources(catalog, is_selected, address)
    else:
        with_matches = EXCHANGE_FORMATS[format_].has_matches
        exchange = export_units(catalog, locale, is_selected, address, with_matches=with_matches)
    return Export(write_exchange(exchange, format_), loaded.diagnostics)


def _page_address(base_url: str, event: Event, locale: str) -> str:
    """Return the address of an event's page, empty if the site has no address."""
    return f"{base_url}/{href(event_path(event, locale))}" if base_url else ""


def changed_sources(before: Catalog, after: Catalog) -> frozenset[str]:
    """Return the keys of strings whose source is new, or differs from that in an earlier catalog."""
    diff = diff_catalogs(before, after)
    source = after.settings.source_locale
    changed = {
        f"{change.event.key}:{difference.field}"
        for change in diff.changed
        for difference in change.differences
        if difference.locale == source
    }
    added = {
        string_key(event.key, path) for event in diff.added for path in strings_of(strings_in(event, source))
    }
    return frozenset(changed | added | set(_changed_groups(before, after)))


def _changed_groups(before: Catalog, after: Catalog) -> Iterator[str]:
    """Yield the keys of groups' strings whose source is new or differs."""
    source, nothing = after.settings.source_locale, Group("")
    for folder, group in after.settings.groups.items():
        old = strings_of(strings_in(before.settings.groups.get(folder, nothing), source))
        for path, segments in strings_of(strings_in(group, source)).items():
            if old.get(path) != segments:
                yield string_key(group.key, path)


@dataclass(slots=True)
class ExchangeImport:
    """Outcome of an import: the merge of each file, the changed files of the catalog, and conflict files.

    `errors` are those of the catalog's files that the import left alone.
    """

    merged: dict[str, MergeResult] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    errors: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of an import.

    `by` is who translated, for the ledger. `partial` allows files that lack some of the exported messages.
    """

    prefer: ConflictPolicy = ConflictPolicy.ASK
    by: str = ""
    dry_run: bool = False
    partial: bool = False


@paused_collector()
def import_files(folder: Path, paths: Sequence[Path], options: ImportOptions) -> ExchangeImport:
    """Merge files into a catalog, one after the other; if one of them is invalid, nothing is written.

    Each file of the catalog is parsed once: edits are applied to the parsed catalog too. Source pages are
    rendered only for events with new records (see `apply_merge`).
    """
    exchanges = [(path, *read_exchange(path)) for path in paths]
    loaded = read_usable_catalog(folder)
    catalog, edited = loaded.catalog, dict(loaded.files)
    source_page_hash = source_page_hasher(folder, catalog)
    gone = "the string no longer exists, or its file has errors" if loaded.diagnostics else GONE
    result = ExchangeImport(errors=loaded.diagnostics)
    conflicts: dict[Path, bytes] = {}
    for path, exchange, format_ in exchanges:
        valid = _validated(exchange, catalog.settings, path, options)
        merged = merge_without_errors(catalog, valid, options.prefer, options.by, gone)
        edited |= write_edits(merged, edited, catalog.settings.locales)
        catalog = apply_merge(catalog, merged, source_page_hash)
        result.merged[str(path)] = merged
        if merged.conflicts:
            name = f"{path.stem}.conflicts{path.suffix}"
            conflicts[path.with_name(name)] = write_exchange(_conflict_file(valid, merged), format_)
    if any(merged.records for merged in result.merged.values()):
        edited |= ledger_files(catalog.settings.ledgers, catalog.settings.sources)
    changed = {name: data for name, data in edited.items() if loaded.files.get(name) != data}
    result.changed, result.conflicts = sorted(changed), [str(path) for path in conflicts]
    if not options.dry_run:
        save_catalog(folder, changed, loaded.files)
        for path, data in conflicts.items():
            write_atomic(path, data)
    return result


def _validated(
    exchange: ExchangeFile, settings: CatalogSettings, path: Path, options: ImportOptions
) -> ExchangeFile:
    """Return a file with the catalog's spelling of its locale.

    Raises `EventdocsError` if its locale is not a target locale, or if messages are missing.
    """
    locale = find_locale(settings, exchange.locale)
    if locale == settings.source_locale:
        raise EventdocsError(f"`{path}` is in the source locale", hint="name a target locale in its header")
    missing = exchange.count - len({unit.key for unit in exchange.units})
    if missing > 0 and not options.partial:
        hint = "import the whole file, or allow missing messages with --partial"
        raise EventdocsError(f"`{path}`: {missing} of {exchange.count} messages are missing", hint=hint)
    return replace(exchange, locale=locale, source_locale=settings.source_locale)


def _conflict_file(exchange: ExchangeFile, merged: MergeResult) -> ExchangeFile:
    return replace(exchange, units=tuple(merged.conflicts), count=len(merged.conflicts))
