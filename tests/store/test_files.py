"""Files are written completely or not at all, and operating system errors are errors for users."""

import errno
import os
import stat
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import NoReturn

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.limits import FILE_SIZE, Limit
from eventdocs.store.files import (
    UnsuitableFile,
    find_files,
    naming,
    open_regular,
    os_errors,
    read_bytes,
    read_lines,
    read_range,
    remove_tree,
    scan_tree,
    sha256_of,
    walk,
    write_atomic,
    write_output,
)
from tests.store.deep_folders import nested_folders

UNREADABLE = Path("/proc/self/mem")  # a regular file that can be opened, but its first bytes cannot be read


def test_an_operating_system_error_names_the_action_and_the_file() -> None:
    with pytest.raises(EventdocsError) as caught, os_errors("write"):
        raise OSError(errno.ENOSPC, "No space left on device", "page.html")
    assert caught.value.message == "cannot write `page.html`: no space left on device"
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_failed_rename_names_its_target() -> None:
    with pytest.raises(EventdocsError, match="`new`"), os_errors("write"):
        raise OSError(errno.EACCES, "Permission denied", "old", None, "new")


@pytest.mark.parametrize(
    "read",
    [
        lambda path: read_bytes(path, None),
        lambda path: list(read_lines(path, FILE_SIZE)),
        lambda path: list(read_range(path, 0, 1, 0)),
    ],
)
def test_an_open_file_that_cannot_be_read_is_named(read: Callable[[Path], object]) -> None:
    with pytest.raises(EventdocsError) as caught:
        read(UNREADABLE)
    assert caught.value.message == f"cannot read `{UNREADABLE}`: input/output error"


def test_a_file_whose_status_cannot_be_read_is_named_and_closed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(handle: int) -> NoReturn:
        raise OSError(errno.EIO, "Input/output error")

    (tmp_path / "page.html").touch()
    before = list(Path("/proc/self/fd").iterdir())
    with monkeypatch.context() as patches, pytest.raises(OSError, match=r"page\.html"):
        patches.setattr(os, "fstat", refuse)
        open_regular(tmp_path / "page.html")
    assert list(Path("/proc/self/fd").iterdir()) == before


def test_the_error_for_a_digest_of_an_open_file_has_its_name() -> None:
    with pytest.raises(OSError, match=str(UNREADABLE)):
        sha256_of(UNREADABLE)


def test_an_error_with_the_number_of_an_open_file_gets_its_name() -> None:
    with (
        Path(os.devnull).open() as file,
        pytest.raises(EventdocsError, match=r"`page\.html`"),
        os_errors("write"),
        naming("page.html"),
    ):
        os.truncate(file.fileno(), 0)


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


def test_a_file_is_read_up_to_the_limit(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"12345")
    assert read_bytes(file, Limit("bytes", 5)) == b"12345"
    with pytest.raises(UnsuitableFile, match="a` has 5 bytes") as caught:
        read_bytes(file, Limit("bytes", 4, "EVENTDOCS_TEST"))
    assert caught.value.code == Exit.ENVIRONMENT
    assert caught.value.hint == "at most 4 bytes are allowed; set EVENTDOCS_TEST to allow more"


def test_a_file_that_grows_is_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1")
    original = os.read

    def grow(handle: int, size: int) -> bytes:
        with file.open("ab") as other:
            other.write(b"x" * 10)
        return original(handle, size)

    monkeypatch.setattr("eventdocs.store.files.os.read", grow)
    with pytest.raises(UnsuitableFile, match="a` has more than 100 bytes"):
        read_bytes(file, Limit("bytes", 100))
    assert file.stat().st_size < 1000


def test_a_file_without_a_size_is_read_to_its_end() -> None:
    assert read_bytes(Path("/proc/self/status"), FILE_SIZE).startswith(b"Name:")
    with pytest.raises(UnsuitableFile, match="has more than 10 bytes"):
        read_bytes(Path("/proc/self/status"), Limit("bytes", 10))


def test_links_are_followed_only_on_request(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    (tmp_path / "loop").symlink_to("loop")
    assert read_bytes(tmp_path / "link", FILE_SIZE) == b"x"
    with pytest.raises(UnsuitableFile, match="link` is a symbolic link, not a regular file"):
        read_bytes(tmp_path / "link", FILE_SIZE, follow_link=False)
    with pytest.raises(UnsuitableFile, match="loop` is a symbolic link, not a regular file"):
        read_bytes(tmp_path / "loop", FILE_SIZE)
    with pytest.raises(UnsuitableFile, match="is a device, not a regular file"):
        read_bytes(Path("/dev/zero"), FILE_SIZE)
    with pytest.raises(UnsuitableFile, match="is a folder, not a regular file"):
        read_bytes(tmp_path, FILE_SIZE)


def test_only_regular_files_have_a_digest(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "a").write_bytes(b"x")
    (tmp_path / "link").symlink_to("a")
    paths = [tmp_path / name for name in ("fifo", "link", "none", "a/b", ".")]
    assert [sha256_of(path) for path in paths] == [None] * 5
    assert sha256_of(tmp_path / "a") == sha256(b"x").digest()


def test_an_output_that_is_a_pipe_gets_the_data_and_stays_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    reader = os.open(tmp_path / "fifo", os.O_RDONLY | os.O_NONBLOCK)
    write_output(tmp_path / "fifo", b"data")
    assert os.read(reader, 100) == b"data"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "fifo").stat().st_mode)


def test_an_output_that_is_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "link").symlink_to("a")
    write_output(tmp_path / "link", b"new")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "a").read_bytes()) == (True, b"new")
    write_output(tmp_path / "b/c", b"new")
    assert (tmp_path / "b/c").read_bytes() == b"new"
    with pytest.raises(EventdocsError, match="cannot write `/dev/full`: no space left") as caught:
        write_output(Path("/dev/full"), b"data")
    assert caught.value.code == Exit.ENVIRONMENT
    assert Path("/dev/full").is_char_device()


def test_temporary_files_are_not_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / f".b.{os.getpid()}.eventdocs.tmp").symlink_to("a")
    with pytest.raises(EventdocsError, match="cannot write"):
        write_atomic(tmp_path / "b", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_a_deep_tree_is_walked_and_removed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/link").symlink_to(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/b").touch()
    with nested_folders(tmp_path / "a", 1_200):
        deep = Path(tmp_path, "a", *["d"] * 1_200)
        (deep / "file").touch()
        assert list(walk(tmp_path / "a")) == [deep / "file", tmp_path / "a/link"]
        remove_tree(tmp_path / "a/link")
        remove_tree(tmp_path / "a")
        assert list(walk(tmp_path)) == [tmp_path / "kept/b"]
        assert not (tmp_path / "a").exists()


def test_hidden_folders_are_entered_only_on_request(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/config").touch()
    assert [entry.name for entry in scan_tree(tmp_path)] == [".git", "config"]
    assert [entry.name for entry in scan_tree(tmp_path, enter_hidden=False)] == [".git"]
