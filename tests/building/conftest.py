"""A small catalog and its site, and access to the single steps of a build."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from pkgutil import resolve_name
from textwrap import dedent
from typing import Any

import pytest

from eventdocs.building.api import build, cache_key
from eventdocs.building.cache import InputFile, load_input_files
from eventdocs.building.engine import BuildSession
from eventdocs.building.inputs import BuildInputs, read_inputs
from eventdocs.building.manifest import BuildManifest, decode_manifest
from eventdocs.building.result import BuildOptions, BuildRequest, BuildResult
from eventdocs.building.targets import BuildPlan, plan_build
from eventdocs.building.up_to_date import read_cache, scan_folders
from eventdocs.store import blob_cache
from eventdocs.store.output_dir import MANIFEST, OutputDir, open_output
from tests.conftest import CATALOG, EVENT, tree

IDS = range(10, 15)


def event(number: int) -> str:
    """Return an event file."""
    return EVENT.replace("id: 7", f"id: {number}")


class Site:
    """A catalog of five events, and its site of three shards: 10 and 11, 12 and 13, 14."""

    def __init__(self, catalog: Path) -> None:
        self.catalog = catalog
        self.out = catalog.parent / "site"
        self.state_dir = catalog.parent / ".site.eventdocs"
        self.options = BuildOptions(jobs=1, single_shard_max=4, shard_size=2)
        self.formats: tuple[str, ...] = ("html",)
        self.pseudo = False

    def write(self, name: str, text: str) -> None:
        """Write a file of the catalog."""
        path = self.catalog / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), "utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text in a file of the catalog."""
        path = self.catalog / name
        before = path.read_text("utf-8")
        assert old in before
        path.write_text(before.replace(old, new), "utf-8")

    def build(self, out: Path | None = None, **options: object) -> BuildResult:
        """Build the site, with other options if given."""
        changed = self.options._replace(**options)  # type: ignore[arg-type]
        return build(self.catalog, out or self.out, self.formats, pseudo=self.pseudo, options=changed)

    def clean(self) -> dict[str, bytes]:
        """Build the site into a new folder and return its files."""
        out = self.catalog.parent / f"clean{len(list(self.catalog.parent.iterdir()))}"
        assert self.build(out).changes
        return tree(out)

    @property
    def manifest(self) -> BuildManifest:
        """Return the manifest of the last build."""
        manifest = decode_manifest(blob_cache.read(self.state_dir / MANIFEST))
        assert manifest is not None
        return manifest

    def damage(self, blob: str) -> None:
        """Change one byte of a blob."""
        path = self.state_dir / blob_cache.BLOBS / blob
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)

    @property
    def request(self) -> BuildRequest:
        """Return the request of `build`."""
        options = self.options
        return BuildRequest(
            self.catalog,
            self.formats,
            (),
            self.pseudo,
            None,
            options.single_shard_max,
            options.shard_size,
        )

    @contextmanager
    def session(self, *, use_cache: bool = True) -> Iterator[BuildSession]:
        """Lock the output and yield what a build starts with."""
        with open_output(self.out, 0) as output:
            key = cache_key(self.request)
            scanned = scan_folders(self.catalog, output)
            cache = read_cache(output, scanned, key, use_cache=use_cache)
            options = self.options._replace(use_cache=use_cache)
            yield BuildSession(self.request, options, key, output, scanned, cache)

    def inputs(self, *, kept_bytes: int = 4_000_000, known: BuildInputs | None = None) -> BuildInputs:
        """Return the inputs of the next build; `known` are earlier ones."""
        with self.session() as session:
            previous = session.cache.previous
            recorded: dict[str, InputFile] = (
                load_input_files(session.output, previous.files) if previous else {}
            )
            return read_inputs(
                session.request,
                session.scanned,
                known.files if known else recorded,
                kept_bytes=kept_bytes,
                settings=known.settings if known else None,
            )

    def plan(self, *, full_parse: bool = False) -> BuildPlan:
        """Return the plan of the next build."""
        inputs = self.inputs()
        with self.session() as session:
            return plan_build(session.request, inputs, session.cache, session.output, full_parse=full_parse)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Return a small catalog that is not built yet."""
    site = Site(tmp_path / "catalog")
    site.write("catalog.yaml", CATALOG)
    for number in IDS:
        site.write(f"events/{number}.yaml", event(number))
    return site


@pytest.fixture
def output(tmp_path: Path) -> OutputDir:
    """Return an empty output folder."""
    state_dir = tmp_path / ".site.eventdocs"
    (state_dir / blob_cache.BLOBS).mkdir(parents=True)
    return OutputDir(tmp_path / "site", state_dir)


Record = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def record(monkeypatch: pytest.MonkeyPatch) -> Record:
    """Return a function that records the positional arguments of all later calls of a function."""

    def replace_by_recorder(path: str) -> list[tuple[Any, ...]]:
        original = resolve_name(path)
        calls: list[tuple[Any, ...]] = []

        def recorder(*values: Any, **options: Any) -> Any:
            calls.append(values)
            return original(*values, **options)

        monkeypatch.setattr(path, recorder)
        return calls

    return replace_by_recorder
