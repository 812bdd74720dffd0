"""`eventdocs diff`."""

from pathlib import Path

import click


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

    These are added, removed, changed and deprecated events. A changed source text is shown with the locales
    whose translation is now stale.

    \b
    Examples:
      eventdocs diff main
      eventdocs diff v1.0 --format markdown > CHANGES.md
      eventdocs diff v1.0 --format atom > site/changes.atom
    """
    from eventdocs.commands.diff import diff_catalog, feed_of
    from eventdocs.reports.changelog import CHANGELOGS

    if kind == "atom":
        from eventdocs.reports.feed import write_feed

        click.echo(write_feed(diff_catalog(catalog, ref), feed_of(catalog)))
    else:
        click.echo(CHANGELOGS[kind](diff_catalog(catalog, ref)))
    return 0
