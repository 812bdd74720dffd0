"""More than 500 events: lists and search in parts, from files, in three languages, one of them right-to-left."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from eventdocs.build.api import build
from eventdocs.site.routes import Format
from tests.browser.conftest import Open
from tests.browser.test_quality import Strict, violations
from tests.large import large_catalog

pytestmark = pytest.mark.browser
FIRST = "document.querySelector('#found a')?.textContent"
TITLES = "[...document.querySelectorAll('#found a')].map(each => each.textContent)"
PAGES = ["index.html", "events/1.html", "events/3.html"]
VOLUMES = [f"{number} - Volume{number}" for number in range(1001, 1521)]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its site."""
    folder = tmp_path_factory.mktemp("large")
    large_catalog(folder / "catalog")
    assert build(folder / "catalog", folder / "site", [Format.HTML]).diagnostics == []
    return folder / "site"


@pytest.fixture(scope="module")
def served(large: Path) -> Iterator[str]:
    """Its address on a host, where parts can be held up and damaged."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(large)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def search(page: Page, query: str, first: str) -> list[str]:
    """Search until this is the first hit; give all titles."""
    page.locator("#q").fill(query)
    page.wait_for_function(f"first => {FIRST} === first", arg=first, timeout=10_000)
    titles: list[str] = page.evaluate(TITLES)
    return titles


def held(page: Page, part: str) -> list[Route]:
    """Hold a part up; it is listed once it is asked for."""
    late: list[Route] = []

    def keep(route: Route) -> None:
        late.append(route)

    page.route(f"**/{part}", keep)
    return late


@pytest.mark.parametrize(
    ("locale", "query", "number"),
    [
        ("pt-BR", "1001", 1001),
        ("pt-BR", "0x5F0", 1520),
        ("ar", "volume1333", 1333),
        ("pt-BR", "a cota do volume 1450 foi excedida por uma gravacao", 1450),
        ("ar", "تجاوز وحدة التخزين 1222", 1222),
        ("pt-BR", "the quota of volume 1234 was exceeded", 1234),
        ("ar", "the quota of volume 1519", 1519),
        ("en-US", "the quota of volume 1519", 1519),
        ("pt-BR", "12:00:01 E prateleira 9: o volume 'D: x' passou da cota 1380.", 1380),
        ("pt-BR", "12:00:01 E Shelf 9: volume 'D: x' is beyond quota 1380.", 1380),
        ("ar", "12:00:01 E Shelf 12: volume 'D: x' is beyond quota 1511.", 1511),
    ],
)
def test_an_event_of_any_part_is_found(
    locale: str, query: str, number: int, large: Path, opened: Open
) -> None:
    found = opened((large / locale / "1260-volume1260.html").as_uri())
    search(found.page, query, f"{number} - Volume{number}")
    found.settled().locator("#found a").first.click()
    assert found.page.url.endswith(f"/{locale}/{number}-volume{number}.html")
    assert found.said == []


def test_equal_hits_stand_in_the_order_of_the_catalog_whatever_part_comes_first(
    served: str, opened: Open
) -> None:
    page = opened(f"{served}/pt-BR/index.html").page
    late = held(page, "pt-BR/search/1.js")
    assert search(page, "volume", VOLUMES[200]) == VOLUMES[200:220]
    late[0].continue_()
    assert search(page, "volume", VOLUMES[0]) == VOLUMES[:20]


@pytest.mark.parametrize(
    ("broken", "text"),
    [
        ("pt-BR/search/2.js", None),
        ("pt-BR/search/2.js", "eventdocsIndex([],[[;"),
        ("pt-BR/search/2.js", "eventdocsIndex([],[null,7],2);"),
        ("en-US/search/2.js", None),
        ("en-US/search/2.js", "eventdocsIndex([],[['1','Alien','?',['alien'],[]]],2);"),
    ],
)
def test_a_wrong_or_missing_part_leaves_the_others(
    broken: str, text: str | None, served: str, opened: Open
) -> None:
    page = opened(f"{served}/pt-BR/events/2.html").page
    page.route(
        f"**/{broken}",
        lambda route: (
            route.abort() if text is None else route.fulfill(body=text, content_type="text/javascript")
        ),
    )
    for query, number in (("gravacao", 1001), ("1520", 1520), ("volume 1500 was exceeded", 1500)):
        search(page, query, f"{number} - Volume{number}")
    whole = "volume 1300 was exceeded" if broken.startswith("pt-BR") else "volume 1300 foi excedida"
    search(page, whole, VOLUMES[299])


def test_nothing_is_said_to_be_missing_before_all_parts_are_there(served: str, opened: Open) -> None:
    page = opened(f"{served}/ar/index.html").page
    late = held(page, "en-US/search/3.js")
    search(page, "1520", VOLUMES[-1])
    page.locator("#q").fill("no such words")
    page.wait_for_timeout(200)
    assert page.locator("#found").text_content() == ""
    late[0].continue_()
    page.locator("#found p").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_lists_are_open_to_everybody_and_fit(
    locale: str, width: int, scheme: str, served: str, opened: Open
) -> None:
    for name in PAGES:
        found = opened(f"{served}/{locale}/{name}", width, scheme=scheme)
        assert violations(found.page) == [], name
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        assert found.said == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_groups_lead_to_lists_and_lists_to_each_other(script: bool, large: Path, opened: Open) -> None:
    page = opened((large / "ar/index.html").as_uri(), script=script).page
    links = page.locator(".groups a")
    assert [" ".join(each.split()) for each in links.all_text_contents()] == [
        "1001 – 1200",
        "1201 – 1400",
        "1401 – 1520",
    ]
    links.nth(1).click()
    assert page.url.endswith("/ar/events/2.html")
    page.locator("a[hreflang='pt-BR']").click()
    assert page.url.endswith("/pt-BR/events/2.html")
    page.locator("a[rel=next]").click()
    assert page.url.endswith("/pt-BR/events/3.html")
    page.locator(".events a").last.click()
    assert page.url.endswith("/pt-BR/1520-volume1520.html")
    page.locator(".home a").click()
    assert page.url.endswith("/pt-BR/index.html")


def test_filters_and_keys_work_inside_a_list(large: Path, opened: Open) -> None:
    page = opened((large / "pt-BR/events/2.html").as_uri()).page
    shown = page.locator(".events tr[data-level]:visible")
    assert shown.count() == 200
    page.locator("select[name=level]").select_option("error")
    assert shown.count() == 67
    page.locator("select[name=keyword]").select_option("Shelf2")
    assert 0 < shown.count() < 67
    assert page.url.endswith("/events/2.html#level=error&keyword=Shelf2")
    assert (page.locator("#count").text_content() or "").endswith(" / 200 eventos")
    page.locator("h1").click()
    page.keyboard.press("]")
    page.wait_for_url("**/events/3.html")
