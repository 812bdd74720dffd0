"""`eventdocs new`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.errors import Exit


@click.command("new", short_help="Create an example catalog.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.pass_obj
def command(console: Console, folder: Path) -> int:
    """Create a small example catalog in DIR, with comments that explain it.

    \b
    Example: eventdocs new catalog
    """
    from eventdocs.commands.new import new_catalog

    for name in new_catalog(folder):
        console.say(f"{folder / name}")
    console.say(f"next: eventdocs serve {folder}")
    return Exit.CLEAN
