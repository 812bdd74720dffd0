"""What a build remembers: values in files that prove themselves, so that a damaged one is none.

A file is the SHA-256 of its content and the content, plain Python values as `marshal` writes them. Parts are
named after their content and never change; what no state names any more is swept.
"""

import marshal
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.store.files import machine, write_whole

PARTS = "parts"
_DIGEST = 32
_NAME = 32
_VERSION = 2  # of marshal; later ones write equal values differently, after how often each is referred to


def read(path: Path) -> Any:
    """Read a value; None where there is none, or the file does not prove itself."""
    data = _bytes(path)
    content = memoryview(data)[_DIGEST:]
    if sha256(content).digest() != data[:_DIGEST]:
        return None
    try:
        return marshal.loads(content)  # noqa: S302 - it proved to be what this program wrote
    except (EOFError, ValueError, TypeError):
        return None


def write(path: Path, value: object) -> None:
    """Write a value, synced, in one step."""
    write_whole(path, _proven(value))


def keep(side: Path, value: object) -> str:
    """Keep a value as a part; give its name."""
    data = _proven(value)
    name = data[:_DIGEST].hex()[:_NAME]
    path = side / PARTS / name
    if _bytes(path) != data:
        write_whole(path, data, synced=False)
    return name


def part(side: Path, name: str) -> Any:
    """Read a part by its name; None where it is damaged or gone."""
    return read(side / PARTS / name)


def sweep(side: Path, kept: Iterable[str]) -> None:
    """Remove the parts that are not kept."""
    names = set(kept)
    folder = side / PARTS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink(missing_ok=True)


def _bytes(path: Path) -> bytes:
    """Bytes of a file; none where it is not there. One that cannot be read is not forgotten but said."""
    with machine("read"):
        return path.read_bytes() if path.is_file() else b""


def _proven(value: object) -> bytes:
    content = marshal.dumps(value, _VERSION)  # type: ignore[arg-type]
    return sha256(content).digest() + content
