"""A catalog's templates override the built-in ones, which stay available under another name."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.store.templates import load_templates
from tests.conftest import Write

if TYPE_CHECKING:
    from eventdocs.model.labels import Labels


def test_a_template_of_the_catalog_replaces_the_built_in_one(catalog: Write) -> None:
    folder = catalog({"templates/event.html": "own", "templates/.hidden.html": "x"})
    templates = load_templates(folder)
    assert templates.pages["event.html"] == "own"
    assert "{%" in templates.pages["default/event.html"]
    assert not any("hidden" in name for name in templates.pages)


def test_a_new_template_has_no_default(catalog: Write) -> None:
    pages = load_templates(catalog({"templates/extra.html": "x"})).pages
    assert "extra.html" in pages
    assert "default/extra.html" not in pages


def test_assets_can_be_replaced_and_added(catalog: Write) -> None:
    assets = load_templates(
        catalog({"templates/assets/site.css": "own", "templates/assets/a.png": b"1"})
    ).assets
    assert (assets["site.css"], assets["a.png"]) == (b"own", b"1")
    assert "site.js" in assets


def test_labels_are_read_for_the_locales_that_are_wanted_and_their_parents(catalog: Write) -> None:
    assert sorted(load_templates(catalog(), ["pt-BR", "de-AT"]).labels) == ["de", "en", "pt-BR"]
    assert len(load_templates(catalog()).labels) == 15


def test_labels_in_the_cache_are_not_read_again(catalog: Write) -> None:
    cache: dict[str, Labels] = {"en": {"site": {"title": "cached"}}}
    assert load_templates(catalog(), ["en"], cache).labels["en"] == {"site": {"title": "cached"}}
    load_templates(catalog(), ["de"], cache)
    assert "de" in cache


def test_a_template_that_is_not_utf_8_is_an_error(catalog: Write) -> None:
    with pytest.raises(EventdocsError, match=r"templates/event\.html is not UTF-8"):
        load_templates(catalog({"templates/event.html": b"\xff"}))


def test_a_catalog_without_templates_has_the_built_in_ones(catalog: Write, tmp_path: Path) -> None:
    assert load_templates(catalog()) == load_templates(tmp_path / "none")


def test_assets_and_labels_are_no_pages(catalog: Write) -> None:
    pages = load_templates(catalog()).pages
    assert {Path(name).suffix for name in pages} == {".html", ".md", ".xml", ".txt"}
