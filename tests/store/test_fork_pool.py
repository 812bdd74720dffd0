"""Work is shared out to processes: all of it is done, what goes wrong arrives, and nobody is left behind."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.fork_pool import map_forked
from tests.conftest import ROOT


def double(number: int) -> int:
    return 2 * number


def where(number: int) -> int:
    time.sleep(0.01)
    return os.getpid()


def children() -> set[int]:
    """Processes whose parent is this one, dead ones included."""
    return set(_of(os.getpid()))


def handles() -> set[str]:
    """Files and pipes that this process holds open, without the one by which they are listed."""
    return {path.name for path in Path("/proc/self/fd").iterdir() if path.exists()}


def _of(parent: int) -> Iterator[int]:
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            yield int(path.parent.name)


@pytest.mark.parametrize("processes", [1, 2, 5])
@pytest.mark.parametrize("count", [0, 1, 2, 50])
def test_all_jobs_are_done_once(count: int, processes: int) -> None:
    before = children()
    assert sorted(map_forked(double, range(count), processes)) == [2 * number for number in range(count)]
    assert children() == before


def test_one_process_or_one_job_is_done_here() -> None:
    assert set(map_forked(where, range(4), 1)) == {os.getpid()}
    assert set(map_forked(where, range(1), 4)) == {os.getpid()}
    assert os.getpid() not in set(map_forked(where, range(8), 2))


def test_answers_larger_than_a_pipe_arrive_whole() -> None:
    answers = map_forked(lambda number: bytes([number]) * 1_000_000, range(6), 2)
    assert sorted(answers) == [bytes([number]) * 1_000_000 for number in range(6)]


def test_what_stops_the_program_arrives_as_it_was() -> None:
    def stopped(number: int) -> int:
        raise EventdocsError("no template", hint="write one", code=Exit.USAGE)

    with pytest.raises(EventdocsError) as caught:
        list(map_forked(stopped, range(4), 2))
    assert (caught.value.message, caught.value.hint) == ("no template", "write one")
    assert caught.value.code == Exit.USAGE


def test_an_error_of_the_system_is_one_of_the_environment() -> None:
    def full(number: int) -> int:
        raise OSError(errno.ENOSPC, "No space left on device", "page.html")

    with pytest.raises(EventdocsError, match=r"cannot write .page\.html.: no space left") as caught:
        list(map_forked(full, range(4), 2))
    assert caught.value.code == Exit.ENVIRONMENT


def test_a_bug_arrives_with_its_trace() -> None:
    with pytest.raises(RuntimeError, match="ZeroDivisionError"):
        list(map_forked(lambda number: 1 // number, range(4), 2))


def test_a_worker_that_is_killed_is_said() -> None:
    def kill(number: int) -> int:
        os.kill(os.getpid(), signal.SIGKILL)
        return number

    with pytest.raises(EventdocsError, match="a worker process was ended from outside") as caught:
        list(map_forked(kill, range(4), 2))
    assert caught.value.code == Exit.ENVIRONMENT


def test_nobody_is_left_when_one_job_fails_or_the_asker_goes() -> None:
    def fail(number: int) -> int:
        if not number:
            raise EventdocsError("first")
        time.sleep(60)
        return number

    before, opened = children(), handles()
    with pytest.raises(EventdocsError, match="first"):
        list(map_forked(fail, range(3), 3))
    answers = map_forked(where, range(100), 2)
    next(answers)
    answers.close()
    assert children() == before
    assert handles() == opened


SLEEPERS = r"""
import os, sys, time
from eventdocs.store.fork_pool import shared
def work(number):
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(0.2)
    return b"x" * 300_000
list(shared(work, range(200), 2))
"""


@pytest.mark.parametrize("signum", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_workers_end_with_their_parent(signum: signal.Signals) -> None:
    command, workers = [sys.executable, "-c", SLEEPERS], set[int]()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT) as parent:
        assert parent.stdout
        while len(workers) < 2:
            workers.add(int(parent.stdout.readline()))
        parent.send_signal(signum)
        parent.wait(10)
    for _ in range(200):
        if not any(Path(f"/proc/{pid}").exists() for pid in workers):
            return
        time.sleep(0.05)
    pytest.fail("a worker is still there")
