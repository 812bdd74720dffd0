"""Fingerprints of folders: whether a file changed is seen from names and stamps, without reading any file.

A stamp is a file's inode and ctime, the time of its last change of any kind, which no program can set back.
Stamps are a shortcut; digests of contents decide. A stamp that is not older than the scan is not trusted,
because the file may have changed again in the same tick of the clock.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from operator import mul
from pathlib import Path
from typing import NamedTuple

from eventdocs.store.files import naming, os_errors

Fingerprint = tuple[int, ...]
UNTRUSTED: Fingerprint = ()
_OPEN_ROOT = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_OPEN_BELOW = _OPEN_ROOT | os.O_NOFOLLOW

FileStamp = tuple[int, int]


class DirSnapshot(NamedTuple):
    """The files of one folder: names in the file system's order; `stamps` alternates inodes and ctimes (ns).

    `has_links` says whether one of them is a symbolic link, whose target may change unnoticed. `mtime_ns` is
    when a name was last added to the folder or removed. `modified_by_others` says that another program
    changed a file while this one worked on the folder.
    """

    names: list[str]
    stamps: list[int]
    has_links: bool
    mtime_ns: int
    modified_by_others: bool = False

    def fingerprint(self, now: int) -> Fingerprint:
        """Return a fingerprint of the stamps; `UNTRUSTED` if a file may have changed unnoticed.

        `now` is the time of the scan in ns. The order of the names does not matter: some file systems change
        it.
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


def scan(root: Path, skipped: str = "") -> TreeSnapshot:
    """Return snapshots of a root and of the folders below it that are not hidden; none if there is no root.

    Their names are relative to the root and end in `/`; the root's own name is empty. Folders with the name
    `skipped` are left out.
    """
    snapshot: TreeSnapshot = {}
    _walk_dirs(root, snapshot.__setitem__, skipped)
    return snapshot


def scan_fingerprints(root: Path, now: int) -> dict[str, Fingerprint]:
    """Return the fingerprints of a root's folders by name, without keeping the snapshots in memory."""
    found: dict[str, Fingerprint] = {}
    _walk_dirs(root, lambda name, folder: found.__setitem__(name, folder.fingerprint(now)))
    return found


def _walk_dirs(root: Path, on_dir: Callable[[str, DirSnapshot], None], skipped: str = "") -> None:
    """Visit a folder and those below it; paths are relative to open parents, which saves the kernel work.

    The open folders are on a list, because those of a hostile tree can be nested deeper than functions may
    call each other.
    """
    with os_errors("read"):
        if not root.is_dir():
            return
        handle, subfolders = _open_dir(root, os.fspath(root), None, "", on_dir)
        opened = [(handle, "", iter(subfolders))]
        try:
            while opened:
                parent_fd, name, remaining = opened[-1]
                for subfolder in remaining:
                    if subfolder == skipped:
                        continue
                    below = f"{name}{subfolder}/"
                    handle, subfolders = _open_dir(root, subfolder, parent_fd, below, on_dir)
                    if subfolders:
                        opened.append((handle, below, iter(subfolders)))
                        break
                    os.close(handle)  # most folders of a large site have no subfolders
                else:
                    os.close(parent_fd)
                    opened.pop()
        finally:
            for handle, _, _ in opened:
                os.close(handle)


def _open_dir(
    root: Path, path: str, parent_fd: int | None, name: str, on_dir: Callable[[str, DirSnapshot], None]
) -> tuple[int, list[str]]:
    """Open and visit a folder; return its handle and the names of its subfolders that are not hidden."""
    try:
        handle = os.open(path, _OPEN_ROOT if parent_fd is None else _OPEN_BELOW, dir_fd=parent_fd)
        try:
            folder, subfolders = _snapshot_open_dir(handle)
            on_dir(name, folder)
        except BaseException:
            os.close(handle)
            raise
    except OSError as error:
        error.filename = str(root / name)  # instead of a path that is relative to an open folder
        raise
    return handle, subfolders


def _snapshot_open_dir(dir_fd: int) -> tuple[DirSnapshot, list[str]]:
    """Return the snapshot of an open folder, and the names of its subfolders that are not hidden, sorted."""
    names: list[str] = []
    stamps: list[int] = []
    subfolders: list[str] = []
    has_links = False
    with os.scandir(dir_fd) as entries:
        for entry in entries:
            if not entry.is_file(follow_symlinks=False):
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith("."):
                        subfolders.append(entry.name)
                    continue
                has_links = has_links or entry.is_symlink()
            stat = entry.stat(follow_symlinks=False)
            names.append(entry.name)
            stamps += stat.st_ino, stat.st_ctime_ns
    subfolders.sort()
    return DirSnapshot(names, stamps, has_links, os.fstat(dir_fd).st_mtime_ns), subfolders


