"""`eventdocs check`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.parameters import catalog_argument
from eventdocs.cli.progress import Activity
from eventdocs.cli.report import (
    SEVERITY_ORDER,
    exit_code,
    parse_report,
    say_unrecorded,
    summary,
    write_report,
)
from eventdocs.model.diagnostics import Severity, group_findings
from eventdocs.model.errors import EventdocsError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eventdocs.model.catalog import Catalog
    from eventdocs.model.diagnostics import Diagnostic

REPORTS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")


@click.command("check", short_help="Check a catalog for errors.")
@catalog_argument
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="KIND[=FILE]",
    help=f"Format of the report: {', '.join(REPORTS)}; may be repeated.  [default: text]",
)
@click.option(
    "--locale",
    "locales",
    multiple=True,
    metavar="TAG",
    help="Report findings only in this locale; may be repeated.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITY_ORDER, "never"]),
    default="error",
    show_default=True,
    help="Lowest severity that makes the command fail.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Report only findings that are not in FILE.",
)
@click.option("--update-baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option(
    "--against",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Compare the events with a manifest, message compiler file or message table; may be repeated.",
)
@click.option(
    "--since",
    metavar="REF",
    help="Begin the markdown report with what changed since a git revision, and what becomes stale.",
)
@click.option("--fix", is_flag=True, help="Apply safe fixes before checking.")
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    reports: tuple[str, ...],
    locales: tuple[str, ...],
    fail_on: str,
    baseline: Path | None,
    update_baseline: bool,
    against: tuple[Path, ...],
    since: str | None,
    fix: bool,
) -> int:
    """Check CATALOG (default: catalog) and report all errors and warnings in one run.

    To see what a code means, run: eventdocs explain CODE. To accept a finding, use `rules` in catalog.yaml,
    `allow` in a string's `about`, or a baseline. Errors that prevent a build are always reported, regardless
    of options, settings and baseline. The last line says whether the catalog can be built.

    \b
    Exit codes: 0 no findings that fail, 1 findings, 2 no catalog or an invalid option.
    Examples:
      eventdocs check catalog
      eventdocs check --report text --report sarif=eventdocs.sarif
      eventdocs check --against product.man
      eventdocs check --since main --report text --report markdown=summary.md
      eventdocs check --fix
      eventdocs check --baseline .eventdocs-baseline --update-baseline
      eventdocs check --baseline .eventdocs-baseline
    """
    from eventdocs.commands.check import check_catalog, filter_locales, new_since_baseline, write_baseline
    from eventdocs.translations.status import unrecorded_locales

    outputs = [parse_report(report, REPORTS) for report in reports or ("text",)]
    if update_baseline and baseline is None:
        raise EventdocsError("--update-baseline needs a file", hint="add: --baseline FILE")
    if since is not None and "markdown" not in {kind for kind, _ in outputs}:
        raise EventdocsError("--since needs a markdown report", hint="add: --report markdown=FILE")
    if fix:
        _fix(console, catalog)
    with Activity(console, f"checking {catalog}"):
        loaded = check_catalog(catalog, against)
    changes = "" if since is None else _changes(loaded.catalog, catalog, since)
    findings, events = filter_locales(loaded, locales), len(loaded.catalog.events)
    unrecorded = unrecorded_locales(loaded.catalog)
    del loaded  # the report needs the memory
    if baseline is not None and update_baseline:
        accepted, findings = write_baseline(baseline, findings)
        console.say(f"{baseline}: {summary(accepted)} accepted")
    elif baseline is not None:
        findings, fixed = new_since_baseline(baseline, findings)
        if fixed:
            entries = "1 obsolete entry" if fixed == 1 else f"{fixed} obsolete entries"
            console.say(f"{baseline}: {entries}; --update-baseline removes them")
    findings = group_findings(findings)
    for kind, file in outputs:
        write_report(console, findings, catalog, kind, file, changes if kind == "markdown" else "")
    say_unrecorded(console, catalog, unrecorded)
    console.say(f"{catalog}: {pluralize(events, 'event')}, {summary(findings)}{_consequence(findings)}")
    return exit_code(findings, fail_on)


def _consequence(findings: "Iterable[Diagnostic]") -> str:
    """Return whether a catalog with these findings can be built, if there is an error among them."""
    from eventdocs.rules import prevents_build

    errors = [finding for finding in findings if finding.severity is Severity.ERROR]
    if not errors:
        return ""
    return "; cannot be built" if any(map(prevents_build, errors)) else "; can be built"


def _changes(catalog: "Catalog", folder: Path, since: str) -> str:
    """Return the part of a markdown report about changes since a git revision."""
    from eventdocs.commands.diff import diff_since
    from eventdocs.reports.changelog import write_summary

    return f"## Changes\n\n{write_summary(diff_since(catalog, folder, since))}\n\n## Findings\n\n"


def _fix(console: Console, catalog: Path) -> None:
    from eventdocs.commands.fix import fix_catalog

    with Activity(console, f"fixing {catalog}"):
        fixed = fix_catalog(catalog)
    counts = f"{pluralize(fixed.findings, 'finding')} fixed in {pluralize(len(fixed.files), 'file')}"
    console.say(f"{catalog}: {counts}")
