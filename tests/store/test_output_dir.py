"""Writing an output leaves complete files, removes only those of eventdocs, and recovers from interruptions."""

import errno
import os
import stat
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NoReturn

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import output_dir
from eventdocs.store.file_changes import FileChange, pack_changes
from eventdocs.store.output_dir import (
    digest,
    file_digest,
    open_output,
    open_readonly,
    untracked_files,
    write_order,
)
from tests.conftest import tree

FIRST = {"index.html": b"list 1", "en/1-a.html": b"a", "en/1-b.html": b"b", "assets/s.css": b"s"}
SECOND = {"index.html": b"list 2", "en/1-a.html": b"a2", "en/1-c.html": b"c", "assets/s.css": b"s"}


def publish(out: Path, files: Mapping[str, bytes], wait: float = 60) -> tuple[list[str], list[str]]:
    """Put files in place like a build; return the written files, in order, and the removed ones."""
    with open_output(out, wait) as output:
        done, begun = output.load_manifests()
        changes = [FileChange(path, file_digest(out / path)) for path in files]
        changes = [each for each in changes if each.old_digest != digest(files[each.path])]
        for change in changes:
            output.staging.put(change.path, files[change.path])
        known = [*(begun or ()), done or {}]
        orphans = [FileChange(path, old) for each in known for path, old in each.items() if path not in files]
        mine = {path: digest(data) for path, data in files.items()}
        removed = output.commit([mine, *begun], pack_changes(changes), orphans)
        output.save_manifest(mine, ())
        return [change.path for change in sorted(changes, key=write_order)], removed


def beside(out: Path) -> list[str]:
    return sorted(path.name for path in (out.parent / f".{out.name}.eventdocs").iterdir())


