"""`eventdocs import`."""

import click

from eventdocs.cli.import_pages import learn
from eventdocs.cli.import_sources import compiler_files, manifests, records
from eventdocs.cli.usage import CommandGroup


@click.group(
    "import",
    cls=CommandGroup,
    short_help="Import existing documentation, or what software ships, into a catalog.",
)
def command() -> None:
    """Import existing documentation, or what software ships about its events, into a catalog."""


command.add_command(learn)
command.add_command(manifests)
command.add_command(compiler_files)
command.add_command(records)
