"""Catalogs with the errors that prevent a build."""

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
    """Return the catalog in a folder; its diagnostics include all that prevents a build."""
    loaded = read_catalog(folder)
    errors = structure_errors(loaded.catalog) if has_settings(loaded.catalog.settings) else ()
    return replace(loaded, diagnostics=sort_diagnostics([*loaded.diagnostics, *errors]))


def read_sound_catalog(folder: Path) -> LoadedCatalog:
    """Return a catalog that is about to be changed; raise an error if something prevents a build."""
    loaded = read_checked_catalog(folder)
    if build_errors(loaded.diagnostics):
        hint = f"see them with: eventdocs check {folder}"
        raise EventdocsError(f"the catalog `{folder}` has errors", hint=hint)
    return loaded


def has_settings(settings: CatalogSettings) -> bool:
    """Return whether the catalog file could be read."""
    return "catalog" in settings.trees


def build_errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics that prevent a build."""
    return [diagnostic for diagnostic in diagnostics if prevents_build(diagnostic)]


def explain_errors(folder: Path) -> tuple[list[Diagnostic], int]:
    """Return the diagnostics of a catalog and its number of events, with one event in memory at a time.

    The diagnostics are those of `read_checked_catalog`.
    """
    loaded = read_settings(folder)
    settings, diagnostics = loaded.catalog.settings, loaded.diagnostics
    checked = has_settings(settings)
    refs: dict[str, EventRef] = {}
    for event, event_diagnostics in iter_events(folder, settings.default_provider):
        diagnostics += event_diagnostics
        if event is not None:
            refs[event.file] = event.ref
            diagnostics += check_event(settings, event) if checked else ()
    diagnostics += _errors_between_events(folder, settings, refs) if checked else ()
    return sort_diagnostics(diagnostics), len(refs)


def _errors_between_events(
    folder: Path, settings: CatalogSettings, refs: Mapping[str, EventRef]
) -> Iterator[Diagnostic]:
    """Yield the diagnostics about several events. Affected files are parsed again to get exact positions."""
    events = sorted(refs.values(), key=sort_key)
    diagnostics = check_between_events(settings, events)
    affected = {
        location.file for diagnostic in diagnostics for location in (diagnostic.location, *diagnostic.related)
    }
    return check_between_events(
        settings, [_parse_again(folder, settings, ref) if ref.file in affected else ref for ref in events]
    )


def _parse_again(folder: Path, settings: CatalogSettings, ref: EventRef) -> AnyEvent:
    event, _ = parse_event(read_bytes(folder / ref.file), ref.file, settings.default_provider)
    return event or ref
