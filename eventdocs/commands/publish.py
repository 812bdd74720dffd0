"""Publish: a built site to a folder, a git branch or storage, with the least that has to be done."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.publishing.sync_plan import Delete, Put, SyncPlan, plan_sync, write_manifest
from eventdocs.store.built_site import locked_site
from eventdocs.store.files import read_bytes
from eventdocs.store.folders import is_in_catalog, is_occupied, overlap
from eventdocs.store.targets import PublishTarget, folder_of, open_target

_AT_ONCE = 64


def publish(
    site: Path,
    address: str,
    *,
    dry_run: bool = False,
    overwrite: bool = False,
    wait: float = 60.0,
    progress: Callable[[int], None] = lambda number: None,
) -> SyncPlan:
    """Make a target hold a site, and give the plan that was carried out, or in a dry run would be.

    `address` is what `opened` takes. With `overwrite`, files of others that stand where the site's belong
    are replaced; else they stop the run before anything is written. `wait` is in seconds, for a build of the
    site or another publication. `progress` is told how many files are written so far.
    """
    _refuse_overlap(site, address)
    with locked_site(site, wait) as names, open_target(address, wait=wait, dry_run=dry_run) as target:
        decided = make_plan(site, names, target, overwrite=overwrite)
        if not dry_run:
            execute(decided, site, target, progress)
    return decided


def make_plan(
    site: Path, names: Sequence[str], target: PublishTarget, *, overwrite: bool = False
) -> SyncPlan:
    """Compare a site with what a target holds; files of others in the way are an error."""
    digests = {name: target.digest(read_bytes(site / name)) for name in names}
    decided = plan_sync(digests, target.scan(), overwrite=overwrite)
    if decided.conflicts:
        more = f" and {len(decided.conflicts) - 1} more" if len(decided.conflicts) > 1 else ""
        raise EventdocsError(
            f"`{decided.conflicts[0]}`{more} at the target was not published by eventdocs",
            hint="move it away, or replace what stands in the way with --overwrite",
        )
    return decided


def execute(
    decided: SyncPlan,
    site: Path,
    target: PublishTarget,
    progress: Callable[[int], None] = lambda number: None,
) -> None:
    """Do what was planned, in order, between the two manifests; nothing where nothing is to be done."""
    if decided.is_noop:
        return
    if decided.actions:
        target.write_manifest(write_manifest(decided.manifest_before))
    done = 0
    for batch in batches(decided):
        target.delete([action.path for action in batch if isinstance(action, Delete)])
        target.put([(action, _read(site, action, target)) for action in batch if isinstance(action, Put)])
        done += len(batch)
        progress(done)
    target.write_manifest(write_manifest(decided.manifest_after))
    target.close()


def batches(decided: SyncPlan) -> Iterator[Sequence[Put | Delete]]:
    """Split a plan where the order matters, and where it gets too much to hold."""
    for _, actions in groupby(decided.actions, key=lambda action: (type(action), action.phase)):
        together = list(actions)
        yield from (together[at : at + _AT_ONCE] for at in range(0, len(together), _AT_ONCE))


def _read(site: Path, put: Put, target: PublishTarget) -> bytes:
    data = read_bytes(site / put.path)
    if target.digest(data) != put.digest:
        raise EventdocsError(
            f"`{site / put.path}` changed while it was published",
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
            f"the target `{folder}` and the site `{site}` lie in each other", hint="choose another folder"
        )
    if is_in_catalog(folder):
        raise EventdocsError(f"the target `{folder}` lies in a catalog", hint="choose another folder")
    if is_occupied(folder):
        raise EventdocsError(f"the target `{folder}` is not a folder", hint="choose another one")
