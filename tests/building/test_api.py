"""A build depends only on the bytes of the catalog, not on the machine, file order or environment."""

import itertools
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from eventdocs.building import event_reader
from eventdocs.building.api import BuildOptions, BuildResult, build, cache_key
from eventdocs.building.manifest import decode_manifest
from eventdocs.building.result import BuildRequest
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store import blob_cache
from eventdocs.store.dir_fingerprint import Fingerprint, scan_fingerprints
from eventdocs.store.output_dir import MANIFEST
from tests.cli.test_build import SMALL
from tests.conftest import EVENT, ROOT, Run, Write, tree

CATALOG = ROOT / "catalog"
FORMATS = ("--format", "html", "--format", "markdown")


def built(catalog: Path, out: Path, **environment: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "eventdocs", "build", str(catalog), "-o", str(out), *FORMATS]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": str(ROOT), **environment}
    )
    return tree(out)


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(CATALOG, tmp_path_factory.mktemp("expected") / "site")


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4031"},
        {"TZ": "Pacific/Chatham", "LC_ALL": "C", "LANG": "C"},
        {"TZ": "America/Sao_Paulo", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda values: "-".join(values.values()),
)
def test_the_environment_changes_no_byte(
    environment: dict[str, str], expected: dict[str, bytes], tmp_path: Path
) -> None:
    assert built(CATALOG, tmp_path / "site", **environment) == expected


def test_the_order_and_the_age_of_the_files_change_no_byte(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "catalog"
    files = sorted((path for path in CATALOG.rglob("*") if path.is_file()), reverse=True)
    for age, path in enumerate(files):
        target = copy / path.relative_to(CATALOG)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1_000_000 * age, 1_000_000 * age))
    assert built(copy, tmp_path / "site") == expected


def test_the_group_of_an_event_file_does_not_affect_its_bytes(
    expected: dict[str, bytes], tmp_path: Path
) -> None:
    copy = tmp_path / "catalog"
    shutil.copytree(CATALOG, copy)
    for number, path in enumerate(sorted((copy / "events").rglob("*.yaml"), reverse=True)):
        group = copy / "events" / f"group{number % 3}"
        group.mkdir(exist_ok=True)
        path.rename(group / f"{number:03}.yaml")
    site = built(copy, tmp_path / "site")
    records = "events.ndjson"  # contain the file names, with which `import records` creates the catalog again
    assert _without_files(site.pop(records)) == _without_files(expected[records])
    assert site == {name: data for name, data in expected.items() if name != records}


def _without_files(records: bytes) -> list[dict[str, object]]:
    return [{**json.loads(line), "file": ""} for line in records.splitlines()]


def test_a_chosen_locale_is_built_alone_and_its_pages_are_the_same(
    expected: dict[str, bytes], tmp_path: Path, run: Run
) -> None:
    run("build", CATALOG, "-o", tmp_path / "site", "--format", "markdown", "--locale", "pt-br")
    pages = tree(tmp_path / "site")
    assert set(pages) == {name for name in expected if name.startswith("pt-BR/") and name.endswith(".md")}
    assert all(expected[name] == data for name, data in pages.items())


