"""The lock of a folder excludes other processes, names its owner, and is released when the owner is killed."""

import os
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.lock import locked, locked_shared, state_dir_of
from tests.conftest import Run, Write, tree


def test_a_second_writer_gets_the_owner_of_the_lock(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with locked(target, 0) as state_dir:
        assert state_dir == tmp_path / ".site.eventdocs"
        with pytest.raises(EventdocsError) as caught, locked(target, 0):
            pass
    assert caught.value.message == f"`{target}` is being written by process {os.getpid()}"
    assert caught.value.code == Exit.LOCKED


def test_a_released_lock_can_be_acquired_again(tmp_path: Path) -> None:
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


PRECIOUS = b"precious\n" * 100


def _planted(path: Path, kind: str, tmp_path: Path) -> Path:
    """Create something other than a regular file at a path; return a file that must not change."""
    path.parent.mkdir(parents=True, exist_ok=True)
    precious = tmp_path / "precious"
    precious.write_bytes(PRECIOUS)
    if kind == "link":
        path.symlink_to(precious)
    elif kind == "folder link":
        (tmp_path / "documents").mkdir()
        (tmp_path / "documents/letter").write_bytes(PRECIOUS)
        path.symlink_to(tmp_path / "documents")
    elif kind == "dangling link":
        path.symlink_to(tmp_path / "new")
    else:
        os.mkfifo(path)
    return precious


KINDS = ("link", "folder link", "dangling link", "fifo")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", ["lock", "manifest", "pending", "blobs", "staging", "staging-1"])
def test_nothing_is_written_through_a_planted_state_file(name: str, kind: str, tmp_path: Path) -> None:
    precious = _planted(tmp_path / ".site.eventdocs" / name, kind, tmp_path)
    before = tree(tmp_path)
    for context in (locked, locked_shared):
        with (
            pytest.raises(EventdocsError, match=f"{name}` is neither a file nor a folder") as caught,
            context(tmp_path / "site", 0),
        ):
            pass
        assert caught.value.code == Exit.ENVIRONMENT
    assert precious.read_bytes() == PRECIOUS
    assert tree(tmp_path) == before


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_state_folder_is_refused(kind: str, tmp_path: Path) -> None:
    _planted(tmp_path / ".site.eventdocs", kind, tmp_path)
    before = sorted(tmp_path.rglob("*"))
    for context in (locked, locked_shared):
        with (
            pytest.raises(EventdocsError, match=r"eventdocs` is not a folder") as caught,
            context(tmp_path / "site", 0),
        ):
            pass
        assert caught.value.code == Exit.ENVIRONMENT
    assert sorted(tmp_path.rglob("*")) == before


def test_a_lock_that_is_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".site.eventdocs/lock").mkdir(parents=True)
    with (
        pytest.raises(EventdocsError, match="lock` is a folder, not a regular file") as caught,
        locked(tmp_path / "site", 0),
    ):
        pass
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_lock_planted_after_the_check_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    precious = _planted(tmp_path / ".site.eventdocs/lock", "link", tmp_path)
    monkeypatch.setattr("eventdocs.store.lock.check_state_dir", lambda state_dir: None)
    with (
        pytest.raises(EventdocsError, match="lock` is a symbolic link, not a regular file"),
        locked(tmp_path / "site", 0),
    ):
        pass
    assert precious.read_bytes() == PRECIOUS


@pytest.mark.parametrize("name", [".site.eventdocs", ".catalog.eventdocs", "target/.eventdocs"])
def test_no_command_writes_through_planted_state(name: str, catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog()
    site, target = tmp_path / "site", tmp_path / "target"
    assert run("build", folder, "-o", tmp_path / "other").code == Exit.CLEAN
    (tmp_path / name).mkdir(parents=True)
    (tmp_path / "precious").write_bytes(PRECIOUS)
    (tmp_path / name / "lock").symlink_to(tmp_path / "precious")
    command = {
        ".site.eventdocs": ("build", folder, "-o", site),
        ".catalog.eventdocs": ("translations", "accept", folder),
        "target/.eventdocs": ("publish", target, "--site", tmp_path / "other"),
    }[name]
    outcome = run(*command)
    assert outcome.code == Exit.ENVIRONMENT
    assert "lock` is neither a file nor a folder · remove it; eventdocs creates it again" in outcome.err
    assert (tmp_path / "precious").read_bytes() == PRECIOUS
    assert not site.exists()
