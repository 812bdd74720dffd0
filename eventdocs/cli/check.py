"""`eventdocs check`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import exit_code, print_findings, summary


@click.command("check", short_help="Find what is wrong in a catalog.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.pass_obj
def command(console: Console, catalog: Path) -> int:
    """Find what is wrong in CATALOG (default: catalog), all of it in one run.

    \b
    Exit codes: 0 no errors, 1 errors, 2 no catalog or a wrong option.
    Example: eventdocs check catalog
    """
    from eventdocs.tasks.check import check_catalog

    loaded = check_catalog(catalog)
    print_findings(console, loaded.diagnostics, catalog)
    console.say(f"{catalog}: {len(loaded.catalog.events)} events, {summary(loaded.diagnostics)}")
    return exit_code(loaded.diagnostics)
