"""Lists are filtered by the fields and levels that a catalog declares, and the search finds their values."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.browser.conftest import Open
from tests.browser.test_search import hits
from tests.conftest import ROOT
from tests.declared import write_declared

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def declared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a catalog with a field of each type."""
    folder = tmp_path_factory.mktemp("declared")
    assert build(write_declared(folder / "catalog"), folder / "site", [Format.HTML]).diagnostics == []
    return folder / "site"


def listed(page: Page) -> list[str]:
    return [" ".join(each.split()) for each in page.locator(".row:visible a").all_text_contents()]


def choose(page: Page, menu: str, option: str) -> None:
    """Select or deselect a value in a filter menu."""
    page.locator(".facet", has_text=menu).locator("summary").click()
    page.locator(".facet[open]").get_by_label(option).click()
    page.keyboard.press("Escape")


def test_a_list_is_filtered_by_fields_and_levels(declared: Path, opened: Open) -> None:
    found = opened((declared / "de-DE/index.html").as_uri())
    page = found.page
    assert len(listed(page)) == 3
    choose(page, "Http status", "1000")
    assert listed(page) == ["8 DiskSlow"]
    assert page.url.endswith("?field-http_status=1000")
    choose(page, "Http status", "1000")
    choose(page, "Tags", "disk space")
    choose(page, "Reife", "experimental")
    assert listed(page) == ["7 DiskFull"]
    page.get_by_label("Hinweis").check()
    assert listed(page) == ["7 DiskFull"]
    assert page.url.endswith("?level=notice&field-stability=experimental&field-tags=disk+space")
    found.settled().reload()
    assert listed(page) == ["7 DiskFull"]
    page.get_by_label("Hinweis").uncheck()
    page.get_by_label("Informationen").check()
    assert listed(page) == []
    assert found.problems == []


def test_the_search_finds_a_whole_value_or_words(declared: Path, opened: Open) -> None:
    page = opened((declared / "en-US/8-diskslow.html").as_uri()).page
    assert hits(page, "08006") == ["7 - DiskFull"]
    assert hits(page, "0800") == []  # only the whole value
    assert hits(page, "Experimental") == ["7 - DiskFull"]
    assert hits(page, "team-seven") == []


def test_a_custom_level_looks_like_its_built_in_one(declared: Path, opened: Open) -> None:
    page = opened((declared / "en-US/index.html").as_uri()).page
    styles = [
        page.get_by_text(text, exact=True)
        .locator("visible=true")
        .first.evaluate("each => [getComputedStyle(each).color, getComputedStyle(each, '::before').content]")
        for text in ("Notice", "Information", "Alert")
    ]
    assert styles[0] == styles[1] != styles[2]


def test_the_search_shows_a_custom_level_like_its_built_in_one(declared: Path, opened: Open) -> None:
    page = opened((declared / "de-DE/index.html").as_uri()).page
    page.locator("#q").fill("08006")
    level = page.locator("#found .level")
    level.wait_for()
    assert (level.inner_text(), level.get_attribute("class")) == ("Hinweis", "level informational")


def test_the_links_of_an_event_look_like_links_and_hits_show_ids(tmp_path: Path, opened: Open) -> None:
    build(ROOT / "examples/problems", tmp_path / "site", [Format.HTML], ["en", "de"])
    page = opened((tmp_path / "site/de/1001-invalid-request.html").as_uri()).page
    section = page.locator("section.links")
    assert section.evaluate("each => getComputedStyle(each).display") == "block"
    color = "each => getComputedStyle(each).color"
    assert section.locator("a[href^=http]").first.evaluate(color) == page.locator("dd a").first.evaluate(
        color
    )
    assert hits(page, "1002")[0].startswith("1002 - Zugriffstoken abgelaufen")
