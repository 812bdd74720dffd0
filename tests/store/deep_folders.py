"""Folders nested deeper than Python's recursion limit, which pytest itself could not remove."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def nested_folders(path: Path, levels: int) -> Iterator[None]:
    """Create nested folders `d` in a folder, and remove the remaining ones at the end."""
    here = Path.cwd()
    try:
        os.chdir(path)
        for _ in range(levels):
            os.mkdir("d")  # noqa: PTH102 - the whole path may be too long for one call
            os.chdir("d")
        os.chdir(here)
        yield
    finally:
        _remove(path, here)


def _remove(path: Path, here: Path) -> None:
    with suppress(OSError):
        os.chdir(path)
        depth = 0
        with suppress(OSError):
            while True:
                os.chdir("d")
                depth += 1
        for _ in range(depth):
            for entry in os.scandir():
                os.unlink(entry)  # noqa: PTH108
            os.chdir("..")
            os.rmdir("d")  # noqa: PTH106
    os.chdir(here)
