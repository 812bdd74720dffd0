"""Check: all findings about a catalog, of form and of content, in one run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eventdocs.formats.baseline import read as read_baseline
from eventdocs.formats.baseline import write as baseline_text
from eventdocs.formats.yaml.places import narrow_span
from eventdocs.model.catalog import select_locales
from eventdocs.model.diagnostics import Diagnostic, Location, sort_diagnostics
from eventdocs.model.tree import Span
from eventdocs.reports.fingerprint import identity
from eventdocs.rules import prevents_build
from eventdocs.rules.registry import run_checks
from eventdocs.store.catalog import LoadedCatalog, read_catalog
from eventdocs.store.checked_catalog import build_errors, has_settings
from eventdocs.store.files import read_bytes, write_atomic
from eventdocs.store.folders import CATALOG_FILE


def check_catalog(folder: Path) -> LoadedCatalog:
    """Read a catalog and give it with all that is wrong in it."""
    loaded = read_catalog(folder)
    return replace(loaded, diagnostics=all_diagnostics(loaded))


def all_diagnostics(loaded: LoadedCatalog) -> list[Diagnostic]:
    """Add the findings of the rules to those of the reading, each at the very characters that it is about."""
    found = run_checks(loaded.catalog) if has_settings(loaded.catalog.settings) else []
    return sort_diagnostics([*loaded.diagnostics, *_narrowed(found, loaded.files)])


def chosen_locales(loaded: LoadedCatalog, tags: Sequence[str]) -> tuple[str, ...]:
    """Return the catalog's locales of some tags, all for none; an unknown tag is an error.

    With errors in catalog.yaml the list of locales may be incomplete: unknown tags are then ignored, so that
    the caller can report these errors.
    """
    if not any(finding.location.file == CATALOG_FILE for finding in build_errors(loaded.diagnostics)):
        return select_locales(loaded.catalog.settings, tags)
    wanted = {tag.lower() for tag in tags}
    return tuple(locale for locale in loaded.catalog.settings.locales if not tags or locale.lower() in wanted)


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
    return narrow_span(lines, span, *finding.text_range).within(where.file)
