"""`eventdocs doctor`."""

from pathlib import Path

import click

from eventdocs.cli.parameters import catalog_argument, output_folder, output_format


@click.command("doctor", short_help="Print versions, locks and caches for a bug report.")
@catalog_argument
@output_folder
@output_format("text", "json")
def command(catalog: Path, output: Path, kind: str) -> int:
    """Print versions, settings, locks and caches for a bug report about CATALOG (default: catalog).

    Changes nothing, and does not read the texts of the catalog.

    \b
    Example: eventdocs doctor catalog -o site > report.txt
    """
    from eventdocs.commands.doctor import diagnose
    from eventdocs.reports.sanitize import json_text, printable

    sections = diagnose(catalog, output)
    if kind == "json":
        click.echo(json_text(sections))
        return 0
    width = max(len(name) for facts in sections.values() for name in facts) + 2
    for title, facts in sections.items():
        click.echo(printable(title))
        for name, value in facts.items():
            click.echo(printable(f"  {name:{width}}{value}"))
    return 0
