"""The files that a build changes. There can be hundreds of thousands, so they are packed into few values."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

ABSENT = b""
_DIGEST_SIZE = 32
_NO_DIGEST = bytes(_DIGEST_SIZE)
_BETWEEN = "\0"  # no path has it


class FileChange(NamedTuple):
    """A file to write or remove, with the digest of what the output has at its path; `ABSENT` for nothing."""

    path: str
    old_digest: bytes


class _Packed(NamedTuple):
    """Some changes: their number, their paths and their digests, which are left out if all are `ABSENT`."""

    number: int
    paths: str
    digests: bytes


@dataclass(frozen=True, slots=True)
class FileChanges:
    """Changes of files in order. They take a quarter of the memory of a list of `FileChange`."""

    packed: tuple[_Packed, ...] = ()

    def __len__(self) -> int:
        return sum(each.number for each in self.packed)

    def __iter__(self) -> Iterator[FileChange]:
        for _, paths, digests in self.packed:
            for at, path in enumerate(paths.split(_BETWEEN)):
                found = digests[at * _DIGEST_SIZE : (at + 1) * _DIGEST_SIZE]
                yield FileChange(path, ABSENT if found == _NO_DIGEST else found)


def pack_changes(changes: Sequence[FileChange]) -> FileChanges:
    """Return changes as a value that takes little memory."""
    if not changes:
        return FileChanges()
    found = [change.old_digest for change in changes]
    digests = b"".join(each or _NO_DIGEST for each in found) if any(found) else b""
    return FileChanges((_Packed(len(changes), _BETWEEN.join(change.path for change in changes), digests),))


def join_changes(changes: Iterable[FileChanges]) -> FileChanges:
    """Return several packed changes as one."""
    return FileChanges(tuple(packed for each in changes for packed in each.packed))
