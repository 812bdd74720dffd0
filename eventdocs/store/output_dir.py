"""Putting a site in place: staged, announced, renamed file by file, recovered after any interruption.

Everything of ours that is not the site stands beside it in `.NAME.eventdocs/`: the lock, the state (what the
last run wrote and from what), `next` (the same of a run that is under way, written before the site is
touched), the parts that both name, and the stage. Each file of the site is entire at every moment. Pages are
written before the lists that link them and removed after them.
"""

import errno
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import blob_cache
from eventdocs.store.files import TEMP_SUFFIX, os_errors, walk, write_atomic
from eventdocs.store.folders import is_vacant
from eventdocs.store.lock import locked, locked_shared
from eventdocs.store.staging import BUFFER, StagingDir

ABSENT = b""


class FileChange(NamedTuple):
    """A file of the site with the digest of what stands there, `ABSENT` for nothing."""

    path: str
    old_digest: bytes


class OutputDir:
    """An output folder whose lock is held, and what stands beside it; `cut` tells that a run was cut off."""

    def __init__(self, out: Path, side: Path) -> None:
        self.path, self.state_dir = out, side
        self.staging = StagingDir(side / "stage")
        self.lines = StagingDir(side / "lines")
        self.was_interrupted = any(True for _ in (*side.glob("stage*"), *side.glob("lines*")))

    def use_private_staging(self, run: str) -> None:
        """Stage in folders of one run alone: a worker elsewhere may outlive the run that it works for."""
        self.staging = StagingDir(self.state_dir / f"stage-{run}")
        self.lines = StagingDir(self.state_dir / f"lines-{run}")

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the output folder."""
        return is_vacant(self.path)

    @property
    def commit_pending(self) -> bool:
        """Whether a run that was cut off had begun to change the site."""
        return (self.state_dir / "next").exists()

    def load_manifests(self) -> tuple[Any, list[Any]]:
        """What the last run remembered, and what runs cut off since then announced, the last one first."""
        begun = blob_cache.read(self.state_dir / "next")
        return blob_cache.read(self.state_dir / "state"), begun if isinstance(begun, list) else []

    def blob(self, name: str) -> Any:
        """Read a part that a run kept; None where it is damaged or gone."""
        return blob_cache.get(self.state_dir, name)

    def put_blob(self, value: object) -> str:
        """Keep a part; give its name."""
        return blob_cache.put(self.state_dir, value)

    def lines_of(self, path: str) -> Iterator[bytes]:
        """Read a file of the site line by line."""
        with (self.path / path).open("rb", buffering=BUFFER) as file:
            yield from file

    def commit(
        self, memories: Sequence[object], changes: Sequence[FileChange], orphans: Iterable[FileChange]
    ) -> list[str]:
        """Announce the run, put the changes in place in the write order, and remove the orphans in reverse.

        `memories` are the run's own and those of runs that were cut off. Orphans go only if they are as
        recorded. Gives the paths that were removed.
        """
        empty = self.is_empty
        if not empty:
            reject_symlinks(self.path, (change.path for change in changes))
        blob_cache.write(self.state_dir / "next", list(memories))
        if not (empty and self.staging.promote(self.path)):
            self._rename(sorted(changes, key=write_order))
        return [each.path for each in sorted(orphans, key=write_order, reverse=True) if self._remove(each)]

    def _rename(self, changes: Iterable[FileChange]) -> None:
        made: set[Path] = set()
        for change in changes:
            target = self.path / change.path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            _move(f"{self.staging.folder}/{change.path}", target)

    def _remove(self, orphan: FileChange) -> bool:
        """Remove an orphan that is as recorded, and the folders that are empty without it."""
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

    def save_manifest(self, memory: object, parts: Iterable[str]) -> None:
        """End the run: what it wrote is the state, and nothing else of it is left beside the site."""
        blob_cache.write(self.state_dir / "state", memory)
        (self.state_dir / "next").unlink(missing_ok=True)
        self.collect_garbage(parts)
        self.discard_staging()

    def collect_garbage(self, parts: Iterable[str]) -> None:
        """Remove the parts that are not named."""
        blob_cache.collect_garbage(self.state_dir, parts)

    def discard_staging(self) -> None:
        """Drop what was staged, by this run or by one before it."""
        for folder in (*self.state_dir.glob("stage*"), *self.state_dir.glob("lines*")):
            StagingDir(folder).clear()
        self.staging.clear()
        self.lines.clear()

    def clock_ns(self) -> int:
        """Time of the file system that holds the output, in ns: what changes from here on is not older."""
        path = self.state_dir / "lock"
        os.utime(path)
        return path.stat().st_mtime_ns


@contextmanager
def open_output(out: Path, wait: float) -> Iterator[OutputDir]:
    """Hold the lock of an output folder, for which to `wait` some seconds; drop what was left staged."""
    with os_errors("write"), locked(out, wait) as side:
        output = OutputDir(out.resolve(), side)
        output.discard_staging()
        for left in _partial_files(output):
            left.unlink(missing_ok=True)
        yield output


@contextmanager
def open_readonly(out: Path, wait: float) -> Iterator[OutputDir]:
    """Hold an output folder as it is; what would be written beside it is written elsewhere, and dropped."""
    import tempfile

    with (
        os_errors("read"),
        locked_shared(out, wait) as side,
        tempfile.TemporaryDirectory(prefix="eventdocs-") as aside,
    ):
        copy = Path(aside) / "side"
        (copy / blob_cache.BLOBS).mkdir(parents=True)
        (copy / "lock").touch()
        for name in (
            "state",
            "next",
            *(f"{blob_cache.BLOBS}/{each.name}" for each in _dir_entries(side / blob_cache.BLOBS)),
        ):
            if (side / name).exists():
                (copy / name).symlink_to(side / name)
        yield OutputDir(out.resolve(), copy)


def _move(staged: str, target: Path) -> None:
    """Rename a staged file into place; where that is another file system, let a copy appear whole."""
    try:
        os.rename(staged, target)  # noqa: PTH104 - one of very many
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        write_atomic(target, Path(staged).read_bytes(), synced=False)


def _partial_files(output: OutputDir) -> Iterator[Path]:
    """Find half-written files of a run that was cut off."""
    for folder in (output.state_dir, output.state_dir / blob_cache.BLOBS):
        yield from folder.glob(f".*{TEMP_SUFFIX}")
    if output.commit_pending and output.path.is_dir():
        yield from (path for path in walk(output.path) if path.name.endswith(TEMP_SUFFIX))


def _dir_entries(folder: Path) -> Iterable[Path]:
    return folder.iterdir() if folder.is_dir() else ()


def reject_symlinks(out: Path, paths: Iterable[str]) -> None:
    """Refuse to write through a link that leads out of the output folder."""
    above = map(Path, {path.rpartition("/")[0] for path in paths})
    for folder in sorted({parent for each in above for parent in (each, *each.parents)}):
        if (out / folder).is_symlink() and str(folder) != ".":
            hint = "remove the link, or choose another output folder"
            raise EventdocsError(f"`{out / folder}` is a symbolic link", hint=hint, code=Exit.ENVIRONMENT)


def write_order(change: FileChange) -> tuple[int, str]:
    """Return the sort key of a change: what a list links is in place before the list."""
    from eventdocs.site.routes import phase_of  # a build without changes does not need the routes

    return phase_of(change.path, exists=bool(change.old_digest)), change.path


def untracked_files(out: Path, planned: Mapping[str, object]) -> list[str]:
    """Files in the output folder that are not of the plan, sorted."""
    present = (path.relative_to(out).as_posix() for path in walk(out)) if out.is_dir() else ()
    return sorted(path for path in present if path not in planned)


def digest(data: bytes) -> bytes:
    """SHA-256 of a file's bytes."""
    return sha256(data).digest()


def file_digest(path: Path) -> bytes:
    """Digest of a file on the disk; `ABSENT` where there is none, or a link to one."""
    if path.is_symlink():
        return ABSENT
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ABSENT
