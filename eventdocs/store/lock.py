"""State folders and their locks: one writer of a folder at a time.

A cloned repository can hold a state folder with anything in it, so nothing in it is written or read through a
symbolic link.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.files import UnsuitableFile, entry_exists, naming, open_regular, os_errors, resolve_links

LOCK = "lock"
_POLL = 0.05
_MAX_HOLDER = 100  # bytes


@contextmanager
def locked(target: Path, wait: float, *, state_dir: Path | None = None) -> Iterator[Path]:
    """Hold the lock of a folder and yield its state folder; wait up to `wait` seconds for another holder.

    By default the state folder is next to the target. The lock file stays after the lock is released; if the
    process is killed, the kernel releases the lock.
    """
    state_dir = state_dir or state_dir_of(target)
    check_state_dir(state_dir)
    state_dir.mkdir(parents=True, exist_ok=True)
    with _open_lock(state_dir / LOCK, os.O_RDWR | os.O_CREAT) as handle:
        with naming(state_dir / LOCK):
            _acquire(handle, fcntl.LOCK_EX, target, wait)
            os.truncate(handle, 0)
            os.write(handle, f"process {os.getpid()}\n".encode())
        yield state_dir


@contextmanager
def locked_shared(target: Path, wait: float) -> Iterator[Path]:
    """Keep writers out of a folder without writing anything; yield its state folder, which may not exist."""
    state_dir = state_dir_of(target)
    check_state_dir(state_dir)
    if not (state_dir / LOCK).exists():
        yield state_dir
        return
    with _open_lock(state_dir / LOCK, os.O_RDONLY) as handle:
        with naming(state_dir / LOCK):
            _acquire(handle, fcntl.LOCK_SH, target, wait)
        yield state_dir


def lock_holder(target: Path) -> str:
    """Return the process that holds the lock of a folder, such as `process 123`; empty if none does."""
    path = state_dir_of(target) / LOCK
    if not entry_exists(path):
        return ""
    with _open_lock(path, os.O_RDONLY) as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return _read_holder(handle)
    return ""


def state_dir_of(target: Path) -> Path:
    """Return the state folder of a folder; it is the same for all paths that lead to the folder."""
    folder = resolve_links(target)
    return folder.parent / f".{folder.name}.eventdocs"


def check_state_dir(state_dir: Path) -> None:
    """Raise `EventdocsError` unless a state folder is missing, or a folder of regular files and folders."""
    with os_errors("read"):
        if not entry_exists(state_dir):
            return
        if not S_ISDIR(os.lstat(state_dir).st_mode):
            raise _state_error(f"`{state_dir}` is not a folder")
        with os.scandir(state_dir) as entries:
            for entry in entries:
                mode = entry.stat(follow_symlinks=False).st_mode
                if not (S_ISREG(mode) or S_ISDIR(mode)):
                    raise _state_error(f"`{entry.path}` is neither a file nor a folder")


def _state_error(message: str) -> EventdocsError:
    return EventdocsError(message, hint="remove it; eventdocs creates it again", code=Exit.ENVIRONMENT)


@contextmanager
def _open_lock(path: Path, flags: int) -> Iterator[int]:
    with os_errors("write" if flags else "read"), naming(path):
        try:
            handle = open_regular(path, flags)
        except UnsuitableFile as error:
            raise _state_error(error.message) from None
    try:
        yield handle
    finally:
        os.close(handle)


def _acquire(handle: int, kind: int, target: Path, wait: float) -> None:
    deadline = time.monotonic() + wait
    while True:
        try:
            fcntl.flock(handle, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise _locked_error(handle, target, wait) from None
            time.sleep(_POLL)
        else:
            return


def _locked_error(handle: int, target: Path, wait: float) -> EventdocsError:
    # Commands without the option --wait do not wait at all.
    hint = "wait longer with --wait SECONDS" if wait else "run the command again when it has ended"
    message = f"`{target}` is being written by {_read_holder(handle)}"
    return EventdocsError(message, hint=hint, code=Exit.LOCKED)


def _read_holder(handle: int) -> str:
    return os.pread(handle, _MAX_HOLDER, 0).decode("utf-8", "replace").strip() or "another build"
