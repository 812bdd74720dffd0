"""Values that builds of all sites on a machine share, in the user's cache folder.

The folder can be deleted at any time. If it cannot be read or written, builds do without it.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.model.errors import EventdocsError
from eventdocs.store import blob_cache

_KEPT = 16  # values, of 400 KB each
_UNUSABLE = (OSError, EventdocsError, RuntimeError)  # RuntimeError: the user has no home folder


def get(key: bytes) -> Any:
    """Return the value of a key; None if there is none, or if another user can write to the folder."""
    with suppress(*_UNUSABLE):
        folder = _folder()
        status = folder.stat()
        if status.st_uid == os.getuid() and not status.st_mode & 0o022:
            return blob_cache.read(folder / _name(key))
    return None


def put(key: bytes, value: object) -> None:
    """Store a value, and remove the oldest ones."""
    with suppress(*_UNUSABLE):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        blob_cache.write(folder / _name(key), value, synced=False)
        for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]:
            path.unlink()


def _folder() -> Path:
    """Return the folder of the cache; a relative path in the environment does not count, as XDG demands."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path("~/.cache").expanduser()) / "eventdocs"


def _name(key: bytes) -> str:
    return sha256(key).hexdigest()[:32]
