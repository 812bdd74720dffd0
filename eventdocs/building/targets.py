"""The plan of a build: its events, the shards they are in, and what each event's pages depend on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from eventdocs.building.cache import CachedRef, load_refs
from eventdocs.building.codec import digest_of
from eventdocs.building.inputs import BuildInputs
from eventdocs.building.manifest import BuildManifest, ShardSummary
from eventdocs.building.result import BuildRequest
from eventdocs.building.shared_inputs import is_ledger
from eventdocs.building.staleness import Target
from eventdocs.building.up_to_date import Cache
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.event import EventRef, sort_key
from eventdocs.model.group import group_of
from eventdocs.model.ledger import OFFICIAL_LABELS, ledger_digests_by_event
from eventdocs.rules import check_between_events
from eventdocs.site.routes import NeighbourIndex, Neighbours, PageKind, Shard, shards, template_of
from eventdocs.site.search import term_file_count
from eventdocs.store.output_dir import OutputDir


class EventPlan(NamedTuple):
    """An event of a build: its reference, its target and the events that its pages show."""

    ref: EventRef
    target: Target
    neighbours: Neighbours


class StaleShard(NamedTuple):
    """A shard that may hold stale targets.

    `start` is the place of its first event in the catalog's order, `key` the digest of all inputs of its
    events. `cached` names the blobs of the cached shards that held its events, `terms` those of the search's
    terms in each locale if these are the events of the last build.
    """

    shard: Shard
    start: int
    key: bytes
    cached: tuple[str, ...]
    terms: tuple[str, ...] = ()


class ShardTask(NamedTuple):
    """Everything that rendering a shard needs to know of it.

    `key` is the digest of all inputs of its events and lists, `settings` that of the settings that lists
    depend on, `groups` those of the groups by folder. `cached` names the blobs of the cached shards that held
    its events, `terms` those of the search's terms in each locale if these are the events of the last build.
    """

    shard: Shard
    events: tuple[EventPlan, ...]
    key: bytes
    settings: bytes
    groups: Mapping[str, bytes]
    cached: tuple[str, ...]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class BuildPlan:
    """The events, shards and settings of a build.

    `refs` are all events in the catalog's order, `neighbours` what each one's pages show of others.
    `event_settings` stands for the settings that the pages of any event depend on. `events_unchanged` says
    that these are the events of the last build with the same of these settings, so that the site has the same
    files.

    `ledgers` are the digests of the ledger records of events by key, `groups` those of the groups by folder.
    `term_files` is the number of files with the terms of the search in each locale.
    """

    inputs: BuildInputs
    refs: list[EventRef]
    neighbours: NeighbourIndex
    event_settings: bytes
    events_unchanged: bool
    ledgers: Mapping[str, bytes]
    groups: Mapping[str, bytes]
    shards: list[Shard]
    term_files: int
    cached_refs: Mapping[str, CachedRef]

    @cached_property
    def neighbour_digests(self) -> list[bytes]:
        """The digests of what each event's pages show of others."""
        if self.events_unchanged:
            return [item.neighbours for item in self.cached_refs.values()]
        return list(map(neighbours_digest, self.neighbours))

    @cached_property
    def findings(self) -> list[Diagnostic]:
        """The findings between the events."""
        return list(check_between_events(self.inputs.settings, self.refs))

    @cached_property
    def shard_keys(self) -> list[bytes]:
        """The digests of all inputs of each shard's events."""
        return list(_shard_keys(self))


def plan_build(
    request: BuildRequest, inputs: BuildInputs, cache: Cache, output: OutputDir, *, full_parse: bool
) -> BuildPlan:
    """Plan a build; with `full_parse`, references to events come from parsed files only."""
    manifest = cache.reusable
    cached = load_refs(output, manifest.refs) if manifest else []
    by_file = {item.ref.file: item for item in cached}
    refs, same_events = _refs(inputs, by_file, full_parse=full_parse)
    settings = _event_settings(inputs, manifest)
    unchanged = manifest is not None and manifest.event_settings == settings and same_events
    ledgers = _ledger_digests(inputs, cache, output)
    return BuildPlan(
        inputs,
        refs,
        NeighbourIndex(refs),
        settings,
        unchanged,
        ledgers,
        inputs.shared.group_digests(ledgers),
        shards(refs, single_max=request.single_shard_max, size=request.shard_size),
        term_file_count(len(refs)),
        by_file,
    )


def _event_settings(inputs: BuildInputs, manifest: BuildManifest | None) -> bytes:
    """Return what stands for the settings of events: as it was, until something changes that any page shows.

    Which labels these are is known from the pages, so it has to be a new value after each such change: the
    pages of the last build can depend on labels that those of an earlier one with the same settings lacked.
    """
    if manifest is None:
        return inputs.shared.settings_digest
    if inputs.shared.event_settings_digest(tuple(manifest.shared_labels)) == manifest.shared:
        return manifest.event_settings
    return digest_of((manifest.event_settings, inputs.shared.settings_digest))


def stale_shards(plan: BuildPlan, cache: Cache, request: BuildRequest) -> list[StaleShard]:
    """Return the shards that may hold stale targets: their inputs differ, or the output cannot be trusted."""
    summaries = cache.reusable.shards if cache.reusable else []
    blobs = {} if plan.events_unchanged else dict(_cached_blobs(plan, summaries, request))
    stale = []
    start = 0
    for shard, key in zip(plan.shards, plan.shard_keys, strict=True):
        cached = summaries[shard.number - 1] if shard.number <= len(summaries) else None
        if cache.untrusted or cached is None or cached.key != key:
            names = dict.fromkeys(blobs[ref.file] for ref in shard.events if ref.file in blobs)
            if plan.events_unchanged and cached:
                stale.append(StaleShard(shard, start, key, (cached.blob,), tuple(cached.terms)))
            else:
                stale.append(StaleShard(shard, start, key, tuple(names)))
        start += len(shard.events)
    return stale


