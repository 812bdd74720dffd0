"""`eventdocs check`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import SEVERITIES, counted, exit_code, summary, written
from eventdocs.model.errors import EventdocsError

REPORTS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")


@click.command("check", short_help="Find what is wrong in a catalog.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="KIND[=FILE]",
    help=f"How to write the findings: {', '.join(REPORTS)}; may be repeated.  [default: text]",
)
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Report only these locales; may be repeated."
)
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="The least severity that fails.",
)
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Only what is not in FILE.")
@click.option("--update-baseline", is_flag=True, help="Write the findings to the baseline.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical and safe first.")
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    reports: tuple[str, ...],
    locales: tuple[str, ...],
    fail_on: str,
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
) -> int:
    """Find what is wrong in CATALOG (default: catalog), all of it in one run.

    For the meaning of a code, run: eventdocs explain CODE. To accept a finding, use `rules` in catalog.yaml,
    `allow` in a string's `about`, or a baseline. Errors that keep the catalog from being built are always
    reported, whatever the options, settings and baseline.

    \b
    Exit codes: 0 nothing that fails, 1 findings, 2 no catalog or a wrong option.
    Examples:
      eventdocs check catalog
      eventdocs check --report text --report sarif=eventdocs.sarif
      eventdocs check --fix
      eventdocs check --baseline .eventdocs-baseline --update-baseline
      eventdocs check --baseline .eventdocs-baseline
    """
    from eventdocs.commands.check import check_catalog, filter_locales, new_since_baseline, write_baseline

    wanted = [_report(each) for each in reports or ("text",)]
    if update_baseline and baseline is None:
        raise EventdocsError("--update-baseline needs a file", hint="name it with --baseline FILE")
    if fix:
        _fix(console, catalog)
    loaded = check_catalog(catalog)
    found = filter_locales(loaded, locales)
    if baseline is not None and update_baseline:
        accepted, found = write_baseline(baseline, found)
        console.say(f"{baseline}: {summary(accepted)} accepted")
    elif baseline is not None:
        found, gone = new_since_baseline(baseline, found)
        if gone:
            console.say(f"{baseline}: {gone} entries are found no more; --update-baseline drops them")
    for kind, file in wanted:
        written(console, found, catalog, kind, file)
    console.say(f"{catalog}: {len(loaded.catalog.events)} events, {summary(found)}")
    return exit_code(found, fail_on)


def _report(text: str) -> tuple[str, Path | None]:
    kind, _, file = text.partition("=")
    if kind not in REPORTS:
        from eventdocs.model.diagnostics import did_you_mean

        raise EventdocsError(f"unknown report `{kind}`", hint=did_you_mean(kind, REPORTS))
    return kind, Path(file) if file else None


def _fix(console: Console, catalog: Path) -> None:
    from eventdocs.commands.fix import fix_catalog

    fixed = fix_catalog(catalog)
    counts = f"{counted(fixed.findings, 'finding')} fixed in {counted(len(fixed.files), 'file')}"
    console.say(f"{catalog}: {counts}")
