"""Values that builds and previews of all sites on a machine share, in the user's cache folder.

The values contain compiled templates, which builds run. So the folder is used only if no other user can put
anything into it or put another folder in its place. It can be deleted at any time. If it cannot be used,
builds do without it.
"""

import os
import re
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.model.errors import EventdocsError
from eventdocs.store import blob_cache
from eventdocs.store.files import resolve_links

_KEPT = 16  # values, of 400 KB each, or of 260 bytes for each event of a catalog
_NAME = re.compile(r"[0-9a-f]{32}")
_ROOT = 0
_UNUSABLE = (OSError, EventdocsError, RuntimeError)  # RuntimeError: the user has no home folder


def get(key: bytes) -> Any:
    """Return the value of a key; None if there is none, or if other users could have written it."""
    with suppress(*_UNUSABLE):
        folder = _folder()
        if _is_private(folder):
            return blob_cache.read(folder / _name(key))
    return None


def put(key: bytes, value: object) -> None:
    """Store a value, and remove the oldest ones."""
    with suppress(*_UNUSABLE):
        folder = _folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if _is_private(folder):
            blob_cache.write(folder / _name(key), value, synced=False)
            values = [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]
            for path in sorted(values, key=lambda path: path.stat().st_mtime_ns)[:-_KEPT]:
                path.unlink()


def _folder() -> Path:
    """Return the folder of the cache, without links.

    A relative path in the environment does not count, as XDG demands.
    """
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return resolve_links(base if base.is_absolute() else Path("~/.cache").expanduser()) / "eventdocs"


def _is_private(folder: Path) -> bool:
    """Return whether only this user can write to a folder, rename it, or rename a folder that it is in."""
    found = folder.lstat()
    return (
        stat.S_ISDIR(found.st_mode)
        and found.st_uid == os.geteuid()
        and not stat.S_IMODE(found.st_mode) & 0o077
        and all(map(_keeps_entries, folder.parents))
    )


def _keeps_entries(folder: Path) -> bool:
    """Return whether no other user than root can rename or remove entries of this user in a folder."""
    found = folder.stat()
    is_ours = found.st_uid in (os.geteuid(), _ROOT)
    return is_ours and (not found.st_mode & 0o022 or bool(found.st_mode & stat.S_ISVTX))


def _name(key: bytes) -> str:
    return sha256(key).hexdigest()[:32]
