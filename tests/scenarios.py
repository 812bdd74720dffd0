"""Scenarios of commands that write: the files before, the changes by the command, and how to inspect them."""

import atexit
import contextlib
import gc
import io
import os
import re
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from multiprocessing.util import Finalize
from pathlib import Path
from posixpath import dirname, join, normpath
from tempfile import TemporaryDirectory
from unittest.mock import patch
from uuid import uuid4

from eventdocs.building.api import build
from eventdocs.cli import main
from eventdocs.commands.accept import accept_translations
from eventdocs.commands.exchange import ExportFilter, export
from eventdocs.commands.publish import publish
from eventdocs.formats import tmx
from eventdocs.importers.import_pages import import_learn
from eventdocs.importers.import_records import import_records
from eventdocs.importers.import_sources import SourceImportOptions, import_sources
from eventdocs.store import blob_cache
from eventdocs.store.files import TEMP_SUFFIX
from eventdocs.store.output_dir import MANIFEST, PENDING
from eventdocs.store.source_files import read_source_files
from eventdocs.translations.accept import AcceptOptions
from tests.building.world import Text, World
from tests.conftest import ROOT, tree
from tests.publish_targets import (
    FIRST,
    SECOND,
    BranchPlace,
    BucketPlace,
    FolderPlace,
    Place,
    dangling,
    lay,
    s3_client,
    s3_server,
)
from tests.warm_process import WarmProcess

EVENTS = 20
PAGES = 12
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONPATH": str(ROOT),
    "PATH": "/usr/bin:/bin",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}

Files = Mapping[str, bytes]
_LINK = re.compile(rb'(?:href|src)="([^"#?:]+)[#?"]')


def _nothing(*files: Files) -> None:
    """Accept any files."""