def shard_task(plan: BuildPlan, stale: StaleShard) -> ShardTask:
    """Return the task of a shard. Those of all shards take much memory, so each is made when it is needed."""
    shard, start = stale.shard, stale.start
    events = tuple(plan_event(plan, index) for index in range(start, start + len(shard.events)))
    return ShardTask(shard, events, stale.key, list_settings(plan), plan.groups, stale.cached, stale.terms)


def plan_event(plan: BuildPlan, index: int) -> EventPlan:
    """Return the plan of one event, by its place in the catalog's order."""
    ref, inputs, neighbours = plan.refs[index], plan.inputs, plan.neighbours[index]
    target = Target(
        ref.file,
        {
            "settings": plan.event_settings,
            "source": inputs.files[ref.file].digest,
            "neighbours": plan.neighbour_digests[index],
            "related": digest_of(_file_digests(inputs, related)) if (related := neighbours.related) else b"",
            "ledger": plan.ledgers.get(ref.key, b"") + plan.ledgers.get(OFFICIAL_LABELS, b""),
            "group": plan.groups[folder] if (folder := _group_folder(inputs, ref)) else b"",
        },
    )
    return EventPlan(ref, target, neighbours)


def _group_folder(inputs: BuildInputs, ref: EventRef) -> str:
    """Return the folder of an event's group, empty if it has none."""
    groups = inputs.settings.groups
    group = group_of(groups, ref.file) if groups else None
    return group.folder if group else ""


def _file_digests(inputs: BuildInputs, related: Iterable[EventRef]) -> list[bytes]:
    """Return the digests of the files of related events, whose descriptions an event's pages show."""
    return [inputs.files[ref.file].digest for ref in related]


def shown_groups(shard: Shard, groups: Mapping[str, bytes], folders: Iterable[str]) -> list[bytes]:
    """Return the digests of the groups that the list of a shard shows; `folders` are those of its events.

    The introduction of the site, which has the folder of all events, is on the list of the only shard.
    """
    if not groups:
        return []
    shown = {folder for folder in folders if folder} | ({""} & groups.keys() if shard.count == 1 else set())
    return [groups[folder] for folder in sorted(shown)]


def neighbours_digest(around: Neighbours) -> bytes:
    """Return the digest of what an event's pages show of other events."""
    replacement = around.replacement and around.replacement.identity
    shown = (around.before, around.after, around.related, around.same, around.shared)
    return digest_of((replacement, [[ref.identity for ref in refs] for refs in shown]))


def _refs(
    inputs: BuildInputs, cached: Mapping[str, CachedRef], *, full_parse: bool
) -> tuple[list[EventRef], bool]:
    """Return all events in the catalog's order, and whether they are those of the last build.

    `cached` are the events of the last build in that order. They keep it if only their texts changed.
    """
    names = dict.fromkeys(inputs.event_files())
    read = {
        name: inputs.ref_of(name, full_parse=full_parse)
        for name in names
        if name in inputs.changed or name not in cached
    }
    same = cached.keys() == names.keys() and all(
        ref.identifies_same(cached[name].ref) for name, ref in read.items()
    )
    if same:
        return [read.get(name) or item.ref for name, item in cached.items()], True
    return sorted((read.get(name) or cached[name].ref for name in names), key=sort_key), False


def _ledger_digests(inputs: BuildInputs, cache: Cache, output: OutputDir) -> Mapping[str, bytes]:
    """Return the digest of each event's ledger records by key; the recorded ones if no ledger changed."""
    if cache.reusable and not any(map(is_ledger, inputs.changed)):
        recorded: Mapping[str, bytes] | None = output.blob(cache.reusable.ledgers)
        if recorded is not None:
            return recorded
    return ledger_digests_by_event(inputs.settings.ledgers, inputs.settings.sources)


def _shard_keys(plan: BuildPlan) -> Iterator[bytes]:
    """Yield the digest of all inputs of each shard's events."""
    inputs, ledgers, groups = plan.inputs, plan.ledgers, plan.groups
    official = ledgers.get(OFFICIAL_LABELS, b"")
    start = 0
    for shard in plan.shards:
        end = start + len(shard.events)
        events = (
            [ref.file for ref in shard.events],
            _file_digests(inputs, shard.events),
            plan.neighbour_digests[start:end],
            [
                _file_digests(inputs, plan.neighbours.references(at).related)
                for at, ref in enumerate(shard.events, start)
                if ref.see_also
            ],
            [ledgers.get(ref.key, b"") for ref in shard.events] if ledgers else [],
        )
        start = end
        shown = shown_groups(shard, groups, (_group_folder(inputs, ref) for ref in shard.events))
        settings = plan.event_settings, list_settings(plan), inputs.shared.labels_digest
        yield digest_of((settings, shard.number, shard.count, plan.term_files, official, events, shown))


def list_settings(plan: BuildPlan) -> bytes:
    """Return the digest of the settings that lists of events depend on."""
    return plan.inputs.shared.page_settings_digest(template_of(PageKind.EVENT_LIST))


def _cached_blobs(
    plan: BuildPlan, summaries: Sequence[ShardSummary], request: BuildRequest
) -> Iterator[tuple[str, str]]:
    """Yield each event of the last build by file, with the blob of the shard that held it."""
    if not summaries:
        return
    refs = [item.ref for item in plan.cached_refs.values()]
    cached_shards = shards(refs, single_max=request.single_shard_max, size=request.shard_size)
    for shard, summary in zip(cached_shards, summaries, strict=True):
        for ref in shard.events:
            yield ref.file, summary.blob
