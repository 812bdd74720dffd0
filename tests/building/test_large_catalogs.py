"""Events that are too many for one list are split into groups, each with a list and a part of the search."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.conftest import tree
from tests.large import large_catalog
from tests.site.test_renderer import documents, followed


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return large_catalog(tmp_path_factory.mktemp("large") / "catalog")


@pytest.fixture(scope="module")
def site(catalog: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("large-site") / "site"
    assert build(catalog, out, [Format.HTML]).diagnostics == []
    return out


def call(path: Path) -> Any:
    """Return the value in a script of the search."""
    return json.loads(path.read_text("utf-8").removeprefix("eventdocsIndex(").removesuffix(");\n"))


def test_lists_hold_200_events_each_and_files_of_hits_eight(site: Path) -> None:
    for locale in ("en-US", "ar", "pt-BR"):
        names = {path.name for path in (site / locale / "events").iterdir()}
        assert names == {f"{number}.{ending}" for number in (1, 2, 3) for ending in ("html", "js")}
        parts = [
            call(site / f"{locale}/search/{number}-{part}.js")[1:]  # after the key of the shard
            for number, count in ((1, 25), (2, 25), (3, 15))
            for part in range(count)
        ]
        assert [row[0] for part in parts for row in part] == [str(1001 + at) for at in range(520)]
        assert len(parts[0]) == len(parts[-1]) == 8
        assert not (site / f"{locale}/search/3-15.js").exists()


def folders(site: Path, locale: str) -> list[str]:
    """Return the folders with the files that the search in a locale loads."""
    return [folder for folder, _ in call(site / f"{locale}/search.js")["folders"]]


def terms(site: Path, locale: str) -> set[str]:
    """Return all terms of a locale's files."""
    files = [
        site / f"{locale}/search/{number}.js" for number in range(call(site / f"{locale}/search.js")["files"])
    ]
    assert len(files) == 32
    return {entry.split(" ")[0] for file in files for entry in call(file).split(";")[1:-1]}


def test_an_index_has_the_terms_of_its_own_texts_and_names_the_source(site: Path) -> None:
    assert folders(site, "en-US") == [""]
    assert folders(site, "pt-BR") == ["", "../en-US/"]
    assert {"quota", "beyond", "#1520", "#15", "qu*", "*ta"} <= terms(site, "en-US")
    assert {"gravacao", "passou"} <= terms(site, "pt-BR")
    assert not {"beyond", "#1520"} & terms(site, "pt-BR")


def test_a_site_without_the_source_has_the_terms_of_both(catalog: Path, tmp_path: Path) -> None:
    build(catalog, tmp_path / "site", [Format.HTML], ["pt-BR"])
    assert folders(tmp_path / "site", "pt-BR") == ["", ""]  # for words of both languages
    assert {"gravacao", "beyond", "#1520"} <= terms(tmp_path / "site", "pt-BR")


def test_every_link_and_fragment_of_a_large_site_leads_somewhere(site: Path) -> None:
    assert followed(site, documents(site)) > 10_000


def test_a_second_build_writes_nothing_and_an_edit_only_its_group(catalog: Path, tmp_path: Path) -> None:
    own, out = large_catalog(tmp_path / "catalog"), tmp_path / "site"
    build(own, out, [Format.HTML])
    before = tree(out)
    assert build(own, out, [Format.HTML]).changes.written == []  # type: ignore[union-attr]
    event = own / "events/1300.yaml"
    event.write_text(event.read_text("utf-8").replace("foi excedida", "acabou"), "utf-8")
    build(own, out, [Format.HTML])
    after = tree(out)
    changed = {name for name in after if before.get(name) != after[name]}
    assert changed == {
        "pt-BR/1300-volume1300.html",
        "pt-BR/1300-volume1300.json",
        "pt-BR/events/2.html",
        "pt-BR/events/2.js",
        "pt-BR/search/2-12.js",
        "events.ndjson",
        *(name for name in changed if re.fullmatch(r"pt-BR/search/\d+\.js", name)),
    }
    assert (
        len(changed) <= 6 + 5
    )  # a new word, three lists of words with the same start or end, and an old word
    assert build(own, tmp_path / "clean", [Format.HTML]).changes
    assert tree(tmp_path / "clean") == after


def test_a_site_becomes_large_and_small_again(tmp_path: Path) -> None:
    own, out = large_catalog(tmp_path / "catalog", 501), tmp_path / "site"
    build(own, out, [Format.HTML])
    last = (own / "events/1501.yaml").read_bytes()
    (own / "events/1501.yaml").unlink()
    build(own, out, [Format.HTML])
    assert build(own, tmp_path / "small", [Format.HTML]).changes
    assert tree(out) == tree(tmp_path / "small")
    (own / "events/1501.yaml").write_bytes(last)
    build(own, out, [Format.HTML])
    assert build(own, tmp_path / "large", [Format.HTML]).changes
    assert tree(out) == tree(tmp_path / "large")
