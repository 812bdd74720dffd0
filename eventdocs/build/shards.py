"""The work on a group of events: read what changed, render it, stage what differs, keep what was made.

Groups are independent of each other, so that any number of processes can share them out; what all of them
need is prepared once in each process.
"""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from eventdocs.build.cached_diagnostics import remembered
from eventdocs.build.event_refs import to_tuple
from eventdocs.build.manifest import CachedEvent, CachedShard, ShardSummary, load_shards, save_shard
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import Event, EventRef
from eventdocs.rules import check_event
from eventdocs.site.event_pages import render_events, resolve_events, summarize_event
from eventdocs.site.listing import ListingRow
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Neighbours, Shard, shard_routes
from eventdocs.site.search import SearchDocument
from eventdocs.store.catalog import parse_event
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.files import read_bytes
from eventdocs.store.fork_pool import map_forked
from eventdocs.store.output_dir import ABSENT, FileChange, OutputDir, digest, file_digest
from eventdocs.translations.pseudo import with_pseudo_strings
from eventdocs.translations.status import count_states, event_string_pairs, statuses_of

BATCH_SIZE = 20  # events of a group that are worked on together; more hardly make it faster


class ShardTask(NamedTuple):
    """A group to be worked on: its number, the files to read again, the old parts that hold its events."""

    number: int
    dirty: frozenset[str]
    parts: tuple[str, ...]


