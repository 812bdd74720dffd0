"""The stage: a folder beside the site in which new files wait until all of them are there."""

import os
import stat
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

BUFFER = 1 << 20


class StagingDir:
    """A folder in which new files wait; it may be written by several processes, each with its own files."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)
        self._made: set[str] = set()

    def clear(self) -> None:
        """Remove all that waits."""
        if Path(self.folder).is_dir():
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
        self._made.clear()

    def promote(self, target: Path) -> bool:
        """Take the place of a folder that is not there, or empty and ours; it keeps its mode.

        Not that of a folder that others own or we may not write, nor of a mount point.
        """
        stage = Path(self.folder)
        stage.mkdir(exist_ok=True)
        if target.exists():
            own, found = stage.stat(), target.stat()
            if (own.st_uid, own.st_gid) != (found.st_uid, found.st_gid) or not os.access(target, os.W_OK):
                return False
            stage.chmod(stat.S_IMODE(found.st_mode))
            try:
                target.rmdir()
            except OSError:
                return False
        stage.rename(target)
        return True

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

    def put_chunks(self, path: str, lines: Iterable[bytes]) -> bytes:
        """Write a large file piece by piece; give its digest."""
        self.put(path, b"")
        found = sha256()
        with open(f"{self.folder}/{path}", "ab", buffering=BUFFER) as file:  # noqa: PTH123 - one of very many
            for line in lines:
                found.update(line)
                file.write(line)
        return found.digest()

    def pieces(self, path: str, lengths: Iterable[int]) -> Iterator[bytes]:
        """Read a staged file in pieces of these lengths."""
        with open(f"{self.folder}/{path}", "rb", buffering=BUFFER) as file:  # noqa: PTH123 - one of very many
            for length in lengths:
                yield file.read(length)
