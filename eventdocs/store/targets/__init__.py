"""Places that a site is published to: a folder, a branch of a git repository, storage behind an address.

A target tells what it holds, takes the plan's actions batch by batch, and keeps the manifest. Within a batch
the order does not matter; between batches it does.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from eventdocs.publishing.sync_plan import Put, TargetState


class PublishTarget(Protocol):
    """A place that holds a published site; open it as a context."""

    def digest(self, data: bytes) -> str:
        """Digest of a file as this target tells it."""
        ...

    def scan(self) -> TargetState:
        """Tell what is there; where nothing is yet, nothing."""
        ...

    def write_manifest(self, manifest: bytes) -> None:
        """Keep the manifest; called before the first change and after the last."""
        ...

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        """Write files, each whole or not at all."""
        ...

    def delete(self, paths: Sequence[str]) -> None:
        """Remove files; those that are gone already are no failure."""
        ...

    def close(self) -> None:
        """Finish what was done, if anything was; not called after a failure."""
        ...


def folder_of(address: str) -> Path | None:
    """Give the folder that an address names; None for an address of another kind."""
    if address.startswith("file:"):
        return Path(unquote(urlsplit(address).path))
    return None if address.startswith("git:") or "://" in address else Path(address)


def open_target(address: str, *, wait: float, dry_run: bool) -> AbstractContextManager[PublishTarget]:
    """Open a target: a path, `file:PATH`, `git:REMOTE#BRANCH`, or an address that fsspec knows.

    `wait` is in seconds, for another publication's lock; a dry run takes none and writes nothing.
    """
    if (folder := folder_of(address)) is not None:
        from eventdocs.store.targets.folder import folder_target

        return folder_target(folder, wait=wait, dry_run=dry_run)
    if address.startswith("git:"):
        from eventdocs.store.targets.branch import branch_target

        return branch_target(address.removeprefix("git:"))
    from eventdocs.store.targets.bucket import bucket_target

    return bucket_target(address)
