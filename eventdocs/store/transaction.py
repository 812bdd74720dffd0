"""Putting a site in place: staged, announced, renamed file by file, recovered after any interruption.

Everything of ours that is not the site stands beside it in `.NAME.eventdocs/`: the lock, the state (what the
last run wrote and from what), `next` (the same of a run that is under way, written before the site is
touched), the parts that both name, and the stage. Each file of the site is entire at every moment; pages come
before the lists that link them and go after them.
"""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import state
from eventdocs.store.files import TEMPORARY, machine, walk
from eventdocs.store.lock import locked

ABSENT = b""
_BUFFER = 1 << 20


class Change(NamedTuple):
    """A file of the site with the digest of what stands there, `ABSENT` for nothing, and of what will."""

    path: str
    old: bytes
    new: bytes


class Stage:
    """A folder in which new files wait; it may be written by several processes, each with its own files."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)
        self._made: set[str] = set()

    def put(self, path: str, data: bytes) -> None:
        """Write a file that is not there yet."""
        full = f"{self.folder}/{path}"
        above = full.rpartition("/")[0]
        if above not in self._made:
            Path(above).mkdir(parents=True, exist_ok=True)
            self._made.add(above)
        handle = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
        finally:
            os.close(handle)

    def put_lines(self, path: str, lines: Iterable[bytes]) -> bytes:
        """Write a large file piece by piece; give its digest."""
        self.put(path, b"")
        found = sha256()
        with open(f"{self.folder}/{path}", "ab", buffering=_BUFFER) as file:  # noqa: PTH123 - one of very many
            for line in lines:
                found.update(line)
                file.write(line)
        return found.digest()

    def pieces(self, path: str, lengths: Iterable[int]) -> Iterator[bytes]:
        """Read a staged file in pieces of these lengths."""
        with open(f"{self.folder}/{path}", "rb", buffering=_BUFFER) as file:  # noqa: PTH123 - one of very many
            for length in lengths:
                yield file.read(length)


class Output:
    """An output folder whose lock is held, and what stands beside it."""

    def __init__(self, out: Path, side: Path) -> None:
        self.out, self.side = out, side
        self.stage = Stage(side / "stage")
        self.lines = Stage(side / "lines")

    def stage_apart(self, run: str) -> None:
        """Stage in folders of one run alone: a worker elsewhere may outlive the run that it works for."""
        self.stage = Stage(self.side / f"stage-{run}")
        self.lines = Stage(self.side / f"lines-{run}")

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the output folder."""
        return not self.out.exists() or (self.out.is_dir() and not any(self.out.iterdir()))

    def remembered(self) -> tuple[Any, Any]:
        """What the last run remembered, and what a run that was cut off had announced; None for nothing."""
        return state.read(self.side / "state"), state.read(self.side / "next")

    def part(self, name: str) -> Any:
        """Read a part that a run kept; None where it is damaged or gone."""
        return state.part(self.side, name)

    def keep(self, value: object) -> str:
        """Keep a part; give its name."""
        return state.keep(self.side, value)

    def lines_of(self, path: str) -> Iterator[bytes]:
        """Read a file of the site line by line."""
        with (self.out / path).open("rb", buffering=_BUFFER) as file:
            yield from file

    def apply(self, memory: object, changes: Sequence[Change], orphans: Sequence[Change]) -> list[str]:
        """Announce the run, put the changes in place, the lists last, and remove the orphans.

        Orphans go only if they are as recorded. Gives the paths that were removed.
        """
        refuse_detours(self.out, (change.path for change in changes))
        state.write(self.side / "next", memory)
        if self.empty:
            with suppress(FileNotFoundError):
                self.out.rmdir()
            stage = Path(self.stage.folder)
            stage.mkdir(exist_ok=True)
            stage.rename(self.out)
        else:
            self._rename(changes)
        return [orphan.path for orphan in orphans if self._remove(orphan)]

    def _rename(self, changes: Iterable[Change]) -> None:
        made: set[Path] = set()
        for change in sorted(changes, key=turn):
            target = self.out / change.path
            if target.parent not in made:
                target.parent.mkdir(parents=True, exist_ok=True)
                made.add(target.parent)
            os.rename(f"{self.stage.folder}/{change.path}", target)  # noqa: PTH104 - one of very many

    def _remove(self, orphan: Change) -> bool:
        path = self.out / orphan.path
        if not orphan.old or digest_of(path) != orphan.old:
            return False
        path.unlink()
        with suppress(OSError):
            for folder in path.parents:
                if folder == self.out:
                    break
                folder.rmdir()
        return True

    def remember(self, memory: object, parts: Iterable[str]) -> None:
        """End the run: what it wrote is the state, and nothing else of it is left beside the site."""
        state.write(self.side / "state", memory)
        (self.side / "next").unlink(missing_ok=True)
        state.sweep(self.side, parts)
        self.discard()

    def discard(self) -> None:
        """Drop what was staged, by this run or by one before it."""
        for folder in (*self.side.glob("stage*"), *self.side.glob("lines*")):
            shutil.rmtree(folder, ignore_errors=True)

    def now(self) -> int:
        """Time of the file system that holds the output, in ns: what changes from here on is not older."""
        path = self.side / "lock"
        os.utime(path)
        return path.stat().st_mtime_ns


@contextmanager
def opened(out: Path, wait: float) -> Iterator[Output]:
    """Hold the lock of an output folder, for which to `wait` some seconds; drop what was left staged."""
    with machine("write"), locked(out, wait) as side:
        output = Output(out, side)
        output.discard()
        for folder in (side, side / state.PARTS):
            for left in folder.glob(f".*{TEMPORARY}"):
                left.unlink(missing_ok=True)
        yield output


def refuse_detours(out: Path, paths: Iterable[str]) -> None:
    """Refuse to write through a link that leads out of the output folder."""
    above = {Path(path.rpartition("/")[0]) for path in paths}
    for folder in sorted({parent for each in above for parent in (each, *each.parents)}):
        if (out / folder).is_symlink() and str(folder) != ".":
            hint = "remove the link, or choose another output folder"
            raise EventdocsError(f"`{out / folder}` is a symbolic link", hint=hint, code=Exit.ENVIRONMENT)


def turn(change: Change) -> tuple[int, str]:
    """Order of the renames: assets, new pages, changed pages, the lists of a locale, the root's list."""
    if change.path == "index.html":
        return 4, change.path
    if change.path.endswith("/index.html"):
        return 3, change.path
    return (0 if change.path.startswith("assets/") else 2 if change.old else 1), change.path


def foreign(out: Path, planned: Mapping[str, object]) -> list[str]:
    """Files in the output folder that are not of the plan, sorted."""
    present = (path.relative_to(out).as_posix() for path in walk(out)) if out.is_dir() else ()
    return sorted(path for path in present if path not in planned)


def digest(data: bytes) -> bytes:
    """SHA-256 of a file's bytes."""
    return sha256(data).digest()


def digest_of(path: Path) -> bytes:
    """Digest of a file on the disk; `ABSENT` where there is none."""
    try:
        return digest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return ABSENT
