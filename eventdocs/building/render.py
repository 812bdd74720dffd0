"""Rendering of one shard: find its stale events, read and render them, and stage the files that differ.

Shards are independent of each other, so any number of processes can share them. What all of them need is
prepared once per process.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import zip_longest
from math import ceil
from operator import attrgetter
from typing import NamedTuple

from eventdocs.building.cache import CachedEvent, CachedShard, load_shards, save_shard
from eventdocs.building.cached_diagnostics import to_cached
from eventdocs.building.codec import digest_of
from eventdocs.building.event_reader import EventReader
from eventdocs.building.manifest import CachedPage, ShardSummary
from eventdocs.building.output_view import OutputView
from eventdocs.building.pages import renewed, renewed_with_labels, with_labels
from eventdocs.building.shown_labels import LabelDigests
from eventdocs.building.staleness import Target, stale
from eventdocs.building.targets import EventPlan, ShardTask, shown_groups
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.event import Event, EventRef
from eventdocs.model.garbage import stopped_collector
from eventdocs.model.labels import LabelKey
from eventdocs.site.event_pages import render_events, resolve_events, summarize_events
from eventdocs.site.list_filters import count_facets
from eventdocs.site.listing import ListingRow
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import HITS_PER_FILE, PageKind, Route, Shard, shard_routes
from eventdocs.site.search import SearchDocument, search_hits, shard_key, shard_terms
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.file_changes import FileChange, FileChanges, pack_changes
from eventdocs.store.fork_pool import map_forked
from eventdocs.store.output_dir import OutputDir
from eventdocs.text.locales import cache_locale_data, cached_locale_data, locale_data_since
from eventdocs.translations.status import count_states, event_string_pairs, pair_statuses

_BATCHES_PER_PROCESS = 4
_MOST_IN_BATCH = 50  # more events take more memory, and no less time


@dataclass(frozen=True)
class RenderContext:
    """The values that rendering any shard needs; `batch_size` is the number of events times locales."""

    events: EventReader
    output: OutputDir
    untrusted: UntrustedFolders
    is_output_empty: bool
    batch_size: int
    term_files: int

    @cached_property
    def labels(self) -> LabelDigests:
        """The digests of the catalog's own labels."""
        return LabelDigests(self.events.settings.labels)

    @property
    def site(self) -> SiteRenderer:
        """The renderer of the site."""
        return self.events.site


class ShardResult(NamedTuple):
    """The result of rendering one shard.

    Without a `summary`, an event of the shard has errors or changed while it was read. `changes` are the
    staged files, `reasons` says why events were rendered, by file. `events` are all events of the shard with
    their own locales. `labels` are those that became part of what is kept for the pages of all events.
    `locale_data` is what the process looked up about locales for it.
    """

    number: int
    summary: ShardSummary | None = None
    changes: FileChanges = FileChanges()
    reasons: Mapping[str, str] = {}
    events: Sequence[tuple[EventRef, tuple[str, ...]]] = ()
    labels: AbstractSet[LabelKey] = frozenset()
    locale_data: Mapping[tuple[str, ...], str | tuple[str, ...]] = {}


class _Batch(NamedTuple):
    """The result for some events of a shard, from the one at `start` on."""

    start: int
    events: list[CachedEvent]
    lines: list[bytes]
    changes: list[FileChange]
    reasons: dict[str, str]
    labels: AbstractSet[LabelKey]
    locale_data: dict[tuple[str, ...], str | tuple[str, ...]]


class _CachedEvents(NamedTuple):
    """The events of a shard as they were cached, by file, and the NDJSON line of each."""

    events: Mapping[str, CachedEvent]
    lines: Mapping[str, bytes]


def render_shard(context: RenderContext, task: ShardTask, processes: int = 1) -> ShardResult:
    """Render the stale targets of a shard, with several processes if asked to."""
    with stopped_collector():  # the values of a shard hold no reference cycles
        return _render_shard(context, task, processes)


def _render_shard(context: RenderContext, task: ShardTask, processes: int) -> ShardResult:
    known_before = cached_locale_data()
    shards = list(load_shards(context.output, task.cached))
    recorded = {path: known for shard in shards for path, known in shard.artifacts}
    view = OutputView(context.output, recorded, context.untrusted, is_empty=context.is_output_empty)
    cached = _CachedEvents(*_cached_events(context.output, shards))
    number = task.shard.number
    batches: list[_Batch] = []
    size = _batch_size(context, len(task.events), processes)
    work = partial(_render_batch, context, task, cached, view, size)
    starts = range(0, len(task.events), size)
    with closing(map_forked(work, starts, processes)) as results:
        for batch in results:
            if batch is None:
                return ShardResult(number)
            cache_locale_data(batch.locale_data)
            batches.append(batch)
    batches.sort(key=attrgetter("start"))
    events = [event for batch in batches for event in batch.events]
    ndjson, ndjson_size = _put_lines(context.output, batches)
    pages = _render_lists(
        context, task, events, {path: page for each in shards for path, page in each.pages.items()}, view
    )
    terms = _put_terms(context, task, events, [event for each in shards for event in each.events])
    shard = CachedShard(events, pages, ndjson)
    return ShardResult(
        number,
        _summarize(context.output, task, shard, ndjson_size, terms),
        pack_changes([*(change for batch in batches for change in batch.changes), *view.changes]),
        {file: reason for batch in batches for file, reason in batch.reasons.items()},
        [(event.ref, event.own_locales) for event in events],
        frozenset().union(*(batch.labels for batch in batches)),
        locale_data_since(known_before),
    )


