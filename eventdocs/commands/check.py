"""Check: all findings about a catalog, of form and of content, in one run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eventdocs.build.event_refs import from_tuple, to_tuple
from eventdocs.build.event_refs import sort_events as in_order_of_catalog
from eventdocs.formats.baseline import read as read_baseline
from eventdocs.formats.baseline import write as baseline_text
from eventdocs.formats.yaml.places import narrowed
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Diagnostic, Location, sort_diagnostics
from eventdocs.model.event import Event
from eventdocs.model.tree import Span
from eventdocs.reports.fingerprint import identity
from eventdocs.rules import check_between_events, check_event, prevents_build, structure_errors
from eventdocs.rules.registry import run_checks
from eventdocs.store.catalog import LoadedCatalog, iter_events, load_settings, parse_event, read_catalog
from eventdocs.store.files import read_bytes, write_atomic
from eventdocs.store.folders import CATALOG_FILE


def check_structure(folder: Path) -> LoadedCatalog:
    """Read a catalog and give it with what keeps it from being built."""
    loaded = read_catalog(folder)
    found = structure_errors(loaded.catalog) if _is_there(loaded.catalog) else ()
    return replace(loaded, diagnostics=sort_diagnostics([*loaded.diagnostics, *found]))


def explain_errors(folder: Path) -> tuple[list[Diagnostic], int]:
    """Find what `check_structure` finds, with one event in memory at a time; give the number of events."""
    loaded = load_settings(folder)
    catalog, found = loaded.catalog, loaded.diagnostics
    there, heads = _is_there(catalog), {}
    for event, faults in iter_events(folder, catalog.default_provider):
        found += faults
        if event is not None:
            heads[event.file] = from_tuple(to_tuple(event))
            found += check_event(catalog, event) if there else ()
    found += _between(folder, catalog, heads) if there else ()
    return sort_diagnostics(found), len(heads)


def _between(folder: Path, catalog: Catalog, heads: Mapping[str, Event]) -> Iterator[Diagnostic]:
    """Find what is wrong between events; those that are concerned are read again, for the places."""
    events = in_order_of_catalog(heads)
    found = check_between_events(catalog.with_events(*events))
    concerned = {place.file for each in found for place in (each.location, *each.related)}
    whole = [_again(folder, catalog, event) if event.file in concerned else event for event in events]
    return check_between_events(catalog.with_events(*whole))


def _again(folder: Path, catalog: Catalog, head: Event) -> Event:
    event, _ = parse_event(read_bytes(folder / head.file), head.file, catalog.default_provider)
    return event or head


def check_catalog(folder: Path) -> LoadedCatalog:
    """Read a catalog and give it with all that is wrong in it."""
    loaded = read_catalog(folder)
    return replace(loaded, diagnostics=all_diagnostics(loaded))


def all_diagnostics(loaded: LoadedCatalog) -> list[Diagnostic]:
    """Add the findings of the rules to those of the reading, each at the very characters that it is about."""
    found = run_checks(loaded.catalog) if _is_there(loaded.catalog) else []
    return sort_diagnostics([*loaded.diagnostics, *_narrowed(found, loaded.files)])


def _is_there(catalog: Catalog) -> bool:
    return "catalog" in catalog.trees


def build_errors(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that keep the catalog from being built."""
    return [finding for finding in diagnostics if prevents_build(finding)]


def chosen_locales(loaded: LoadedCatalog, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the catalog's locales of some tags, all for none; an unknown tag is an error.

    With errors in catalog.yaml the list of locales may be incomplete: unknown tags are then ignored, so that
    the caller can report these errors.
    """
    if not any(finding.location.file == CATALOG_FILE for finding in build_errors(loaded.diagnostics)):
        return select_locales(loaded.catalog, tags)
    wanted = {tag.lower() for tag in tags}
    return tuple(locale for locale in loaded.catalog.locales if not tags or locale.lower() in wanted)


def filter_locales(loaded: LoadedCatalog, tags: Sequence[str]) -> list[Diagnostic]:
    """Return the findings about some locales, all for none, and always those that prevent a build."""
    if not tags:
        return loaded.diagnostics
    locales = chosen_locales(loaded, tags)
    return [each for each in loaded.diagnostics if prevents_build(each) or each.locale in locales]


def new_since_baseline(baseline: Path, diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """Return the findings that a baseline does not accept, and how many of its entries match no finding.

    A baseline cannot accept what prevents a build.
    """
    known = read_baseline(read_bytes(baseline), str(baseline))
    new: list[Diagnostic] = []
    for finding in diagnostics:
        name = identity(finding)
        if known[name] > 0 and not prevents_build(finding):
            known[name] -= 1
        else:
            new.append(finding)
    return new, known.total()


def write_baseline(
    path: Path, diagnostics: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Write the findings that a baseline can accept; return them and the others."""
    found = list(diagnostics)
    accepted = [finding for finding in found if not prevents_build(finding)]
    write_atomic(path, baseline_text(identity(finding) for finding in accepted))
    return accepted, build_errors(found)


def _narrowed(found: list[Diagnostic], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    lines: dict[str, list[str]] = {}
    for finding in found:
        where = finding.location
        if finding.text_range is not None and where.file not in lines:
            lines[where.file] = files[where.file].decode("utf-8").removeprefix("\ufeff").split("\n")
        yield replace(finding, location=_narrow(finding, lines.get(where.file, [])))


def _narrow(finding: Diagnostic, lines: list[str]) -> Location:
    where = finding.location
    if finding.text_range is None or not finding.text_range.value:
        return where
    span = Span(where.line - 1, where.column - 1, where.end_line - 1, where.end_column - 1)
    return narrowed(lines, span, *finding.text_range).within(where.file)
