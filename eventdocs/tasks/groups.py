"""The work on a group of events: read what changed, render it, stage what differs, keep what was made.

Groups are independent of each other, so that any number of processes can share them out; what all of them
need is prepared once in each process.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Severity
from eventdocs.model.event import Event
from eventdocs.model.plan import Context, Group, event_pages, group_pages, own_locales
from eventdocs.pages.search import Found
from eventdocs.rules import structure_of_event
from eventdocs.store.catalog import event_from
from eventdocs.store.files import read_bytes
from eventdocs.store.inventory import Doubt
from eventdocs.store.transaction import ABSENT, Change, Output, digest, digest_of
from eventdocs.tasks.heads import plain
from eventdocs.tasks.memory import Entry, Shelf, Summary, keep, shelves
from eventdocs.tasks.rows import Row
from eventdocs.tasks.site import Site
from eventdocs.translations.pseudo import with_pseudo
from eventdocs.translations.standings import counts, event_entries, standings_of


class Job(NamedTuple):
    """A group to be worked on: its number, the files to read again, the old parts that hold its events."""

    number: int
    dirty: frozenset[str]
    parts: tuple[str, ...]


class Done(NamedTuple):
    """What became of a group: in short, what differs, and of rendered events files and lengths of lines.

    `heads` are those of its events with the locales of their own pages. No summary tells that a file has
    errors or changed meanwhile.
    """

    number: int
    summary: Summary | None = None
    changes: tuple[Change, ...] = ()
    lines: tuple[tuple[str, int], ...] = ()
    heads: tuple[tuple[Any, ...], ...] = ()


@dataclass(frozen=True)
class Bench:
    """All that the work on any group needs."""

    folder: Path
    catalog: Catalog
    site: Site
    output: Output
    groups: list[Group]
    contexts: Mapping[str, Context]
    doubtful: Doubt
    pseudo: bool
    fresh: bool
    files: Mapping[str, bytes]

    def work(self, job: Job) -> Done:
        """Do a job; the values of a group hold no cycles that the collector would have to look for."""
        gc.disable()
        try:
            return self._done(job)
        finally:
            gc.enable()

    def _done(self, job: Job) -> Done:
        group = self.groups[job.number - 1]
        old = shelves(self.output.side, job.parts)
        known = {entry.file: entry for each in old for entry in each.entries}
        work = _Work(self, {path: found for each in old for path, found in each.pages})
        entries = []
        for head in group.events:
            ready = None if head.file in job.dirty else work.intact(known.get(head.file))
            entry = ready or work.entry(head)
            if entry is None:
                return Done(job.number)
            entries.append(entry)
        shelf = Shelf(entries, [work.stage(path, data) for path, data in self.lists(group, entries)])
        self.output.lines.put(str(job.number), b"".join(work.text))
        return Done(
            job.number,
            _summary(keep(self.output.side, shelf), shelf),
            tuple(work.changes),
            tuple(work.lines),
            tuple((entry.head, entry.own) for entry in entries),
        )

    def lists(self, group: Group, entries: list[Entry]) -> Iterator[tuple[str, bytes]]:
        """Write the pages of a group."""
        for page in group_pages(group, self.site.formats, self.site.locales):
            at = self.site.locales.index(page.locale)
            rows = [Row(*entry.rows[at]) for entry in entries]
            found = [Found(*entry.found[at]) for entry in entries]
            yield page.path, self.site.listed(page, group, rows, found).encode()


class _Work:
    """One job under way: what was staged so far."""

    def __init__(self, bench: Bench, recorded: Mapping[str, bytes]) -> None:
        self.bench, self.recorded = bench, recorded
        self.changes: list[Change] = []
        self.lines: list[tuple[str, int]] = []
        self.text: list[bytes] = []

    def intact(self, entry: Entry | None) -> Entry | None:
        """Give a remembered event if its pages stand in the site as they were written."""
        if entry is None or all(self.standing(path) == known for path, known in entry.pages):
            return entry
        return None

    def entry(self, head: Event) -> Entry | None:
        """Read and render an event; None where it has errors, or changed since it was first looked at."""
        bench, catalog = self.bench, self.bench.catalog
        data = read_bytes(bench.folder / head.file)
        if digest(data) != bench.files[head.file]:
            return None
        event, found = event_from(data, head.file, catalog.default_provider)
        if event is None or plain(event)[:-1] != plain(head)[:-1]:
            return None
        found += structure_of_event(catalog, event)
        if any(each.severity is Severity.ERROR for each in found):
            return None
        if bench.pseudo:
            event = with_pseudo(bench.catalog.of(event)).events[0]
        context, site = bench.contexts[head.file], bench.site
        done = site.event(event, context)
        pages = event_pages(event, context, site.formats, site.locales)
        self.lines.append((head.file, len(done.line)))
        self.text.append(done.line)
        return Entry(
            plain(event),
            own_locales(event, site.locales, catalog.source_locale),
            tuple([self.stage(page.path, data) for page, data in zip(pages, done.pages, strict=True)]),
            tuple(map(tuple, done.rows)),
            tuple(map(tuple, done.found)),
            _counts(catalog, event),
            tuple(map(remembered, found)),
        )

    def stage(self, path: str, data: bytes) -> tuple[str, bytes]:
        """Stage a page if it differs from what stands there; give its digest."""
        new = digest(data)
        old = self.standing(path)
        if old != new:
            self.bench.output.stage.put(path, data)
            self.changes.append(Change(path, old))
        return path, new

    def standing(self, path: str) -> bytes:
        """Digest of what stands in the site."""
        if self.bench.fresh:
            return ABSENT
        known = self.recorded.get(path)
        if known is None or self.bench.doubtful.about(path):
            return digest_of(self.bench.output.out / path)
        return known


def _summary(part: str, shelf: Shelf) -> Summary:
    by_locale = zip(*(entry.counts for entry in shelf.entries), strict=True)
    return Summary(
        part,
        sum(1 for _ in shelf.pages),
        [{key: sum(each[key] for each in some) for key in some[0]} for some in by_locale],
        [warning for entry in shelf.entries for warning in entry.warnings],
    )


def _counts(catalog: Catalog, event: Event) -> tuple[dict[str, int], ...]:
    if not catalog.ledgers:
        return ()
    return tuple(
        counts(standings_of(event_entries(event, catalog.source_locale, locale), catalog, locale))
        for locale in catalog.targets
    )


def changes_of(done: Mapping[int, Done]) -> list[Change]:
    """All changes of the groups."""
    return [change for number in sorted(done) for change in done[number].changes]


def remembered(finding: Diagnostic) -> tuple[Any, ...]:
    """Give a warning as plain values."""
    where, related = finding.location, tuple(_plain(each) for each in finding.related)
    about = finding.event, finding.locale, finding.field
    return finding.rule.code, _plain(where), finding.message, finding.hint, about, related


def recalled(values: Iterable[tuple[Any, ...]]) -> Iterator[Diagnostic]:
    """Give warnings that were kept as plain values."""
    from eventdocs.rules.every import RULES

    rules = {rule.code: rule for rule in RULES}
    for code, where, message, hint, (event, locale, field), related in values:
        yield Diagnostic(
            rules[code],
            Location(*where),
            message,
            hint,
            event=event,
            locale=locale,
            field=field,
            related=tuple(Location(*each) for each in related),
        )


def _plain(where: Location) -> tuple[Any, ...]:
    return where.file, where.line, where.column, where.end_line, where.end_column