def _batch_size(context: RenderContext, events: int, processes: int) -> int:
    """Return how many events are rendered at a time, such that processes end at about the same time."""
    size = max(1, min(_MOST_IN_BATCH, context.batch_size // len(context.site.locales)))
    return size if processes == 1 else min(size, ceil(max(1, events) / (processes * _BATCHES_PER_PROCESS)))


def _put_lines(output: OutputDir, batches: Sequence[_Batch]) -> tuple[str, int]:
    """Store the NDJSON lines of a shard and drop them; return the name of the blob and its size.

    In many locales, they are half of the memory that a shard takes.
    """
    lines = [line for batch in batches for line in batch.lines]
    for batch in batches:
        batch.lines.clear()
    return output.put_raw(*lines), sum(map(len, lines))


def _cached_events(
    output: OutputDir, shards: Iterable[CachedShard]
) -> tuple[dict[str, CachedEvent], dict[str, bytes]]:
    """Return the cached events by file and their lines; an event whose line is lost counts as not cached."""
    events: dict[str, CachedEvent] = {}
    lines: dict[str, bytes] = {}
    for shard in shards:
        data = output.raw_blob(shard.ndjson)
        shard_lines = data.splitlines(keepends=True) if data is not None else []
        if len(shard_lines) == len(shard.events):
            for event, line in zip(shard.events, shard_lines, strict=True):
                events[event.ref.file], lines[event.ref.file] = event, line
    return events, lines


def _render_batch(
    context: RenderContext,
    task: ShardTask,
    cached: _CachedEvents,
    shard_view: OutputView,
    size: int,
    start: int,
) -> _Batch | None:
    """Render the stale events among some of a shard; None if one has errors or changed during the build."""
    view = OutputView(
        shard_view.output, shard_view.recorded, shard_view.untrusted, is_empty=shard_view.is_empty
    )
    plans, known_before = task.events[start : start + size], cached_locale_data()
    batch = _Batch(start, [], [], view.changes, {}, context.site.label_reads.shared, {})
    for plan in plans:
        known = cached.events.get(plan.ref.file)
        reason = stale(with_labels(plan.target, known.labels if known else (), context.labels), known, view)
        if reason:
            batch.reasons[plan.ref.file] = reason
    stale_plans = [plan for plan in plans if plan.ref.file in batch.reasons]
    read = context.events.read([(plan.ref, plan.target.inputs["source"]) for plan in stale_plans])
    if read is None:
        return None
    parsed = [(plan, *each) for plan, each in zip(stale_plans, read, strict=True)]
    rendered = dict(_render_events(context, parsed, view))
    for plan in plans:
        file = plan.ref.file
        event, line = rendered[file] if file in rendered else (cached.events[file], cached.lines[file])
        batch.events.append(event)
        batch.lines.append(line)
    batch.locale_data.update(locale_data_since(known_before))
    return batch


def _render_events(
    context: RenderContext, parsed: Sequence[tuple[EventPlan, Event, list[Diagnostic]]], view: OutputView
) -> Iterator[tuple[str, tuple[CachedEvent, bytes]]]:
    """Render events and stage their pages; yield each with its NDJSON line, by file."""
    site = context.site
    describe = partial(context.events.describe, {event.file: event for _, event, _ in parsed})
    resolved = resolve_events(site, [(event, plan.neighbours) for plan, event, _ in parsed], describe)
    digests: dict[str, bytes] = {}
    for pages in render_events(site, resolved):
        digests.update((path, view.write_if_changed(path, data)) for path, data in pages)
    summaries = summarize_events(site, resolved)
    for subject, summary, (plan, event, diagnostics) in zip(resolved, summaries, parsed, strict=True):
        labels = tuple(sorted(subject.labels))
        counts, words = _count_strings(site.settings, event)
        cached = CachedEvent(
            event.ref._replace(titles=plan.ref.titles),  # those of the file, without pseudo-locales
            subject.own_locales,
            dict(with_labels(plan.target, labels, context.labels).inputs),
            {route.path: digests[route.path] for route in subject.pages},
            tuple(map(tuple, summary.rows)),
            tuple(map(tuple, summary.search_documents)),
            counts,
            words,
            tuple(map(to_cached, diagnostics)),
            labels,
        )
        yield plan.ref.file, (cached, summary.ndjson_line)


def _count_strings(
    settings: CatalogSettings, event: Event
) -> tuple[tuple[dict[str, int], ...], tuple[dict[str, int], ...]]:
    """Return the strings of an event and the words of their sources, by locale and state."""
    if not settings.ledgers:
        return (), ()
    from eventdocs.translations.word_counts import words_by_state

    source, targets = settings.source_locale, settings.targets
    by_locale = [
        list(pair_statuses(event_string_pairs(event, source, locale), settings, locale)) for locale in targets
    ]
    counts = tuple(count_states(status for _, status in pairs) for pairs in by_locale)
    return counts, tuple(map(words_by_state, by_locale))


def _render_lists(
    context: RenderContext,
    task: ShardTask,
    events: Sequence[CachedEvent],
    cached: Mapping[str, CachedPage],
    view: OutputView,
) -> dict[str, CachedPage]:
    """Render the stale list pages and search indexes of a shard; return all of them by path."""
    site, pages, key = context.site, {}, shard_key(task.shard.events)
    for route in shard_routes(task.shard, site.formats, site.locales):
        at = site.locales.index(route.locale)
        if route.kind is PageKind.SEARCH_HITS:
            start = route.part * HITS_PER_FILE
            values = [event.documents[at][0] for event in events[start : start + HITS_PER_FILE]]
        else:
            values = [event.rows[at] for event in events]
        listed = digest_of((task.shard.number, task.shard.count, key, values))
        inputs = {"settings": task.settings, "events": listed}
        if route.kind is PageKind.EVENT_LIST:
            folders = (ListingRow._make(row).group for row in values)
            inputs["groups"] = digest_of(shown_groups(task.shard, task.groups, folders))
        target = Target(route.path, inputs)
        write = partial(_write_list, site, route, task.shard, key, values, view)
        known = cached.get(route.path)
        pages[route.path] = (
            renewed(target, known, view, write)
            if route.kind is PageKind.SEARCH_HITS
            else renewed_with_labels(target, known, view, context.labels, site.label_reads, write)
        )
    return pages


def _write_list(
    site: SiteRenderer,
    route: Route,
    shard: Shard,
    key: str,
    values: Sequence[tuple[object, ...]],
    view: OutputView,
) -> bytes:
    """Render a list or a part of the search index, stage it if it differs, and return its digest."""
    if route.kind is PageKind.SEARCH_HITS:
        text = search_hits(key, values)
    elif route.kind is PageKind.EVENT_ROWS:
        text = site.render_rows(route, list(map(ListingRow._make, values)))
    else:
        text = site.render_listing(route, shard, list(map(ListingRow._make, values)))
    return view.write_if_changed(route.path, text.encode())


def _count_facets(shard: Shard, events: Sequence[CachedEvent]) -> list[dict[str, dict[str, int]]]:
    """Return what the overview of several shards says of one, per locale; the only shard has none."""
    if shard.count == 1:
        return []
    by_locale = zip(*(event.rows for event in events), strict=True)
    return [count_facets(map(ListingRow._make, rows)) for rows in by_locale]


def _put_terms(
    context: RenderContext, task: ShardTask, events: Sequence[CachedEvent], cached: Sequence[CachedEvent]
) -> list[str]:
    """Store the terms that the search has of a shard, and return the name of the blob for each locale.

    If the search shows of the events what it showed in the last build, it is the blob of that build.
    """
    number, key = task.shard.number, shard_key(task.shard.events)
    documents, before = (zip(*(event.documents for event in each), strict=True) for each in (events, cached))
    return [
        known
        if known and of_locale == of_last_build
        else context.output.put_raw(
            shard_terms(map(SearchDocument._make, of_locale), number, context.term_files, key)
        )
        for of_locale, of_last_build, known in zip_longest(documents, before, task.terms)
        if of_locale is not None  # a locale of the last build that was removed
    ]


def _sums(counts: Iterable[tuple[dict[str, int], ...]]) -> list[dict[str, int]]:
    """Return the sums of numbers by state of some events, per locale."""
    by_locale = zip(*counts, strict=True)
    return [{state: sum(each[state] for each in events) for state in events[0]} for events in by_locale]


def _summarize(
    output: OutputDir, task: ShardTask, shard: CachedShard, ndjson_size: int, terms: list[str]
) -> ShardSummary:
    return ShardSummary(
        save_shard(output, shard),
        shard.ndjson,
        ndjson_size,
        terms,
        task.key,
        sum(1 for _ in shard.artifacts),
        _sums(event.counts for event in shard.events),
        _sums(event.words for event in shard.events),
        _count_facets(task.shard, shard.events),
        [warning for event in shard.events for warning in event.warnings],
    )
