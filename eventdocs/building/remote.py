"""Workers of an executor, which may be on other machines.

Such a worker prepares its own `RenderContext` from a `WorkerSpec`. It sees the same folders, on a shared file
system if need be.
"""

from collections.abc import Generator, Sequence
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from eventdocs.building.event_reader import EventReader
from eventdocs.building.inputs import BuildInputs
from eventdocs.building.prepare import TemplateCache, prepare_site
from eventdocs.building.render import RenderContext, ShardResult, render_shard
from eventdocs.building.result import BuildRequest
from eventdocs.building.shared_inputs import is_setting, read_input
from eventdocs.building.targets import ShardTask
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.catalog import parse_catalog
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.executors import ExecutorFactory, map_executor
from eventdocs.store.files import os_errors, resolve_links
from eventdocs.store.output_dir import OutputDir, digest
from eventdocs.store.package_data import host_name, program_identity
from eventdocs.translations.pseudo import with_pseudo_locales

_LIBRARIES = "babel", "jinja2", "markdown-it-py", "markupsafe"  # they decide the bytes of pages too
_PREPARING = Lock()
PROGRAM = program_identity(_LIBRARIES)  # when this process starts: its modules may change on disk later


class WorkerSpec(NamedTuple):
    """One build, for workers of an executor: where it reads and writes, and what they must agree on.

    `run` is unique to the build. `shared` are the names and digests of the inputs that all pages depend on.
    """

    request: BuildRequest
    output: Path
    state_dir: Path
    run: str
    shared: tuple[tuple[str, bytes], ...]
    untrusted: UntrustedFolders
    is_output_empty: bool
    batch_size: int
    term_files: int
    program: str


def render_remotely(
    context: RenderContext,
    tasks: Sequence[ShardTask],
    request: BuildRequest,
    inputs: BuildInputs,
    factory: ExecutorFactory,
) -> Generator[ShardResult, None, None]:
    """Render shards with an executor, which is opened only if there is work."""
    if tasks:
        spec = worker_spec(context, request, inputs)
        with factory() as executor:
            yield from map_executor(executor, partial(render_for, spec), tasks)


def worker_spec(context: RenderContext, request: BuildRequest, inputs: BuildInputs) -> WorkerSpec:
    """Describe a build for workers elsewhere. From here on it uses a staging folder of its own.

    A worker may outlive the build that it works for and must not write into the staging folder of the next.
    """
    run = f"{context.output.clock_ns():x}"
    context.output.use_private_staging(run)
    return WorkerSpec(
        request._replace(catalog=resolve_links(request.catalog)),
        context.output.path,
        context.output.state_dir,
        run,
        tuple((name, file.digest) for name, file in inputs.shared.files.items()),
        context.untrusted,
        context.is_output_empty,
        context.batch_size,
        context.term_files,
        PROGRAM,
    )


def render_for(spec: WorkerSpec, task: ShardTask) -> ShardResult:
    """Render a shard of a build, in whatever process."""
    with os_errors("read or write"):
        with _PREPARING:
            context = _context_for(spec)
        return render_shard(context, task)


@lru_cache(maxsize=1)
def _context_for(spec: WorkerSpec) -> RenderContext:
    """Prepare rendering, and check that program and shared inputs are those of the build."""
    if spec.program != PROGRAM:
        raise _mismatch("program", f"`{PROGRAM}` instead of `{spec.program}`")
    data: dict[str, bytes] = {}
    for name, expected in spec.shared:
        content = read_input(spec.request.catalog, name)
        if digest(content) != expected:
            raise _mismatch("file", f"`{name}`")
        if is_setting(name):
            data[name] = content
    output = OutputDir(spec.output, spec.state_dir)
    output.use_private_staging(spec.run)
    settings = parse_catalog(data).catalog.settings
    settings = with_pseudo_locales(settings) if spec.request.pseudo else settings
    site = prepare_site(spec.request, settings, TemplateCache({}, {}))
    return RenderContext(
        EventReader(spec.request.catalog, site, spec.request.pseudo, {}),
        output,
        spec.untrusted,
        spec.is_output_empty,
        spec.batch_size,
        spec.term_files,
    )


def _mismatch(kind: str, what: str) -> EventdocsError:
    return EventdocsError(
        f"the worker on `{host_name()}` has another {kind}: {what}",
        hint="workers need the same eventdocs, and the same folders on a shared file system",
        code=Exit.ENVIRONMENT,
    )
