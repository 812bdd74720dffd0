"""Jobs run in forked processes: each runs once, errors reach the caller, no process or pipe is left."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.fork_pool import core_count, map_forked
from tests.conftest import ROOT
from tests.other_processes import HANGS_AFTER, all_ended, interruptible, process_handle


def double(number: int) -> int:
    return 2 * number


def where(number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


class Resources:
    """Records the processes and pipes that are created through its replacements of `os.fork` and `os.pipe`.

    Processes and files of other tests and threads do not matter.
    """

    def __init__(self) -> None:
        self.fork, self.pipe = os.fork, os.pipe
        self.pids: list[int] = []
        self.inodes: set[int] = set()

    def record_fork(self) -> int:
        pid = self.fork()
        self.pids.append(pid)
        return pid

    def record_pipe(self) -> tuple[int, int]:
        ends = self.pipe()
        self.inodes.add(os.fstat(ends[0]).st_ino)
        return ends

    def leaked(self) -> list[str]:
        """Return the processes that were not waited for and the pipes with an end that is still open."""
        processes = [f"process {pid}" for pid in self.pids if Path(f"/proc/{pid}").exists()]
        pipes = {f"pipe:[{inode}]" for inode in self.inodes}
        return [*processes, *(name for name in _open_files() if name in pipes)]


def _open_files() -> Iterator[str]:
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # closed since the folder was listed
            yield str(handle.readlink())


@pytest.fixture
def resources(monkeypatch: pytest.MonkeyPatch) -> Resources:
    """Yield a record of the processes and pipes that a test creates."""
    made = Resources()
    monkeypatch.setattr(os, "fork", made.record_fork)
    monkeypatch.setattr(os, "pipe", made.record_pipe)
    return made


@pytest.mark.parametrize("processes", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_each_job_runs_once(count: int, processes: int, resources: Resources) -> None:
    assert sorted(map_forked(double, range(count), processes)) == [2 * number for number in range(count)]
    assert resources.leaked() == []


def test_one_process_or_one_job_needs_no_fork() -> None:
    assert set(map_forked(where, range(4), 1)) == {os.getpid()}
    assert set(map_forked(where, range(1), 4)) == {os.getpid()}
    assert os.getpid() not in set(map_forked(where, range(8), 2))


@pytest.mark.parametrize("processes", [1, 2])
def test_the_start_of_all_processes_is_reported(processes: int, resources: Resources) -> None:
    forked: list[int] = []
    answers = map_forked(double, range(8), processes, lambda: forked.append(len(resources.pids)))
    assert forked == []
    next(answers)
    assert forked == [processes if processes > 1 else 0]
    answers.close()
    assert len(forked) == 1


def test_results_can_be_larger_than_a_pipe_holds() -> None:
    answers = map_forked(lambda number: bytes([number]) * 1_000_000, range(6), 2)
    assert sorted(answers) == [bytes([number]) * 1_000_000 for number in range(6)]


def test_an_error_of_a_job_keeps_its_hint_and_exit_code() -> None:
    def stopped(number: int) -> int:
        raise EventdocsError("no template", hint="write one", code=Exit.USAGE)

    with pytest.raises(EventdocsError) as caught:
        list(map_forked(stopped, range(4), 2))
    assert (caught.value.message, caught.value.hint) == ("no template", "write one")
    assert caught.value.code == Exit.USAGE


def test_an_operating_system_error_becomes_an_environment_error() -> None:
    def full(number: int) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "page.html")

    with pytest.raises(EventdocsError, match=r"cannot write .page\.html.: no space left") as caught:
        list(map_forked(full, range(4), 2))
    assert caught.value.code == Exit.ENVIRONMENT


def test_an_unexpected_exception_comes_with_its_traceback() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(map_forked(lambda number: 1 // number, range(4), 2))


def test_a_killed_worker_is_an_error() -> None:
    def kill(number: int) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(EventdocsError, match="a worker process was killed") as caught:
        list(map_forked(kill, range(4), 2))
    assert caught.value.code == Exit.ENVIRONMENT


def test_no_process_or_pipe_is_left_when_a_job_fails(resources: Resources) -> None:
    def fail(number: int) -> int:
        if not number:
            raise EventdocsError("first")
        time.sleep(60)
        return number

    with pytest.raises(EventdocsError, match="first"):
        list(map_forked(fail, range(3), 3))
    assert len(resources.pids) == 3
    assert resources.leaked() == []


def test_no_process_or_pipe_is_left_when_the_caller_stops_early(resources: Resources) -> None:
    answers = map_forked(where, range(100), 2)
    next(answers)
    assert len(resources.leaked()) > 2
    answers.close()
    assert resources.leaked() == []


SLEEPERS = r"""
import os, time
from eventdocs.store.fork_pool import map_forked
def work(number):
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(0.2)
    return b"x" * 300_000
list(map_forked(work, range(10_000), 2))
"""


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_their_parent(signum: signal.Signals) -> None:
    """They have work for half an hour, so they end because of the signal and not because they finished."""
    command, workers = [sys.executable, "-c", SLEEPERS], dict[int, int]()
    with interruptible(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as parent:
        assert parent.stdout
        while len(workers) < 2:
            pid = int(parent.stdout.readline())
            if pid not in workers:
                workers[pid] = process_handle(pid)
        parent.send_signal(signum)
        parent.wait(HANGS_AFTER)
    assert all_ended(workers.values())


def test_cores_are_those_that_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.sched_getaffinity", lambda pid: {0, 5, 7}, raising=False)
    assert core_count() == 3
    monkeypatch.delattr("os.sched_getaffinity")
    monkeypatch.setattr("os.cpu_count", lambda: 9)
    assert core_count() == 9
    monkeypatch.setattr("os.cpu_count", lambda: None)
    assert core_count() == 1
