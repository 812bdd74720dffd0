"""Open and read files, write them atomically, and turn operating system errors into errors for users.

All other modules open files through this one. It opens regular files only, so that nothing waits for a FIFO
or reads from a device, and it never reads more than a limit allows.
"""

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import file_digest
from itertools import count, cycle
from operator import attrgetter
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.limits import Limit

TEMP_SUFFIX = ".eventdocs.tmp"
_CHUNK_SIZE = 1 << 16
_RANGE_CHUNK_SIZE = 1 << 20
_OPEN_FLAGS = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_KINDS = {
    stat.S_IFLNK: "a symbolic link",
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


_OS_ERROR_HINTS = {
    errno.ENOENT: "check the path",
    errno.ENOTDIR: "check the path",
    errno.EISDIR: "name a file, not a folder",
    errno.ENOTEMPTY: "empty the folder, or choose another one",
    errno.EACCES: "check who owns it, and its permissions",
    errno.EPERM: "check who owns it, and its permissions",
    errno.EROFS: "choose a folder that you can write to",
    errno.ENOSPC: "free some disk space",
    errno.EDQUOT: "free some disk space",
    errno.ENAMETOOLONG: "choose a shorter path",
    errno.EMFILE: "raise the limit of open files: ulimit -n",
}


class UnsuitableFile(EventdocsError):
    """A file that is not read: it is not a regular file, or it is too large. `reason` completes its name."""

    def __init__(self, path: Path | str, reason: str, *, hint: str = "") -> None:
        super().__init__(f"`{path}` {reason}", hint=hint, code=Exit.ENVIRONMENT)
        self.reason = reason


@contextmanager
def os_errors(action: str) -> Iterator[None]:
    """Turn an operating system error into an `EventdocsError` that says which action failed."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        path = error.filename2 or error.filename  # a rename's target
        name = f" `{path}`" if path else ""
        message = f"cannot {action}{name}: {reason[:1].lower()}{reason[1:]}"
        raise EventdocsError(message, hint=os_error_hint(error), code=Exit.ENVIRONMENT) from error


@contextmanager
def naming(path: Path | str) -> Iterator[None]:
    """Add the path of a file to operating system errors that have none, which are those of open files."""
    try:
        yield
    except OSError as error:
        add_name(error, path)
        raise


def add_name(error: OSError, path: Path | str) -> None:
    """Add the path of a file to an error that has none."""
    if not isinstance(error.filename, str | bytes | os.PathLike):  # it can be the number of the open file
        error.filename = str(path)


def os_error_hint(error: OSError) -> str:
    """Return what to do about an error of the operating system; empty if there is no general advice."""
    return _OS_ERROR_HINTS.get(error.errno or 0, "")


def entry_exists(path: Path) -> bool:
    """Return whether there is anything at a path, a link that leads nowhere included.

    Unlike `os.path.lexists`, it raises an error if the path cannot be looked up, for example for lack of
    permission: a command must not take that for a missing file.
    """
    with os_errors("read"):
        try:
            os.lstat(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
    return True


def open_regular(path: Path | str, flags: int = os.O_RDONLY) -> int:
    """Open a regular file and return its handle. Raises `UnsuitableFile` for a link and anything else."""
    try:
        handle = os.open(path, flags | _OPEN_FLAGS, 0o666)
    except OSError as error:
        if error.errno in (
            errno.EISDIR,
            errno.ELOOP,
            errno.ENXIO,
        ):  # a folder that should be written, a link, a socket
            raise _irregular(path, os.lstat(path).st_mode) from None
        raise
    try:
        mode = os.fstat(handle).st_mode
    except OSError as error:
        os.close(handle)
        add_name(error, path)
        raise
    if not stat.S_ISREG(mode):
        os.close(handle)
        raise _irregular(path, mode)
    return handle


def check_regular(path: Path, found: os.stat_result, limit: Limit) -> None:
    """Raise `UnsuitableFile` unless a status is that of a regular file within a limit."""
    if not stat.S_ISREG(found.st_mode):
        raise _irregular(path, found.st_mode)
    if found.st_size > limit.value:
        raise _too_large(path, found.st_size, limit)


def _irregular(path: Path | str, mode: int) -> UnsuitableFile:
    kind = _KINDS.get(stat.S_IFMT(mode), "a special file")
    return UnsuitableFile(path, f"is {kind}, not a regular file")


def _too_large(path: Path | str, size: int, limit: Limit) -> UnsuitableFile:
    return UnsuitableFile(path, f"has {size:,} bytes", hint=limit.hint)


def read_bytes(path: Path | str, limit: Limit | None, *, follow_link: bool = True) -> bytes:
    """Return the content of a regular file; `limit` is None for files that eventdocs wrote itself.

    Raises `UnsuitableFile` if it is not a regular file or too large. If `follow_link` is off, a symbolic link
    is not a regular file.
    """
    with os_errors("read"):
        handle = open_regular(resolve_links(path) if follow_link and Path(path).is_symlink() else path)
        try:
            return _read_handle(path, handle, limit)
        except OSError as error:
            add_name(error, path)
            raise
        finally:
            os.close(handle)


def read_lines(path: Path, limit: Limit) -> Iterator[bytes]:
    """Yield the lines of a regular file with their ends, one in memory at a time; `limit` is that of a line.

    Raises `UnsuitableFile` if it is not a regular file, or if a line is too long.
    """
    most = limit.value
    with os_errors("read"), naming(path), os.fdopen(open_regular(resolve_links(path)), "rb") as file:
        for number in count(1):
            line = file.readline(most + 1)
            if len(line) > most:
                raise UnsuitableFile(path, f"has more than {most:,} bytes in line {number}", hint=limit.hint)
            if not line:
                return
            yield line


def read_range(path: Path, start: int, size: int, before_ns: int) -> Iterator[memoryview]:
    """Yield a part of a regular file in chunks, each valid until the one after the next.

    It ends early if the file is shorter, or if it was changed at a time or later.
    """
    buffers = cycle([memoryview(bytearray(min(size, _RANGE_CHUNK_SIZE))) for _ in range(2)])
    buffer = next(buffers)
    with os_errors("read"), naming(path):
        handle = open_regular(path)
        try:
            while size and (length := os.preadv(handle, [buffer[:size]], start)):
                if os.fstat(handle).st_ctime_ns >= before_ns:
                    return
                yield buffer[:length]
                start, size, buffer = start + length, size - length, next(buffers)
        finally:
            os.close(handle)


def _read_handle(path: Path | str, handle: int, limit: Limit | None) -> bytes:
    """Read a file to its end. It may grow meanwhile, so one byte more than its size is asked for."""
    size = os.fstat(handle).st_size
    most = sys.maxsize - 1 if limit is None else limit.value
    if limit is not None and size > most:
        raise _too_large(path, size, limit)
    parts = [os.read(handle, size + 1)]
    length = len(parts[0])
    while size != length <= most and (part := os.read(handle, min(_CHUNK_SIZE, most + 1 - length))):
        parts.append(part)
        length += len(part)
    if limit is not None and length > most:
        raise UnsuitableFile(path, f"has more than {most:,} bytes", hint=limit.hint)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def sha256_of(path: Path) -> bytes | None:
    """Return the SHA-256 digest of a regular file; None for anything else, and if there is no file."""
    try:
        handle = open_regular(path)
    except (FileNotFoundError, NotADirectoryError, UnsuitableFile):
        return None
    with naming(path), os.fdopen(handle, "rb", buffering=0) as file:
        return file_digest(file, "sha256").digest()


def resolve_links(path: Path | str) -> Path:
    """Return the absolute path without symbolic links. Links that form a loop stay as they are."""
    return Path(os.path.realpath(path))


def write_atomic(path: Path, *data: bytes, synced: bool = True) -> None:
    """Write a file completely or not at all, and keep its mode. A link at the path is replaced, not followed.

    The data, one part after the other, goes to a temporary file in the same folder, which is synced and
    renamed. Files that can be made again and whose digest is checked when they are read need no sync.
    """
    with os_errors("write"), naming(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        name = path.with_name(f".{path.name}.{os.getpid()}{TEMP_SUFFIX}")
        try:
            write_new(name, *data, synced=synced, mode=0o600)
            mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
            name.chmod(mode)
            name.replace(path)
        except BaseException:
            with suppress(OSError):
                name.unlink()
            raise


def write_new(path: Path, *data: bytes, synced: bool, mode: int = 0o666) -> None:
    """Write a temporary file. What an interrupted run left of it is replaced; a link is not followed."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.writelines(data)
        if synced:
            file.flush()
            os.fsync(file.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_output(path: Path, data: bytes) -> None:
    """Write a file that a user names: a link is followed, and a device or FIFO gets the data directly.

    Replacing `/dev/stdout` by a file would break the machine.
    """
    with os_errors("write"), naming(path):
        if not path.exists() or path.is_file():
            write_atomic(resolve_links(path), data)
            return
        with path.open("wb", buffering=0) as file:
            view = memoryview(data)
            while view:
                view = view[file.write(view) :]


def scan_tree(root: Path, *, enter_hidden: bool = True) -> Iterator[os.DirEntry[str]]:
    """Yield all entries below a folder in sorted order, a folder before its entries.

    Linked folders are not entered, and hidden ones only if asked to. The folders still to read are on a list,
    because those of a hostile tree can be nested deeper than functions may call each other.
    """
    pending = [_sorted_entries(os.fspath(root))]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
            continue
        yield entry
        if entry.is_dir(follow_symlinks=False) and (enter_hidden or not entry.name.startswith(".")):
            pending.append(_sorted_entries(entry.path))


def _sorted_entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os_errors("read"), os.scandir(folder) as entries:
        return iter(sorted(entries, key=attrgetter("name")))


def walk(root: Path) -> Iterator[Path]:
    """Yield all files and links below a folder in sorted order; linked folders are not entered."""
    return (Path(entry.path) for entry in scan_tree(root) if not entry.is_dir(follow_symlinks=False))


def remove_tree(folder: Path) -> None:
    """Remove a folder and everything in it, as far as possible. A link to a folder is not followed."""
    with suppress(OSError, EventdocsError):
        if folder.is_symlink() or not folder.is_dir():
            return
        for entry in reversed(list(scan_tree(folder))):
            with suppress(OSError):
                (os.rmdir if entry.is_dir(follow_symlinks=False) else os.unlink)(entry.path)
        folder.rmdir()


def find_files(paths: Iterable[Path], suffix: str) -> list[Path]:
    """Return the files among some paths, and those with a suffix below the folders among them, sorted."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= {file for file in walk(path) if file.suffix == suffix}
        elif entry_exists(path):
            found.add(path)
        else:
            raise EventdocsError(f"`{path}` does not exist", hint="check the path")
    return sorted(found)
