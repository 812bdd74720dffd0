"""`eventdocs diff`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.parameters import catalog_argument, output_format
from eventdocs.cli.progress import Activity
from eventdocs.model.errors import EventdocsError


@click.command("diff", short_help="Show what changed since a git revision.")
@click.argument("ref")
@catalog_argument
@output_format("text", "markdown", "json", "atom")
@click.pass_obj
def command(console: Console, ref: str, catalog: Path, kind: str) -> int:
    """Show the events of CATALOG (default: catalog) that changed since the git revision REF.

    REF and CATALOG can also be two versions of a manifest or message compiler file.

    Lists added, removed, changed and deprecated events. For a changed source text, it also lists the locales
    whose translation is now stale.

    \b
    Examples:
      eventdocs diff main
      eventdocs diff v1.0 --format markdown > CHANGES.md
      eventdocs diff old/product.man product.man
      eventdocs diff v1.0 --format atom > site/changes.atom
    """
    from eventdocs.commands.diff import diff_catalog, diff_sources, feed_of
    from eventdocs.reports.changelog import CHANGELOGS
    from eventdocs.store.source_files import is_source

    if is_source(catalog):
        if kind == "atom":
            raise EventdocsError("--format atom cannot compare two files", hint="use another format")
        with Activity(console, f"comparing {ref} with {catalog}"):
            diff = diff_sources(Path(ref), catalog)
        click.echo(CHANGELOGS[kind](diff))
        return 0
    with Activity(console, f"comparing {catalog} with {ref}"):
        diff = diff_catalog(catalog, ref)
    if kind == "atom":
        from eventdocs.reports.feed import write_feed

        click.echo(write_feed(diff, feed_of(catalog)))
    else:
        click.echo(CHANGELOGS[kind](diff))
    return 0