class ShardResult(NamedTuple):
    """What became of a group: in short, what differs, and of rendered events files and lengths of lines.

    `heads` are those of its events with the locales of their own pages. No summary tells that a file has
    errors or changed meanwhile.
    """

    number: int
    summary: ShardSummary | None = None
    changes: tuple[FileChange, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    heads: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class ShardRenderer:
    """All that the work on any group needs."""

    folder: Path
    catalog: Catalog
    site: SiteRenderer
    output: OutputDir
    groups: list[Shard]
    contexts: Mapping[str, Neighbours]
    doubtful: UntrustedFolders
    pseudo: bool
    fresh: bool
    files: Mapping[str, bytes]

    def work(self, job: ShardTask, processes: int = 1) -> ShardResult:
        """Do a job; the values of a group hold no cycles that the collector would have to look for."""
        gc.disable()
        try:
            return self._done(job, processes)
        finally:
            gc.enable()

    def _done(self, job: ShardTask, processes: int) -> ShardResult:
        group = self.groups[job.number - 1]
        work = _ShardWorker(self, job, load_shards(self.output.state_dir, job.parts))
        pieces = []
        with closing(map_forked(work.piece, _pieces(group), processes)) as made:
            for piece in made:
                if piece is None:
                    return ShardResult(job.number)
                pieces.append(piece)
        pieces.sort(key=attrgetter("first"))
        entries = [entry for piece in pieces for entry in piece.entries]
        changes = [change for piece in pieces for change in piece.changes]
        shelf = CachedShard(
            entries, [work.stage(path, data, changes) for path, data in self.lists(group, entries)]
        )
        self.output.lines.put(str(job.number), b"".join(text for piece in pieces for text in piece.text))
        return ShardResult(
            job.number,
            _summary(save_shard(self.output.state_dir, shelf), shelf),
            tuple(changes),
            tuple(line for piece in pieces for line in piece.lines),
            tuple((entry.head, entry.own) for entry in entries),
        )

    def lists(self, group: Shard, entries: list[CachedEvent]) -> Iterator[tuple[str, bytes]]:
        """Write the pages of a group."""
        for page in shard_routes(group, self.site.formats, self.site.locales):
            at = self.site.locales.index(page.locale)
            rows = [ListingRow(*entry.rows[at]) for entry in entries]
            found = [SearchDocument(*entry.found[at]) for entry in entries]
            yield page.path, self.site.render_listing(page, group, rows, found).encode()


class Batch(NamedTuple):
    """Some events of a group, from the one at `first` on: what was made of them, of files, lines and text."""

    first: int
    entries: list[CachedEvent]
    changes: list[FileChange]
    lines: list[tuple[str, int]]
    text: list[bytes]


def _pieces(group: Shard) -> list[range]:
    """Divide a group into pieces."""
    count = len(group.events)
    return [range(first, min(first + BATCH_SIZE, count)) for first in range(0, count, BATCH_SIZE)]


class _ShardWorker:
    """One job: what is known of its events."""

    def __init__(self, bench: ShardRenderer, job: ShardTask, old: Sequence[CachedShard]) -> None:
        self.bench, self.job = bench, job
        self.known = {entry.file: entry for each in old for entry in each.entries}
        self.recorded = {path: found for each in old for path, found in each.pages}

    def piece(self, places: range) -> Batch | None:
        """Work on some events; None where one has errors, or changed since it was first looked at."""
        heads = self.bench.groups[self.job.number - 1].events[places.start : places.stop]
        intact = {head.file: self.intact(head.file) for head in heads}
        again = [head for head in heads if intact[head.file] is None]
        read = [each for each in map(self.read, again) if each]
        if len(read) < len(again):
            return None
        piece = Batch(places.start, [], [], [], [])
        made = {entry.file: entry for entry in self.entries(read, piece)}
        piece.entries.extend(intact[head.file] or made[head.file] for head in heads)
        return piece

    def intact(self, file: str) -> CachedEvent | None:
        """Give what is remembered of an event if its pages stand in the site as they were written."""
        entry = None if file in self.job.dirty else self.known.get(file)
        if entry is None or all(self.standing(path) == known for path, known in entry.pages):
            return entry
        return None

    def read(self, head: EventRef) -> tuple[Event, list[Diagnostic]] | None:
        """Read an event; None where it has errors, or changed since it was first looked at."""
        bench, catalog = self.bench, self.bench.catalog
        data = read_bytes(bench.folder / head.file)
        if digest(data) != bench.files[head.file]:
            return None
        event, found = parse_event(data, head.file, catalog.settings.default_provider)
        if event is None or to_tuple(event)[:-1] != to_tuple(head)[:-1]:
            return None
        found += check_event(catalog.settings, event)
        if any(each.severity is Severity.ERROR for each in found):
            return None
        return with_pseudo_strings(event, catalog.settings.source_locale) if bench.pseudo else event, found

    def entries(self, read: Sequence[tuple[Event, list[Diagnostic]]], piece: Batch) -> Iterator[CachedEvent]:
        """Render events and stage their pages."""
        bench, site = self.bench, self.bench.site
        subjects = resolve_events(site, [(event, bench.contexts[event.file]) for event, _ in read])
        digests: dict[str, bytes] = {}
        for some in render_events(site, subjects):
            digests.update(self.stage(path, data, piece.changes) for path, data in some)
        for subject, (event, found) in zip(subjects, read, strict=True):
            line, rows, hits = summarize_event(site, subject)
            piece.lines.append((event.file, len(line)))
            piece.text.append(line)
            yield CachedEvent(
                to_tuple(event),
                subject.own_locales,
                tuple((page.path, digests[page.path]) for page in subject.pages),
                tuple(map(tuple, rows)),
                tuple(map(tuple, hits)),
                _counts(bench.catalog, event),
                tuple(map(remembered, found)),
            )

    def stage(self, path: str, data: bytes, changes: list[FileChange]) -> tuple[str, bytes]:
        """Stage a page if it differs from what stands there; give its digest."""
        new = digest(data)
        old = self.standing(path)
        if old != new:
            self.bench.output.staging.put(path, data)
            changes.append(FileChange(path, old))
        return path, new

    def standing(self, path: str) -> bytes:
        """Digest of what stands in the site."""
        if self.bench.fresh:
            return ABSENT
        known = self.recorded.get(path)
        if known is None or self.bench.doubtful.covers(path):
            return file_digest(self.bench.output.path / path)
        return known


def _summary(part: str, shelf: CachedShard) -> ShardSummary:
    by_locale = zip(*(entry.counts for entry in shelf.entries), strict=True)
    return ShardSummary(
        part,
        sum(1 for _ in shelf.pages),
        [{key: sum(each[key] for each in some) for key in some[0]} for some in by_locale],
        [warning for entry in shelf.entries for warning in entry.warnings],
    )


def _counts(catalog: Catalog, event: Event) -> tuple[dict[str, int], ...]:
    if not catalog.settings.ledgers:
        return ()
    return tuple(
        count_states(
            statuses_of(
                event_string_pairs(event, catalog.settings.source_locale, locale), catalog.settings, locale
            )
        )
        for locale in catalog.settings.targets
    )


def changes_of(done: Mapping[int, ShardResult]) -> list[FileChange]:
    """All changes of the groups."""
    return [change for number in sorted(done) for change in done[number].changes]
