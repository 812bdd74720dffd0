"""The targets that a site is published to: a folder, a branch of a git repository, or object storage.

A target lists its files, executes a plan's actions batch by batch, and stores the manifest. The order matters
between batches, but not within one.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from eventdocs.publishing.sync_plan import Put, TargetState


class PublishTarget(Protocol):
    """A place that holds a published site."""

    def digest(self, data: bytes) -> str:
        """Return the digest of a file in the form that this target's `scan` returns."""
        ...

    def scan(self) -> TargetState:
        """Return the files and the manifest of the target; an empty state if it does not exist yet."""
        ...

    def write_manifest(self, manifest: bytes) -> None:
        """Store the manifest; called before the first change and after the last."""
        ...

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        """Write files, each completely or not at all."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Remove files; files that no longer exist are no error."""
        ...

    def close(self) -> None:
        """Complete the publication; not called after an error."""
        ...


def folder_of(address: str) -> Path | None:
    """Return the folder that an address names; None for an address of another kind."""
    if address.startswith("file:"):
        return Path(unquote(urlsplit(address).path))
    return None if address.startswith("git:") or "://" in address else Path(address)


def open_target(address: str, *, wait: float, dry_run: bool) -> AbstractContextManager[PublishTarget]:
    """Return a context that opens a target: a path, `file:PATH`, `git:REMOTE#BRANCH` or an fsspec address.

    It waits up to `wait` seconds for another publication's lock. A dry run takes no lock and writes nothing.
    """
    if (folder := folder_of(address)) is not None:
        from eventdocs.store.targets.folder import folder_target

        return folder_target(folder, wait=wait, dry_run=dry_run)
    if address.startswith("git:"):
        from eventdocs.store.targets.branch import branch_target

        return branch_target(address.removeprefix("git:"))
    from eventdocs.store.targets.bucket import bucket_target

    return bucket_target(address)