def fingerprints(snapshot: TreeSnapshot, now: int) -> dict[str, Fingerprint]:
    """Return the fingerprints of all folders by name."""
    return {name: folder.fingerprint(now) for name, folder in snapshot.items()}


def changed_dirs(current: dict[str, Fingerprint], previous: dict[str, Fingerprint]) -> set[str]:
    """Return the names of folders that may have changed, appeared or disappeared."""
    if current == previous and all(current.values()):
        return set()
    unchanged = {
        name for name, fingerprint in current.items() if fingerprint and previous.get(name) == fingerprint
    }
    return (current.keys() | previous.keys()) - unchanged


class UntrustedFolders(NamedTuple):
    """Folders whose files may not be as they were written; `everywhere` includes folders that are missing."""

    folders: frozenset[str] = frozenset()
    everywhere: bool = False

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.folders)

    def covers(self, path: str) -> bool:
        """Return whether a file may not be as it was written."""
        return self.everywhere or path[: path.rfind("/") + 1] in self.folders


def file_stamps(snapshot: TreeSnapshot) -> dict[str, FileStamp]:
    """Return the stamps of all files by name below the root."""
    return {
        f"{name}{file}": stamp
        for name, folder in snapshot.items()
        for file, stamp in zip(
            folder.names, zip(folder.stamps[::2], folder.stamps[1::2], strict=True), strict=True
        )
    }


def links(root: Path, snapshot: TreeSnapshot) -> Iterator[Path]:
    """Yield the symbolic links among the files of a snapshot."""
    for name, folder in snapshot.items():
        if folder.has_links:
            yield from (path for file in folder.names if (path := root / name / file).is_symlink())


def refresh(
    snapshot: TreeSnapshot, root: Path, changed: Iterable[str], since: int
) -> dict[str, DirSnapshot | None]:
    """Return new snapshots of the folders in which this program changed files; None for those that are gone.

    `since` is the time of the given snapshot in ns. A folder in which a file was added or removed is scanned
    again; in others only the stamps of changed files are replaced. A folder in which another file changed
    since is marked as `modified_by_others`.
    """
    changed_by_dir: dict[str, list[str]] = {}
    for path in changed:
        folder, _, name = path.rpartition("/")
        changed_by_dir.setdefault(f"{folder}/" if folder else "", []).append(name)
    for parent in {parent for name in changed_by_dir for parent in _parent_dirs(name)}:
        if parent not in snapshot or not (root / parent).is_dir():
            changed_by_dir.setdefault(parent, [])
    return {
        name: _refresh_dir(snapshot.get(name), root / name, files, since)
        for name, files in changed_by_dir.items()
    }


def _parent_dirs(name: str) -> Iterator[str]:
    """Yield the names of the folders that a folder is in; the root's is empty."""
    while name := name[: name.rfind("/", 0, -1) + 1]:
        yield name


def _refresh_dir(folder: DirSnapshot | None, path: Path, files: list[str], since: int) -> DirSnapshot | None:
    """Return the new snapshot of one folder; None if it no longer exists."""
    if not path.is_dir():
        return None
    places = _places(folder, files) if folder else {}
    if folder is None or not all(file in places and os.path.lexists(path / file) for file in files):
        folder = _snapshot_dir(path)
        return _with_foreign_changes(folder, _places(folder, files).values(), since)
    stamps = folder.stamps.copy()
    for file in files:
        stat = os.lstat(path / file)
        index = 2 * places[file]
        stamps[index : index + 2] = stat.st_ino, stat.st_ctime_ns
    folder = folder._replace(stamps=stamps, mtime_ns=path.stat().st_mtime_ns)
    return _with_foreign_changes(folder, places.values(), since)


def _places(folder: DirSnapshot, files: Iterable[str]) -> dict[str, int]:
    """Return the places of some files among the names of a folder."""
    wanted = set(files)
    return {name: at for at, name in enumerate(folder.names) if name in wanted}


def _snapshot_dir(path: Path) -> DirSnapshot:
    """Return the snapshot of one folder, without those below it."""
    handle = os.open(path, _OPEN_ROOT)
    try:
        with naming(path):
            return _snapshot_open_dir(handle)[0]
    finally:
        os.close(handle)


def _with_foreign_changes(folder: DirSnapshot, ours: Iterable[int], since: int) -> DirSnapshot:
    """Return a snapshot that says whether a file changed since; those at the places `ours` do not count."""
    times = folder.stamps[1::2]
    for at in ours:
        times[at] = 0
    return folder._replace(modified_by_others=max(times, default=0) >= since)
