"""Read files, write them atomically, and turn operating system errors into errors for users."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from eventdocs.model.errors import EventdocsError, Exit

TEMP_SUFFIX = ".eventdocs.tmp"


@contextmanager
def os_errors(action: str) -> Iterator[None]:
    """Turn an operating system error into an `EventdocsError` that says which action failed."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        path = error.filename2 or error.filename  # a rename's target
        name = f" `{path}`" if path else ""
        raise EventdocsError(
            f"cannot {action}{name}: {reason[:1].lower()}{reason[1:]}", code=Exit.ENVIRONMENT
        ) from error


def read_bytes(path: Path) -> bytes:
    """Return the content of a file."""
    with os_errors("read"):
        return path.read_bytes()


def write_atomic(path: Path, data: bytes, *, synced: bool = True) -> None:
    """Write a file completely or not at all, and keep its mode.

    The data goes to a temporary file in the same folder, which is synced and renamed. Files that can be made
    again and whose digest is checked when they are read need no sync.
    """
    with os_errors("write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        name = os.fspath(path.with_name(f".{path.name}.{os.getpid()}{TEMP_SUFFIX}"))
        handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                if synced:
                    file.flush()
                    os.fsync(file.fileno())
            mode = path.stat().st_mode & 0o7777 if path.exists() else 0o666 & ~_umask()
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def walk(root: Path) -> Iterator[Path]:
    """Yield all files and links below a folder in sorted order; linked folders are not entered."""
    with os_errors("read"):
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            yield from walk(path)
        else:
            yield path


def find_files(paths: Iterable[Path], suffix: str) -> list[Path]:
    """Return the files among some paths, and those with a suffix below the folders among them, sorted."""
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            found |= {file for file in walk(path) if file.suffix == suffix}
        elif path.is_file():
            found.add(path)
        else:
            raise EventdocsError(f"`{path}` does not exist")
    return sorted(found)
