"""A folder as a target: files are renamed into place, and what is there is read.

Everything of ours that is not the site lies in `.eventdocs/` inside: the lock and the file being written. It
lies inside, since the folder beside a web server's root is often not ours to write, or on another disk.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from eventdocs.publishing.sync_plan import MANIFEST, Put, TargetState, read_manifest
from eventdocs.store.files import os_errors, walk
from eventdocs.store.lock import locked
from eventdocs.store.targets import PublishTarget

_SIDE = ".eventdocs"
_PART = "part"
_NOT_LOOKED_AT = {_SIDE, ".git", MANIFEST}
_LINK = "a link"


@contextmanager
def folder_target(folder: Path, *, wait: float, dry_run: bool) -> Iterator[PublishTarget]:
    """Open a folder; one publication at a time, and a dry run takes no lock."""
    with os_errors("publish"):
        if dry_run:
            yield _Folder(folder)
            return
        with locked(folder, wait, state_dir=folder / _SIDE) as side:
            (side / _PART).unlink(missing_ok=True)
            yield _Folder(folder)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.part = folder / _SIDE / _PART

    def digest(self, data: bytes) -> str:
        return hashlib.blake2b(data, digest_size=16).hexdigest()

    def scan(self) -> TargetState:
        if not self.folder.is_dir():
            return TargetState()
        found: dict[str, str | None] = {
            path.relative_to(self.folder).as_posix(): self.digest_of(path) for path in self.files()
        }
        manifest = self.folder / MANIFEST
        return TargetState(found, read_manifest(manifest.read_bytes()) if manifest.exists() else {})

    def files(self) -> Iterator[Path]:
        for entry in sorted(self.folder.iterdir()):
            if entry.name not in _NOT_LOOKED_AT:
                yield from walk(entry) if entry.is_dir() and not entry.is_symlink() else [entry]

    def digest_of(self, path: Path) -> str:
        return _LINK if path.is_symlink() or not path.is_file() else self.digest(path.read_bytes())

    def write_manifest(self, manifest: bytes) -> None:
        self.place(MANIFEST, manifest, sync=True)

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        for put, data in batch:
            self.place(put.path, data)

    def place(self, path: str, data: bytes, *, sync: bool = False) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with self.part.open("wb") as file:
            file.write(data)
            if sync:
                file.flush()
                os.fsync(file.fileno())
        self.part.replace(target)

    def delete(self, paths: Sequence[str]) -> None:
        for each in paths:
            path = self.folder / each
            path.unlink(missing_ok=True)
            with suppress(OSError):
                for parent in path.parents:
                    if parent == self.folder:
                        break
                    parent.rmdir()

    def close(self) -> None:
        """Nothing is left to do: each file is in place."""
