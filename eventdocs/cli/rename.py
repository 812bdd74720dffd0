"""`eventdocs rename`."""

from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.deprecation import deprecated_option
from eventdocs.cli.parameters import catalog_argument
from eventdocs.cli.progress import Activity
from eventdocs.model.errors import Exit


@click.command("rename", short_help="Rename an event or a locale.")
@click.argument("old")
@click.argument("new")
@catalog_argument
@deprecated_option("--catalog", "old_catalog", "write it last: eventdocs rename OLD NEW CATALOG")
@click.pass_obj
def command(console: Console, old: str, new: str, catalog: Path, old_catalog: str | None) -> int:
    """Rename the event or locale OLD of CATALOG (default: catalog) to NEW.

    Files, links from other events, and the records of ledgers get the new name.

    An event is named by its key: 4031, 4031@1 or PROVIDER/4031. If you have changed the id or the locale by
    hand, the command renames the rest.

    \b
    Examples:
      eventdocs rename 4031 5031
      eventdocs rename zh-TW zh-Hant catalog
    """
    from eventdocs.commands.rename import rename

    catalog = Path(old_catalog or catalog)
    with Activity(console, f"renaming {old}"):
        renaming = rename(catalog, old, new)
    for before, after in renaming.names.items():
        console.say(f"{catalog / before} is now {catalog / after}")
    console.say(f"{catalog}: {old} is now {new}; {pluralize(len(renaming.files), 'file')} changed")
    return Exit.CLEAN
