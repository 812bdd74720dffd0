"""`eventdocs diff`."""

from pathlib import Path

import click

from eventdocs.model.errors import EventdocsError


@click.command("diff", short_help="Show what changed since a git revision.")
@click.argument("ref")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "markdown", "json", "atom"]),
    default="text",
    show_default=True,
)
def command(ref: str, catalog: Path, kind: str) -> int:
    """Show the events of CATALOG (default: catalog) that changed since the git revision REF.

    REF and CATALOG can also be two versions of a manifest or message compiler file.

    These are added, removed, changed and deprecated events. A changed source text is shown with the locales
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
            raise EventdocsError("a feed is about a catalog", hint="use another format for files")
        click.echo(CHANGELOGS[kind](diff_sources(Path(ref), catalog)))
        return 0
    if kind == "atom":
        from eventdocs.reports.feed import write_feed

        click.echo(write_feed(diff_catalog(catalog, ref), feed_of(catalog)))
    else:
        click.echo(CHANGELOGS[kind](diff_catalog(catalog, ref)))
    return 0
