"""What folders hold, told from names and marks alone: whether anything changed is seen without reading.

A mark is a file's inode and the time of its last change of any kind (ctime), which no program can set back.
Marks are a shortcut and digests of contents the truth: a mark that is not older than the look at it may hide
a later change in the same tick of the clock, so nothing is concluded from it.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from operator import mul
from pathlib import Path
from typing import NamedTuple

from eventdocs.store.files import os_errors

Fingerprint = tuple[int, ...]
UNTRUSTED: Fingerprint = ()

FileStamp = tuple[int, int]


class DirSnapshot(NamedTuple):
    """The files of one folder: names in the order of the disk, and inode and ctime in turn (ns).

    `links` tells whether a symbolic link is among them: what it leads to may change unseen. `changed` is when
    a name was last put into the folder or taken out (its mtime, ns). `stirred` tells that others changed a
    file while this program worked on the folder.
    """

    names: list[str]
    stamps: list[int]
    has_links: bool
    mtime_ns: int
    modified_by_others: bool = False

    def stamp_of(self, index: int) -> FileStamp:
        """Mark of the file at a position."""
        return self.stamps[2 * index], self.stamps[2 * index + 1]

    def fingerprint(self, now: int) -> Fingerprint:
        """Sum the marks up; `UNSURE` where a file may change unseen. `now` is the look's time in ns.

        The order does not count: some file systems give another after each change.
        """
        if self.has_links or self.modified_by_others or self.mtime_ns >= now:
            return UNTRUSTED
        if len(self.stamps) == 2:  # most folders of a large site: a page for one id
            inode, time = self.stamps
            return (self.mtime_ns, 1, inode, time, inode * time) if time < now else UNTRUSTED
        inodes, times = self.stamps[::2], self.stamps[1::2]
        if max(times, default=0) >= now:
            return UNTRUSTED
        return self.mtime_ns, len(times), sum(inodes), sum(times), sum(map(mul, inodes, times))


TreeSnapshot = dict[str, DirSnapshot]


def scan(root: Path) -> TreeSnapshot:
    """Look at all folders below a root, by name with `/` at the end, "" the root's own; not at hidden ones.

    A root that is not there holds nothing.
    """
    found: TreeSnapshot = {}
    _walk_dirs(root, found.__setitem__)
    return found


def scan_fingerprints(root: Path, now: int) -> dict[str, Fingerprint]:
    """Give the fingerprint of every folder below a root; names and marks of a large site would weigh more."""
    found: dict[str, Fingerprint] = {}
    _walk_dirs(root, lambda name, folder: found.__setitem__(name, folder.fingerprint(now)))
    return found


def _walk_dirs(root: Path, on_dir: Callable[[str, DirSnapshot], None]) -> None:
    with os_errors("read"):
        if root.is_dir():
            _walk_dir(os.fspath(root), None, "", on_dir)


def _walk_dir(
    path: str, parent_fd: int | None, name: str, on_dir: Callable[[str, DirSnapshot], None]
) -> None:
    """Look at a folder by its path in the one above: the kernel then walks one step for each file."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC, dir_fd=parent_fd)
    try:
        folder, below = _snapshot_open_dir(handle)
        on_dir(name, folder)
        for each in sorted(below):
            if not each.startswith("."):
                _walk_dir(each, handle, f"{name}{each}/", on_dir)
    finally:
        os.close(handle)


def _snapshot_open_dir(dir_fd: int) -> tuple[DirSnapshot, list[str]]:
    """Look at one open folder: its files, and the names of the folders in it."""
    names: list[str] = []
    marks: list[int] = []
    below: list[str] = []
    links = False
    with os.scandir(dir_fd) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                below.append(entry.name)
                continue
            stat = entry.stat(follow_symlinks=False)
            links = links or entry.is_symlink()
            names.append(entry.name)
            marks += stat.st_ino, stat.st_ctime_ns
    return DirSnapshot(names, marks, links, os.fstat(dir_fd).st_mtime_ns), below


