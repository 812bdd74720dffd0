"""Catalogs with the errors that prevent a build."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eventdocs.model.catalog import CatalogSettings, require_targets, select_locales
from eventdocs.model.diagnostics import Diagnostic, sort_diagnostics
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import AnyEvent, EventRef, sort_key
from eventdocs.rules import (
    MISSING_EVENTS,
    RELATIONS,
    check_between_events,
    check_event,
    prevents_build,
    structure_errors,
)
from eventdocs.schema.rules import FORMAT
from eventdocs.store.catalog import LoadedCatalog, iter_events, parse_event, read_catalog, read_settings
from eventdocs.store.catalog_files import is_event_file, read_catalog_file
from eventdocs.store.folders import CATALOG_FILE

_SETTINGS = (CATALOG_FILE, "labels/", "pages/", "glossary.yaml", "templates/")


def read_checked_catalog(folder: Path) -> LoadedCatalog:
    """Return the catalog in a folder; its diagnostics include all that prevents a build."""
    loaded = read_catalog(folder)
    errors = structure_errors(loaded.catalog) if has_settings(loaded.catalog.settings) else ()
    diagnostics = without_consequences([*loaded.diagnostics, *errors], loaded.catalog.events)
    return replace(loaded, diagnostics=diagnostics)


def without_consequences(diagnostics: Iterable[Diagnostic], events: Iterable[AnyEvent]) -> list[Diagnostic]:
    """Return sorted diagnostics; if an event file cannot be read, without those about missing events.

    `events` are those that could be read. One of the others may be the event that seems to be missing.
    """
    found = sort_diagnostics(diagnostics)
    read = {event.file for event in events}
    if all(each.location.file in read or not is_event_file(each.location.file) for each in found):
        return found
    return [each for each in found if each.rule.code not in MISSING_EVENTS]


def read_sound_catalog(folder: Path) -> LoadedCatalog:
    """Return a catalog that is about to be changed; raise an error if something prevents a build."""
    loaded = read_checked_catalog(folder)
    if build_errors(loaded.diagnostics):
        hint = f"see them with: eventdocs check {folder}"
        raise EventdocsError(f"the catalog `{folder}` has errors", hint=hint)
    return loaded


def read_usable_catalog(folder: Path) -> LoadedCatalog:
    """Return a catalog without the events and groups whose files have errors, and these errors.

    Commands go on with the rest and leave these files alone. Raises an error if the settings have errors, on
    which everything depends.
    """
    loaded = read_checked_catalog(folder)
    errors = build_errors(loaded.diagnostics)
    for error in errors:
        if error.location.file.startswith(_SETTINGS):
            hint = f"see its errors with: eventdocs check {folder}"
            raise EventdocsError(f"`{folder / error.location.file}` has errors", hint=hint)
    faulty = {
        location.file
        for error in errors
        if error.rule.code not in RELATIONS
        for location in (error.location, *error.related)
    }
    settings = loaded.catalog.settings
    groups = {name: group for name, group in settings.groups.items() if group.file not in faulty}
    events = tuple(event for event in loaded.catalog.events if event.file not in faulty)
    usable = replace(loaded.catalog, settings=replace(settings, groups=groups), events=events)
    return LoadedCatalog(usable, errors, loaded.files)


def has_settings(settings: CatalogSettings) -> bool:
    """Return whether the catalog file could be read."""
    return "catalog" in settings.trees


def build_errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the diagnostics that prevent a build."""
    return [diagnostic for diagnostic in diagnostics if prevents_build(diagnostic)]


def select_known_locales(loaded: LoadedCatalog, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the catalog's locales with these tags, all if there are no tags; an unknown tag is an error.

    With errors in `catalog.yaml` the list of locales may be incomplete. Unknown tags are then ignored, so
    that the caller can report these errors.
    """
    settings = loaded.catalog.settings
    if not any(error.location.file == CATALOG_FILE for error in build_errors(loaded.diagnostics)):
        return select_locales(settings, tags)
    wanted = {tag.lower() for tag in tags}
    return tuple(locale for locale in settings.locales if not tags or locale.lower() in wanted)


def select_known_targets(loaded: LoadedCatalog, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the target locales among those that `select_known_locales` returns.

    Raises `EventdocsError` if the tags name the source locale only.
    """
    return require_targets(loaded.catalog.settings, select_known_locales(loaded, tags), tags)


def explain_errors(folder: Path) -> tuple[list[Diagnostic], int]:
    """Return the diagnostics of a catalog and its number of events, with one event in memory at a time.

    The diagnostics are those of `read_checked_catalog`.
    """
    loaded = read_settings(folder)
    settings, diagnostics = loaded.catalog.settings, loaded.diagnostics
    if any(diagnostic.rule is FORMAT for diagnostic in diagnostics):
        return diagnostics, 0
    checked = has_settings(settings)
    refs: dict[str, EventRef] = {}
    for event, event_diagnostics in iter_events(folder, settings):
        diagnostics += event_diagnostics
        if event is not None:
            refs[event.file] = event.ref
            diagnostics += check_event(settings, event) if checked else ()
    diagnostics += _errors_between_events(folder, settings, refs) if checked else ()
    return without_consequences(diagnostics, refs.values()), len(refs)


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
    event, _ = parse_event(read_catalog_file(folder, ref.file), ref.file, settings)
    return event or ref
