"""`eventdocs check`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import SEVERITIES, exit_code, summary, written
from eventdocs.model.errors import EventdocsError

REPORTS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown")


@click.command("check", short_help="Find what is wrong in a catalog.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--report",
    type=click.Choice(REPORTS),
    default="text",
    show_default=True,
    help="How to write the findings.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write the report into a file.")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only about these; may be repeated.")
@click.option(
    "--fail-on",
    type=click.Choice([*SEVERITIES, "never"]),
    default="error",
    show_default=True,
    help="The least severity that fails.",
)
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Only what is not in FILE.")
@click.option("--update-baseline", is_flag=True, help="Write all findings into the baseline.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical and safe first.")
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    report: str,
    output: Path | None,
    locales: tuple[str, ...],
    fail_on: str,
    baseline: Path | None,
    update_baseline: bool,
    fix: bool,
) -> int:
    """Find what is wrong in CATALOG (default: catalog), all of it in one run.

    What a code means is told by: eventdocs explain CODE. What is accepted stands in the catalog: `rules` in
    catalog.yaml, `allow` in a string's `about`.

    \b
    Exit codes: 0 nothing that fails, 1 findings, 2 no catalog or a wrong option.
    Examples:
      eventdocs check catalog
      eventdocs check --report sarif -o eventdocs.sarif
      eventdocs check --fix
      eventdocs check --baseline .eventdocs-baseline --update-baseline
      eventdocs check --baseline .eventdocs-baseline
    """
    from eventdocs.model.catalog import chosen
    from eventdocs.tasks.check import check_catalog, unknown_to, write_baseline

    if update_baseline and baseline is None:
        raise EventdocsError("--update-baseline needs a file", hint="name it with --baseline FILE")
    if fix:
        _fix(console, catalog)
    loaded = check_catalog(catalog)
    about = chosen(loaded.catalog, locales) if locales else ()
    found = [each for each in loaded.diagnostics if not about or each.locale in about]
    if baseline is not None and update_baseline:
        write_baseline(baseline, found)
        console.say(f"{baseline}: {summary(found)} accepted")
        found = []
    elif baseline is not None:
        found, gone = unknown_to(baseline, found)
        if gone:
            console.say(f"{baseline}: {gone} entries are found no more; --update-baseline drops them")
    written(console, found, catalog, report, output)
    console.say(f"{catalog}: {len(loaded.catalog.events)} events, {summary(found)}")
    return exit_code(found, fail_on)


def _fix(console: Console, catalog: Path) -> None:
    from eventdocs.tasks.fix import fix_catalog

    fixed = fix_catalog(catalog)
    console.say(f"{catalog}: {fixed.findings} findings fixed in {len(fixed.files)} files")
