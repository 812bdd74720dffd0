"""At every moment of a build or a publication, every page in a list exists."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from eventdocs.building.api import BuildOptions, build
from eventdocs.commands.publish import execute
from eventdocs.publishing.sync_plan import Put, TargetState, plan_sync
from eventdocs.site.routes import Format
from eventdocs.store.file_changes import FileChange
from eventdocs.store.output_dir import write_order
from tests.conftest import ROOT, tree
from tests.publishing.site_links import entries, unreachable

BASE = "https://events.example/docs"
Files = Mapping[str, bytes]


def built(folder: Path, size: int, settings: str, locales: Sequence[str], drop: str) -> Files:
    """Build this repository's catalog without the files of a pattern, in shards of a size."""
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    path = folder / "catalog/catalog.yaml"
    path.write_bytes(path.read_bytes() + settings.encode())
    for file in (folder / "catalog").glob(drop):
        file.unlink()
    for file in (folder / "catalog/events").rglob("*.yaml"):
        lines = file.read_text("utf-8").splitlines(keepends=True)
        file.write_text("".join(line for line in lines if not line.startswith("see_also:")), "utf-8")
    options = BuildOptions(single_shard_max=size, shard_size=size)
    formats = [Format.HTML, Format.GFM]
    assert build(folder / "catalog", folder / "site", formats, locales, options=options).changes
    return tree(folder / "site")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Files]:
    """Return sites to replace by each other: several shards, fewer with other pages, one, and none."""
    folder = tmp_path_factory.mktemp("sites")
    address = f"site:\n  base_url: {BASE}\n"
    changed = f'{address}  edit_url: "https://git.example/{{path}}"\n'
    many = built(folder / "many", 3, address, (), "events/activation/*0-*.yaml")
    fewer = built(folder / "fewer", 5, changed, ("en-US", "pt-BR"), "events/activation/*[1-7]-*.yaml")
    one = built(folder / "one", 500, "", ("en-US",), "ledgers/*")
    for path in (
        "en-US/search/2-0.js",
        "en-US/events/2.html",
        "ar/status.html",
        "events.ndjson",
        "sitemap.xml",
    ):
        assert path in many
    return {"many": many, "fewer": fewer, "one": one, "nothing": {"CNAME": b"x"}}


def test_every_list_of_the_site_is_looked_into(sites: dict[str, Files]) -> None:
    many = sites["many"]
    named = {path: entries(path, data.decode(errors="replace"), BASE) for path, data in many.items()}
    assert {path for path, targets in named.items() if targets and path.startswith("en-US/")} == {
        "en-US/README.md", "en-US/index.html", "en-US/search.js", "en-US/sitemap.xml",
        *(f"en-US/events/{number}.{kind}" for number in range(1, 5) for kind in ("html", "js")),
        *(f"en-US/search/{number}-0.js" for number in range(5)),
    }  # fmt: skip
    assert {path for path, targets in named.items() if targets and "/" not in path} == {
        "events.ndjson", "index.html", "llms.txt", "robots.txt", "sitemap.xml",
    }  # fmt: skip
    assert "en-US/search/0.js" in named["pt-BR/search.js"]
    assert "pt-BR/4008-dispatchsessionstart.html" in named["pt-BR/search/1-0.js"] & named["e/4008/index.html"]


@dataclass
class Recorder:
    """A target in memory that records its files after each write."""

    files: dict[str, bytes]
    steps: list[dict[str, bytes]] = field(default_factory=list)

    def digest(self, data: bytes) -> str:
        return data.hex()

    def scan(self) -> TargetState:
        found = {path: self.digest(data) for path, data in self.files.items()}
        return TargetState(found, {path: (digest,) for path, digest in found.items()})

    def write_manifest(self, manifest: bytes) -> None:
        """Keep nothing, because the manifest is not a file of the site."""

    def put(self, batch: Sequence[tuple[Put, bytes]]) -> None:
        # A storage writes the files of a batch at the same time, so that the last may exist first.
        for put, data in reversed(batch):
            self.files[put.path] = data
            self.steps.append(dict(self.files))

    def delete(self, paths: Sequence[str]) -> None:
        for path in reversed(paths):
            del self.files[path]
            self.steps.append(dict(self.files))

    def close(self) -> None:
        """Do nothing."""


def published(old: Files, new: Files, folder: Path) -> list[dict[str, bytes]]:
    """Publish a site over another; return the files of the target after each write."""
    for path, data in new.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    target = Recorder(dict(old))
    site = {path: target.digest(data) for path, data in new.items()}
    execute(plan_sync(site, target.scan()), folder, target)
    return target.steps


def renamed(old: Files, new: Files, folder: Path) -> list[dict[str, bytes]]:
    """Replace a site by another in the order of a build; return the files after each write."""
    files, steps = dict(old), []
    changes = [FileChange(path, old.get(path, b"")) for path in new if old.get(path) != new[path]]
    for change in sorted(changes, key=write_order):
        files[change.path] = new[change.path]
        steps.append(dict(files))
    orphans = [FileChange(path, old[path]) for path in old if path not in new]
    for orphan in sorted(orphans, key=write_order, reverse=True):
        del files[orphan.path]
        steps.append(dict(files))
    return steps


def missing(step: Files, known: dict[tuple[str, bytes], set[str]]) -> Iterator[tuple[str, str]]:
    """Yield the entries of lists whose page does not exist, each with its list."""
    for path, data in step.items():
        if (path, data) not in known:
            known[path, data] = entries(path, data.decode(errors="replace"), BASE)
        yield from ((path, target) for target in known[path, data] if target not in step)


@pytest.mark.parametrize("way", [published, renamed], ids=["publish", "build"])
@pytest.mark.parametrize("new", ["many", "fewer", "one", "nothing"])
@pytest.mark.parametrize("old", ["many", "fewer", "one", "nothing"])
def test_whatever_a_list_names_is_there_at_every_moment(
    old: str,
    new: str,
    way: Callable[[Files, Files, Path], list[dict[str, bytes]]],
    sites: dict[str, Files],
    tmp_path: Path,
) -> None:
    known: dict[tuple[str, bytes], set[str]] = {}
    steps = way(sites[old], sites[new], tmp_path)
    for step in steps:
        assert list(missing(step, known)) == []
    assert [*steps, sites[new]][-1] == sites[new]


@pytest.mark.parametrize("way", [published, renamed], ids=["publish", "build"])
@pytest.mark.parametrize("new", ["many", "fewer", "one", "nothing"])
@pytest.mark.parametrize("old", ["many", "fewer", "one"])
def test_no_link_that_a_visitor_can_follow_from_the_front_page_leads_nowhere(
    old: str,
    new: str,
    way: Callable[[Files, Files, Path], list[dict[str, bytes]]],
    sites: dict[str, Files],
    tmp_path: Path,
) -> None:
    text = {data: data.decode(errors="replace") for each in sites.values() for data in each.values()}
    for step in way(sites[old], sites[new], tmp_path):
        if "index.html" in step:
            assert unreachable({path: text[data] for path, data in step.items()}, BASE) == []
