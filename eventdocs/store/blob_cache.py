"""What a build remembers: values in files that prove themselves, so that a damaged one is none.

A file is the SHA-256 of its content and the content, plain Python values as `marshal` writes them. Parts are
named after their content and never change; what no state names any more is swept.
"""

import marshal
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.store.files import os_errors, write_atomic

BLOBS = "parts"
_DIGEST_SIZE = 32
_NAME_LENGTH = 32
_MARSHAL_VERSION = (
    2  # of marshal; later ones write equal values differently, after how often each is referred to
)


def read(path: Path) -> Any:
    """Read a value; None where there is none, or the file does not prove itself."""
    data = _read_or_empty(path)
    content = memoryview(data)[_DIGEST_SIZE:]
    if sha256(content).digest() != data[:_DIGEST_SIZE]:
        return None
    try:
        return marshal.loads(content)  # noqa: S302 - it proved to be what this program wrote
    except (EOFError, ValueError, TypeError):
        return None


def write(path: Path, value: object) -> None:
    """Write a value, synced, in one step."""
    write_atomic(path, _with_digest(value))


def put(side: Path, value: object) -> str:
    """Keep a value as a part; give its name."""
    data = _with_digest(value)
    name = data[:_DIGEST_SIZE].hex()[:_NAME_LENGTH]
    path = side / BLOBS / name
    if _read_or_empty(path) != data:
        write_atomic(path, data, synced=False)
    return name


def get(side: Path, name: str) -> Any:
    """Read a part by its name; None where it is damaged or gone."""
    return read(side / BLOBS / name)


def collect_garbage(side: Path, kept: Iterable[str]) -> None:
    """Remove the parts that are not kept."""
    names = set(kept)
    folder = side / BLOBS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink(missing_ok=True)


def _read_or_empty(path: Path) -> bytes:
    """Bytes of a file; none where it is not there. One that cannot be read is not forgotten but said."""
    with os_errors("read"):
        return path.read_bytes() if path.is_file() else b""


def _with_digest(value: object) -> bytes:
    content = marshal.dumps(value, _MARSHAL_VERSION)  # type: ignore[arg-type]
    return sha256(content).digest() + content
