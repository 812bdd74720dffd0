"""`eventdocs import`."""

import click

from eventdocs.cli.import_pages import learn
from eventdocs.cli.import_sources import compiler_files, manifests, records
from eventdocs.cli.usage import CommandGroup


@click.group(
    "import",
    cls=CommandGroup,
    short_help="Import existing pages, or the events that software declares.",
)
def command() -> None:
    """Import existing pages, or the events that software declares, into a catalog."""


command.add_command(learn)
command.add_command(manifests)
command.add_command(compiler_files)
command.add_command(records)
