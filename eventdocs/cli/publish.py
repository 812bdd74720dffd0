"""`eventdocs publish`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.progress import Progress
from eventdocs.publishing.sync_plan import Action, Put, SyncPlan

_SHOWN = 10


@click.command("publish", short_help="Put a built site where readers find it.")
@click.argument("target")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="Folder of the built site.",
)
@click.option("--dry-run", is_flag=True, help="List what would be done, and do nothing.")
@click.option("--overwrite", is_flag=True, help="Replace files of others that stand in the way.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds to wait for a build or another publication.",
)
@click.pass_obj
def command(console: Console, target: str, site: Path, dry_run: bool, overwrite: bool, wait: float) -> None:
    """Make TARGET hold a built site: a folder, a git branch, or S3 and other storage.

    Only what differs is written, pages after what they need; files that eventdocs did not publish stay.

    \b
    Examples:
      eventdocs publish /srv/www/events
      eventdocs publish git:origin#gh-pages
      eventdocs publish s3://bucket/events --dry-run
    """
    from eventdocs.commands.publish import publish

    with Progress(console) as progress:
        done = publish(site, target, dry_run=dry_run, overwrite=overwrite, wait=wait, progress=progress.tell)
    if dry_run:
        for action in done.actions:
            click.echo(_line(action))
    _tell_foreign(console, done)
    written = sum(isinstance(action, Put) for action in done.actions)
    counts = f"{written} files written, {done.unchanged} unchanged, {len(done.actions) - written} removed"
    console.say(f"{target}: {counts}" + (" (dry run: nothing was done)" if dry_run else ""))


def _line(action: Action) -> str:
    if isinstance(action, Put):
        return f"put {action.path} ({action.type}; {action.cache})"
    return f"delete {action.path}"


def _tell_foreign(console: Console, done: SyncPlan) -> None:
    for path in done.foreign[:_SHOWN]:
        console.say(f"{path}: not ours, left as it is")
    if len(done.foreign) > _SHOWN:
        console.say(f"and {len(done.foreign) - _SHOWN} more files that are not ours")