def test_a_new_site_appears_complete(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert sorted(publish(out, FIRST)[0]) == sorted(FIRST)
    assert tree(out) == FIRST
    assert publish(out, FIRST) == ([], [])


def test_an_empty_folder_keeps_its_mode(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    out.chmod(0o2751)
    publish(out, FIRST)
    assert tree(out) == FIRST
    assert stat.S_IMODE(out.stat().st_mode) == 0o2751


def test_an_empty_folder_of_another_group_stays(tmp_path: Path) -> None:
    out = tmp_path / "site"
    out.mkdir()
    inode = out.stat().st_ino
    publish(out, FIRST)
    assert out.stat().st_ino != inode
    other = tmp_path / "other"
    other.mkdir()
    given = {*os.getgroups(), *([1] if os.getuid() == 0 else [])} - {other.stat().st_gid}
    if not given:
        pytest.skip("this user is in one group only")
    os.chown(other, -1, given.pop())
    inode = other.stat().st_ino
    publish(other, FIRST)
    assert (tree(other), other.stat().st_ino) == (FIRST, inode)


def test_a_refused_rename_names_the_file_of_the_site(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    (out / "en/1-a.html").unlink()
    (out / "en/1-a.html").mkdir()
    with pytest.raises(EventdocsError, match=rf"cannot write .{out}/en/1-a\.html.: is a directory"):
        publish(out, FIRST)


def test_pages_are_written_before_lists_and_orphans_are_removed(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    assert publish(out, SECOND) == (["en/1-c.html", "en/1-a.html", "index.html"], ["en/1-b.html"])
    assert tree(out) == SECOND
    assert beside(out) == ["lock", "manifest"]


def test_link_targets_of_a_list_come_before_it() -> None:
    old = [FileChange(path, b"x") for path in ("index.html", "en/index.html", "en/7-a.html", "en/search.js")]
    new = [
        FileChange(path, b"")
        for path in ("assets/s.css", "en/wcf/8-b.html", "en/events/2.html", "fr/index.html", "fr/7-a.html")
    ]
    assert [change.path for change in sorted([*old, *new], key=write_order)] == [
        "assets/s.css", "en/wcf/8-b.html", "fr/7-a.html", "en/events/2.html", "fr/index.html",
        "en/7-a.html", "en/index.html", "en/search.js", "index.html",
    ]  # fmt: skip


def test_lists_go_before_the_pages_that_they_link_and_assets_last(tmp_path: Path) -> None:
    out = tmp_path / "site"
    files = {**FIRST, "en/index.html": b"list"}
    publish(out, files)
    assert publish(out, {"en/1-a.md": b"a"})[1] == [
        "index.html", "en/index.html", "en/1-b.html", "en/1-a.html", "assets/s.css",
    ]  # fmt: skip
    assert tree(out) == {"en/1-a.md": b"a"}
    assert not (out / "assets").exists()


def test_temporary_files_of_a_killed_run_next_to_the_site_are_removed(tmp_path: Path) -> None:
    side = tmp_path / ".site.eventdocs"
    for name in (
        "staging/en/1-a.html",
        "staging-1/1",
        ".manifest.x1.eventdocs.tmp",
        "blobs/.x.y1.eventdocs.tmp",
    ):
        (side / name).parent.mkdir(parents=True, exist_ok=True)
        (side / name).write_bytes(b"half")
    with open_output(tmp_path / "site", 0) as output:
        assert output.was_interrupted
        assert sorted(path.name for path in side.rglob("*")) == ["blobs", "lock"]
    with open_output(tmp_path / "site", 0) as output:
        assert not output.was_interrupted


def test_foreign_files_stay_and_are_reported(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    (out / "en/1-b.html").write_bytes(b"edited by hand")
    (out / "CNAME").write_bytes(b"example.org")
    assert publish(out, SECOND)[1] == []
    assert untracked_files(out, SECOND) == ["CNAME", "en/1-b.html"]
    assert tree(out) == {**SECOND, "CNAME": b"example.org", "en/1-b.html": b"edited by hand"}


def test_an_error_while_rendering_leaves_the_site_untouched(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    with pytest.raises(EventdocsError), open_output(out, 0) as output:
        output.staging.put("index.html", b"half")
        raise EventdocsError("template")
    assert tree(out) == FIRST
    publish(out, SECOND)
    assert tree(out) == SECOND


def in_child(work: Callable[[], object]) -> int:
    """Run a function in a child process; return its exit code, which is 0 if it returns."""
    child = os.fork()
    if not child:
        code = 99
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die() -> NoReturn:
    os._exit(77)


class Faulty:
    """The operating system, but the n-th rename or removal kills the process."""

    def __init__(self, left: int, fault: Callable[[], NoReturn]) -> None:
        self.left, self.fault = left, fault

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def step(self) -> None:
        self.left -= 1
        if self.left < 0:
            self.fault()

    def rename(self, old: str, new: Path) -> None:
        self.step()
        os.rename(old, new)  # noqa: PTH104 - the very call that is tried


def cut(out: Path, files: Mapping[str, bytes], after: int) -> int:
    """Write an output in a process that is killed after a number of steps."""
    system = Faulty(after, die)

    def run() -> None:
        class Removing(type(Path())):  # type: ignore[misc]
            def unlink(self, missing_ok: bool = False) -> None:
                if self.is_relative_to(out):
                    system.step()
                Path(self).unlink(missing_ok)

        vars(output_dir).update(os=system)
        publish(Removing(out), files)

    return in_child(run)


@pytest.mark.parametrize("after", range(6))
def test_a_run_cut_at_any_rename_or_removal_is_completed_by_the_next(after: int, tmp_path: Path) -> None:
    """Kill a run after a number of steps, then build again, then build another site."""
    out = tmp_path / "site"
    publish(out, FIRST)
    cut(out, SECOND, after)
    for path, data in tree(out).items():
        assert data in (FIRST.get(path), SECOND.get(path))
    publish(out, FIRST)
    assert tree(out) == FIRST
    assert beside(out) == ["lock", "manifest"]


@pytest.mark.parametrize("first", range(1, 4))
@pytest.mark.parametrize("second", range(4))
def test_two_interrupted_runs_leave_no_temporary_files(first: int, second: int, tmp_path: Path) -> None:
    """Files that only the first run wrote are still known to be those of eventdocs after the second."""
    out = tmp_path / "site"
    publish(out, FIRST)
    cut(out, SECOND, first)
    cut(out, FIRST, second)
    publish(out, {"index.html": b"list 3"})
    assert tree(out) == {"index.html": b"list 3"}
    assert not (out / "en").exists()


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff" * 40])
def test_a_corrupt_state_only_leaves_orphans(damage: bytes, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    (tmp_path / ".site.eventdocs/manifest").write_bytes(damage)
    publish(out, SECOND)
    assert tree(out) == {**SECOND, "en/1-b.html": b"b"}


def test_a_second_run_reports_the_owner_of_the_lock(tmp_path: Path) -> None:
    out = tmp_path / "site"
    entered, leave = threading.Event(), threading.Event()

    def slow() -> None:
        with open_output(out, 0):
            entered.set()
            leave.wait(10)

    thread = threading.Thread(target=slow)
    thread.start()
    entered.wait(10)
    for door in (open_output, open_readonly):
        with pytest.raises(EventdocsError) as caught, door(out, 0):
            pass
        assert caught.value.code == Exit.LOCKED
        assert f"process {os.getpid()}" in caught.value.message
    leave.set()
    thread.join()
    publish(out, SECOND, wait=0)
    assert tree(out) == SECOND


def test_a_folder_has_one_lock_by_whatever_name_it_is_called(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    with open_output(tmp_path / "link", 0), pytest.raises(EventdocsError), open_output(tmp_path / "site", 0):
        pass
    publish(tmp_path / "link", FIRST)
    assert tree(tmp_path / "site") == FIRST
    assert (tmp_path / "link").is_symlink()


def test_no_write_and_no_removal_goes_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    (out / "en").rename(tmp_path / "elsewhere")
    (out / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EventdocsError) as caught:
        publish(out, SECOND)
    assert caught.value.code == Exit.ENVIRONMENT
    publish(out, {"index.html": b"alone"})
    assert tree(tmp_path / "elsewhere") == {"1-a.html": b"a", "1-b.html": b"b"}


def test_a_page_that_became_a_link_is_a_file_again(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    (out / "en/1-a.html").rename(tmp_path / "a.html")
    (out / "en/1-a.html").symlink_to(tmp_path / "a.html")
    assert publish(out, FIRST)[0] == ["en/1-a.html"]
    assert not (out / "en/1-a.html").is_symlink()


def test_a_full_disk_leaves_the_site_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)

    def full(*values: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("eventdocs.store.staging.os.write", full)
    with pytest.raises(EventdocsError, match="no space left") as caught:
        publish(out, SECOND)
    assert caught.value.code == Exit.ENVIRONMENT
    assert tree(out) == FIRST


def test_opening_an_output_read_only_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST)
    before = {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")}
    with open_readonly(out, 0) as output:
        assert output.load_manifests() == ({path: digest(data) for path, data in FIRST.items()}, [])
        output.clock_ns()
        output.staging.put("en/1-c.html", b"c")
        output.put_blob(("a", 1))
    with open_readonly(tmp_path / "nothing", 0) as output:
        assert output.load_manifests() == (None, [])
    assert {path: path.lstat().st_mtime_ns for path in tmp_path.rglob("*")} == before
