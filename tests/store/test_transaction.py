"""Publishing leaves every file entire, removes only what is ours, and recovers from a run that was cut."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.transaction import publish
from tests.conftest import tree

FIRST = {"index.html": b"list 1", "en/a.html": b"a", "en/b.html": b"b", "assets/s.css": b"s"}
SECOND = {"index.html": b"list 2", "en/a.html": b"a2", "en/c.html": b"c", "assets/s.css": b"s"}


def test_a_new_site_appears_whole_and_a_second_run_writes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "site"
    assert sorted(publish(out, FIRST.items()).written) == sorted(FIRST)
    assert tree(out) == FIRST
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    again = publish(out, FIRST.items())
    assert (again.written, again.removed, again.unchanged) == ([], [], 4)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_changes_are_made_pages_first_lists_last_and_orphans_go(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())
    result = publish(out, SECOND.items())
    assert tree(out) == SECOND
    assert result.written == ["en/c.html", "en/a.html", "index.html"]
    assert result.removed == ["en/b.html"]
    assert sorted(path.name for path in (tmp_path / ".site.eventdocs").iterdir()) == ["lock", "state"]


def test_what_a_killed_run_left_beside_the_site_is_swept(tmp_path: Path) -> None:
    side = tmp_path / ".site.eventdocs"
    (side / "stage/en").mkdir(parents=True)
    (side / "stage/en/a.html").write_bytes(b"half")
    (side / ".state.x1.eventdocs.tmp").write_bytes(b"half")
    publish(tmp_path / "site", FIRST.items())
    assert sorted(path.name for path in side.iterdir()) == ["lock", "state"]


def test_what_others_put_there_stays_and_is_told(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())
    (out / "en/b.html").write_bytes(b"edited by hand")
    (out / "CNAME").write_bytes(b"example.org")
    result = publish(out, SECOND.items())
    assert result.foreign == ["CNAME", "en/b.html"]
    assert tree(out) == {**SECOND, "CNAME": b"example.org", "en/b.html": b"edited by hand"}


def test_an_error_while_rendering_leaves_the_site_untouched(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())

    def failing() -> object:
        yield "index.html", b"half"
        raise EventdocsError("template")

    with pytest.raises(EventdocsError):
        publish(out, failing())  # type: ignore[arg-type]
    assert tree(out) == FIRST
    publish(out, SECOND.items())
    assert tree(out) == SECOND


@pytest.mark.parametrize("after", range(6))
def test_a_run_cut_at_any_rename_or_removal_is_completed_by_the_next(after: int, tmp_path: Path) -> None:
    """Cut a run after so many steps, as a kill would; then build, then build something else."""
    out = tmp_path / "site"
    publish(out, FIRST.items())
    code = f"""
import os, sys
from pathlib import Path
from eventdocs.store import transaction
left = {after}
def counted(real):
    def call(self, *args, **kwargs):
        global left
        if str(self).startswith({str(out)!r}) or "/stage/" in str(self):
            if left == 0:
                os.kill(os.getpid(), 9)
            left -= 1
        return real(self, *args, **kwargs)
    return call
Path.replace, Path.unlink = counted(Path.replace), counted(Path.unlink)
transaction.publish(Path({str(out)!r}), {SECOND!r}.items())
"""
    subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )
    for path, data in tree(out).items():
        assert data in (FIRST.get(path), SECOND.get(path))
    publish(out, FIRST.items())
    assert tree(out) == FIRST
    assert sorted(path.name for path in (tmp_path / ".site.eventdocs").iterdir()) == ["lock", "state"]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version":9}', b'{"version":1,"files":3}', b"\xff"])
def test_a_damaged_state_costs_nothing_but_orphans_that_stay(damage: bytes, tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())
    (tmp_path / ".site.eventdocs/state").write_bytes(damage)
    result = publish(out, SECOND.items())
    assert result.foreign == ["en/b.html"]
    assert tree(out) == {**SECOND, "en/b.html": b"b"}


def test_one_run_at_a_time_and_the_other_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    out = tmp_path / "site"
    entered, leave = threading.Event(), threading.Event()

    def slow() -> object:
        entered.set()
        leave.wait(10)
        yield from FIRST.items()

    thread = threading.Thread(target=publish, args=(out, slow()))
    thread.start()
    entered.wait(10)
    with pytest.raises(EventdocsError) as caught:
        publish(out, SECOND.items(), wait=0)
    leave.set()
    thread.join()
    assert caught.value.code == Exit.LOCKED
    assert f"process {os.getpid()}" in caught.value.message
    publish(out, SECOND.items(), wait=0)
    assert tree(out) == SECOND


def test_no_write_goes_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.html").write_bytes(b"theirs")
    for path in (out / "en").iterdir():
        path.unlink()
    (out / "en").rmdir()
    (out / "en").symlink_to(elsewhere)
    with pytest.raises(EventdocsError) as caught:
        publish(out, SECOND.items())
    assert caught.value.code == Exit.ENVIRONMENT
    assert tree(elsewhere) == {"a.html": b"theirs"}


def test_a_full_disk_leaves_the_site_and_says_so(tmp_path: Path) -> None:
    out = tmp_path / "site"
    publish(out, FIRST.items())
    code = f"""
import resource, signal
from pathlib import Path
from eventdocs.store.transaction import publish
from eventdocs.model.errors import EventdocsError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    publish(Path({str(out)!r}), [("index.html", b"x" * 5000)])
except EventdocsError as error:
    raise SystemExit(int(error.code))
"""
    done = subprocess.run([sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(Path.cwd())})
    assert done.returncode == Exit.ENVIRONMENT
    assert tree(out) == FIRST


def test_the_state_is_sorted_and_names_no_machine(tmp_path: Path) -> None:
    publish(tmp_path / "site", FIRST.items())
    state = json.loads((tmp_path / ".site.eventdocs/state").read_text())
    assert list(state["files"]) == sorted(FIRST)
    assert str(tmp_path) not in json.dumps(state)
