"""Jobs run on any `concurrent.futures` executor, and its failures are errors for users."""

import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from typing import Any

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import executors
from eventdocs.store.executors import dask_executor, map_executor
from tests.conftest import Run


class _Waiting(Executor):
    """An executor whose first job fails with the given error, and whose other jobs never start."""

    def __init__(self, error: BaseException) -> None:
        self.error = error
        self.futures: list[Future[Any]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if not self.futures:
            future.set_exception(self.error)
        self.futures.append(future)
        return future


def test_every_job_runs_once() -> None:
    with ThreadPoolExecutor(3) as pool:
        assert sorted(map_executor(pool, abs, range(-50, 0))) == list(range(1, 51))


def test_an_error_is_raised_unchanged_and_cancels_waiting_jobs() -> None:
    error = EventdocsError("templates/event.html:3: no", hint="fix the template", code=Exit.USAGE)
    waiting = _Waiting(error)
    with pytest.raises(EventdocsError) as caught:
        list(map_executor(waiting, abs, [1, 2, 3]))
    assert caught.value is error
    assert [future.cancelled() for future in waiting.futures] == [False, True, True]


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (BrokenExecutor(), "the workers were lost"),
        (ModuleNotFoundError("no", name="eventdocs"), "a worker has no module `eventdocs`"),
    ],
    ids=["lost", "without eventdocs"],
)
def test_lost_workers_and_missing_modules_are_environment_errors(error: Exception, message: str) -> None:
    with pytest.raises(EventdocsError) as caught:
        list(map_executor(_Waiting(error), abs, [1, 2]))
    assert (caught.value.message, caught.value.code) == (message, Exit.ENVIRONMENT)


def test_a_scheduler_that_does_not_answer_is_an_environment_error(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="the extra eventdocs[dask] is not installed")
    monkeypatch.setattr(executors, "TIMEOUT", 0.2)
    with (
        pytest.raises(EventdocsError, match="cannot reach a Dask scheduler") as caught,
        dask_executor("tcp://127.0.0.1:1"),
    ):
        pass
    assert caught.value.code == Exit.ENVIRONMENT
    assert "dask worker" in caught.value.hint


@pytest.mark.parametrize("address", ["", "nonsense", "tcp://host", "odd://host:1"])
def test_an_invalid_address_is_a_usage_error(address: str) -> None:
    pytest.importorskip("distributed", reason="the extra eventdocs[dask] is not installed")
    with pytest.raises(EventdocsError, match="is not an address") as caught, dask_executor(address):
        pass
    assert caught.value.code == Exit.USAGE


def test_a_missing_library_is_an_error_that_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(EventdocsError, match="needs a library") as caught, dask_executor("tcp://127.0.0.1:1"):
        pass
    assert (caught.value.code, caught.value.hint) == (Exit.USAGE, "pip install 'eventdocs[dask]'")


def test_a_check_cannot_run_on_an_executor(run: Run) -> None:
    outcome = run("build", "catalog", "--check", "--executor", "tcp://127.0.0.1:1")
    assert outcome.code == Exit.USAGE
