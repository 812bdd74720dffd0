"""Putting a site in place: staged, journaled, renamed file by file, recovered after any interruption.

Everything of ours that is not the site stands beside it in `.NAME.eventdocs/`: the lock, the state (which
files we wrote, with their digests), the journal of a run that is under way, and the stage. Each file of the
site is entire at every moment; pages come before the lists that link them and go after them.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.files import TEMPORARY, machine, walk, write_whole
from eventdocs.store.lock import locked


@dataclass(slots=True)
class Published:
    """What a run did to the output folder: files written, removed, unchanged, and left since not ours."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    foreign: list[str] = field(default_factory=list)


def publish(out: Path, files: Iterable[tuple[str, bytes]], *, wait: float = 60.0) -> Published:
    """Make an output folder hold exactly the given files, leaving what others put there.

    `files` are addresses below the folder with their bytes, produced while they are staged: an error on the
    way leaves the site untouched. `wait` is in seconds, for another run's lock.
    """
    with machine("write"), locked(out, wait) as side:
        return _Run(out, side).publish(files)


@dataclass(frozen=True, slots=True)
class _Change:
    path: str
    old: str
    new: str


class _Run:
    def __init__(self, out: Path, side: Path) -> None:
        self.out = out
        self.state = side / "state"
        self.journal = side / "journal"
        self.stage = side / "stage"
        self.result = Published()

    def publish(self, files: Iterable[tuple[str, bytes]]) -> Published:
        self.sweep()
        ours = self.recovered()
        planned, changes = self.staged(files)
        if not self.out.exists() or (self.out.is_dir() and not any(self.out.iterdir())):
            self.appear()
        else:
            orphans = [_Change(path, ours[path], "") for path in sorted(ours.keys() - planned.keys())]
            self.apply(changes, orphans)
        _write_json(self.state, {"version": 1, "files": planned})
        self.journal.unlink(missing_ok=True)
        shutil.rmtree(self.stage, ignore_errors=True)
        self.result.foreign = sorted(path for path in self.present() if path not in planned)
        return self.result

    def sweep(self) -> None:
        """Drop what a run that was cut off left beside the site: its stage and half-written files."""
        shutil.rmtree(self.stage, ignore_errors=True)
        for left in self.stage.parent.glob(f".*{TEMPORARY}"):
            left.unlink(missing_ok=True)

    def recovered(self) -> dict[str, str]:
        """Digests of the files that we wrote; those of an interrupted run are read from the disk again."""
        ours = {path: str(digest) for path, digest in _read_json(self.state).get("files", {}).items()}
        for path, digests in _read_json(self.journal).get("changes", {}).items():
            found = _digest_of(self.out / path)
            if found in digests:
                ours[path] = found
        return ours

    def staged(self, files: Iterable[tuple[str, bytes]]) -> tuple[dict[str, str], list[_Change]]:
        """Write to the stage what differs from the site."""
        planned: dict[str, str] = {}
        changes: list[_Change] = []
        self.stage.mkdir()
        folders: set[Path] = set()
        for path, data in files:
            planned[path] = digest = _digest(data)
            old = _digest_of(self.out / path)
            if old == digest:
                self.result.unchanged += 1
                continue
            target = self.stage / path
            if target.parent not in folders:
                target.parent.mkdir(parents=True, exist_ok=True)
                folders.add(target.parent)
            target.write_bytes(data)
            changes.append(_Change(path, old, digest))
        return planned, changes

    def appear(self) -> None:
        """Let a new site appear whole."""
        self.result.written = [path.relative_to(self.stage).as_posix() for path in walk(self.stage)]
        if self.out.exists():
            self.out.rmdir()
        self.stage.rename(self.out)

    def apply(self, changes: list[_Change], orphans: list[_Change]) -> None:
        """Rename the changes into place, the lists last, then remove what we wrote and no longer plan."""
        if not changes and not orphans:
            return
        self.refuse_detours(changes)
        entries = {change.path: [change.old, change.new] for change in (*changes, *orphans)}
        _write_json(self.journal, {"version": 1, "changes": entries})
        for change in sorted(changes, key=_turn):
            target = self.out / change.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.stage / change.path).replace(target)
            self.result.written.append(change.path)
        for orphan in orphans:
            self.remove(orphan)

    def remove(self, orphan: _Change) -> None:
        path = self.out / orphan.path
        if _digest_of(path) != orphan.old or not orphan.old:
            return
        path.unlink()
        self.result.removed.append(orphan.path)
        with suppress(OSError):
            for folder in path.parents:
                if folder == self.out:
                    break
                folder.rmdir()

    def refuse_detours(self, changes: list[_Change]) -> None:
        """Refuse to write through a link that leads out of the output folder."""
        for folder in sorted({parent for change in changes for parent in Path(change.path).parents}):
            if (self.out / folder).is_symlink() and str(folder) != ".":
                hint = "remove the link, or choose another output folder"
                raise EventdocsError(
                    f"`{self.out / folder}` is a symbolic link", hint=hint, code=Exit.ENVIRONMENT
                )

    def present(self) -> Iterator[str]:
        return (path.relative_to(self.out).as_posix() for path in walk(self.out))


def _turn(change: _Change) -> tuple[int, str]:
    """Order of the renames: assets, new pages, changed pages, the lists of a locale, the root's list."""
    if change.path == "index.html":
        return 4, change.path
    if change.path.endswith("/index.html"):
        return 3, change.path
    return (0 if change.path.startswith("assets/") else 2 if change.old else 1), change.path


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def _digest_of(path: Path) -> str:
    """Digest of a file; empty where there is none."""
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return ""
    except NotADirectoryError:
        return ""


def _read_json(path: Path) -> dict[str, dict[str, list[str]]]:
    """Read the state or journal; a damaged one says nothing, so that nothing is taken for ours."""
    try:
        value = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    files = value if isinstance(value, dict) and value.get("version") == 1 else {}
    return {key: below for key, below in files.items() if isinstance(below, dict)}


def _write_json(path: Path, value: object) -> None:
    write_whole(path, json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode())
