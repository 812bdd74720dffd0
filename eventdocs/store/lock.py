"""Locks: one writer of a folder at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit

_POLL = 0.05


@contextmanager
def locked(target: Path, wait: float, *, side: Path | None = None) -> Iterator[Path]:
    """Hold the lock of a folder and give its side folder, one beside it by default; `wait` is in seconds.

    The lock file stays when the lock is given back, and the kernel frees it after a kill.
    """
    side = side or target.parent / f".{target.name}.eventdocs"
    side.mkdir(parents=True, exist_ok=True)
    path = side / "lock"
    deadline = time.monotonic() + wait
    with path.open("a+b") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise _busy(path, target) from None
                time.sleep(_POLL)
        file.truncate(0)
        file.write(f"process {os.getpid()}\n".encode())
        file.flush()
        yield side


def _busy(path: Path, target: Path) -> EventdocsError:
    holder = path.read_text(errors="replace").strip() or "another build"
    hint = "wait for it to end, or allow more time with --wait SECONDS"
    return EventdocsError(f"`{target}` is being written by {holder}", hint=hint, code=Exit.LOCKED)
