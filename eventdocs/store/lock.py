"""Locks: one writer of a folder at a time."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from eventdocs.model.errors import EventdocsError, Exit

_POLL = 0.05


@contextmanager
def locked(target: Path, wait: float, *, state_dir: Path | None = None) -> Iterator[Path]:
    """Hold the lock of a folder and yield its state folder; wait up to `wait` seconds for another holder.

    By default the state folder is next to the target. The lock file stays after the lock is released; if the
    process is killed, the kernel releases the lock.
    """
    state_dir = state_dir or state_dir_of(target)
    state_dir.mkdir(parents=True, exist_ok=True)
    with (state_dir / "lock").open("a+b") as file:
        _acquire(file, fcntl.LOCK_EX, target, wait)
        file.truncate(0)
        file.write(f"process {os.getpid()}\n".encode())
        file.flush()
        yield state_dir


@contextmanager
def locked_shared(target: Path, wait: float) -> Iterator[Path]:
    """Keep writers out of a folder without writing anything; yield its state folder, which may not exist."""
    state_dir = state_dir_of(target)
    if not (state_dir / "lock").is_file():
        yield state_dir
        return
    with (state_dir / "lock").open("rb") as file:
        _acquire(file, fcntl.LOCK_SH, target, wait)
        yield state_dir


def state_dir_of(target: Path) -> Path:
    """Return the state folder of a folder; it is the same for all paths that lead to the folder."""
    folder = target.resolve()
    return folder.parent / f".{folder.name}.eventdocs"


def _acquire(file: BinaryIO, kind: int, target: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _locked_error(Path(file.name), target) from None
            time.sleep(_POLL)
        else:
            return


def _locked_error(path: Path, target: Path) -> EventdocsError:
    holder = path.read_text(errors="replace").strip() or "another build"
    hint = "wait until it ends, or wait longer with --wait SECONDS"
    return EventdocsError(f"`{target}` is being written by {holder}", hint=hint, code=Exit.LOCKED)
