"""`eventdocs rename`."""

from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.model.errors import Exit


@click.command("rename", short_help="Rename an event or a locale.")
@click.argument("old")
@click.argument("new")
@click.option("--catalog", type=click.Path(path_type=Path), default="catalog", show_default=True)
@click.pass_obj
def command(console: Console, old: str, new: str, catalog: Path) -> int:
    """Rename the event or locale OLD to NEW: files, links from other events, and the records of ledgers.

    An event is named by its key: 4031, 4031@1 or PROVIDER/4031. If you have changed the id or the locale by
    hand, the command moves what still has the old name.

    \b
    Examples:
      eventdocs rename 4031 5031
      eventdocs rename zh-TW zh-Hant
    """
    from eventdocs.commands.rename import rename

    renaming = rename(catalog, old, new)
    for before, after in renaming.names.items():
        console.say(f"{catalog / before} is now {after}")
    console.say(f"{catalog}: {old} is now {new}; {pluralize(len(renaming.files), 'file')} changed")
    return Exit.CLEAN
