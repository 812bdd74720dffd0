"""More events than one list holds: groups, each with a list and a part of the search."""

import json
from pathlib import Path

import pytest

from eventdocs.build.api import build
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


def rows(part: Path) -> list[list[object]]:
    """Rows of a part of the search."""
    lines = part.read_text("utf-8").splitlines()[1:-1]
    return [json.loads(line.rstrip(",")) for line in lines]


def test_lists_and_parts_of_the_search_hold_200_events_each(site: Path) -> None:
    for locale in ("en-US", "ar", "pt-BR"):
        assert {path.name for path in (site / locale / "events").iterdir()} == {"1.html", "2.html", "3.html"}
        parts = [rows(site / f"{locale}/search/{number}.js") for number in (1, 2, 3)]
        assert [len(part) for part in parts] == [200, 200, 120]
        assert [row[0] for part in parts for row in part] == [str(1001 + at) for at in range(520)]


def test_an_index_holds_its_own_texts_and_says_where_the_originals_are(site: Path) -> None:
    assert (site / "en-US/search.js").read_text() == "eventdocsIndex(3);\n"
    assert (site / "pt-BR/search.js").read_text() == 'eventdocsIndex(3,"../en-US/search/");\n'
    part = (site / "pt-BR/search/3.js").read_text("utf-8")
    assert "passou da cota 1520" in part
    assert "beyond quota" not in part
    assert part.endswith(",3);\n")


def test_a_site_without_the_source_holds_the_originals(catalog: Path, tmp_path: Path) -> None:
    build(catalog, tmp_path / "site", [Format.HTML], ["pt-BR"])
    assert (tmp_path / "site/pt-BR/search.js").read_text() == "eventdocsIndex(3);\n"
    assert "beyond quota 1520" in (tmp_path / "site/pt-BR/search/3.js").read_text("utf-8")


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
        "pt-BR/search/2.js",
        "events.ndjson",
    }
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
