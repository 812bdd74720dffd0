"""The output folder: staged files are renamed into place, and any interruption can be recovered from.

State that is not part of the site is next to it in `.NAME.eventdocs/`: the lock, the manifest of the last
build, `pending` (manifests of builds that are about to change the site), the blobs they name, and staging.
Each file of the site is complete at every moment. Pages are written before the lists that link to them and
removed after them.
"""

import errno
import os
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import blob_cache
from eventdocs.store.file_changes import ABSENT, FileChange, FileChanges
from eventdocs.store.files import (
    TEMP_SUFFIX,
    naming,
    os_errors,
    read_bytes,
    resolve_links,
    scan_tree,
    sha256_of,
    walk,
    write_atomic,
)
from eventdocs.store.folders import is_vacant
from eventdocs.store.lock import LOCK, locked, locked_shared, state_dir_of
from eventdocs.store.staging import StagingDir

MANIFEST = "manifest"
PENDING = "pending"
_STAGING = "staging"


def describe_state(output: Path) -> dict[str, str]:
    """Return whether an output exists, the size of its cache, and whether a build was interrupted."""
    state_dir = state_dir_of(output)
    size = sum(os.lstat(path).st_size for path in walk(state_dir)) if state_dir.is_dir() else 0
    interrupted = (state_dir / PENDING).exists() or any(state_dir.glob(f"{_STAGING}*"))
    return {
        "found": "yes" if output.is_dir() else "no",
        "cache": f"{size} bytes",
        "interrupted build": "yes" if interrupted else "no",
    }


class OutputDir:
    """An output folder whose lock is held, and its state folder.

    `was_interrupted` says that an earlier build left staged files.
    """

    def __init__(self, path: Path, state_dir: Path) -> None:
        self.path, self.state_dir = path, state_dir
        self.staging = StagingDir(state_dir / _STAGING)
        self.was_interrupted = any(state_dir.glob(f"{_STAGING}*"))

    def use_private_staging(self, run: str) -> None:
        """Stage files in a folder of this build alone: a worker elsewhere may outlive its build."""
        self.staging = StagingDir(self.state_dir / f"{_STAGING}-{run}")

    @property
    def is_empty(self) -> bool:
        """Whether the output folder is missing or empty."""
        return is_vacant(self.path)

    @property
    def commit_pending(self) -> bool:
        """Whether an interrupted build had begun to change the site."""
        return (self.state_dir / PENDING).exists()

    def load_manifests(self) -> tuple[Any, list[Any]]:
        """Return the last build's manifest, and those of builds interrupted since, the last one first."""
        pending = blob_cache.read(self.state_dir / PENDING)
        return blob_cache.read(self.state_dir / MANIFEST), pending if isinstance(pending, list) else []

    def blob(self, name: str) -> Any:
        """Return the value of a blob; None if it is missing or damaged."""
        return blob_cache.get(self.state_dir, name)

    def put_blob(self, value: object) -> str:
        """Store a value as a blob and return its name."""
        return blob_cache.put(self.state_dir, value)

    def raw_blob(self, name: str) -> bytes | None:
        """Return the bytes of a blob; None if it is missing or damaged."""
        return blob_cache.get_raw(self.state_dir, name)

    def put_raw(self, *parts: bytes) -> str:
        """Store bytes, one part after the other, as a blob and return its name."""
        return blob_cache.put_raw(self.state_dir, *parts)

    def commit(
        self, manifests: Sequence[object], changes: FileChanges, orphans: Iterable[FileChange]
    ) -> list[str]:
        """Announce the build, rename changed files into place in write order, and remove orphans in reverse.

        `manifests` are the build's own and those of interrupted builds. An orphan is removed only if it has
        the recorded digest. Returns the paths that were removed.
        """
        empty = self.is_empty
        if not empty:
            reject_symlinks(self.path, (change.path for change in changes))
        blob_cache.write(self.state_dir / PENDING, list(manifests))
        if not (empty and self.staging.promote(self.path)):
            self._rename(sorted(changes, key=write_order))
        return [
            orphan.path for orphan in sorted(orphans, key=write_order, reverse=True) if self._remove(orphan)
        ]

    def _rename(self, changes: Iterable[FileChange]) -> None:
        created: set[Path] = set()
        for change in changes:
            target = self.path / change.path
            if target.parent not in created:
                target.parent.mkdir(parents=True, exist_ok=True)
                created.add(target.parent)
            _move(f"{self.staging.folder}/{change.path}", target)

    def _remove(self, orphan: FileChange) -> bool:
        """Remove an orphan that has the recorded digest, and the folders that are empty without it."""
        path = self.path / orphan.path
        folders = path.parents[: orphan.path.count("/")]
        found = ABSENT if any(folder.is_symlink() for folder in folders) else file_digest(path)
        if found and found != orphan.old_digest:
            return False
        if found:
            path.unlink()
        with suppress(OSError):
            for folder in folders:
                folder.rmdir()
        return bool(found)

    def save_manifest(self, manifest: object, blobs: Iterable[str]) -> None:
        """End a build: store its manifest, and remove everything else but the blobs that it names."""
        blob_cache.write(self.state_dir / MANIFEST, manifest)
        (self.state_dir / PENDING).unlink(missing_ok=True)
        self.collect_garbage(blobs)
        self.discard_staging()

    def collect_garbage(self, blobs: Iterable[str]) -> None:
        """Remove the blobs that are not named."""
        blob_cache.collect_garbage(self.state_dir, blobs)

    def discard_staging(self) -> None:
        """Remove staged files, of this build and of interrupted ones."""
        for folder in self.state_dir.glob(f"{_STAGING}*"):
            StagingDir(folder).clear()
        self.staging.clear()

    def clock_ns(self) -> int:
        """Return the time of the output's file system in ns; what changes from now on is not older."""
        path = self.state_dir / LOCK
        with naming(path):
            os.utime(path)
        return path.stat().st_mtime_ns


