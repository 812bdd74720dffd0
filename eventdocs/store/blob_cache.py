"""Values and bytes that a build records, in files that verify themselves: a damaged one counts as missing.

A value file holds the SHA-256 of its content, then the content: plain Python values as `marshal` writes them.
Blobs are named after their content and never change. Blobs that no manifest names are removed as garbage.
"""

import marshal
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from eventdocs.store.files import os_errors, read_bytes, write_atomic

BLOBS = "blobs"
_DIGEST_SIZE = 32
_NAME_LENGTH = 32
_MARSHAL_VERSION = 2  # later versions write equal values differently, depending on references between objects


def read(path: Path) -> Any:
    """Read a value; None if the file is missing or damaged."""
    data = _read_or_empty(path)
    content = memoryview(data)[_DIGEST_SIZE:]
    if sha256(content).digest() != data[:_DIGEST_SIZE]:
        return None
    try:
        return marshal.loads(content)  # noqa: S302 - the digest shows that this program wrote it
    except (EOFError, ValueError, TypeError):
        return None


def write(path: Path, value: object, *, synced: bool = True) -> None:
    """Write a value atomically."""
    write_atomic(path, *_with_digest(value), synced=synced)


def put(state_dir: Path, value: object) -> str:
    """Store a value as a blob and return its name."""
    found, content = _with_digest(value)
    return _put(state_dir, found.hex(), found, content)


def get(state_dir: Path, name: str) -> Any:
    """Return the value of a blob; None if it is missing or damaged."""
    return read(state_dir / BLOBS / name)


def put_raw(state_dir: Path, *parts: bytes) -> str:
    """Store bytes, one part after the other, as a blob and return its name."""
    found = sha256()
    for part in parts:
        found.update(part)
    return _put(state_dir, found.hexdigest(), *parts)


def get_raw(state_dir: Path, name: str) -> bytes | None:
    """Return the bytes of a blob; None if it is missing or damaged."""
    data = _read_or_empty(state_dir / BLOBS / name)
    return data if sha256(data).hexdigest()[:_NAME_LENGTH] == name else None


def collect_garbage(state_dir: Path, kept: Iterable[str]) -> None:
    """Remove the blobs that are not kept."""
    names = set(kept)
    folder = state_dir / BLOBS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in names:
            path.unlink(missing_ok=True)


def _put(state_dir: Path, digest: str, *parts: bytes) -> str:
    name = digest[:_NAME_LENGTH]
    path = state_dir / BLOBS / name
    if not path.exists() or _read_or_empty(path) != b"".join(parts):
        write_atomic(path, *parts, synced=False)
    return name


def _read_or_empty(path: Path) -> bytes:
    """Return the bytes of a file; none if there is no regular file. One that cannot be read is an error.

    `open_readonly` links the blobs into a temporary folder, so links are followed.
    """
    with os_errors("read"):
        return read_bytes(path, None) if path.is_file() else b""


def _with_digest(value: object) -> tuple[bytes, bytes]:
    content = marshal.dumps(value, _MARSHAL_VERSION)  # type: ignore[arg-type]
    return sha256(content).digest(), content
