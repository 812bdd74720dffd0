"""Rendering of the search's term files, which hold the terms of all shards.

Each shard stores its terms in a blob with a line for each file. After a change, a file is rendered only if
the line of a shard differs.
"""

from collections.abc import Iterator, Sequence

from eventdocs.building.codec import digest_of
from eventdocs.building.manifest import BuildManifest, CacheCorrupted, CachedPage, ShardSummary
from eventdocs.building.output_view import OutputView
from eventdocs.building.staleness import Target, stale
from eventdocs.building.targets import BuildPlan
from eventdocs.model.errors import Exit
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Route, search_term_routes
from eventdocs.site.search import search_terms
from eventdocs.store.output_dir import OutputDir


def render_search_terms(
    site: SiteRenderer,
    plan: BuildPlan,
    summaries: Sequence[ShardSummary],
    cached: BuildManifest | None,
    view: OutputView,
) -> dict[str, CachedPage]:
    """Render the stale term files and stage those that differ; return the files of each locale together."""
    pages = {}
    for at, locale in enumerate(site.locales):
        routes = search_term_routes(plan.term_files, site.formats, locale)
        blobs = [summary.terms[at] for summary in summaries if summary.terms]
        if not routes or not blobs:
            continue
        target = Target(f"{locale}/search/", {"events": digest_of((plan.term_files, blobs))})
        page = cached.site_pages.get(target.key) if cached else None
        if page is None or stale(target, page, view):
            earlier = [summary.terms[at] for summary in cached.shards] if cached and page else []
            artifacts = _render(routes, blobs, earlier, page, view)
            page = CachedPage(dict(target.inputs), artifacts)
        pages[target.key] = page
    return pages


def _render(
    routes: Sequence[Route],
    blobs: Sequence[str],
    earlier: Sequence[str],
    page: CachedPage | None,
    view: OutputView,
) -> dict[str, bytes]:
    """Render the files whose terms changed since `page`, or which the output has not; return all digests."""
    known = page.artifacts if page else {}
    lines = [_lines(view.output, name) for name in blobs]
    changed = set(_changed(view.output, blobs, earlier, lines, len(routes)))
    artifacts = {}
    for route in routes:
        digest = known.get(route.path)
        if route.part in changed or digest is None or view.digest_of(route.path) != digest:
            data = search_terms((shard[route.part].decode() for shard in lines), len(routes)).encode()
            digest = view.write_if_changed(route.path, data)
        artifacts[route.path] = digest
    return artifacts


def _changed(
    output: OutputDir, blobs: Sequence[str], earlier: Sequence[str], lines: Sequence[list[bytes]], count: int
) -> Iterator[int]:
    """Yield the numbers of the files for which a shard has other terms than in the last build."""
    if len(blobs) != len(earlier):
        yield from range(count)
        return
    for name, before, new in zip(blobs, earlier, lines, strict=True):
        if name != before:
            data = output.raw_blob(before)
            old = data.split(b"\n") if data is not None else []
            yield from (at for at, line in enumerate(new) if len(old) != count or old[at] != line)


def _lines(output: OutputDir, name: str) -> list[bytes]:
    data = output.raw_blob(name)
    if data is None:
        raise CacheCorrupted("the build cache is corrupt", code=Exit.ENVIRONMENT)
    return data.split(b"\n")
