"""`eventdocs serve`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.errors import Exit


@click.command("serve", short_help="Preview a catalog's pages while you write.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8031, show_default=True, help="0 takes a free one."
)
@click.option(
    "--editor",
    envvar="EVENTDOCS_EDITOR",
    default="",
    metavar="PATTERN",
    help="Address that opens a file in your editor, with {path} and {line}.",
)
@click.pass_obj
def command(console: Console, catalog: Path, port: int, editor: str) -> int:
    """Show the pages of CATALOG (default: catalog) in a browser on this machine, as you write.

    A saved file is on screen at once; a mistake lies over the page until it is mended.

    \b
    Examples:
      eventdocs serve
      eventdocs serve catalog --editor 'vscode://file/{path}:{line}'
    """
    from eventdocs.commands.serve import serve

    serve(catalog, port, console.say, editor=editor)
    return Exit.CLEAN