def fingerprints(inventory: TreeSnapshot, now: int) -> dict[str, Fingerprint]:
    """Give the fingerprint of every folder."""
    return {name: folder.fingerprint(now) for name, folder in inventory.items()}


def changed_dirs(found: dict[str, Fingerprint], known: dict[str, Fingerprint]) -> set[str]:
    """Folders that are not surely as they were known, or are there in only one of the two."""
    if found == known and all(found.values()):
        return set()
    same = {name for name, each in found.items() if each and known.get(name) == each}
    return (found.keys() | known.keys()) - same


class UntrustedFolders(NamedTuple):
    """Folders whose files are not surely as they were written; `everywhere`, those that are missing too."""

    folders: frozenset[str] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.folders)

    def covers(self, path: str) -> bool:
        """Whether a file may be other than it was written."""
        return self.everywhere or path[: path.rfind("/") + 1] in self.folders


def file_stamps(inventory: TreeSnapshot) -> dict[str, FileStamp]:
    """Marks of all files by name below the root."""
    return {
        f"{name}{file}": folder.stamp_of(index)
        for name, folder in inventory.items()
        for index, file in enumerate(folder.names)
    }


def links(root: Path, inventory: TreeSnapshot) -> Iterator[Path]:
    """Find the symbolic links among the files of an inventory."""
    for name, folder in inventory.items():
        if folder.has_links:
            yield from (path for file in folder.names if (path := root / name / file).is_symlink())


def refresh(inventory: TreeSnapshot, root: Path, changed: Iterable[str], since: int) -> TreeSnapshot:
    """Look again at the files that this program changed; `since` is the time of the first look, in ns.

    A folder in which a file is new or gone is looked at as a whole, of the others the order is left. One in
    which another file changed since is stirred.
    """
    again: dict[str, list[str]] = {}
    for path in changed:
        folder, _, name = path.rpartition("/")
        again.setdefault(f"{folder}/" if folder else "", []).append(name)
    for above in {above for name in again for above in _parent_dirs(name)}:
        if above not in inventory or not (root / above).is_dir():
            again.setdefault(above, [])
    found = {
        name: _refresh_dir(inventory.get(name), root / name, files, since) for name, files in again.items()
    }
    return {name: folder for name, folder in {**inventory, **found}.items() if folder is not None}


def _parent_dirs(name: str) -> Iterator[str]:
    """Give the folders that a folder lies in, by name with `/` at the end."""
    while name := name[: name.rfind("/", 0, -1) + 1]:
        yield name


def _refresh_dir(folder: DirSnapshot | None, path: Path, files: list[str], since: int) -> DirSnapshot | None:
    """Look at one folder again; None where it is no more."""
    if not path.is_dir():
        return None
    places = {file: index for index, file in enumerate(folder.names)} if folder else {}
    if folder is None or not all(file in places and os.path.lexists(path / file) for file in files):
        return _with_foreign_changes(_snapshot_dir(path), set(files), since)
    stamps = folder.stamps.copy()
    for file in files:
        stat = os.lstat(path / file)
        stamps[2 * places[file] : 2 * places[file] + 2] = stat.st_ino, stat.st_ctime_ns
    return _with_foreign_changes(
        folder._replace(stamps=stamps, mtime_ns=path.stat().st_mtime_ns), set(files), since
    )


def _snapshot_dir(path: Path) -> DirSnapshot:
    """Look at one folder and none below it."""
    handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        return _snapshot_open_dir(handle)[0]
    finally:
        os.close(handle)


def _with_foreign_changes(folder: DirSnapshot, ours: set[str], since: int) -> DirSnapshot:
    times = zip(folder.names, folder.stamps[1::2], strict=True)
    return folder._replace(modified_by_others=any(time >= since and name not in ours for name, time in times))
