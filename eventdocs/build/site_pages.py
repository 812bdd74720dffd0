"""Pages about all events: made again when what they say changed, and the list of all facts, line by line."""

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from eventdocs.build.build_plan import BuildPlan
from eventdocs.build.event_refs import from_tuple
from eventdocs.build.manifest import ShardSummary
from eventdocs.build.shards import ShardResult
from eventdocs.model.event import EventRef, keyword_keys
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import PageKind, Route, site_routes
from eventdocs.store.output_dir import ABSENT, FileChange, OutputDir, digest, file_digest
from eventdocs.translations.status import Coverage, count_states, label_pairs, statuses_of


@dataclass
class SitePages:
    """The pages about all events of one build: their digests, and what of them differs from the site."""

    renewal: BuildPlan
    site: SiteRenderer
    heads: list[tuple[Any, ...]]
    summaries: list[ShardSummary]
    digests: dict[str, bytes] = field(default_factory=dict)
    changes: list[FileChange] = field(default_factory=list)

    @property
    def output(self) -> OutputDir:
        """The output folder."""
        return self.renewal.output

    def key(self, heads: str) -> bytes:
        """Digest of all that the pages say; `heads` names the part that holds the heads."""
        labels = self.renewal.ledgers.get("label", b"")
        said = heads, self.renewal.inputs.settings_digest, labels, [each.counts for each in self.summaries]
        return sha256(marshal.dumps(said)).digest()

    def make(self, key: bytes, done: Mapping[int, ShardResult]) -> None:
        """Make the pages; those that say the same as remembered are left as they are."""
        memory, plan = self.renewal.memory, self.plan()
        same = memory is not None and memory.whole_key == key
        for path, data in self.site.assets.items():
            self.stage(path, data)
        for page in plan:
            if page.kind is PageKind.NDJSON:
                self.facts(page, done)
            elif not (same and self.keep(page.path)):
                groups, own, coverage = self.said
                self.stage(page.path, self.site.render_site_page(page, groups, own, coverage).encode())

    def plan(self) -> Iterator[Route]:
        """List the pages."""
        site = self.site
        return site_routes(site.settings, len(self.renewal.groups), site.formats, site.locales)

    @cached_property
    def said(self) -> tuple[Any, ...]:
        """What the pages say: groups, locales of own pages by key, coverage."""
        own = {from_tuple(each[0]).key: each[1] for each in self.heads}
        return self.renewal.groups, own, list(self.coverage()) if self.site.settings.ledgers else ()

    def coverage(self) -> Iterator[Coverage]:
        """Add the groups' counts of strings and those of labels up."""
        settings = self.site.settings
        keywords = keyword_keys(*(from_tuple(each[0]) for each in self.heads))
        for at, locale in enumerate(settings.targets):
            total = count_states(statuses_of(label_pairs(settings, keywords, locale), settings, locale))
            for each in self.summaries:
                for state, count in (each.counts[at] if each.counts else {}).items():
                    total[state] += count
            yield Coverage(locale, total)

    def keep(self, path: str) -> bool:
        """Leave a page as it is, if it is as it was written."""
        found = self.standing(path)
        memory = self.renewal.memory
        if not found or memory is None or memory.whole.get(path) != found:
            return False
        self.digests[path] = found
        return True

    def stage(self, path: str, data: bytes) -> None:
        """Stage a page if it differs from what stands there."""
        old, new = self.standing(path), digest(data)
        if old != new:
            self.output.staging.put(path, data)
            self.changes.append(FileChange(path, old))
        self.digests[path] = new

    def standing(self, path: str) -> bytes:
        """Digest of what stands in the site."""
        renewal = self.renewal
        if renewal.fresh:
            return ABSENT
        known = renewal.before.whole.get(path) if renewal.before else None
        if known is None or renewal.doubtful.covers(path):
            return file_digest(self.output.path / path)
        return known

    def facts(self, page: Route, done: Mapping[int, ShardResult]) -> None:
        """Put the list of all facts together, of new lines and of those that are there."""
        new = any(each.lines for each in done.values())
        if not new and self.renewal.events_unchanged and self.keep(page.path):
            return
        old = self.standing(page.path)
        found = self.output.staging.put_chunks(page.path, self.lines(page.path, done))
        self.digests[page.path] = found
        if old != found:
            self.changes.append(FileChange(page.path, old))

    def lines(self, path: str, done: Mapping[int, ShardResult]) -> Iterator[bytes]:
        """Give the facts of all events, a line or many at once."""
        old = self.old_lines(path)
        for group in self.renewal.groups:
            made = done.get(group.number)
            fresh = dict(self.new_lines(made)) if made else {}
            for event in group.events:
                yield fresh[event.file] if event.file in fresh else self.known(old, event)

    def new_lines(self, done: ShardResult) -> Iterator[tuple[str, bytes]]:
        """Give the lines that a group's work wrote, by file."""
        lengths = [length for _, length in done.lines]
        pieces = self.output.lines.pieces(str(done.number), lengths)
        yield from zip((name for name, _ in done.lines), pieces, strict=True)

    def old_lines(self, path: str) -> Iterator[tuple[str, bytes]]:
        """Give the lines that stand in the site, by file, in the order of then."""
        if self.renewal.remembered:
            yield from zip(self.renewal.remembered, self.output.lines_of(path), strict=True)

    def known(self, old: Iterator[tuple[str, bytes]], event: EventRef) -> bytes:
        """Find an event's line among the old ones, which stand in the same order."""
        return next(line for file, line in old if file == event.file)
