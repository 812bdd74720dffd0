"""Renewal: what of a site must be made again, the making of it, and what the next build should know."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from eventdocs.build.cached_diagnostics import remembered
from eventdocs.build.event_refs import from_tuple, neighbour_key, sort_events, to_tuple
from eventdocs.build.inputs import BuildInputs, InputsChanged, is_ledger
from eventdocs.build.manifest import BuildManifest, ShardSummary
from eventdocs.build.shards import ShardRenderer, ShardResult, ShardTask
from eventdocs.model.catalog import select_locales
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import EventRef
from eventdocs.rules import check_between_events
from eventdocs.site.listing import EditorLinks
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Neighbours, PageKind, Shard, neighbours, path_of, shards
from eventdocs.store import templates
from eventdocs.store.dir_fingerprint import UntrustedFolders
from eventdocs.store.folders import resolve_links
from eventdocs.store.fork_pool import map_forked
from eventdocs.store.output_dir import OutputDir, file_digest
from eventdocs.translations.pseudo import PSEUDO, pseudo_labels

PARALLEL_THRESHOLD = 1000  # pages; fewer are rendered sooner than processes are started

EVERYTHING = "everything"
NDJSON_PATH = path_of(PageKind.NDJSON)


@dataclass
class BuildPlan:
    """One build beyond what a look at the folders can answer.

    `changed` are names of inputs of which the digest is not the remembered one. `memory` is of the last run
    with the same request, `before` of whatever wrote the site. `doubtful` tells which folders of the site are
    not surely as they were written, `fresh` that the site is empty, `thorough` that heads are not to be taken
    from a quick look.
    """

    inputs: BuildInputs
    output: OutputDir
    changed: frozenset[str]
    memory: BuildManifest | None
    before: BuildManifest | None
    doubtful: UntrustedFolders
    fresh: bool
    thorough: bool = False
    reasons: dict[str, str] = field(default_factory=dict)

    @cached_property
    def compiled(self) -> dict[str, Any]:
        """What the last run compiled of its templates and read of its labels; nothing where one changed."""
        same = self.memory if self.memory and self.memory.shared == self.inputs.settings_digest else None
        return (same and self.output.blob(same.compiled)) or {"code": {}, "labels": {}}

    @cached_property
    def ledgers(self) -> dict[str, bytes]:
        """Digest of what the ledgers say of each event, by key."""
        same = self.memory if self.memory and not any(map(is_ledger, self.changed)) else None
        known: dict[str, bytes] | None = self.output.blob(same.ledgers) if same else None
        return self.inputs.ledgers() if known is None else known

    @cached_property
    def remembered(self) -> dict[str, tuple[tuple[Any, ...], tuple[str, ...]]]:
        """Heads of the last run by file, in the catalog's order, each with the locales of its own pages."""
        kept = self.output.blob(self.memory.heads) if self.memory else None
        return {each[0][0]: each for each in kept or ()}

    @cached_property
    def full_rebuild_reason(self) -> str:
        """Why all pages must be made again; empty where not."""
        if self.memory is None:
            empty = self.fresh and self.before
            return "the output folder is empty" if empty else "nothing is remembered of this request"
        if self.memory.shared != self.inputs.settings_digest:
            return "the settings, labels or templates changed"
        if not self.remembered and self.memory.events:
            return "the memory is damaged"
        facts = self.memory.whole.get(NDJSON_PATH)
        if (
            facts
            and self.doubtful.covers(NDJSON_PATH)
            and file_digest(self.output.path / NDJSON_PATH) != facts
        ):
            return f"{NDJSON_PATH} is not as it was written"
        return ""

    @cached_property
    def events(self) -> list[EventRef]:
        """Heads of all events, in the catalog's order."""
        found: dict[str, EventRef] = {}
        for name in self.inputs.events():
            if self.full_rebuild_reason or name in self.changed or name not in self.remembered:
                found[name] = self.inputs.head(name, quick=not self.thorough)
            else:
                found[name] = from_tuple(self.remembered[name][0])
        return sort_events(found)

    @cached_property
    def events_unchanged(self) -> bool:
        """Whether the heads are those of the last run."""
        if self.full_rebuild_reason or len(self.events) != len(self.remembered):
            return False
        return all(
            event.file == file and (file not in self.changed or to_tuple(event)[:-1] == known[0][:-1])
            for event, (file, known) in zip(self.events, self.remembered.items(), strict=True)
        )

    @cached_property
    def groups(self) -> list[Shard]:
        """All events in groups."""
        return shards(self.events)

    @cached_property
    def contexts(self) -> dict[str, Neighbours]:
        """What each event's pages need of the others, by file."""
        return {event.file: each for event, each in zip(self.events, neighbours(self.events), strict=True)}

    def dirty(self) -> frozenset[str]:
        """Files of the events that must be rendered; why is kept in `reasons`."""
        if self.full_rebuild_reason:
            self.reasons = {EVERYTHING: self.full_rebuild_reason}
            return frozenset(event.file for event in self.events)
        for event in self.events:
            if event.file in self.changed:
                self.reasons[event.file] = "its file changed"
        if any(map(is_ledger, self.changed)):
            self._recorded(self.memory.ledgers if self.memory else "")
        if not self.events_unchanged:
            self._reordered()
        return frozenset(self.reasons)

    def _recorded(self, part: str) -> None:
        then: dict[str, bytes] | None = self.output.blob(part)
        for event in self.events:
            if then is None or then.get(event.key) != self.ledgers.get(event.key):
                self.reasons.setdefault(event.file, "what the ledgers record of it changed")

    def _reordered(self) -> None:
        then = [from_tuple(known[0]) for known in self.remembered.values()]
        before = {event.file: neighbour_key(each) for event, each in zip(then, neighbours(then), strict=True)}
        for file, each in self.contexts.items():
            if before.get(file) != neighbour_key(each):
                self.reasons.setdefault(file, "an event that its pages link to changed")

    def jobs(self) -> list[ShardTask]:
        """The groups that must be worked on."""
        dirty, old = self.dirty(), self.groups
        if not self.events_unchanged:
            then = [from_tuple(known[0]) for known in self.remembered.values()]
            old = shards(then) if self.memory and then else []
        known = self.memory.groups if self.memory else []
        parts = {event.file: known[each.number - 1][0] for each in old for event in each.events}
        jobs = []
        for group in self.groups:
            files = [event.file for event in group.events]
            wanted = dirty.intersection(files)
            if wanted or self.doubtful or not self._same(group, old):
                names = dict.fromkeys(parts[file] for file in files if file in parts)
                jobs.append(ShardTask(group.number, wanted, tuple(names)))
        return jobs

    def _same(self, group: Shard, old: list[Shard]) -> bool:
        if self.events_unchanged:
            return True
        other = old[group.number - 1] if len(old) >= group.number else None
        files = [event.file for event in group.events]
        return other is not None and len(old) == group.count and files == [each.file for each in other.events]

    def bench(self) -> ShardRenderer:
        """Prepare what the work on groups needs."""
        wanted, catalog = self.inputs.wanted, self.inputs.catalog
        folder = wanted.catalog
        sources = templates.load_templates(folder, catalog.settings.locales, self.compiled["labels"])
        if wanted.pseudo:
            own = {locale: pseudo_labels(sources.labels["en"], locale) for locale in PSEUDO}
            sources = sources.with_labels(own)
        editing = None
        if wanted.editor is not None:
            editing = EditorLinks(wanted.editor, f"{resolve_links(folder).as_posix()}/")
        locales = select_locales(catalog.settings, wanted.locales)
        return ShardRenderer(
            folder,
            catalog,
            SiteRenderer(catalog.settings, sources, wanted.formats, locales, editing, self.compiled["code"]),
            self.output,
            self.groups,
            self.contexts,
            self.doubtful,
            wanted.pseudo,
            self.fresh,
            self.inputs.files,
        )

    def refuse_faults(self) -> list[Diagnostic]:
        """Look at what lies between events, before their pages could overwrite each other."""
        found = list(check_between_events(self.inputs.catalog.settings, self.events))
        if any(each.severity is Severity.ERROR for each in found):
            raise InputsChanged
        return found

    def work(self, bench: ShardRenderer, jobs: list[ShardTask]) -> Generator[ShardResult, None, None]:
        """Do the jobs, in several processes where that is sooner."""
        whole = bool(self.doubtful)
        events = sum(len(self.groups[job.number - 1].events if whole else job.dirty) for job in jobs)
        many = events * len(bench.site.locales) * len(bench.site.formats) > PARALLEL_THRESHOLD
        processes = self.inputs.wanted.jobs if many else 1
        if many:
            _compile_templates(bench.site, processes)
        if len(jobs) == 1:
            yield bench.work(jobs[0], processes)
        else:
            yield from map_forked(bench.work, jobs, processes)

    def followed(
        self, results: Iterable[ShardResult], progress: Callable[[int], None]
    ) -> Iterator[ShardResult]:
        """Give results on as they come, and tell how many pages there are so far."""
        reached = 0
        for done in results:
            if done.summary is None:
                raise InputsChanged
            reached += done.summary.pages
            progress(reached)
            yield done

    def warnings(self, heads: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Give the warnings about files that are no events, and between events, as plain values."""
        if self.memory and not self.full_rebuild_reason and heads == list(self.remembered.values()):
            return self.memory.warnings
        whole = check_between_events(self.inputs.catalog.settings, [from_tuple(each[0]) for each in heads])
        return [*map(remembered, self.inputs.found), *map(remembered, whole)]

    def explained(self, done: Mapping[int, ShardResult]) -> dict[str, str]:
        """Say of the events that were made again why, by file."""
        others = (file for each in done.values() for file, _ in each.lines)
        late = (
            {} if self.full_rebuild_reason else dict.fromkeys(others, "a page of it is not as it was written")
        )
        return {**late, **self.reasons}

    def summaries(self, done: Mapping[int, ShardResult]) -> list[ShardSummary]:
        """Give all groups in short: as they were made, or as they are remembered."""
        known = dict(enumerate(self.memory.groups, 1)) if self.memory else {}
        made = {number: each.summary for number, each in done.items()}
        return [made.get(each.number) or ShardSummary(*known[each.number]) for each in self.groups]

    def heads(self, done: Mapping[int, ShardResult]) -> list[tuple[Any, ...]]:
        """Give the heads of all events in order, with the locales of their own pages."""
        made = {each[0][0]: each for one in done.values() for each in one.heads}
        return [made.get(event.file) or self.remembered[event.file] for event in self.events]


def _compile_templates(site: SiteRenderer, processes: int) -> None:
    """Compile the templates once for all processes that are forked from this one."""
    known = frozenset(site.template_cache)
    compile_locale = partial(site.compile_templates, known)
    for code in map_forked(compile_locale, list(site.template_envs), 1 if known else processes):
        site.template_cache.update(code)
    for locale in site.template_envs:
        compile_locale(locale)
