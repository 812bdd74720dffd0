"""Fingerprints of folders detect every change, and are not trusted when they could miss one."""

import os
import time
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.store.dir_fingerprint import (
    UNTRUSTED,
    DirSnapshot,
    TreeSnapshot,
    UntrustedFolders,
    changed_dirs,
    file_stamps,
    fingerprints,
    links,
    refresh,
    scan,
)


def test_a_fingerprint_sums_up_inodes_ctimes_and_their_products() -> None:
    folder = DirSnapshot(["a", "b"], [7, 20, 9, 30], False, 10)
    assert folder.fingerprint(31) == (10, 2, 7 + 9, 20 + 30, 7 * 20 + 9 * 30)
    assert folder.fingerprint(30) == UNTRUSTED


def lay(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    return root


def now(root: Path) -> int:
    """Return a time of the file system that is later than all files so far."""
    time.sleep(0.02)
    probe = root.parent / "probe"
    probe.touch()
    return probe.stat().st_mtime_ns


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "root", "a", "b", "en/a", "en/deep/c", ".hidden/d")


def test_folders_are_named_with_a_slash_and_hidden_ones_are_left_out(root: Path) -> None:
    found = scan(root)
    assert sorted(found) == ["", "en/", "en/deep/"]
    assert sorted(found[""].names) == ["a", "b"]
    assert sorted(file_stamps(found)) == ["a", "b", "en/a", "en/deep/c"]
    stat = (root / "en/a").stat()
    assert file_stamps(found)["en/a"] == (stat.st_ino, stat.st_ctime_ns)


def test_a_skipped_folder_is_not_read(root: Path) -> None:
    """The files of `__pycache__` can vanish while they are read."""
    (root / "en/__pycache__").mkdir()
    assert "en/__pycache__/" in scan(root)
    assert scan(root, skipped="__pycache__").keys() == scan(root).keys() - {"en/__pycache__/"}


def test_a_missing_root_has_no_folders(tmp_path: Path) -> None:
    assert scan(tmp_path / "nothing") == {}


def test_a_folder_that_cannot_be_read_is_an_error(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(EventdocsError, match="permission denied"):
        scan(root)


def test_a_change_of_any_kind_is_seen(root: Path) -> None:
    def replaced(path: Path) -> None:
        """Replace a file by another with the same size and timestamps."""
        before = path.stat()
        other = path.with_name("other")
        other.write_bytes(b"y")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(path)

    previous = fingerprints(scan(root), now(root))
    assert changed_dirs(previous, previous) == set()
    for change, folder in (
        (lambda: (root / "a").write_bytes(b"y"), ""),
        (lambda: replaced(root / "en/a"), "en/"),
        (lambda: (root / "en/deep/c").chmod(0o600), "en/deep/"),
        (lambda: (root / "en/a").rename(root / "en/b"), "en/"),
        (lambda: lay(root, "fr/a"), "fr/"),
    ):
        change()
        current = fingerprints(scan(root), now(root))
        new = {""} if folder == "fr/" else set()  # a name was added to its parent
        assert changed_dirs(current, previous) == {folder} | new
        previous = current
    (root / "fr/a").unlink()
    (root / "fr").rmdir()
    assert changed_dirs(fingerprints(scan(root), now(root)), previous) == {"", "fr/"}


def test_a_file_that_changed_in_the_tick_of_the_scan_is_not_trusted() -> None:
    folder = DirSnapshot(["a", "b"], [1, 100, 2, 200], has_links=False, mtime_ns=150)
    assert folder.fingerprint(201) != UNTRUSTED
    assert folder.fingerprint(200) == folder.fingerprint(100) == UNTRUSTED
    one = DirSnapshot(["a"], [1, 100], has_links=False, mtime_ns=50)
    assert one.fingerprint(101) != UNTRUSTED
    assert one.fingerprint(100) == UNTRUSTED
    assert changed_dirs({"": UNTRUSTED}, {"": UNTRUSTED}) == {""}


@pytest.mark.parametrize("stamps", [[], [1, 100], [1, 100, 2, 120]])
def test_a_folder_whose_names_changed_in_the_tick_of_the_scan_is_not_trusted(stamps: list[int]) -> None:
    names = ["a", "b"][: len(stamps) // 2]
    folder = DirSnapshot(names, stamps, has_links=False, mtime_ns=150)
    assert folder.fingerprint(151) != UNTRUSTED
    assert folder.fingerprint(150) == UNTRUSTED


def test_links_are_found_by_their_paths(root: Path) -> None:
    assert list(links(root, scan(root))) == []
    (root / "en/link").symlink_to("a")
    (root / "en/deep/lost").symlink_to("nothing")
    assert sorted(links(root, scan(root))) == [root / "en/deep/lost", root / "en/link"]


def test_a_folder_with_a_link_is_not_trusted(root: Path) -> None:
    (root / "en/link").symlink_to("a")
    found = scan(root)
    assert (found["en/"].has_links, found[""].has_links) == (True, False)
    assert fingerprints(found, now(root))["en/"] == UNTRUSTED


def test_a_refreshed_snapshot_equals_a_new_scan(root: Path) -> None:
    first, since = scan(root), now(root)
    lay(root, "a", "en/new", "fr/deep/x")
    (root / "en/deep/c").unlink()
    (root / "en/deep").rmdir()
    changed = ["a", "en/new", "fr/deep/x", "en/deep/c"]
    assert refreshed(first, refresh(first, root, changed, since)) == scan(root)


def refreshed(first: TreeSnapshot, changes: dict[str, DirSnapshot | None]) -> TreeSnapshot:
    """Return a snapshot with the new ones of folders that changed, without those that are gone."""
    return {name: folder for name, folder in {**first, **changes}.items() if folder is not None}


def test_a_folder_that_others_changed_meanwhile_is_not_trusted(root: Path) -> None:
    first, since = scan(root), now(root)
    lay(root, "a", "b", "en/new", "en/a", "en/deep/c")
    again = refreshed(first, refresh(first, root, ["a", "en/new"], since))
    later = now(root)
    assert again["en/"].fingerprint(later) == UNTRUSTED
    assert changed_dirs(fingerprints(scan(root), later), fingerprints(again, later)) == {
        "",
        "en/",
        "en/deep/",
    }


def test_untrusted_folders_are_some_or_all() -> None:
    assert not UntrustedFolders()
    english = UntrustedFolders(frozenset({"en/"}))
    assert english
    assert (english.covers("en/a"), english.covers("a"), english.covers("en/deep/a")) == (True, False, False)
    everywhere = UntrustedFolders(everywhere=True)
    assert everywhere
    assert everywhere.covers("not/there")
