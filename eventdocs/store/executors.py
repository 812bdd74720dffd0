"""Run jobs with any `concurrent.futures` executor, also on other machines. Only this module imports Dask.

Workers on other machines must see the same folders under the same paths.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, as_completed
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from eventdocs.model.errors import EventdocsError, Exit

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

ExecutorFactory = Callable[[], AbstractContextManager[Executor]]

TIMEOUT = 10.0  # seconds to wait for a scheduler, and then for its first worker


def map_executor(
    executor: Executor, work: Callable[[_Item], _Result], jobs: Sequence[_Item]
) -> Iterator[_Result]:
    """Yield the results of jobs that an executor runs, as they come; an error in one cancels the others.

    Jobs that are already running continue, and their results are ignored.
    """
    futures = [executor.submit(work, job) for job in jobs]
    try:
        yield from (future.result() for future in as_completed(futures))
    except (BrokenExecutor, CancelledError) as error:
        hint = "see the logs of the workers and the scheduler, then run the build again to complete it"
        raise EventdocsError("the workers were lost", hint=hint, code=Exit.ENVIRONMENT) from error
    except ModuleNotFoundError as error:
        hint = "install the same eventdocs on all machines"
        message = f"a worker has no module `{error.name}`"
        raise EventdocsError(message, hint=hint, code=Exit.ENVIRONMENT) from error
    finally:
        for future in futures:
            future.cancel()


@contextmanager
def dask_executor(address: str) -> Iterator[Executor]:
    """Connect to the scheduler of a Dask cluster, such as `tcp://HOST:8786`, and yield it as an executor."""
    try:
        from distributed import Client, KilledWorker
        from distributed.comm import get_address_host_port
    except ImportError as error:
        message = "a Dask scheduler needs a library that is not installed"
        raise EventdocsError(message, hint="pip install 'eventdocs[dask]'") from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # it logs what it also raises
    try:
        get_address_host_port(address)
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except ValueError as error:
        raise EventdocsError(
            f"`{address}` is not an address: {error}", hint="write it as tcp://HOST:8786"
        ) from error
    except OSError as error:
        hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        message = f"cannot reach a Dask scheduler at `{address}`"
        raise EventdocsError(message, hint=hint, code=Exit.ENVIRONMENT) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=TIMEOUT)
            yield client.get_executor(pure=False)
        except TimeoutError as error:
            message = f"the Dask scheduler at `{address}` has no workers"
            hint = f"start some with `dask worker {address}`"
            raise EventdocsError(message, hint=hint, code=Exit.ENVIRONMENT) from error
        except KilledWorker as error:
            raise EventdocsError(str(error), hint="see its log", code=Exit.ENVIRONMENT) from error
