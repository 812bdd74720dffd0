"""`eventdocs serve`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.errors import Exit


@click.command("serve", short_help="Preview a catalog in the browser.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8031,
    show_default=True,
    help="Port to listen on; 0 uses a free one.",
)
@click.option(
    "--editor",
    envvar="EVENTDOCS_EDITOR",
    default="",
    metavar="PATTERN",
    help="URL that opens a file in your editor, with {path} and {line}.",
)
@click.pass_obj
def command(console: Console, catalog: Path, port: int, editor: str) -> int:
    """Preview the pages of CATALOG (default: catalog) in a browser on this machine.

    The page reloads when you save a file. Errors appear in an overlay until you fix them.

    \b
    Examples:
      eventdocs serve
      eventdocs serve catalog --editor 'vscode://file/{path}:{line}'
    """
    from eventdocs.commands.serve import serve

    serve(catalog, port, console.say, editor=editor)
    return Exit.CLEAN
