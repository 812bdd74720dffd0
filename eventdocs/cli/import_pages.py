"""`eventdocs import learn`."""

from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.progress import Activity
from eventdocs.cli.report import print_findings, summary
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import Exit


@click.command("learn", short_help="Import bilingual pages of the .NET documentation.")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path),
    required=True,
    metavar="CATALOG",
    help="Catalog to create or update.",
)
@click.option("--update", is_flag=True, help="Replace strings in the catalog that differ from the pages.")
@click.option(
    "--record/--no-record",
    default=True,
    help="Record the translations in ledgers, with their source (default).",
)
@click.pass_obj
def learn(console: Console, paths: tuple[Path, ...], output: Path, update: bool, record: bool) -> int:
    """Import bilingual event pages (files, or folders of .md files) into a catalog.

    A page is imported only if the catalog can reproduce it exactly. If a string exists and differs, it is
    kept and reported, unless you use --update. Importing the same pages again changes nothing.

    \b
    Example: eventdocs import learn docs/pt-br docs/de-de --output catalog
    """
    from eventdocs.importers.import_findings import KEPT
    from eventdocs.importers.import_pages import import_learn

    with Activity(console, f"importing into {output}"):
        result = import_learn(paths, output, update=update, record=record)
    kept = [finding for finding in result.diagnostics if finding.rule is KEPT]
    others = [finding for finding in result.diagnostics if finding.rule is not KEPT]
    print_findings(console, others, None)
    print_findings(console, kept, output)
    read = f"{pluralize(result.pages, 'page')}, {pluralize(result.events, 'event')}"
    counts = f"{read}, {pluralize(len(result.changed), 'file')} changed"
    console.say(f"{output}: {counts}, {summary(result.diagnostics)}")
    if result.changed and not record:
        console.say(f"next: eventdocs translations accept {output}")
    failed = any(finding.severity is not Severity.INFO for finding in result.diagnostics)
    return Exit.FINDINGS if failed else Exit.CLEAN
