"""What folders hold, told from names and marks alone: whether anything changed is seen without reading.

A mark is a file's inode and the time of its last change of any kind (ctime), which no program can set back.
Marks are a shortcut and digests of contents the truth: a mark that is not older than the look at it may hide
a later change in the same tick of the clock, so nothing is concluded from it.
"""

import os
from array import array
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from eventdocs.store.files import machine

UNSURE = b""

Mark = tuple[int, int]


class Folder(NamedTuple):
    """The files of one folder: names in the order of the disk, and inode and ctime in turn (ns).

    `links` tells whether a symbolic link is among them: what it leads to may change unseen. `stirred` tells
    that others changed a file while this program worked on the folder.
    """

    names: list[str]
    marks: list[int]
    links: bool = False
    stirred: bool = False

    def mark_of(self, index: int) -> Mark:
        """Mark of the file at a position."""
        return self.marks[2 * index], self.marks[2 * index + 1]

    def digest(self, now: int) -> bytes:
        """Digest names and marks; `UNSURE` where a file may change unseen. `now` is the look's time in ns."""
        if self.links or self.stirred or max(self.marks[1::2], default=0) >= now:
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


class Doubt(NamedTuple):
    """Folders whose files are not surely as they were written; `everywhere`, those that are missing too."""

    folders: frozenset[str] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.folders)

    def about(self, path: str) -> bool:
        """Whether a file may be other than it was written."""
        return self.everywhere or path[: path.rfind("/") + 1] in self.folders


def marks(inventory: Inventory) -> dict[str, Mark]:
    """Marks of all files by name below the root."""
    return {
        f"{name}{file}": folder.mark_of(index)
        for name, folder in inventory.items()
        for index, file in enumerate(folder.names)
    }


def renewed(inventory: Inventory, root: Path, changed: Iterable[str], since: int) -> Inventory:
    """Look again at the files that this program changed; `since` is the time of the first look, in ns.

    A folder in which a file is new or gone is looked at as a whole, of the others the order is left. One in
    which another file changed since is stirred.
    """
    again: dict[str, list[str]] = {}
    for path in changed:
        folder, _, name = path.rpartition("/")
        again.setdefault(f"{folder}/" if folder else "", []).append(name)
    for above in {above for name in again for above in _above(name)}:
        if above not in inventory or not (root / above).is_dir():
            again.setdefault(above, [])
    found = {name: _again(inventory.get(name), root / name, files, since) for name, files in again.items()}
    return {name: folder for name, folder in {**inventory, **found}.items() if folder is not None}


def _above(name: str) -> Iterator[str]:
    """Give the folders that a folder lies in, by name with `/` at the end."""
    while name := name[: name.rfind("/", 0, -1) + 1]:
        yield name


def _again(folder: Folder | None, path: Path, files: list[str], since: int) -> Folder | None:
    """Look at one folder again; None where it is no more."""
    if not path.is_dir():
        return None
    places = {file: index for index, file in enumerate(folder.names)} if folder else {}
    if folder is None or not all(file in places and os.path.lexists(path / file) for file in files):
        return _stirred(_folder(os.fspath(path))[0], set(files), since)
    marks = folder.marks.copy()
    for file in files:
        stat = os.lstat(path / file)
        marks[2 * places[file] : 2 * places[file] + 2] = stat.st_ino, stat.st_ctime_ns
    return _stirred(folder._replace(marks=marks), set(files), since)


def _stirred(folder: Folder, ours: set[str], since: int) -> Folder:
    times = zip(folder.names, folder.marks[1::2], strict=True)
    return folder._replace(stirred=any(time >= since and name not in ours for name, time in times))
