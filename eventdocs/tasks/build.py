"""Build: a catalog to a site, in one or more formats; what did not change is neither read nor written.

A look at names and marks of all folders answers most questions; the rest is a renewal, whose modules are
heavy and imported only then.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventdocs import __version__
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.files import read_bytes
from eventdocs.store.inventory import differing, digests, look, marks, renewed
from eventdocs.store.transaction import ABSENT, Change, Output, digest, digest_of, foreign, opened, turn
from eventdocs.tasks.memory import FORM, Memory, Summary, memory_of, shelf

if TYPE_CHECKING:
    from eventdocs.model.diagnostics import Diagnostic
    from eventdocs.store.executors import Opener
    from eventdocs.tasks.groups import Done, Job
    from eventdocs.tasks.renewal import Renewal, Wanted

_TEMPLATES = "/"
_PACKAGE = Path(__file__).parent.parent
_TICK = 0.002  # seconds; the clock of a file system may stand still for a few
_TICKS = 50


@dataclass(slots=True)
class Published:
    """What a run did to the output folder: files written, removed, unchanged, and left since not ours."""

    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    unchanged: int = 0
    foreign: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Built:
    """Outcome of a build: the findings, and what was done to the output, None where errors stopped it.

    `reasons` say why events, by file, were made again. `digests` are SHA-256 of the site's files, if asked.
    """

    diagnostics: "list[Diagnostic]" = field(default_factory=list)
    published: Published | None = None
    events: int = 0
    locales: tuple[str, ...] = ()
    reasons: dict[str, str] = field(default_factory=dict)
    digests: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class How:
    """How a build is done.

    Seconds to wait for another's lock, processes (0: one for each core), whether what is remembered may be
    used, whether only to tell what would change, whether digests of all files are wanted. `executor` opens
    one that works elsewhere: pages are made there, if any are to be made.
    """

    wait: float = 60.0
    jobs: int = 0
    cache: bool = True
    check: bool = False
    manifest: bool = False
    executor: "Opener | None" = None


def build(
    catalog: Path,
    out: Path,
    formats: Sequence[str],
    locales: Sequence[str] = (),
    *,
    pseudo: bool = False,
    editor: str | None = None,
    how: How = How(),
    progress: Callable[[int], None] = lambda number: None,
) -> Built:
    """Build a catalog's site into a folder; errors in the catalog leave the folder as it is.

    `pseudo` adds the pseudo-locales. With `editor`, an address pattern or nothing, the site is a preview:
    each text leads to its file and line on this machine. `progress` is told how many files there are so far.
    """
    _refuse_overlap(catalog, out)
    _refuse_formats(formats)
    if not (catalog / "catalog.yaml").is_file():
        raise EventdocsError(
            f"no catalog at `{catalog}`: it has no `catalog.yaml`",
            hint="name the catalog's folder: eventdocs COMMAND CATALOG",
        )
    if how.check and how.executor:
        raise EventdocsError("a check is done on this machine", hint="leave the executor out")
    request = (str(catalog.resolve()) if editor is not None else "", *map(str, formats), "", *locales)
    key = _program(repr((request, pseudo, editor)))
    with (_aside if how.check else opened)(out, how.wait) as output:
        build = _Build(catalog, output, key, how)
        if build.is_done():
            return build.as_remembered()
        from eventdocs.tasks.renewal import Wanted

        jobs = how.jobs or len(os.sched_getaffinity(0))
        from eventdocs.model.plan import Format

        wanted = Wanted(catalog, tuple(map(Format, formats)), tuple(locales), pseudo, editor, jobs)
        try:
            return build.renew(wanted, progress)
        except Damaged:
            output.discard()
            return _Build(catalog, output, b"", how).renew(wanted, progress)


class _Build:
    """One run: what is seen on the disk beside what is remembered."""

    def __init__(self, catalog: Path, output: Output, key: bytes, how: How) -> None:
        self.output, self.key, self.how = output, key, how
        self.now = output.now()
        self.roots = {"": catalog, _TEMPLATES: _default_templates()}
        self.seen = {root: look(path) for root, path in self.roots.items()}
        self.inputs = {root: digests(found, self.now) for root, found in self.seen.items()}
        self.site = look(output.out)
        done, begun = (memory_of(value) for value in output.remembered())
        self.interrupted = begun is not None
        self.before = begun or done
        self.other = done if begun else None
        usable = how.cache and self.before is not None and self.before.key == key
        self.memory = self.before if usable else None
        known = self.before.outputs if self.before and not self.interrupted else {}
        self.doubtful = differing(digests(self.site, self.now), known)

    def is_done(self) -> bool:
        """Tell whether the site is what a build would make, without reading a file."""
        if self.memory is None or self.interrupted or self.doubtful:
            return False
        return not any(
            differing(found, self.memory.inputs.get(root, {})) for root, found in self.inputs.items()
        )

    def as_remembered(self) -> Built:
        """Tell what is there."""
        assert self.memory is not None
        memory = self.memory
        counts = len(memory.whole) + sum(Summary(*each).pages for each in memory.groups)
        published = Published(unchanged=counts, foreign=memory.foreign)
        return Built(
            _recalled(memory),
            published,
            memory.events,
            tuple(memory.locales),
            digests=self.digests(memory) if self.how.manifest else {},
        )

    def renew(self, wanted: "Wanted", progress: Callable[[int], None]) -> Built:
        """Make again what changed."""
        from eventdocs.tasks.renewal import Broken, Renewal

        table = self.table()
        files = {name: found for name, (*_, found) in table.items()}
        known = self.known()
        changed = {name for name, found in files.items() if name not in known or known[name][2] != found}
        fresh = not any(folder.names for folder in self.site.values())
        renewal = Renewal(
            wanted,
            self.output,
            files,
            frozenset(changed | (known.keys() - files.keys())),
            self.memory,
            self.before,
            frozenset(self.doubtful),
            fresh,
        )
        links = any(folder.links for folder in self.seen[""].values())
        try:
            renewal.refuse_links(links)
            return self.made(renewal, table, progress)
        except Broken:
            return _explained(wanted.catalog)

    def known(self) -> dict[str, tuple[int, int, bytes]]:
        """Give marks and digests of the inputs of the last run, by name."""
        return (self.before and self.output.part(self.before.files)) or {}

    def table(self) -> dict[str, tuple[int, int, bytes]]:
        """Give marks and digests of all inputs, by name; what has another mark than then is read."""
        known = self.known()
        table: dict[str, tuple[int, int, bytes]] = {}
        for root, found in self.seen.items():
            for name, (inode, changed) in marks(found).items():
                before = known.get(f"{root}{name}")
                if before is None or before[:2] != (inode, changed):
                    sure = changed < self.now and not found[name[: name.rfind("/") + 1]].links
                    before = inode, changed if sure else 0, digest(read_bytes(self.roots[root] / name))
                table[f"{root}{name}"] = before
        return table

    def made(self, renewal: "Renewal", table: dict[str, Any], progress: Callable[[int], None]) -> Built:
        """Make what is to be made, put it in place, and remember it."""
        from eventdocs.model.diagnostics import in_order
        from eventdocs.tasks.groups import recalled
        from eventdocs.tasks.renewal import changes_of
        from eventdocs.tasks.wholes import Wholes

        if not renewal.same_order:
            renewal.refuse_faults()
        jobs, bench = renewal.jobs(), renewal.bench()
        results = self.elsewhere(renewal, jobs) if self.how.executor else renewal.work(bench, jobs)
        done = {each.number: each for each in renewal.followed(results, progress)}
        wholes = Wholes(renewal, bench.site, renewal.heads(done), renewal.summaries(done))
        heads = self.output.keep(wholes.heads)
        key = wholes.key(heads)
        wholes.make(key, done)
        changes = [*changes_of(done), *wholes.changes]
        warnings = renewal.warnings(wholes.heads, wholes.summaries)
        memory = Memory(
            FORM,
            self.key,
            renewal.shared,
            self.inputs,
            {},
            self.output.keep(table),
            heads,
            [tuple(each) for each in wholes.summaries],
            wholes.digests,
            key,
            warnings,
            [],
            len(renewal.events),
            list(bench.site.locales),
        )
        published = self.published(memory, changes, renewal)
        findings = in_order(recalled(warnings))
        digests = self.digests(memory) if self.how.manifest else {}
        locales = bench.site.locales
        return Built(findings, published, memory.events, locales, renewal.explained(done), digests)

    def elsewhere(self, renewal: "Renewal", jobs: "list[Job]") -> "Iterator[Done]":
        """Have the jobs done by an executor."""
        from eventdocs.tasks.orders import elsewhere

        assert self.how.executor is not None
        return elsewhere(renewal, jobs, self.how.executor)

    def published(self, memory: Memory, changes: list[Change], renewal: "Renewal") -> Published:
        """Put the changes in place and remember the run; with `check`, tell only what would be done."""
        new = renewal.fresh and self.before is None
        settled = new or (renewal.same_order and not self.interrupted and not self.doubtful)
        planned = {} if settled else self.digests(memory)
        orphans = [] if settled else list(self.orphans(planned))
        total = len(memory.whole) + sum(Summary(*each).pages for each in memory.groups)
        done = Published(
            [change.path for change in sorted(changes, key=turn)], unchanged=total - len(changes)
        )
        if self.how.check:
            done.removed = [
                each.path for each in orphans if digest_of(self.output.out / each.path) == each.old
            ]
            return done
        if changes or orphans:
            done.removed = self.output.apply(memory.plain(), changes, orphans)
        if not settled:
            done.foreign = foreign(self.output.out, planned)
        elif self.memory:
            done.foreign = self.memory.foreign
        touched = [*done.written, *done.removed]
        memory = memory._replace(foreign=done.foreign, outputs=self.settled(touched, fresh=renewal.fresh))
        self.output.remember(memory.plain(), memory.parts)
        return done

    def orphans(self, planned: Mapping[str, bytes]) -> Iterator[Change]:
        """Files that we wrote and that are not planned any more, with the digests that they may have."""
        for memory in (self.before, self.other):
            for path, known in self.digests(memory).items() if memory else ():
                if path not in planned:
                    yield Change(path, known, ABSENT)

    def settled(self, touched: list[str], *, fresh: bool) -> dict[str, bytes]:
        """Digest the folders of the site as it now is; wait until what was just written is old."""
        out = self.output.out
        site = look(out) if fresh else renewed(self.site, out, touched)
        folders = {path[: path.rfind("/") + 1] for path in touched}
        newest = max((max(site[each].marks[1::2], default=0) for each in folders if each in site), default=0)
        now = self.output.now()
        for _ in range(_TICKS):
            if newest < now:
                break
            time.sleep(_TICK)
            now = self.output.now()
        return {
            name: folder.digest(now if fresh or name in folders else self.now)
            for name, folder in site.items()
        }

    def digests(self, memory: Memory) -> dict[str, bytes]:
        """Digests of all files of the site by address."""
        found = dict(memory.whole)
        for each in memory.groups:
            kept = shelf(self.output.side, Summary(*each).part)
            if kept is None:
                raise Damaged
            found |= kept.pages
        return found


class Damaged(Exception):
    """A part that is needed cannot be read."""


@contextmanager
def _aside(out: Path, wait: float) -> Iterator[Output]:
    """Give an output folder whose stage and memory lie elsewhere, so that nothing beside it is written."""
    side = out.parent / f".{out.name}.eventdocs"
    with tempfile.TemporaryDirectory(prefix="eventdocs-") as folder:
        copy = Path(folder) / "side"
        if side.is_dir():
            with opened(out, wait):
                shutil.copytree(side, copy)
        else:
            copy.mkdir()
        (copy / "lock").touch()
        yield Output(out, copy)


def _explained(catalog: Path) -> Built:
    """Look at a catalog as a whole and tell what keeps it from being built."""
    from eventdocs.tasks.check import check_structure, errors

    loaded = check_structure(catalog)
    if not errors(loaded.diagnostics):
        raise EventdocsError(
            f"`{catalog}` changed while it was read", hint="run it again", code=Exit.ENVIRONMENT
        )
    return Built(loaded.diagnostics, None, len(loaded.catalog.events))


def _recalled(memory: Memory) -> "list[Diagnostic]":
    if not memory.warnings:
        return []
    from eventdocs.model.diagnostics import in_order
    from eventdocs.tasks.groups import recalled

    return in_order(recalled(memory.warnings))


def _program(request: str) -> bytes:
    """Digest of the program, of what it stands on, and of what is asked for."""
    code = {
        name: folder
        for folder_name, folder in look(_PACKAGE).items()
        for name in [folder_name]
        if "__pycache__" not in folder_name
    }
    marks = [(name, folder.names, folder.marks) for name, folder in sorted(code.items())]
    found = find_spec("jinja2")
    beside = Path(found.origin).parent.parent if found and found.origin else _PACKAGE
    others = sorted(name for name in os.listdir(beside) if name.endswith(".dist-info"))  # noqa: PTH208 - names
    return sha256(repr((__version__, sys.version, marks, others, request)).encode()).digest()


def _default_templates() -> Path:
    from eventdocs.store.places import default_templates

    return default_templates()


def _refuse_formats(formats: Sequence[str]) -> None:
    if {"markdown", "gfm"} <= {str(each) for each in formats}:
        raise EventdocsError(
            "the formats `markdown` and `gfm` write the same files",
            hint="build each into a folder of its own",
        )


def _refuse_overlap(catalog: Path, out: Path) -> None:
    source, target = catalog.resolve(), out.resolve()
    if source == target or source.is_relative_to(target) or target.is_relative_to(source):
        raise EventdocsError(
            f"the output folder `{out}` and the catalog `{catalog}` lie in each other",
            hint="choose another output folder with -o",
        )
    if out.exists() and not out.is_dir():
        raise EventdocsError(
            f"the output `{out}` is not a folder", hint="choose another output folder with -o"
        )
