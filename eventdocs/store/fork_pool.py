"""Run jobs in forked processes, which share all that the parent has loaded.

Workers take the numbers of jobs from one pipe. Each sends its results through a pipe of its own, as soon as a
job is finished.
"""

import os
import pickle
import selectors
import signal
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import suppress
from typing import Any, NoReturn, TypeVar

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.files import os_errors

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_NUMBER_SIZE = 4  # bytes; a pipe holds 16,384 of them
_CHUNK_SIZE = 1 << 20
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def core_count() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_forked(
    work: Callable[[_Item], _Result],
    jobs: Sequence[_Item],
    processes: int,
    started: Callable[[], None] | None = None,
) -> Generator[_Result, None, None]:
    """Yield the results of jobs that run in processes, as they come; an error in one ends all.

    With one process or one job, nothing is forked. `started` is called once all processes are running, so
    it may start threads: a process that is forked while another thread holds a lock can never take it.
    """
    if min(processes, len(jobs)) < 2:
        if started:
            started()
        yield from map(work, jobs)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    workers: dict[int, int] = {}
    try:
        _start_workers(work, jobs, min(processes, len(jobs)), workers)
        if started:
            started()
        yield from (_unwrap(answer) for answer in _read_answers(list(workers.values()), len(jobs)))
    finally:
        for pid, answers in workers.items():
            _stop_worker(pid, answers)


def _start_workers(
    work: Callable[[_Item], _Result], jobs: Sequence[_Item], processes: int, workers: dict[int, int]
) -> None:
    """Start workers and send them the jobs' numbers; `workers` gets their answer pipes by process id."""
    numbers, write = os.pipe()
    try:
        for _ in range(processes):
            _fork_worker(work, jobs, (numbers, write), workers)
        _write_all(write, b"".join(number.to_bytes(_NUMBER_SIZE, "big") for number in range(len(jobs))))
    finally:
        os.close(numbers)
        os.close(write)


def _fork_worker(
    work: Callable[[_Item], _Result], jobs: Sequence[_Item], pipe: tuple[int, int], workers: dict[int, int]
) -> None:
    """Fork a worker. Signals are blocked meanwhile, so that none reaches a child that still runs parent code.

    A worker closes all ends of pipes that it does not use, so that it ends when its parent is killed.
    """
    answers, answer = os.pipe()
    held = signal.pthread_sigmask(signal.SIG_BLOCK, _STOP_SIGNALS)
    try:
        pid = os.fork()
        if pid == 0:
            _run_worker(work, jobs, (pipe[0], answer), (pipe[1], answers, *workers.values()))
        workers[pid] = answers
    finally:
        os.close(answer)
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _run_worker(
    work: Callable[[_Item], _Result], jobs: Sequence[_Item], own: tuple[int, int], others: tuple[int, ...]
) -> NoReturn:
    """Run the jobs whose numbers come through the pipe until it ends; never return to the parent's code."""
    try:
        for signum in _STOP_SIGNALS:
            signal.signal(signum, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOP_SIGNALS)
        for handle in others:
            os.close(handle)
        numbers, answer = own
        while number := os.read(numbers, _NUMBER_SIZE):
            data = pickle.dumps(_run_item(work, jobs[int.from_bytes(number, "big")]))
            _write_all(answer, len(data).to_bytes(_NUMBER_SIZE, "big") + data)
    finally:
        os._exit(0)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _run_item(work: Callable[[_Item], _Result], job: _Item) -> tuple[str, object]:
    try:
        with os_errors("write"):
            return "done", work(job)
    except EventdocsError as error:
        return "stopped", (error.message, error.hint, int(error.code), error.excerpt)
    except Exception:
        import traceback

        return "bug", traceback.format_exc()


def _read_answers(handles: Sequence[int], count: int) -> Iterator[Any]:
    """Yield the answers of all workers, each sent after its length, until there are `count` of them."""
    buffers = {handle: bytearray() for handle in handles}
    with selectors.DefaultSelector() as selector:
        for handle in handles:
            selector.register(handle, selectors.EVENT_READ)
        while count:
            if not selector.get_map():
                raise EventdocsError("a worker process was killed", code=Exit.ENVIRONMENT)
            for key, _ in selector.select():
                data = os.read(key.fd, _CHUNK_SIZE)
                if not data:
                    selector.unregister(key.fd)
                buffers[key.fd] += data
                for answer in _complete_answers(buffers[key.fd]):
                    count -= 1
                    yield answer


def _complete_answers(buffer: bytearray) -> Iterator[Any]:
    """Yield the answers that have arrived completely, and remove them from the buffer."""
    while len(buffer) >= _NUMBER_SIZE:
        end = _NUMBER_SIZE + int.from_bytes(buffer[:_NUMBER_SIZE], "big")
        if len(buffer) < end:
            return
        yield pickle.loads(buffer[_NUMBER_SIZE:end])  # noqa: S301 - our own process wrote it
        del buffer[:end]


def _unwrap(answer: tuple[str, Any]) -> Any:
    kind, value = answer
    if kind == "stopped":
        message, hint, code, excerpt = value
        raise EventdocsError(message, hint=hint, code=Exit(code), excerpt=excerpt)
    if kind == "bug":
        raise RuntimeError(value)
    return value


def _stop_worker(pid: int, answers: int) -> None:
    os.close(answers)
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
