"""Workers: shards rendered in this process, in forked processes, or by an executor.

All take the same tasks and yield the same results.
"""

import gc
from collections.abc import Generator, Sequence
from functools import partial

from eventdocs.building.render import RenderContext, ShardResult, render_shard
from eventdocs.building.result import BuildOptions, BuildRequest
from eventdocs.building.targets import BuildPlan, StaleShard, shard_task
from eventdocs.store.fork_pool import core_count, map_forked


def render_shards(
    context: RenderContext,
    plan: BuildPlan,
    stale: Sequence[StaleShard],
    request: BuildRequest,
    options: BuildOptions,
    stale_events: int,
) -> Generator[ShardResult, None, None]:
    """Render shards and yield results as they come; forking depends on `stale_events`, an estimate."""
    if options.executor is not None:
        from eventdocs.building.remote import render_remotely

        tasks = [shard_task(plan, each) for each in stale]
        yield from render_remotely(context, tasks, request, plan.inputs, options.executor)
        return
    pages = stale_events * len(context.site.locales) * len(context.site.formats)
    processes = (options.jobs or core_count()) if pages > options.parallel_threshold else 1
    if pages > options.parallel_threshold:
        context.site.compile_templates()
        gc.collect()  # the compiler leaves megabytes in reference cycles, which all processes would keep
    if len(stale) == 1:
        yield render_shard(context, shard_task(plan, stale[0]), processes)
    else:
        yield from map_forked(partial(_render, context, plan), stale, processes)


def _render(context: RenderContext, plan: BuildPlan, stale: StaleShard) -> ShardResult:
    return render_shard(context, shard_task(plan, stale))