@dataclass
class Case:
    """A folder in which one scenario is set up.

    `read` returns the files that the command may change, without temporary ones. `inspect` asserts what must
    be true of them at any time; it also gets the files of a complete run. `require_tidy` asserts what must be
    true after the next run.
    """

    folder: Path
    arguments: Sequence[str]
    read: Callable[[], dict[str, bytes]]
    inspect: Callable[[Files, Files], None] = _nothing
    require_tidy: Callable[[], None] = _nothing
    environment: dict[str, str] = field(default_factory=dict)
    before: dict[str, bytes] = field(init=False)

    def __post_init__(self) -> None:
        self.before = self.read()
        (self.folder / "tmp").mkdir(exist_ok=True)
        self.environment = {**ENVIRONMENT, "TMPDIR": str(self.folder / "tmp"), **self.environment}

    @property
    def command(self) -> list[str]:
        """Return the command."""
        return [sys.executable, "-m", "eventdocs", *self.arguments]

    def run(self, *options: str) -> tuple[int, str]:
        """Run the command under strace; return its exit code and what it printed on standard error."""
        process, printed = self._start()
        tracer = subprocess.Popen(
            ["strace", "-y", *options, "-p", str(process)], stderr=subprocess.PIPE, text=True
        )
        assert tracer.stderr is not None
        assert "attached" in tracer.stderr.readline()
        os.kill(process, signal.SIGCONT)
        tracer.communicate()
        return warm_process().wait(), printed.read_text("utf-8", "replace")

    def run_for(self, seconds: float) -> tuple[int, str]:
        """Run the command and kill it after some time; return the same as `run`."""
        process, printed = self._start()
        handle = os.pidfd_open(process)
        os.kill(process, signal.SIGCONT)
        select.select([handle], [], [], seconds)
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        os.close(handle)
        return warm_process().wait(), printed.read_text("utf-8", "replace")

    def _start(self) -> tuple[int, Path]:
        """Start the command, which stops at once; return the id of its process and the file for its errors."""
        printed = self.folder.parent / "stderr"
        printed.unlink(missing_ok=True)
        return warm_process().start(self.arguments, self.environment, printed), printed

    def complete(self) -> tuple[int, str]:
        """Run the command in this process; return its exit code and output."""
        out = io.StringIO()
        with (
            patch.dict(os.environ, self.environment, clear=True),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            code = main(list(self.arguments))
        gc.collect(0)  # builds pause the collector, so that it never runs in a process of many builds
        return code, out.getvalue()

    def partial_files(self) -> list[str]:
        """Return the names of files and folders that an interrupted run left behind."""
        return [path.name for path in self.folder.rglob(f"*{TEMP_SUFFIX}")]


@dataclass(frozen=True)
class Scenario:
    """A function that sets up a case, whether kills also affect its programs, and where its files are.

    If git is killed while it writes a reference, it leaves a lock that only people can remove.
    """

    set_up: Callable[[Path], Case]
    kills_programs: bool = True
    is_in_folder: bool = True


_TEXTS = {"en-US": "The disk is full.", "pt-BR": "O disco."}


def _old(world: World) -> None:
    """Write the catalog of the old site."""
    for number in range(6):
        world.put(f"events/{number}.yaml", Text(str(10 + number), strings=dict(_TEXTS)))


def _changed(world: World) -> None:
    """Change an event, add one and delete one."""
    world.put("events/1.yaml", Text("11", strings={**_TEXTS, "en-US": "It is full."}))
    world.put("events/9.yaml", Text("8", see_also=("11",), strings=dict(_TEXTS)))
    (world.catalog / "events/4.yaml").unlink(missing_ok=True)


def _retitled(world: World) -> None:
    """Change something on every page, and add a locale to the site."""
    world.locales, world.settings = 2, 3
    world.set_up()


def _build(change: Callable[[World], None], *, has_site: bool) -> Callable[[Path], Case]:
    def set_up(folder: Path) -> Case:
        world = World(folder)
        _old(world)
        if has_site:
            world.build()
        arguments = ["build", str(world.catalog), "-o", str(world.out)]
        before = tree(world.out)

        def inspect(now: Files, wanted: Files) -> None:
            assert [*_dead_links(now)] == []
            if not (world.side / PENDING).exists():
                assert now in (before, wanted), "the site was touched before rendering had ended"

        def require_tidy() -> None:
            assert sorted(path.name for path in world.side.iterdir()) == ["blobs", "lock", "manifest"]
            kept = repr(blob_cache.read(world.side / MANIFEST))
            blobs = [path.name for path in (world.side / blob_cache.BLOBS).iterdir()]
            assert [blob for blob in blobs if blob not in kept] == [], "blobs are left"

        change(world)
        return Case(folder, arguments, lambda: tree(world.out), inspect, require_tidy)

    return set_up


def _dead_links(site: Files) -> Iterator[tuple[str, str]]:
    """Yield the dead links of all lists that can be reached from the home page."""
    left, seen = ["index.html"], {"index.html"}
    while left:
        path = left.pop()
        for found in _LINK.findall(site.get(path, b"")):
            target = normpath(join(dirname(path), found.decode()))
            if target not in site:
                yield path, target
            elif target.endswith("index.html") and target not in seen:
                seen.add(target)
                left.append(target)


def _catalog(folder: Path, *, translated: bool) -> World:
    """Write a catalog of many events; one text of each has no translation if not `translated`."""
    world = World(folder)
    texts = _TEXTS if translated else {"en-US": _TEXTS["en-US"]}
    for number in range(EVENTS):
        world.put(f"events/{number}.yaml", Text(str(10 + number), strings=dict(texts)))
    return world


def _catalog_case(world: World, command: Sequence[str], *arguments: str | Path) -> Case:
    return Case(world.folder, [*command, *map(str, arguments)], lambda: _written(world.catalog))


def _written(catalog: Path) -> dict[str, bytes]:
    return {name: data for name, data in tree(catalog).items() if not name.endswith(TEMP_SUFFIX)}


def _accept(folder: Path) -> Case:
    world = _catalog(folder, translated=True)
    world.locales = 3
    world.set_up()
    accept_translations(world.catalog, [], AcceptOptions())
    for number in range(EVENTS):
        texts = {**_TEXTS, "pt-BR": "O disco encheu.", "de": "Voll.", "ja-JP": "満杯。"}
        world.put(f"events/{number}.yaml", Text(str(10 + number), strings=texts))
    return _catalog_case(world, ("translations", "accept"), world.catalog, "--by", "ana")


def _import(folder: Path) -> Case:
    world = _catalog(folder, translated=True)
    accept_translations(world.catalog, [], AcceptOptions())
    data = export(world.catalog, "pt-BR", "po", ExportFilter()).data
    (folder / "in.po").write_bytes(data.replace(b"O disco.", b"O disco encheu."))
    return _catalog_case(world, ("translations", "import"), world.catalog, folder / "in.po", "--by", "ana")


def _fill(folder: Path) -> Case:
    world = _catalog(folder, translated=False)
    pairs = [("The disk is full.", "O disco encheu."), ("Disk %1 is full.", "O disco %1 encheu.")]
    (folder / "in.tmx").write_bytes(tmx.write(pairs, "en-US", "pt-BR", "1"))
    arguments = (world.catalog, "--locale", "pt-BR", "--memory", folder / "in.tmx", "--write")
    return _catalog_case(world, ("translations", "fill"), *arguments)


def _learn(*, exists: bool) -> Callable[[Path], Case]:
    def set_up(folder: Path) -> Case:
        catalog, pages = folder / "catalog", folder / "pages/pt-BR"
        pages.mkdir(parents=True)
        for number in range(10, 10 + PAGES):
            text = _learn_page().replace("4031", str(number))
            (pages / f"{number}-dispatchsessionfailed.md").write_bytes(text.encode())
        if exists:
            import_learn(sorted(pages.iterdir())[::2], catalog)
        arguments = ["import", "learn", str(pages), "-o", str(catalog), "--record"]
        return Case(folder, arguments, lambda: _written(catalog))

    return set_up


def _manifest(*, exists: bool) -> Callable[[Path], Case]:
    def set_up(folder: Path) -> Case:
        catalog, source = folder / "catalog", folder / "product.man"
        text = (ROOT / "docs/examples/product.man").read_text("utf-8")
        if exists:
            source.write_text(text, "utf-8")
            import_sources(read_source_files([source]).providers, catalog, SourceImportOptions()).save(
                catalog
            )
        event = '<event value="9" symbol="DiskGone" level="win:Error"/></events>'
        source.write_text(text.replace("is full", "was full").replace("</events>", event, 1), "utf-8")
        arguments = ["import", "manifest", str(source), "-o", str(catalog)]
        return Case(folder, arguments, lambda: _written(catalog))

    return set_up


def _records(folder: Path) -> Case:
    catalog, source = folder / "catalog", folder / "events.ndjson"
    lines = (
        f'{{"id": {number}, "name": "E", "strings": {{"en-US": {{"message": "{word}."}}}}}}\n'
        for number, word in ((7, "One"), (8, "Two"), (9, "Three"))
    )
    source.write_text("".join(lines), "utf-8")
    import_records([source], catalog, SourceImportOptions()).save(catalog)
    text = source.read_text("utf-8").replace("Two", "2").replace('"id": 9', '"id": 10')
    source.write_text(text, "utf-8")
    arguments = ["import", "records", str(source), "-o", str(catalog)]
    return Case(folder, arguments, lambda: _written(catalog))


@cache
def _learn_page() -> str:
    """Return a bilingual page with its line ends unchanged."""
    with TemporaryDirectory() as folder:
        build(ROOT / "catalog", Path(folder) / "site", ["markdown"], ["pt-BR"])
        return (Path(folder) / "site/pt-BR/4031-dispatchsessionfailed.md").read_bytes().decode()


def _publish(place_in: Callable[[Path], Place]) -> Callable[[Path], Case]:
    def set_up(folder: Path) -> Case:
        place, site = place_in(folder), folder / "site"
        site.mkdir()
        environment = _bucket_environment() if isinstance(place, BucketPlace) else {}
        with patch.dict(os.environ, {**ENVIRONMENT, **environment}):
            publish(lay(site, _OLD_SITE), place.address)
        lay(site, _NEW_SITE)

        def inspect(now: Files, wanted: Files) -> None:
            assert dangling(dict(now)) == []
            if isinstance(place, BranchPlace):
                assert now in (_OLD_SITE, wanted), "a part of the site is published"

        def read() -> dict[str, bytes]:
            return {name: data for name, data in place.files().items() if name != _PART}

        def require_tidy() -> None:
            assert not (folder / "target" / _PART).exists()

        arguments = ["publish", place.address, "--site", str(site)]
        return Case(folder, arguments, read, inspect, require_tidy, environment)

    return set_up


def _numbered(numbers: range) -> dict[str, bytes]:
    return {f"en/files/{number}.json": b"%d" % number for number in numbers}


_OLD_SITE = {**FIRST, **_numbered(range(12))}
_NEW_SITE = {**SECOND, **_numbered(range(6, 18))}
_PART = ".eventdocs/part"


def _bucket(folder: Path) -> Place:
    return BucketPlace(s3_client(s3_address()), f"b{uuid4().hex}")


@cache
def s3_address() -> str:
    """Return the URL of a local S3 server, which runs as long as this process."""
    servers = contextlib.ExitStack()
    atexit.register(servers.close)
    address = servers.enter_context(s3_server())
    with patch.dict(os.environ, {"AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x"}):
        s3_client(address)
    return address


def _bucket_environment() -> dict[str, str]:
    access = {"ACCESS_KEY_ID": "x", "SECRET_ACCESS_KEY": "x", "ENDPOINT_URL": s3_address()}
    others = {"DEFAULT_REGION": "us-east-1", "MAX_ATTEMPTS": "1", "EC2_METADATA_DISABLED": "true"}
    return {f"AWS_{name}": value for name, value in {**access, **others}.items()}


@cache
def warm_process() -> WarmProcess:
    """Return the process that starts the commands, which runs as long as this one."""
    warm = WarmProcess(ENVIRONMENT)
    Finalize(None, warm.end, exitpriority=1)
    return warm


SCENARIOS: dict[str, Scenario] = {
    "build: a new site": Scenario(_build(_changed, has_site=False)),
    "build: all pages": Scenario(_build(_retitled, has_site=True)),
    "build: some pages": Scenario(_build(_changed, has_site=True)),
    "accept": Scenario(_accept),
    "import PO": Scenario(_import),
    "import records": Scenario(_records),
    "import learn: a new catalog": Scenario(_learn(exists=False)),
    "import learn: a catalog": Scenario(_learn(exists=True)),
    "import manifest: a new catalog": Scenario(_manifest(exists=False)),
    "import manifest: a catalog": Scenario(_manifest(exists=True)),
    "fill": Scenario(_fill),
    "publish: folder": Scenario(_publish(lambda folder: FolderPlace(folder / "target"))),
    "publish: branch": Scenario(
        _publish(lambda folder: BranchPlace(folder / "target.git")), kills_programs=False
    ),
    "publish: bucket": Scenario(_publish(_bucket), is_in_folder=False),
}


@contextlib.contextmanager
def case(name: str) -> Iterator[Case]:
    """Set up a scenario. In a process, its cases use the same folder one after the other, which is fast."""
    if not SCENARIOS[name].is_in_folder:
        with TemporaryDirectory(prefix="eventdocs-") as folder:
            (Path(folder) / "case").mkdir()
            yield SCENARIOS[name].set_up(Path(folder) / "case")
        return
    made, copy = _set_up_once(name)
    shutil.rmtree(made.folder)
    shutil.copytree(copy, made.folder, symlinks=True)
    yield made


@cache
def _set_up_once(name: str) -> tuple[Case, Path]:
    """Set up a scenario in a folder that is deleted when this process ends; return it and a copy of its files."""
    folder = TemporaryDirectory(prefix="eventdocs-")
    Finalize(None, folder.cleanup, exitpriority=0)  # unlike `atexit`, also in a worker of a pool
    place, copy = Path(folder.name) / "case", Path(folder.name) / "copy"
    place.mkdir()
    made = SCENARIOS[name].set_up(place)
    shutil.copytree(place, copy, symlinks=True)
    return made, copy


@cache
def wanted(name: str) -> dict[str, bytes]:
    """Return the files after a complete run of a scenario."""
    with case(name) as made:
        code, printed = made.complete()
        assert code == 0, printed
        return made.read()
