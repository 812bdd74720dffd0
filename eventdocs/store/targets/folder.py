"""A folder as a target: its files are read to see what differs, and new files are renamed into place.

The lock and the file that is being written are in `.eventdocs/` inside the folder, because the parent of a
web server's root is often read-only or on another disk.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from eventdocs.model.limits import DATA_SIZE
from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST, Put, TargetState, read_manifest
from eventdocs.store.files import UnsuitableFile, entry_exists, naming, os_errors, read_bytes, walk, write_new
from eventdocs.store.lock import locked
from eventdocs.store.targets import PublishTarget

_STATE_DIR = ".eventdocs"
_TEMP_FILE = "part"
_IGNORED = {_STATE_DIR, ".git", PUBLISH_MANIFEST}
_SPECIAL = "not a regular file"


@contextmanager
def folder_target(folder: Path, *, wait: float, dry_run: bool) -> Iterator[PublishTarget]:
    """Yield the target of a folder under its lock; a dry run takes no lock."""
    with os_errors("publish"):
        if dry_run:
            yield _Folder(folder)
            return
        with locked(folder, wait, state_dir=folder / _STATE_DIR) as state_dir:
            (state_dir / _TEMP_FILE).unlink(missing_ok=True)
            yield _Folder(folder)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.temp_file = folder / _STATE_DIR / _TEMP_FILE

    def digest(self, data: bytes) -> str:
        return hashlib.blake2b(data, digest_size=16).hexdigest()

    def scan(self) -> TargetState:
        if not self.folder.is_dir():
            return TargetState()
        digests: dict[str, str | None] = {
            path.relative_to(self.folder).as_posix(): self.digest_of(path) for path in self.files()
        }
        manifest = self.folder / PUBLISH_MANIFEST
        content = read_bytes(manifest, DATA_SIZE, follow_link=False) if entry_exists(manifest) else b""
        return TargetState(digests, read_manifest(content))

    def files(self) -> Iterator[Path]:
        for entry in sorted(self.folder.iterdir()):
            if entry.name not in _IGNORED:
                yield from walk(entry) if entry.is_dir() and not entry.is_symlink() else [entry]

    def digest_of(self, path: Path) -> str:
        try:
            return self.digest(read_bytes(path, None, follow_link=False))
        except UnsuitableFile:
            return _SPECIAL

    def write_manifest(self, manifest: bytes) -> None:
        self.write(PUBLISH_MANIFEST, manifest, sync=True)

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        for put, data in batch:
            self.write(put.path, data)

    def write(self, path: str, data: bytes, *, sync: bool = False) -> None:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with naming(target):
            write_new(self.temp_file, data, synced=sync)
        self.temp_file.replace(target)

    def delete(self, paths: Sequence[str]) -> None:
        for name in paths:
            path = self.folder / name
            path.unlink(missing_ok=True)
            with suppress(OSError):
                for parent in path.parents:
                    if parent == self.folder:
                        break
                    parent.rmdir()

    def close(self) -> None:
        """Do nothing: all files are already in place."""
