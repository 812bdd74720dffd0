"""One run of a build: what is on the disk beside what is remembered, and from there to the new site."""

import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from eventdocs.build.manifest import (
    FORMAT_VERSION,
    BuildManifest,
    CacheCorrupted,
    ShardSummary,
    load_shard,
    load_shards,
    manifest_from,
)
from eventdocs.build.result import BuildOptions, BuildResult, OutputChanges, RenderedBuild
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.dir_fingerprint import (
    Fingerprint,
    UntrustedFolders,
    changed_dirs,
    fingerprints,
    refresh,
    scan,
    scan_fingerprints,
)
from eventdocs.store.folders import input_roots
from eventdocs.store.output_dir import FileChange, OutputDir, file_digest, untracked_files, write_order

if TYPE_CHECKING:
    from eventdocs.build.build_plan import BuildPlan
    from eventdocs.build.inputs import BuildRequest, Row
    from eventdocs.build.shards import ShardRenderer, ShardResult, ShardTask
    from eventdocs.model.diagnostics import Diagnostic

_TICK = 0.002  # seconds; the clock of a file system may stand still for a few
_TICKS = 50


class BuildSession:
    """One run: what is seen on the disk beside what is remembered."""

    def __init__(self, catalog: Path, output: OutputDir, key: bytes, how: BuildOptions) -> None:
        self.output, self.key, self.how = output, key, how
        self.now = output.clock_ns()
        self.roots = input_roots(catalog)
        self.seen = {root: scan(path) for root, path in self.roots.items()}
        self.inputs = {root: fingerprints(found, self.now) for root, found in self.seen.items()}
        self.site = scan(output.path)
        self.fresh = not any(folder.names for folder in self.site.values())
        done, begun = output.load_manifests()
        self.begun = [memory for memory in map(manifest_from, begun) if memory]
        self.memories = [*self.begun, *filter(None, [manifest_from(done)])]
        if output.was_interrupted:
            output.collect_garbage(name for memory in self.memories for name in memory.parts)
        self.before = self.memories[0] if self.memories else None
        usable = how.cache and not self.fresh and self.before is not None and self.before.key == key
        self.memory = self.before if usable else None
        known = self.before.outputs if self.before else {}
        doubtful = frozenset(changed_dirs(fingerprints(self.site, self.now), known))
        self.doubtful = UntrustedFolders(doubtful, everywhere=output.commit_pending or not how.cache)

    def is_done(self) -> bool:
        """Tell whether the site is what a build would make, without reading a file."""
        if self.memory is None or self.doubtful or self.memory.inputs.keys() != self.inputs.keys():
            return False
        return not any(changed_dirs(found, self.memory.inputs[root]) for root, found in self.inputs.items())

    def as_remembered(self) -> BuildResult:
        """Tell what is there."""
        assert self.memory is not None
        memory = self.memory
        published = OutputChanges(unchanged=memory.pages, untracked=memory.foreign)
        return BuildResult(
            _recalled(memory),
            published,
            memory.events,
            tuple(memory.locales),
            digests=self.digests(memory) if self.how.manifest else {},
        )

    def renew(self, wanted: "BuildRequest", progress: Callable[[int], None]) -> BuildResult:
        """Make again what changed; if a quick look at the heads misled, look at them thoroughly."""
        from eventdocs.build.inputs import InputsChanged

        for thorough in (False, True):
            try:
                return self.attempt(wanted, progress, thorough=thorough)
            except InputsChanged:
                self.output.discard_staging()
            from eventdocs.store.checked_catalog import build_errors, explain_errors

            found, events = explain_errors(wanted.catalog)
            if build_errors(found):
                return BuildResult(found, None, events)
        said = f"`{wanted.catalog}` changed while it was read"
        raise EventdocsError(said, hint="run it again", code=Exit.ENVIRONMENT)

    def attempt(
        self, wanted: "BuildRequest", progress: Callable[[int], None], *, thorough: bool
    ) -> BuildResult:
        """Make again what changed, put it in place, and remember it."""
        made = self.made(wanted, progress, thorough=thorough)
        published, memory = self.published(made), made.memory
        found = self.digests(memory) if self.how.manifest else {}
        return BuildResult(
            _recalled(memory), published, memory.events, tuple(memory.locales), made.reasons, found
        )

    def made(
        self, wanted: "BuildRequest", progress: Callable[[int], None], *, thorough: bool
    ) -> RenderedBuild:
        """Make what is to be made; of all that this needs only the outcome is kept."""
        from eventdocs.build.shards import changes_of
        from eventdocs.build.site_pages import SitePages

        renewal, rows = self.renewal(wanted, thorough=thorough)
        if not renewal.events_unchanged:
            renewal.refuse_faults()
        jobs, bench = renewal.jobs(), renewal.bench()
        with closing(self.results(renewal, bench, jobs)) as results:
            done = {each.number: each for each in renewal.followed(results, progress)}
        wholes = SitePages(renewal, bench.site, renewal.heads(done), renewal.summaries(done))
        heads = self.output.put_blob(wholes.heads)
        key = wholes.key(heads)
        wholes.make(key, done)
        memory = BuildManifest(
            FORMAT_VERSION,
            self.key,
            renewal.inputs.settings_digest,
            self.inputs,
            {},
            self.output.put_blob(rows),
            heads,
            self.output.put_blob(renewal.compiled),
            self.output.put_blob(renewal.ledgers),
            [tuple(each) for each in wholes.summaries],
            wholes.digests,
            key,
            renewal.warnings(wholes.heads),
            [],
            len(renewal.events),
            list(bench.site.locales),
        )
        changes = [*changes_of(done), *wholes.changes]
        return RenderedBuild(memory, changes, renewal.explained(done), same_order=renewal.events_unchanged)

    def renewal(self, wanted: "BuildRequest", *, thorough: bool) -> "tuple[BuildPlan, dict[str, Row]]":
        """Compare the inputs with what is remembered of them; give their marks and digests too."""
        from eventdocs.build.build_plan import BuildPlan
        from eventdocs.build.inputs import BuildInputs, refuse_links, stat_inputs

        known = self.known()
        refuse_links(wanted.catalog, self.seen[""])
        rows = stat_inputs(self.seen, self.roots, known, self.now)
        files = {name: found for name, (*_, found) in rows.items()}
        changed = {name for name, found in files.items() if name not in known or known[name][2] != found}
        renewal = BuildPlan(
            BuildInputs(wanted, files),
            self.output,
            frozenset(changed | (known.keys() - files.keys())),
            self.memory,
            self.before,
            self.doubtful,
            self.fresh,
            thorough,
        )
        return renewal, rows

    def known(self) -> "dict[str, Row]":
        """Give marks and digests of the inputs of the last run, by name."""
        usable = self.before and self.how.cache
        return (self.before and usable and self.output.blob(self.before.files)) or {}

    def results(
        self, renewal: "BuildPlan", bench: "ShardRenderer", jobs: "list[ShardTask]"
    ) -> "Generator[ShardResult, None, None]":
        """Have the jobs done, here or by an executor."""
        if self.how.executor is None:
            return renewal.work(bench, jobs)
        from eventdocs.build.remote import render_remotely

        return render_remotely(renewal, jobs, self.how.executor)

    def published(self, made: RenderedBuild) -> OutputChanges:
        """Put the changes in place and remember the run; with `check`, tell only what would be done."""
        memory, changes = made.memory, made.changes
        new = self.fresh and not self.memories
        settled = new or (made.same_order and not self.doubtful)
        planned = {} if settled else self.digests(memory)
        orphans = [] if settled else list(self.orphans(planned))
        paths = [change.path for change in sorted(changes, key=None if self.fresh else write_order)]
        done = OutputChanges(paths, unchanged=memory.pages - len(changes))
        if self.how.check:
            done.removed = [
                each.path for each in orphans if file_digest(self.output.path / each.path) == each.old_digest
            ]
            return done
        if changes or orphans:
            done.removed = self.output.commit(self.announced(memory), changes, orphans)
        if not settled:
            done.untracked = untracked_files(self.output.path, planned)
        elif self.memory:
            done.untracked = self.memory.foreign
        outputs = self.settled([*done.written, *done.removed])
        memory = memory._replace(foreign=done.untracked, outputs=outputs)
        self.output.save_manifest(memory.plain(), memory.parts)
        return done

    def announced(self, memory: BuildManifest) -> list[object]:
        """Give what is announced: this run, and those that were cut off, whose files may be in the site."""
        others = (each for each in self.begun if (each.groups, each.whole) != (memory.groups, memory.whole))
        return [each.plain() for each in (memory, *others)]

    def orphans(self, planned: Mapping[str, bytes]) -> Iterator[FileChange]:
        """Files that we wrote and that are not planned any more, with the digests that they may have."""
        for memory in self.memories:
            kept = load_shards(self.output.state_dir, (ShardSummary(*each).part for each in memory.groups))
            for path, known in [*memory.whole.items(), *(page for each in kept for page in each.pages)]:
                if path not in planned:
                    yield FileChange(path, known)

    def settled(self, touched: list[str]) -> dict[str, Fingerprint]:
        """Give the site's folders as they now are, looked at when what was just written is old."""
        now = self.later()
        if self.fresh:
            return scan_fingerprints(self.output.path, now)
        folders = {path[: path.rfind("/") + 1] for path in touched}
        return {
            name: folder.fingerprint(now if name in folders else self.now)
            for name, folder in refresh(self.site, self.output.path, touched, self.now).items()
        }

    def later(self) -> int:
        """Wait for the next tick of the file system's clock, which may stand still: a moment at most."""
        first = now = self.output.clock_ns()
        for _ in range(_TICKS):
            if now > first:
                break
            time.sleep(_TICK)
            now = self.output.clock_ns()
        return now

    def digests(self, memory: BuildManifest) -> dict[str, bytes]:
        """Digests of all files of the site by address."""
        found = dict(memory.whole)
        for each in memory.groups:
            kept = load_shard(self.output.state_dir, ShardSummary(*each).part)
            if kept is None:
                raise CacheCorrupted("what the last build remembers is damaged", code=Exit.ENVIRONMENT)
            found |= kept.pages
        return found


def _recalled(memory: BuildManifest) -> "list[Diagnostic]":
    warnings = memory.all_warnings
    if not warnings:
        return []
    from eventdocs.build.cached_diagnostics import recalled
    from eventdocs.model.diagnostics import sort_diagnostics

    return sort_diagnostics(recalled(warnings))
