"""Check: all findings about a catalog's structure and texts, optionally without those of a baseline."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from eventdocs.formats.baseline import read as read_baseline
from eventdocs.formats.baseline import write as baseline_text
from eventdocs.formats.yaml.places import span_finder
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, sort_diagnostics
from eventdocs.model.garbage import paused_collector
from eventdocs.model.limits import DATA_SIZE
from eventdocs.model.tree import Span
from eventdocs.reports.fingerprint import identity
from eventdocs.rules import prevents_build
from eventdocs.rules.registry import run_checks
from eventdocs.rules.settings import apply_rule_settings
from eventdocs.rules.templates import template_findings
from eventdocs.store.catalog import LoadedCatalog, read_catalog
from eventdocs.store.checked_catalog import (
    build_errors,
    has_settings,
    select_known_locales,
    without_consequences,
)
from eventdocs.store.files import read_bytes, write_output
from eventdocs.store.folders import has_templates

if TYPE_CHECKING:
    from eventdocs.model.source_mapping import WantedProvider


def check_catalog(folder: Path, against: Sequence[Path] = ()) -> LoadedCatalog:
    """Read a catalog; its diagnostics are the findings of all rules.

    The events are compared with the sources of their providers, and with those in `against`.
    """
    with paused_collector():
        loaded = read_catalog(folder)
        settings = loaded.catalog.settings
        shipped, problems = _shipped(folder, settings, against)
        compared = replace(loaded, catalog=replace(loaded.catalog, shipped=shipped))
        findings = all_diagnostics(compared)
        if others := [*_template_findings(folder, settings), *problems]:
            findings = sort_diagnostics([*findings, *others])
        return replace(loaded, diagnostics=findings)


def _shipped(
    folder: Path, settings: CatalogSettings, against: Sequence[Path]
) -> tuple[tuple["WantedProvider", ...], list[Diagnostic]]:
    """Return what the software ships, if there is anything, and findings about these files."""
    has_sources = any(provider.source for provider in settings.providers.values())
    if not has_settings(settings) or not (against or has_sources):
        return (), []
    from eventdocs.store.shipped_sources import read_shipped  # few checks need the readers

    shipped = read_shipped(folder, settings, against)
    return tuple(shipped.providers), shipped.findings


def _template_findings(folder: Path, settings: CatalogSettings) -> Iterator[Diagnostic]:
    """Yield findings about the project's templates, if it has any or names assets."""
    if has_settings(settings) and (has_templates(folder) or settings.design.assets):
        from eventdocs.store.templates import template_texts  # imports Jinja, which other checks do not need

        findings = list(template_findings(settings, *template_texts(folder)))
        others = [finding for finding in findings if not prevents_build(finding)]
        yield from (finding for finding in findings if prevents_build(finding))
        yield from apply_rule_settings(settings.rule_settings, others)


def all_diagnostics(loaded: LoadedCatalog) -> list[Diagnostic]:
    """Return the findings of all rules, each located at the characters that it is about."""
    findings = run_checks(loaded.catalog) if has_settings(loaded.catalog.settings) else []
    everything = [*loaded.diagnostics, *_narrowed(findings, loaded.files)]
    return without_consequences(everything, loaded.catalog.events)


def filter_locales(loaded: LoadedCatalog, tags: Sequence[str]) -> list[Diagnostic]:
    """Return the findings about the locales with these tags, and those that prevent a build.

    Without tags, all findings are returned.
    """
    if not tags:
        return loaded.diagnostics
    locales = select_known_locales(loaded, tags)
    return [finding for finding in loaded.diagnostics if prevents_build(finding) or finding.locale in locales]


def new_since_baseline(baseline: Path, diagnostics: Iterable[Diagnostic]) -> tuple[list[Diagnostic], int]:
    """Return the findings that a baseline does not accept, and the number of its entries without a finding.

    A baseline cannot accept a finding that prevents a build.
    """
    accepted = read_baseline(read_bytes(baseline, DATA_SIZE), str(baseline))
    new: list[Diagnostic] = []
    for finding in diagnostics:
        name = identity(finding)
        if accepted[name] > 0 and not prevents_build(finding):
            accepted[name] -= 1
        else:
            new.append(finding)
    return new, accepted.total()


def write_baseline(
    path: Path, diagnostics: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Write a baseline of the findings that it can accept; return these and the others."""
    findings = list(diagnostics)
    accepted = [finding for finding in findings if not prevents_build(finding)]
    write_output(path, baseline_text(identity(finding) for finding in accepted))
    return accepted, build_errors(findings)


def _narrowed(findings: Iterable[Diagnostic], files: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield sorted findings with locations narrowed to the part of the text that they are about."""
    lines: dict[str, list[str]] = {}
    scalar, find = (Location(""), ""), None
    for finding in findings:
        file, text_range = finding.location.file, finding.text_range
        if text_range is None or not text_range.value:
            yield finding
            continue
        if file not in lines:
            lines = {file: files[file].decode("utf-8").removeprefix("\ufeff").split("\n")}
        if find is None or scalar != (finding.location, text_range.value):
            scalar = finding.location, text_range.value
            find = span_finder(lines[file], Span.of(finding.location), text_range.value)
        yield finding.at(find(text_range.start, text_range.end).within(file))
