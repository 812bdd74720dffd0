"""Publish: synchronize a folder, a git branch or a bucket with a built site."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.sync_plan import Delete, Put, SyncPlan, plan_sync, write_manifest
from eventdocs.store.built_site import locked_site
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import is_in_catalog, is_occupied, overlap
from eventdocs.store.targets import PublishTarget, folder_of, open_target

_BATCH_SIZE = 64


def publish(
    site: Path,
    address: str,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    wait: float = 60.0,
    progress: Callable[[int], None] = lambda number: None,
) -> SyncPlan:
    """Synchronize a target with a site; return the plan, which a dry run does not execute.

    `address` is one that `open_target` accepts. With `overwrite`, files that eventdocs did not publish are
    replaced where the site has files; without it, they stop the run before anything is written. `wait` is how
    many seconds to wait for a build of the site or another publication. `progress` is called with the number
    of files done so far.
    """
    _refuse_overlap(site, address)
    with locked_site(site, wait) as names, open_target(address, wait=wait, dry_run=dry_run) as target:
        plan = make_plan(site, names, target, overwrite=overwrite)
        if not dry_run:
            execute(plan, site, target, progress)
    return plan


def make_plan(
    site: Path, names: Sequence[str], target: PublishTarget, *, overwrite: bool = False
) -> SyncPlan:
    """Return the plan that synchronizes a target with a site.

    Raises `EventdocsError` if the plan has conflicts with files that eventdocs did not publish.
    """
    digests = {name: target.digest(read_bytes(site / name, None, follow_link=False)) for name in names}
    plan = plan_sync(digests, target.scan(), overwrite=overwrite)
    if plan.conflicts:
        first, *others = plan.conflicts
        more = f" and {len(others)} more" if others else ""
        raise EventdocsError(
            f"`{first}`{more} at the target was not published by eventdocs",
            hint="move it away, or replace it with --overwrite",
        )
    return plan


def execute(
    plan: SyncPlan,
    site: Path,
    target: PublishTarget,
    progress: Callable[[int], None] = lambda number: None,
) -> None:
    """Execute a plan: write the first manifest, the actions in order, then the last manifest."""
    if plan.is_noop:
        return
    if plan.actions:
        target.write_manifest(write_manifest(plan.manifest_before))
    done = 0
    for batch in batches(plan):
        target.delete([action.path for action in batch if isinstance(action, Delete)])
        target.put([(action, _read(site, action, target)) for action in batch if isinstance(action, Put)])
        done += len(batch)
        progress(done)
    target.write_manifest(write_manifest(plan.manifest_after))
    target.close()


def batches(plan: SyncPlan) -> Iterator[Sequence[Put | Delete]]:
    """Yield a plan's actions in batches that may be done in any order, small enough to hold in memory."""
    for _, group in groupby(plan.actions, key=lambda action: (type(action), action.phase)):
        actions = list(group)
        yield from (actions[start : start + _BATCH_SIZE] for start in range(0, len(actions), _BATCH_SIZE))


def _read(site: Path, put: Put, target: PublishTarget) -> bytes:
    data = read_bytes(site / put.path, None, follow_link=False)
    if target.digest(data) != put.digest:
        raise EventdocsError(
            f"`{site / put.path}` changed while it was being published",
            hint="publish again",
            code=Exit.ENVIRONMENT,
        )
    return data


def _refuse_overlap(site: Path, address: str) -> None:
    folder = folder_of(address)
    if folder is None:
        return
    if overlap(site, folder):
        raise EventdocsError(
            f"the target `{folder}` and the site `{site}` overlap", hint="choose another folder"
        )
    if is_in_catalog(folder):
        raise EventdocsError(f"the target `{folder}` is inside a catalog", hint="choose another folder")
    if is_occupied(folder):
        raise EventdocsError(f"the target `{folder}` is not a folder", hint="choose another path")
