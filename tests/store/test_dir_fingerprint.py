"""Whether anything changed is told from names and marks alone, and never more surely than they allow."""

import os
import time
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.store.dir_fingerprint import (
    UNTRUSTED,
    DirSnapshot,
    UntrustedFolders,
    changed_dirs,
    file_stamps,
    fingerprints,
    links,
    refresh,
    scan,
)


def lay(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    return root


def now(root: Path) -> int:
    """Time of the file system, when what was written is old."""
    time.sleep(0.02)
    probe = root.parent / "probe"
    probe.touch()
    return probe.stat().st_mtime_ns


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path / "root", "a", "b", "en/a", "en/deep/c", ".hidden/d")


def test_folders_are_named_with_a_slash_and_hidden_ones_are_passed_over(root: Path) -> None:
    found = scan(root)
    assert sorted(found) == ["", "en/", "en/deep/"]
    assert sorted(found[""].names) == ["a", "b"]
    assert sorted(file_stamps(found)) == ["a", "b", "en/a", "en/deep/c"]
    stat = (root / "en/a").stat()
    assert file_stamps(found)["en/a"] == (stat.st_ino, stat.st_ctime_ns)


def test_what_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert scan(tmp_path / "nothing") == {}


def test_what_cannot_be_looked_at_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: str) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(os, "scandir", refused)
    with pytest.raises(EventdocsError, match="permission denied"):
        scan(root)


def test_a_change_of_any_kind_is_seen(root: Path) -> None:
    def replaced(path: Path) -> None:
        """Put a file of the same size and times in its place."""
        before = path.stat()
        other = path.with_name("other")
        other.write_bytes(b"y")
        os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
        other.replace(path)

    known = fingerprints(scan(root), now(root))
    assert changed_dirs(known, known) == set()
    for change, folder in (
        (lambda: (root / "a").write_bytes(b"y"), ""),
        (lambda: replaced(root / "en/a"), "en/"),
        (lambda: (root / "en/deep/c").chmod(0o600), "en/deep/"),
        (lambda: (root / "en/a").rename(root / "en/b"), "en/"),
        (lambda: lay(root, "fr/a"), "fr/"),
    ):
        change()
        found = fingerprints(scan(root), now(root))
        new = {""} if folder == "fr/" else set()  # the folder above has a new name in it
        assert changed_dirs(found, known) == {folder} | new
        known = found
    (root / "fr/a").unlink()
    (root / "fr").rmdir()
    assert changed_dirs(fingerprints(scan(root), now(root)), known) == {"", "fr/"}


def test_nothing_is_sure_of_a_file_that_changed_in_the_tick_of_the_look() -> None:
    folder = DirSnapshot(["a", "b"], [1, 100, 2, 200], has_links=False, mtime_ns=150)
    assert folder.fingerprint(201) != UNTRUSTED
    assert folder.fingerprint(200) == folder.fingerprint(100) == UNTRUSTED
    one = DirSnapshot(["a"], [1, 100], has_links=False, mtime_ns=50)
    assert one.fingerprint(101) != UNTRUSTED
    assert one.fingerprint(100) == UNTRUSTED
    assert changed_dirs({"": UNTRUSTED}, {"": UNTRUSTED}) == {""}


@pytest.mark.parametrize("marks", [[], [1, 100], [1, 100, 2, 120]])
def test_nothing_is_sure_of_a_folder_whose_names_changed_in_the_tick_of_the_look(marks: list[int]) -> None:
    names = ["a", "b"][: len(marks) // 2]
    folder = DirSnapshot(names, marks, has_links=False, mtime_ns=150)
    assert folder.fingerprint(151) != UNTRUSTED
    assert folder.fingerprint(150) == UNTRUSTED


def test_links_are_found_by_their_paths(root: Path) -> None:
    assert list(links(root, scan(root))) == []
    (root / "en/link").symlink_to("a")
    (root / "en/deep/lost").symlink_to("nothing")
    assert sorted(links(root, scan(root))) == [root / "en/deep/lost", root / "en/link"]


def test_nothing_is_sure_of_a_folder_with_a_link(root: Path) -> None:
    (root / "en/link").symlink_to("a")
    found = scan(root)
    assert (found["en/"].has_links, found[""].has_links) == (True, False)
    assert fingerprints(found, now(root))["en/"] == UNTRUSTED


def test_looking_again_at_what_we_changed_is_as_looking_at_all(root: Path) -> None:
    first, since = scan(root), now(root)
    lay(root, "a", "en/new", "fr/deep/x")
    (root / "en/deep/c").unlink()
    (root / "en/deep").rmdir()
    changed = ["a", "en/new", "fr/deep/x", "en/deep/c"]
    assert refresh(first, root, changed, since) == scan(root)


def test_what_others_change_meanwhile_makes_a_folder_unsure(root: Path) -> None:
    first, since = scan(root), now(root)
    lay(root, "a", "b", "en/new", "en/a", "en/deep/c")
    again = refresh(first, root, ["a", "en/new"], since)
    later = now(root)
    assert again["en/"].fingerprint(later) == UNTRUSTED
    assert changed_dirs(fingerprints(scan(root), later), fingerprints(again, later)) == {
        "",
        "en/",
        "en/deep/",
    }


def test_a_doubt_is_about_folders_or_about_all() -> None:
    assert not UntrustedFolders()
    some = UntrustedFolders(frozenset({"en/"}))
    assert some
    assert (some.covers("en/a"), some.covers("a"), some.covers("en/deep/a")) == (True, False, False)
    everywhere = UntrustedFolders(everywhere=True)
    assert everywhere
    assert everywhere.covers("not/there")
