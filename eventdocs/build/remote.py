"""Orders: what a worker elsewhere needs to prepare its own bench, as a value that travels.

The folders are on a file system that all machines see. Each process prepares one bench for an order, and
checks first that the program and the files that all pages depend on are those of whoever sent it.
"""

import platform
from collections.abc import Generator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from eventdocs.build.build_plan import BuildPlan
from eventdocs.build.event_refs import from_tuple, to_tuple
from eventdocs.build.inputs import BuildInputs, BuildRequest, is_shared
from eventdocs.build.shards import ShardRenderer, ShardResult, ShardTask
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.executors import ExecutorFactory, map_executor
from eventdocs.store.files import os_errors, read_bytes
from eventdocs.store.folders import resolve_links
from eventdocs.store.output_dir import OutputDir, digest
from eventdocs.store.package_data import default_templates, program_identity

_WRITERS = "babel", "jinja2", "markdown-it-py", "markupsafe"  # what pages are written with
_PREPARING = Lock()
PROGRAM = program_identity(_WRITERS)  # as it is when this process begins


class WorkerSpec(NamedTuple):
    """One build: where it reads and writes, what is asked for, and what all workers must agree on.

    `run` tells it from all others. `files` and `heads` name the parts with the digests of all inputs and the
    heads of all events.
    """

    wanted: BuildRequest
    out: Path
    side: Path
    run: str
    heads: str
    files: str
    doubtful: UntrustedFolders
    fresh: bool
    program: str


def render_remotely(
    renewal: BuildPlan, jobs: Sequence[ShardTask], opener: ExecutorFactory
) -> Generator[ShardResult, None, None]:
    """Do jobs with an executor, which is opened only if there are any."""
    if jobs:
        work = partial(done, order_of(renewal))
        with opener() as executor:
            yield from map_executor(executor, work, jobs)


def order_of(renewal: BuildPlan) -> WorkerSpec:
    """Give a build as an order; from here on it stages where only its own workers do."""
    output, wanted = renewal.output, renewal.inputs.wanted
    run = f"{output.clock_ns():x}"
    output.use_private_staging(run)
    return WorkerSpec(
        wanted._replace(catalog=resolve_links(wanted.catalog)),
        output.path,
        output.state_dir,
        run,
        output.put_blob([to_tuple(event) for event in renewal.events]),
        output.put_blob(dict(renewal.inputs.files)),
        renewal.doubtful,
        renewal.fresh,
        PROGRAM,
    )


def done(order: WorkerSpec, job: ShardTask) -> ShardResult:
    """Do a job of an order, in whatever process."""
    with os_errors("read or write"):
        with _PREPARING:
            bench = _bench(order)
        return bench.work(job)


@lru_cache(maxsize=1)
def _bench(order: WorkerSpec) -> ShardRenderer:
    if order.program != PROGRAM:
        raise _other("program", f"`{PROGRAM}` instead of `{order.program}`")
    output = OutputDir(order.out, order.side)
    output.use_private_staging(order.run)
    heads, files = output.blob(order.heads), output.blob(order.files)
    if heads is None or files is None:
        raise _other("folder", f"`{order.side}`")
    for name in filter(is_shared, files):
        folder = default_templates() if name.startswith("/") else order.wanted.catalog
        if digest(read_bytes(folder / name.lstrip("/"))) != files[name]:
            raise _other("file", f"`{name}`")
    renewal = BuildPlan(
        BuildInputs(order.wanted, files), output, frozenset(), None, None, order.doubtful, order.fresh
    )
    renewal.events = [from_tuple(each) for each in heads]
    return renewal.bench()


def _other(kind: str, what: str) -> EventdocsError:
    return EventdocsError(
        f"the worker on `{platform.node()}` has another {kind}: {what}",
        hint="workers need the same eventdocs, and the same folders on a shared file system",
        code=Exit.ENVIRONMENT,
    )
