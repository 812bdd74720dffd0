"""What folders hold, told from names and marks alone: whether anything changed is seen without reading.

A mark is a file's inode and the time of its last change of any kind (ctime), which no program can set back.
Marks are a shortcut and digests of contents the truth: a mark that is not older than the look at it may hide
a later change in the same tick of the clock, so nothing is concluded from it.
"""

import os
from array import array
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from eventdocs.store.files import machine

UNSURE = b""

Mark = tuple[int, int]


class Folder(NamedTuple):
    """The files of one folder: names in the order of the disk, and inode and ctime in turn (ns).

    `links` tells whether a symbolic link is among them: what it leads to may change unseen.
    """

    names: list[str]
    marks: list[int]
    links: bool

    def mark_of(self, index: int) -> Mark:
        """Mark of the file at a position."""
        return self.marks[2 * index], self.marks[2 * index + 1]

    def digest(self, now: int) -> bytes:
        """Digest names and marks; `UNSURE` where a file may change unseen. `now` is the look's time in ns."""
        if self.links or max(self.marks[1::2], default=0) >= now:
            return UNSURE
        return sha256("\0".join(self.names).encode("utf-8", "surrogateescape") + self._packed()).digest()

    def _packed(self) -> bytes:
        return array("Q", self.marks).tobytes()


Inventory = dict[str, Folder]


def look(root: Path) -> Inventory:
    """Look at all folders below a root, by name with `/` at the end, "" the root's own; not at hidden ones.

    A root that is not there holds nothing.
    """
    found: Inventory = {}
    with machine("read"):
        if root.is_dir():
            _look(os.fspath(root), "", found)
    return found


def _look(path: str, name: str, found: Inventory) -> None:
    found[name], below = _folder(path)
    for each in sorted(below):
        if not each.startswith("."):
            _look(f"{path}/{each}", f"{name}{each}/", found)


def _folder(path: str) -> tuple[Folder, list[str]]:
    """Look at one folder: its files, and the names of the folders in it."""
    names: list[str] = []
    marks: list[int] = []
    below: list[str] = []
    links = False
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.name)
                continue
            stat = entry.stat(follow_symlinks=False)
            links = links or entry.is_symlink()
            names.append(entry.name)
            marks += stat.st_ino, stat.st_ctime_ns
    return Folder(names, marks, links), below


def digests(inventory: Inventory, now: int) -> dict[str, bytes]:
    """Digest every folder."""
    return {name: folder.digest(now) for name, folder in inventory.items()}


def differing(digests: dict[str, bytes], known: dict[str, bytes]) -> set[str]:
    """Folders that are not surely as they were known, or are there in only one of the two."""
    same = {name for name, digest in digests.items() if digest and known.get(name) == digest}
    return (digests.keys() | known.keys()) - same


def marks(inventory: Inventory) -> dict[str, Mark]:
    """Marks of all files by name below the root."""
    return {
        f"{name}{file}": folder.mark_of(index)
        for name, folder in inventory.items()
        for index, file in enumerate(folder.names)
    }


def renewed(inventory: Inventory, root: Path, changed: Iterable[str]) -> Inventory:
    """Look again at single files, and leave the order of their folders; a new or removed one asks for a look.

    A folder in which a file is new or gone is looked at as a whole.
    """
    again: dict[str, list[str]] = {}
    for path in changed:
        folder, _, name = path.rpartition("/")
        again.setdefault(f"{folder}/" if folder else "", []).append(name)
    return {
        **inventory,
        **{name: _renewed(inventory.get(name), root, name, files) for name, files in again.items()},
    }


def _renewed(folder: Folder | None, root: Path, name: str, files: list[str]) -> Folder:
    places = {file: index for index, file in enumerate(folder.names)} if folder else {}
    gone = [file for file in files if file not in places or not os.path.lexists(root / name / file)]
    if folder is None or gone:
        path = root / name
        return _folder(os.fspath(path))[0] if path.is_dir() else Folder([], [], links=False)
    marks = folder.marks.copy()
    for file in files:
        stat = os.lstat(root / name / file)
        marks[2 * places[file] : 2 * places[file] + 2] = stat.st_ino, stat.st_ctime_ns
    return folder._replace(marks=marks)
