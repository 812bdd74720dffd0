"""Executors: work shared out by whatever speaks `concurrent.futures`, to other machines too.

The one door to Dask. Workers on other machines see the same folders under the same names.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, as_completed
from contextlib import AbstractContextManager, contextmanager
from typing import TypeVar

from eventdocs.model.errors import EventdocsError, Exit

Item = TypeVar("Item")
Result = TypeVar("Result")

ExecutorFactory = Callable[[], AbstractContextManager[Executor]]

TIMEOUT = 10.0  # seconds, for a scheduler to answer and then for its first worker


def map_executor(
    executor: Executor, work: Callable[[Item], Result], jobs: Sequence[Item]
) -> Iterator[Result]:
    """Do jobs with an executor and give the results as they come; an error in one ends all.

    What is under way then goes on to its end, unheard.
    """
    futures = [executor.submit(work, job) for job in jobs]
    try:
        yield from (future.result() for future in as_completed(futures))
    except (BrokenExecutor, CancelledError) as error:
        hint = "see what the workers and the scheduler logged; running the build again completes it"
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
    """Open the scheduler of a Dask cluster, such as `tcp://HOST:8786`, as an executor."""
    try:
        from distributed import Client, KilledWorker
        from distributed.comm import get_address_host_port
    except ImportError as error:
        message = "a Dask scheduler needs a library that is not installed"
        raise EventdocsError(message, hint="pip install 'eventdocs[dask]'") from error
    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it would tell is raised, too
    try:
        get_address_host_port(address)
        client = Client(address, timeout=TIMEOUT, set_as_default=False)
    except ValueError as error:
        raise EventdocsError(
            f"`{address}` is no address: {error}", hint="give one as tcp://HOST:8786"
        ) from error
    except OSError as error:
        hint = "start one with `dask scheduler`, and workers with `dask worker ADDRESS`"
        message = f"no Dask scheduler answers at `{address}`"
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
