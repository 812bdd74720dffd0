"""Files are written completely or not at all, and operating system errors are errors for users."""

import errno
import os
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.limits import FILE_SIZE
from eventdocs.store.files import find_files, os_errors, read_bytes, walk, write_atomic


def test_an_operating_system_error_names_the_action_and_the_file() -> None:
    with pytest.raises(EventdocsError) as caught, os_errors("write"):
        raise OSError(errno.ENOSPC, "No space left on device", "page.html")
    assert caught.value.message == "cannot write `page.html`: no space left on device"
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_failed_rename_names_its_target() -> None:
    with pytest.raises(EventdocsError, match="`new`"), os_errors("write"):
        raise OSError(errno.EACCES, "Permission denied", "old", None, "new")


def test_other_exceptions_pass_through() -> None:
    with pytest.raises(ValueError, match="no number"), os_errors("read"):
        raise ValueError("no number")


def test_a_missing_file_is_an_error_for_users(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match=r"cannot read `.*none`: no such file"):
        read_bytes(tmp_path / "none", FILE_SIZE)


@pytest.mark.parametrize("synced", [True, False])
def test_a_file_is_written_into_new_folders_without_leftovers(synced: bool, tmp_path: Path) -> None:
    write_atomic(tmp_path / "a/b.txt", b"x", synced=synced)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b.txt"]
    assert read_bytes(tmp_path / "a/b.txt", FILE_SIZE) == b"x"


def test_the_mode_of_a_file_is_kept_and_a_new_one_follows_the_umask(tmp_path: Path) -> None:
    file = tmp_path / "run.sh"
    file.touch(mode=0o750)
    file.chmod(0o750)
    write_atomic(file, b"x")
    assert file.stat().st_mode & 0o777 == 0o750
    before = os.umask(0o027)
    try:
        write_atomic(tmp_path / "new", b"x")
    finally:
        assert os.umask(before) == 0o027
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_leaves_the_old_file_and_no_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    write_atomic(tmp_path / "file", b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EventdocsError, match="no space left"):
        write_atomic(tmp_path / "file", b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_walk_is_sorted_and_does_not_enter_links(tmp_path: Path) -> None:
    for name in ("b/2", "b/1", "a", "c/3"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "d").symlink_to("b")
    assert [path.relative_to(tmp_path).as_posix() for path in walk(tmp_path)] == [
        "a",
        "b/1",
        "b/2",
        "c/3",
        "d",
    ]


def test_files_are_found_by_name_and_below_folders_by_suffix(tmp_path: Path) -> None:
    for name in ("a/b/1.md", "a/2.md", "a/3.txt", "4.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    paths = [tmp_path / "a", tmp_path / "4.txt", tmp_path / "a/2.md"]
    assert find_files(paths, ".md") == [tmp_path / name for name in ("4.txt", "a/2.md", "a/b/1.md")]
    with pytest.raises(EventdocsError, match=r"`.*none` does not exist"):
        find_files([tmp_path / "none"], ".md")
