"""One writer at a time: the lock of a folder excludes others, names its holder and survives kills."""

import os
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.lock import locked, locked_shared, state_dir_of


def test_a_second_writer_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with locked(target, 0) as state_dir:
        assert state_dir == tmp_path / ".site.eventdocs"
        with pytest.raises(EventdocsError) as caught, locked(target, 0):
            pass
    assert caught.value.message == f"`{target}` is being written by process {os.getpid()}"
    assert caught.value.code == Exit.LOCKED


def test_a_released_lock_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        with locked(tmp_path / "site", 0):
            pass
    assert (tmp_path / ".site.eventdocs/lock").is_file()


def test_a_lock_left_by_a_process_that_ended_is_free(tmp_path: Path) -> None:
    (tmp_path / ".site.eventdocs").mkdir()
    (tmp_path / ".site.eventdocs/lock").write_text("process 1\n")
    with locked(tmp_path / "site", 0):
        assert (tmp_path / ".site.eventdocs/lock").read_text() == f"process {os.getpid()}\n"


def test_readers_share_the_lock_and_keep_writers_out(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with locked(target, 0):
        pass
    with locked_shared(target, 0), locked_shared(target, 0), pytest.raises(EventdocsError), locked(target, 0):
        pass
    with locked(target, 0), pytest.raises(EventdocsError), locked_shared(target, 0):
        pass


def test_a_reader_writes_nothing(tmp_path: Path) -> None:
    with locked_shared(tmp_path / "site", 0):
        assert list(tmp_path.iterdir()) == []


def test_the_state_folder_is_the_same_by_any_path(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    assert state_dir_of(tmp_path / "link") == state_dir_of(tmp_path / "site")


def test_the_state_folder_can_be_elsewhere(tmp_path: Path) -> None:
    with locked(tmp_path / "site", 0, state_dir=tmp_path / "site/.eventdocs") as state_dir:
        assert (state_dir / "lock").is_file()
    assert not (tmp_path / ".site.eventdocs").exists()