@pytest.mark.parametrize(("jobs", "seed"), [("1", "0"), ("2", "1"), ("5", "4031")])
def test_the_number_of_processes_changes_no_byte(jobs: str, seed: str, tmp_path: Path) -> None:
    """Groups are small here. All builds are compared with one in a single process."""
    trees = []
    for name, processes, value in (("one", "1", "1"), ("other", jobs, seed)):
        words = ["build", CATALOG, "-o", tmp_path / name, "--jobs", processes, *FORMATS]
        command = [sys.executable, "-c", SMALL, *map(str, words)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": value}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        trees.append(tree(tmp_path / name))
    assert "en-US/events/2.html" in trees[0]
    assert trees[0] == trees[1]


def test_what_does_not_count_is_not_read(catalog: Write, tmp_path: Path, run: Run) -> None:
    """A lock file, a folder of images and a pipe are not inputs. A link out of the catalog is an error."""
    folder = catalog({"pictures/large.png": b"x"})
    os.mkfifo(folder / "events/pipe")
    (folder / "templates").mkdir()
    (folder / "templates/.#event.html").symlink_to("nowhere")
    (folder / "events/below").symlink_to(folder / "pictures")
    refused = run("build", folder, "-o", tmp_path / "site")
    assert refused.code == 1
    assert "ED015 the file is a symbolic link that leads nowhere" in refused.out
    (folder / "templates/.#event.html").unlink()
    for _ in range(2):
        assert run("build", folder, "-o", tmp_path / "site").code == 0


def test_templates_may_be_a_link_inside_the_catalog(catalog: Write, tmp_path: Path, run: Run) -> None:
    folder = catalog({".kept/robots.txt": "one", ".kept/chooser.html": "one"})
    (folder / "templates").symlink_to(".kept")
    for text in ("one", "two"):
        (folder / ".kept/chooser.html").write_text(text)
        assert run("build", folder, "-o", tmp_path / "site").code == 0
        assert (tmp_path / "site/index.html").read_text() == text


def test_a_file_that_changes_while_it_is_read_stops_the_build(
    catalog: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = catalog()
    build(folder, tmp_path / "site", ["html"])
    path = folder / "events/7-diskfull.yaml"
    path.write_text(path.read_text().replace("full.", "empty."))
    before = tree(tmp_path / "site")

    def edited(folder: Path, name: str) -> bytes:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(data + b"# more\n")
        return data + b"# more\n"

    monkeypatch.setattr(event_reader, "read_catalog_file", edited)
    with pytest.raises(EventdocsError, match="changed while it was read") as caught:
        build(folder, tmp_path / "site", ["html"], options=BuildOptions(kept_bytes=0))
    assert caught.value.code == Exit.ENVIRONMENT
    assert tree(tmp_path / "site") == before
    monkeypatch.undo()
    assert build(folder, tmp_path / "site", ["html"]).changes


def test_an_edit_reads_the_edited_file_once(catalog: Write, tmp_path: Path) -> None:
    folder = catalog({"events/8.yaml": EVENT.replace("id: 7", "id: 8")})
    build(folder, tmp_path / "site", ["html"])
    path = folder / "events/8.yaml"
    path.write_text(path.read_text().replace("full.", "empty."))
    opened: list[str] = []
    sys.addaudithook(lambda event, values: opened.append(str(values[0])) if event == "open" else None)
    built = build(folder, tmp_path / "site", ["html"])
    assert built.reasons == {"events/8.yaml": "its file changed"}
    assert opened.count(str(path)) == 1
    assert opened.count(str(folder / "events/7-diskfull.yaml")) == 0


def test_a_head_that_misleads_a_quick_look_is_read_thoroughly(
    catalog: Write, tmp_path: Path, run: Run
) -> None:
    """A line of a quoted text may look like a key."""
    folder = catalog(
        {"events/8.yaml": 'since: "a\nversion: 3\nb"\nid: 8\nname: Odd\nstrings: {en-US: {message: x}}\n'}
    )
    done = run("build", folder, "-o", tmp_path / "site")
    assert done.code == 0
    assert (tmp_path / "site/en-US/8-odd.html").is_file()


def test_processes_share_the_events_of_a_single_shard(
    catalog: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Most catalogs are one shard, with a page per event in each of many languages."""
    fork, forks = os.fork, itertools.count()

    def counted() -> int:
        next(forks)
        return fork()

    def build_with(name: str, **options: Any) -> BuildResult:
        return build(
            folder, tmp_path / name, ["html", "markdown"], options=BuildOptions(batch_size=2, **options)
        )

    monkeypatch.setattr(os, "fork", counted)
    numbers = range(10, 19)
    folder = catalog({f"events/{n}.yaml": EVENT.replace("id: 7", f"id: {n}") for n in numbers})
    for jobs, name in ((1, "one"), (3, "three")):
        assert build_with(name, jobs=jobs, parallel_threshold=0).changes
    assert next(forks) == 3  # one job is done without forking
    assert tree(tmp_path / "one") == tree(tmp_path / "three")
    path = folder / "events/14.yaml"
    path.write_text(path.read_text("utf-8").replace("full.", "empty."), "utf-8")
    built = build_with("one", jobs=3, parallel_threshold=10)
    assert "en-US/14-diskfull.html" in (built.changes.written if built.changes else ())
    assert next(forks) == 4  # one event is rendered without forking: this counts the call itself
    build_with("three", jobs=3, parallel_threshold=10)
    path = folder / "events/15.yaml"
    path.write_text(path.read_text("utf-8").replace("level: error", "level: eror"), "utf-8")
    built = build_with("three", jobs=3, parallel_threshold=10, use_cache=False)
    assert (built.changes, [each.location.file for each in built.diagnostics]) == (None, ["events/15.yaml"])
    assert tree(tmp_path / "one") == tree(tmp_path / "three")


def test_a_new_site_is_trusted_except_for_concurrent_changes(
    catalog: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, side = tmp_path / "site", tmp_path / ".site.eventdocs"
    folder = catalog({f"events/{n}.yaml": EVENT.replace("id: 7", f"id: {n}") for n in (8, 9)})
    build(folder, out, ["html"])
    wanted = tree(out)
    memory = decode_manifest(blob_cache.read(side / MANIFEST))
    assert memory is not None
    assert all(memory.output_dirs.values())
    shutil.rmtree(out)
    shutil.rmtree(side)

    def meddled(root: Path, now: int) -> dict[str, Fingerprint]:
        (root / "en-US/8-diskfull.html").write_bytes(b"other")
        return scan_fingerprints(root, now)

    monkeypatch.setattr("eventdocs.building.commit.scan_fingerprints", meddled)
    build(folder, out, ["html"])
    assert tree(out) != wanted
    build(folder, out, ["html"])
    assert tree(out) == wanted


def test_templates_are_compiled_before_forking_and_cached(catalog: Write, tmp_path: Path) -> None:
    """Otherwise each worker and the first build after an edit would compile them again."""
    folder = catalog({"events/8.yaml": EVENT.replace("id: 7", "id: 8")})
    options = BuildOptions(jobs=2, parallel_threshold=0, single_shard_max=1, shard_size=1)
    assert build(folder, tmp_path / "site", ["html", "markdown"], options=options).events == 2
    state_dir = tmp_path / ".site.eventdocs"
    manifest = decode_manifest(blob_cache.read(state_dir / MANIFEST))
    assert manifest is not None
    _, bytecode, *_ = blob_cache.get(state_dir, manifest.templates)
    names = {name.rpartition(":")[2] for name in bytecode}
    assert {"base.html", "event.html", "event.md", "same-id.html", "index.html", "strings.html"} <= names


@pytest.mark.parametrize(
    ("names", "formats", "options", "message"),
    [
        (("catalog", "catalog"), ["html"], BuildOptions(), "overlap"),
        (("catalog", "catalog/site"), ["html"], BuildOptions(), "overlap"),
        (("catalog", "catalog/catalog.yaml/site"), ["html"], BuildOptions(), "overlap"),
        (("catalog", "file"), ["html"], BuildOptions(), "is not a folder"),
        (("catalog", "site"), ["markdown", "gfm"], BuildOptions(), "write the same files"),
        (("missing", "site"), ["html"], BuildOptions(), "missing"),
        (
            ("catalog", "site"),
            ["html"],
            BuildOptions(check=True, executor=ThreadPoolExecutor),
            "does not use an executor",
        ),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(
    names: tuple[str, str],
    formats: list[str],
    options: BuildOptions,
    message: str,
    catalog: Write,
    tmp_path: Path,
) -> None:
    catalog()
    (tmp_path / "file").touch()
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(EventdocsError, match=message):
        build(tmp_path / names[0], tmp_path / names[1], formats, options=options)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_cache_key_covers_the_request_but_not_the_path_of_the_catalog(tmp_path: Path) -> None:
    """Only the pages of a preview contain the path."""
    request = BuildRequest(tmp_path / "one", ("html",), (), False, None, 500, 200)
    others = [
        request._replace(formats=("markdown",)),
        request._replace(locales=("pt-BR",)),
        request._replace(pseudo=True),
        request._replace(editor=""),
        request._replace(editor="vscode://file/{path}"),
        request._replace(editor="", catalog=tmp_path / "two"),
        request._replace(single_shard_max=499),
        request._replace(shard_size=199),
    ]
    assert len({cache_key(each) for each in (request, *others)}) == 9
    assert cache_key(request) == cache_key(request._replace(catalog=tmp_path / "two"))
