"""The staging folder, next to the output, in which new files are written until all of them are complete."""

import os
import stat
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Self

from eventdocs.store.files import add_name, naming, remove_tree

_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW


class StagingDir:
    """A folder for new files. Several processes may write to it, each its own files."""

    def __init__(self, folder: Path) -> None:
        self.folder = os.fspath(folder)
        self._made: set[str] = set()

    def clear(self) -> None:
        """Remove all staged files."""
        remove_tree(Path(self.folder))
        self._made.clear()

    def promote(self, target: Path) -> bool:
        """Rename the staging folder to `target` if that is missing, or an empty folder of ours.

        It keeps its mode. Returns False for a folder that others own, that we may not write, or that is a
        mount point.
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
        """Write a file."""
        full = f"{self.folder}/{path}"
        parent = full[: full.rindex("/")]
        if parent not in self._made:
            _make_folder(parent)
            self._made.add(parent)
        handle = os.open(full, _NEW_FILE, 0o666)
        try:
            written = os.write(handle, data)
            while written < len(data):
                written += os.write(handle, memoryview(data)[written:])
        except OSError as error:
            add_name(error, full)
            raise
        finally:
            os.close(handle)

    def put_chunks(self, path: str, chunks: Iterable[bytes | memoryview]) -> bytes:
        """Write a large file chunk by chunk and return its digest.

        Another thread computes it meanwhile. A chunk is still used when the next one is asked for, but not
        longer.
        """
        self.put(path, b"")
        full = f"{self.folder}/{path}"
        with _Hasher() as hasher, naming(full), open(full, "ab", buffering=0) as file:  # noqa: PTH123
            for chunk in chunks:
                hasher.update(chunk)
                rest = memoryview(chunk)
                while rest:
                    rest = rest[file.write(rest) :]
        return hasher.digest()


class _Hasher:
    """Computes the digest of chunks in another thread, while it is entered as a context."""

    def __init__(self) -> None:
        self._found = sha256()
        self._chunks: SimpleQueue[bytes | memoryview | None] = SimpleQueue()
        self._ready: SimpleQueue[None] = SimpleQueue()
        self._thread = Thread(target=self._run)

    def _run(self) -> None:
        self._ready.put(None)
        while (chunk := self._chunks.get()) is not None:
            self._found.update(chunk)
            self._ready.put(None)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._chunks.put(None)
        self._thread.join()

    def update(self, chunk: bytes | memoryview) -> None:
        """Add a chunk, as soon as the one before has been read."""
        self._ready.get()
        self._chunks.put(chunk)

    def digest(self) -> bytes:
        """Return the digest, after the context has ended."""
        return self._found.digest()


def _make_folder(folder: str) -> None:
    """Make a folder and those that it is in, unless it exists."""
    try:
        os.mkdir(folder)  # noqa: PTH102 - one of very many
    except FileExistsError:
        return
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)
