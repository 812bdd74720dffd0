"""`eventdocs completion`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Print a shell's completion script.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script of a SHELL.

    \b
    Example: eventdocs completion bash > ~/.local/share/bash-completion/completions/eventdocs
    """
    from eventdocs.cli import cli

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(found(cli, {}, "eventdocs", "_EVENTDOCS_COMPLETE").source())
    return 0
