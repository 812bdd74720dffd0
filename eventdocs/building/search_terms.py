"""Rendering of the search's term files, which hold the terms of all shards, and of the hits of providers.

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
from eventdocs.site.provider_search import PROVIDER_SHARD, provider_documents, provider_shard_key
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import HITS_PER_FILE, Route, search_hit_routes, search_term_routes
from eventdocs.site.search import SearchDocument, search_hits, search_terms, shard_terms
from eventdocs.store.output_dir import OutputDir


def render_search_terms(
    site: SiteRenderer,
    plan: BuildPlan,
    summaries: Sequence[ShardSummary],
    cached: BuildManifest | None,
    view: OutputView,
) -> dict[str, CachedPage]:
    """Render the stale term files and stage those that differ; return the files of each locale together.

    Those with the hits of providers belong to them.
    """
    pages = {}
    settings = plan.inputs.shared.page_settings_digest()
    key = provider_shard_key(site.settings.providers, plan.term_files)
    for at, locale in enumerate(site.locales):
        routes = search_term_routes(plan.term_files, site.formats, locale)
        blobs = [summary.terms[at] for summary in summaries if summary.terms]
        if not routes or not blobs:
            continue
        inputs = {"settings": settings, "events": digest_of((plan.term_files, blobs))}
        target = Target(f"{locale}/search/", inputs)
        page = cached.site_pages.get(target.key) if cached else None
        if page is None or stale(target, page, view):
            is_new = cached is None or page is None or page.inputs["settings"] != settings
            earlier = [] if cached is None or is_new else [summary.terms[at] for summary in cached.shards]
            documents = [*provider_documents(site.settings, locale, has_source=site.has_source)]
            providers = shard_terms(documents, PROVIDER_SHARD, plan.term_files, key).split(b"\n")
            artifacts = _render(routes, blobs, earlier, providers, page, view)
            artifacts |= _render_hits(site, locale, key, documents, view)
            page = CachedPage(inputs, artifacts)
        pages[target.key] = page
    return pages


def _render_hits(
    site: SiteRenderer, locale: str, key: str, documents: Sequence[SearchDocument], view: OutputView
) -> dict[str, bytes]:
    """Render the files with the hits of providers; return their digests."""
    artifacts = {}
    for route in search_hit_routes(len(documents), site.formats, (locale,), PROVIDER_SHARD):
        start = route.part * HITS_PER_FILE
        hits = search_hits(key, [document.hit for document in documents[start : start + HITS_PER_FILE]])
        artifacts[route.path] = view.write_if_changed(route.path, hits.encode())
    return artifacts


def _render(
    routes: Sequence[Route],
    blobs: Sequence[str],
    earlier: Sequence[str],
    providers: list[bytes],
    page: CachedPage | None,
    view: OutputView,
) -> dict[str, bytes]:
    """Render the files whose terms changed since `page`, or which the output has not; return all digests.

    `providers` are the lines of the shard of providers. They change only with the settings.
    """
    known = page.artifacts if page else {}
    lines = [_lines(view.output, name) for name in blobs]
    changed = set(_changed(view.output, blobs, earlier, lines, len(routes)))
    artifacts = {}
    for route in routes:
        digest = known.get(route.path)
        if route.part in changed or digest is None or view.digest_of(route.path) != digest:
            data = search_terms(shard[route.part].decode() for shard in (providers, *lines)).encode()
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
