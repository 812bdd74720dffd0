"""Rendering of the pages about providers and about the whole site, once all shards are rendered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import accumulate, chain, groupby
from operator import itemgetter

from eventdocs.building.cache import CachedRef
from eventdocs.building.codec import digest_of
from eventdocs.building.manifest import BuildManifest, CacheCorrupted, CachedPage, ShardSummary
from eventdocs.building.output_view import OutputView
from eventdocs.building.pages import renewed, renewed_with_labels
from eventdocs.building.shown_labels import LabelDigests
from eventdocs.building.staleness import Target
from eventdocs.building.targets import BuildPlan
from eventdocs.model.errors import Exit
from eventdocs.model.event import keyword_keys
from eventdocs.model.ledger import OFFICIAL_LABELS
from eventdocs.site.list_filters import FacetCounts, add_facets
from eventdocs.site.provider_view import EventCounts, count_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import PageKind, Route, provider_routes, site_routes, used_template
from eventdocs.store.file_changes import FileChange
from eventdocs.store.output_dir import OutputDir
from eventdocs.translations.status import (
    Coverage,
    count_states,
    event_string_pairs,
    label_pairs,
    pair_statuses,
)


def render_site_pages(
    site: SiteRenderer,
    plan: BuildPlan,
    refs: Sequence[CachedRef],
    event_list: bytes,
    summaries: Sequence[ShardSummary],
    cached: BuildManifest | None,
    view: OutputView,
) -> dict[str, CachedPage]:
    """Render the stale pages about the whole site and stage those that differ; return all of them by path.

    `event_list` is the digest of what they show of all events.
    """
    known = cached.site_pages if cached else {}
    labels, reads = LabelDigests(site.settings.labels), site.label_reads
    coverage = tuple(_coverage(site, refs, summaries)) if site.settings.ledgers else ()
    facets, own_locales = dict(_facets(site, summaries)), cache(partial(_own_locales, refs))

    def write_page(route: Route) -> bytes:
        shown = facets.get(route.locale, {})
        text = site.render_site_page(route, plan.shards, own_locales(), coverage, shown)
        return view.write_if_changed(route.path, text.encode())

    pages = {}
    for target, route in _targets(site, plan, refs, event_list, coverage, summaries, facets):
        key, page = target.key, known.get(target.key)
        if route is None:
            write = partial(view.write_if_changed, key, site.assets[key])
            pages[key] = renewed(target, page, view, write)
        elif route.kind is PageKind.NDJSON:
            write = partial(_write_ndjson, key, summaries, cached, view)
            pages[key] = renewed(target, page, view, write)
        else:
            write = partial(write_page, route)
            pages[key] = renewed_with_labels(target, page, view, labels, reads, write)
    return pages


def render_provider_pages(
    site: SiteRenderer,
    plan: BuildPlan,
    refs: Sequence[CachedRef],
    cached: BuildManifest | None,
    view: OutputView,
) -> dict[str, CachedPage]:
    """Render the stale pages of providers and stage those that differ; return all of them by path."""
    known = cached.site_pages if cached else {}
    labels, reads = LabelDigests(site.settings.labels), site.label_reads
    counts = count_events((item.ref for item in refs), site.settings.default_provider)
    pages = {}
    for key in site.settings.providers:
        own = counts.get(key, EventCounts())
        for route in provider_routes(key, site.formats, site.locales):
            inputs = {
                "settings": _settings(plan, route),
                "events": digest_of(tuple(own)),
                "ledger": plan.ledgers.get(OFFICIAL_LABELS, b""),
            }
            write = partial(_write_provider_page, site, route, key, own, view)
            target = Target(route.path, inputs)
            pages[route.path] = renewed_with_labels(target, known.get(route.path), view, labels, reads, write)
    return pages


def _write_provider_page(
    site: SiteRenderer, route: Route, key: str, counts: EventCounts, view: OutputView
) -> bytes:
    text = site.render_provider_page(route, key, counts)
    return view.write_if_changed(route.path, text.encode())


def event_list_digest(refs: Iterable[CachedRef]) -> bytes:
    """Return the digest of what the pages about the whole site show of all events."""
    return digest_of([(*item.ref.identity, *item.own_locales) for item in refs])


def _settings(plan: BuildPlan, route: Route) -> bytes:
    """Return the digest of the settings and templates that a page depends on."""
    return plan.inputs.shared.page_settings_digest(used_template(route.kind))


def _targets(
    site: SiteRenderer,
    plan: BuildPlan,
    refs: Sequence[CachedRef],
    events: bytes,
    coverage: Sequence[Coverage],
    summaries: Sequence[ShardSummary],
    facets: Mapping[str, FacetCounts],
) -> Iterator[tuple[Target, Route | None]]:
    """Yield the target of each asset and each page about the whole site, the front page last."""
    counts = digest_of([(each.locale, each.counts, each.words) for each in coverage])
    lines = digest_of([summary.ndjson for summary in summaries])
    for path in site.assets:
        yield Target(path, {"settings": plan.inputs.shared.page_settings_digest()}), None
    sitemaps = site.sitemaps(plan.shards, [item.own_locales for item in refs])
    site_pages = site_routes(site.settings, len(plan.shards), site.formats, site.locales)
    for route in chain(sitemaps, site_pages):
        settings = _settings(plan, route)
        if route.kind is PageKind.NDJSON:
            inputs = {"settings": settings, "events": lines}
        elif route.kind in _WITH_COVERAGE and site.settings.ledgers:
            inputs = {"settings": settings, "events": events, "coverage": counts}
        elif route.kind is PageKind.SHARD_LIST:
            inputs = {"settings": settings, "events": events, "facets": _facets_digest(facets[route.locale])}
        else:
            inputs = {"settings": settings, "events": events}
        if route.kind in _WITH_GROUPS:
            inputs["groups"] = _groups_digest(plan)
        yield Target(route.path, inputs), route


def _groups_digest(plan: BuildPlan) -> bytes:
    """Return a digest of all groups."""
    return digest_of([plan.groups[folder] for folder in sorted(plan.groups)])


def _facets(
    site: SiteRenderer, summaries: Sequence[ShardSummary]
) -> Iterator[tuple[str, dict[str, dict[str, int]]]]:
    """Yield the counts of all events by facet and value for each locale; none if there is one shard."""
    for at, locale in enumerate(site.locales):
        yield locale, add_facets(summary.facets[at] for summary in summaries if summary.facets)


def _facets_digest(facets: FacetCounts) -> bytes:
    return digest_of([(facet, sorted(counts.items())) for facet, counts in facets.items()])


# Pages that show how many texts are translated.
_WITH_COVERAGE = (PageKind.STATUS, PageKind.LANGUAGE_PICKER)
# Pages that show groups, or depend on their strings.
_WITH_GROUPS = (PageKind.GFM_INDEX, PageKind.SHARD_LIST, *_WITH_COVERAGE)


def _own_locales(refs: Sequence[CachedRef]) -> dict[str, tuple[str, ...]]:
    """Return the locales in which each event has texts of its own, by key."""
    return {item.ref.key: item.own_locales for item in refs}


def _coverage(
    site: SiteRenderer, refs: Sequence[CachedRef], summaries: Sequence[ShardSummary]
) -> Iterator[Coverage]:
    """Add up the counts of strings of all shards, the groups and the labels, per locale."""
    from eventdocs.translations.word_counts import words_by_state  # sites without ledgers do not need it

    settings, keywords = site.settings, keyword_keys(*(item.ref for item in refs))
    for at, locale in enumerate(settings.targets):
        pairs = [*label_pairs(settings, keywords, locale)]
        for group in settings.groups.values():
            pairs += event_string_pairs(group, settings.source_locale, locale)
        statuses = list(pair_statuses(pairs, settings, locale))
        counts, words = count_states(status for _, status in statuses), words_by_state(statuses)
        for summary in summaries:
            for total, own in ((counts, summary.counts), (words, summary.words)):
                for state, number in (own[at] if own else {}).items():
                    total[state] += number
        yield Coverage(locale, counts, words)


def _write_ndjson(
    path: str, summaries: Sequence[ShardSummary], cached: BuildManifest | None, view: OutputView
) -> bytes:
    """Stage the concatenation of the shards' lines if it differs, and return its digest.

    It is a fifth of a site, and few lines change. So the others are copied from the output, if it has them as
    the last build wrote them.
    """
    old, places = view.digest_of(path), {}
    if cached and view.has_recorded(path):
        places = {summary.ndjson: start for summary, start in _with_starts(cached.shards)}
    new = view.output.staging.put_chunks(path, _lines(path, summaries, places, view))
    if old != new:
        view.changes.append(FileChange(path, old))
    return new


def _lines(
    path: str, summaries: Sequence[ShardSummary], places: Mapping[str, int], view: OutputView
) -> Iterator[bytes | memoryview]:
    """Yield the lines of all shards; `places` says where the output has the lines of a blob."""
    placed = ((places.get(each.ndjson), start, each) for each, start in _with_starts(summaries))
    moved = ((None if old is None else old - new, new, each) for old, new, each in placed)
    for distance, group in groupby(moved, itemgetter(0)):  # neighbours in the output are read together
        found = [(start, each) for _, start, each in group]
        if distance is None:
            yield from (_blob(view.output, each.ndjson) for _, each in found)
        else:
            size = sum(each.ndjson_size for _, each in found)
            for chunk in view.read_recorded(path, found[0][0] + distance, size):
                size -= len(chunk)
                yield chunk
            if size:
                raise _corrupt()


def _blob(output: OutputDir, name: str) -> bytes:
    data = output.raw_blob(name)
    if data is None:
        raise _corrupt()
    return data


def _with_starts(summaries: Sequence[ShardSummary]) -> Iterator[tuple[ShardSummary, int]]:
    """Yield the shards, each with the place of its lines among those of all."""
    return zip(summaries, accumulate((each.ndjson_size for each in summaries), initial=0), strict=False)


def _corrupt() -> CacheCorrupted:
    return CacheCorrupted("the build cache is corrupt", code=Exit.ENVIRONMENT)
