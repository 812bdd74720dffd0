"""Catalogs together with the errors that keep them from being built."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, sort_diagnostics
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import AnyEvent, EventRef, sort_key
from eventdocs.rules import check_between_events, check_event, prevents_build, structure_errors
from eventdocs.store.catalog import LoadedCatalog, iter_events, parse_event, read_catalog, read_settings
from eventdocs.store.files import read_bytes


def read_checked_catalog(folder: Path) -> LoadedCatalog:
    """Read a catalog; its diagnostics include what keeps it from being built."""
    loaded = read_catalog(folder)
    found = structure_errors(loaded.catalog) if has_settings(loaded.catalog.settings) else ()
    return replace(loaded, diagnostics=sort_diagnostics([*loaded.diagnostics, *found]))


def read_sound_catalog(folder: Path) -> LoadedCatalog:
    """Read a catalog that is about to be changed; raise `EventdocsError` if it has errors."""
    loaded = read_checked_catalog(folder)
    if build_errors(loaded.diagnostics):
        hint = f"see them with: eventdocs check {folder}"
        raise EventdocsError(f"the catalog `{folder}` has errors", hint=hint)
    return loaded


def has_settings(settings: CatalogSettings) -> bool:
    """Return whether the catalog file could be read."""
    return "catalog" in settings.trees


def build_errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that keep the catalog from being built."""
    return [finding for finding in diagnostics if prevents_build(finding)]


def explain_errors(folder: Path) -> tuple[list[Diagnostic], int]:
    """Do what `read_checked_catalog` does with one event in memory at a time.

    Returns the diagnostics and the number of events.
    """
    loaded = read_settings(folder)
    settings, found = loaded.catalog.settings, loaded.diagnostics
    checked = has_settings(settings)
    refs: dict[str, EventRef] = {}
    for event, diagnostics in iter_events(folder, settings.default_provider):
        found += diagnostics
        if event is not None:
            refs[event.file] = event.ref
            found += check_event(settings, event) if checked else ()
    found += _errors_between_events(folder, settings, refs) if checked else ()
    return sort_diagnostics(found), len(refs)


def _errors_between_events(
    folder: Path, settings: CatalogSettings, refs: Mapping[str, EventRef]
) -> Iterator[Diagnostic]:
    """Check what events say about each other. Affected files are parsed again to get exact positions."""
    events = sorted(refs.values(), key=sort_key)
    found = check_between_events(settings, events)
    affected = {place.file for finding in found for place in (finding.location, *finding.related)}
    return check_between_events(
        settings, [_parse_again(folder, settings, ref) if ref.file in affected else ref for ref in events]
    )


def _parse_again(folder: Path, settings: CatalogSettings, ref: EventRef) -> AnyEvent:
    event, _ = parse_event(read_bytes(folder / ref.file), ref.file, settings.default_provider)
    return event or ref
