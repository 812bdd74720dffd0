"""`eventdocs serve`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.parameters import catalog_argument
from eventdocs.model.errors import EventdocsError, Exit


@click.command("serve", short_help="Preview a catalog in the browser.")
@catalog_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8031,
    show_default=True,
    metavar="N",
    help="Port to listen on; 0 uses a free one.",
)
@click.option(
    "--editor",
    envvar="EVENTDOCS_EDITOR",
    default="",
    metavar="PATTERN",
    help="URL that opens a file in your editor, with {path} and {line}.",
)
@click.option(
    "--translate", default="", metavar="TAG", help="Show the translation editor of this locale on the pages."
)
@click.option(
    "--by",
    default="",
    metavar="WHO",
    help="Translator or reviewer, for the ledger; by default the user name of git.",
)
@click.pass_obj
def command(console: Console, catalog: Path, port: int, editor: str, translate: str, by: str) -> int:
    """Preview the pages of CATALOG (default: catalog) in a browser on this machine.

    The page reloads when you save a file. Errors appear in an overlay until you fix them.

    With --translate, you can translate and review the texts of each page next to their sources. Each save
    edits the event files and the ledger of the locale.

    \b
    Examples:
      eventdocs serve
      eventdocs serve catalog --editor 'vscode://file{path}:{line}'
      eventdocs serve catalog --translate pt-BR --by ana
    """
    from eventdocs.commands.serve import serve

    if by and not translate:
        raise EventdocsError("--by needs --translate", hint="name the locale: --translate pt-BR")

    def report(text: str) -> None:
        for line in text.split("\n"):
            console.say(line)

    serve(catalog, port, report, editor=editor, translate=translate, by=by)
    return Exit.CLEAN