@contextmanager
def open_output(out: Path, wait: float) -> Iterator[OutputDir]:
    """Lock an output folder, waiting up to `wait` seconds, and remove what interrupted builds left staged."""
    with os_errors("write"), locked(out, wait) as state_dir:
        output = OutputDir(resolve_links(out), state_dir)
        output.discard_staging()
        for path in _partial_files(output):
            path.unlink(missing_ok=True)
        yield output


@contextmanager
def open_readonly(out: Path, wait: float) -> Iterator[OutputDir]:
    """Lock an output folder for reading; its state is written to a temporary folder and dropped."""
    import tempfile

    with (
        os_errors("read"),
        locked_shared(out, wait) as state_dir,
        tempfile.TemporaryDirectory(prefix="eventdocs-") as temporary,
    ):
        copy = Path(temporary) / "state"
        (copy / blob_cache.BLOBS).mkdir(parents=True)
        (copy / LOCK).touch()
        blobs = (f"{blob_cache.BLOBS}/{path.name}" for path in _dir_entries(state_dir / blob_cache.BLOBS))
        for name in (MANIFEST, PENDING, *blobs):
            if (state_dir / name).exists():
                (copy / name).symlink_to(state_dir / name)
        yield OutputDir(resolve_links(out), copy)


def new_output(folder: Path) -> OutputDir:
    """Return an output without files, with its state in a folder of its own; nothing is locked."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / LOCK).touch()
    return OutputDir(folder / "output", folder)


def _move(staged: str, target: Path) -> None:
    """Rename a staged file into place; on another file system, write a copy atomically."""
    try:
        os.rename(staged, target)  # noqa: PTH104 - one of very many
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_atomic(target, read_bytes(Path(staged), None), synced=False)


def _partial_files(output: OutputDir) -> Iterator[Path]:
    """Yield the partial files of interrupted builds."""
    for folder in (output.state_dir, output.state_dir / blob_cache.BLOBS):
        yield from folder.glob(f".*{TEMP_SUFFIX}")
    if output.commit_pending and output.path.is_dir():
        yield from (path for path in walk(output.path) if path.name.endswith(TEMP_SUFFIX))


def _dir_entries(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() else ()


def reject_symlinks(out: Path, paths: Iterable[str]) -> None:
    """Raise `EventdocsError` if a path leads through a symbolic link in the output folder."""
    parents = map(Path, {path.rpartition("/")[0] for path in paths})
    for folder in sorted({folder for parent in parents for folder in (parent, *parent.parents)}):
        if (out / folder).is_symlink() and str(folder) != ".":
            hint = "remove the link, or choose another output folder"
            raise EventdocsError(f"`{out / folder}` is a symbolic link", hint=hint, code=Exit.ENVIRONMENT)


def write_order(change: FileChange) -> tuple[int, str]:
    """Return the sort key of a change: what a list links is in place before the list."""
    from eventdocs.site.routes import phase_of  # a build without changes does not need the routes

    return phase_of(change.path, exists=bool(change.old_digest)), change.path


def untracked_files(out: Path, planned: Container[str]) -> list[str]:
    """Return the files in the output folder that are not planned, sorted."""
    if not out.is_dir():
        return []
    start = len(os.path.join(out, ""))  # noqa: PTH118 - paths are cut as text, because there are very many
    present = (entry.path[start:] for entry in scan_tree(out) if not entry.is_dir(follow_symlinks=False))
    return sorted(path for path in present if path not in planned)


def digest(data: bytes) -> bytes:
    """Return the SHA-256 digest of bytes."""
    return sha256(data).digest()


def file_digest(path: Path) -> bytes:
    """Return the digest of a file; `ABSENT` if there is no regular file."""
    return sha256_of(path) or ABSENT
