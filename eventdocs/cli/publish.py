"""`eventdocs publish`."""

from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.parameters import time_to_wait
from eventdocs.cli.progress import Progress
from eventdocs.publishing.sync_plan import Action, Put, SyncPlan

_MAX_UNTRACKED = 10


@click.command("publish", short_help="Publish a built site.")
@click.argument("target")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="Folder of the built site.",
)
@click.option("--dry-run", is_flag=True, help="List the changes without making them.")
@click.option("--overwrite", is_flag=True, help="Overwrite conflicting files that eventdocs did not publish.")
@time_to_wait("a running build or publication")
@click.pass_obj
def command(console: Console, target: str, site: Path, dry_run: bool, overwrite: bool, wait: float) -> None:
    """Publish a built site to TARGET: a folder, a git branch, S3 or S3-compatible storage.

    Only changed files are written, each after the files that it needs. Files that eventdocs did not publish
    are kept.

    \b
    Examples:
      eventdocs publish /srv/www/events
      eventdocs publish git:origin#gh-pages
      eventdocs publish s3://bucket/events --dry-run
    """
    from eventdocs.commands.publish import publish

    with Progress(console) as progress:
        plan = publish(
            site, target, dry_run=dry_run, overwrite=overwrite, wait=wait, progress=progress.update
        )
    if dry_run:
        for action in plan.actions:
            click.echo(_line(action))
    _print_untracked(console, plan)
    written = sum(isinstance(action, Put) for action in plan.actions)
    removed = len(plan.actions) - written
    counts = f"{pluralize(written, 'file')} written, {plan.unchanged} unchanged, {removed} removed"
    console.say(f"{target}: {counts}" + (" (dry run: nothing was changed)" if dry_run else ""))


def _line(action: Action) -> str:
    if isinstance(action, Put):
        return f"put {action.path} ({action.type}; {action.cache})"
    return f"delete {action.path}"


def _print_untracked(console: Console, plan: SyncPlan) -> None:
    for path in plan.untracked[:_MAX_UNTRACKED]:
        console.say(f"{path}: not published by eventdocs, left alone")
    if len(plan.untracked) > _MAX_UNTRACKED:
        console.say(f"and {len(plan.untracked) - _MAX_UNTRACKED} more files that eventdocs did not publish")
