"""`eventdocs completion`."""

import click
from click.shell_completion import get_completion_class


@click.command("completion", short_help="Print the completion script for a shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print the completion script for SHELL.

    \b
    Example: eventdocs completion bash > ~/.local/share/bash-completion/completions/eventdocs
    """
    from eventdocs.cli import cli

    completion_class = get_completion_class(shell)
    if completion_class is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(completion_class(cli, {}, "eventdocs", "_EVENTDOCS_COMPLETE").source())
    return 0
