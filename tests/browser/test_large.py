"""More than 500 events: lists and search are split into files. Three languages, one of them right-to-left."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Page

from eventdocs.building.api import build
from eventdocs.site import search as search_index
from eventdocs.site.routes import Format
from tests.browser.conftest import Open, follow
from tests.browser.test_quality import LOOKS, Scheme, Strict, look, violations
from tests.conftest import MadeOnce, sample
from tests.large import large_catalog

pytestmark = pytest.mark.browser
FIRST = "document.querySelector('#hits .title')?.textContent"
TITLES = "[...document.querySelectorAll('#hits .title')].map(each => each.textContent)"
PAGES = ["index.html", "events/1.html", "events/3.html"]
VOLUMES = [f"{number} - Volume{number}" for number in range(1001, 1521)]


@pytest.fixture(scope="session")
def large(made_once: MadeOnce) -> Path:
    """Return the site of the large catalog."""

    def make(folder: Path) -> None:
        large_catalog(folder / "catalog")
        with (
            pytest.MonkeyPatch.context() as patch
        ):  # most words are in more events than the index lists of one
            patch.setattr(search_index, "_LONGEST_LIST", 100)
            assert build(folder / "catalog", folder / "site", [Format.HTML]).diagnostics == []
        text = "".join(path.read_text("utf-8") for path in (folder / "site/en-US/search").glob("*.js"))
        assert " =520.1:" in text

    return made_once("large", make) / "site"


@pytest.fixture(scope="module")
def served(large: Path) -> Iterator[str]:
    """Yield the site's URL on a host, where requests for parts can be delayed or damaged."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(large)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def search(page: Page, query: str, first: str) -> list[str]:
    """Search until the title is the first hit; return the titles of all hits."""
    page.locator("#q").fill(query)
    page.wait_for_function(f"first => {FIRST} === first", arg=first, timeout=10_000)
    titles: list[str] = page.evaluate(TITLES)
    return titles


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
    follow(found.settled().locator("#hits a").first)
    assert found.page.url.endswith(f"/{locale}/{number}-volume{number}.html")
    assert found.problems == []


def test_equal_hits_are_in_the_order_of_the_catalog(served: str, opened: Open) -> None:
    page = opened(f"{served}/pt-BR/index.html").page
    assert search(page, "volume", VOLUMES[0]) == VOLUMES[:10]
    assert search(page, "15", VOLUMES[499]) == VOLUMES[499:509]


def test_few_files_are_loaded_for_an_id(served: str, opened: Open) -> None:
    page = opened(f"{served}/pt-BR/index.html").page
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url.removeprefix(f"{served}/")))
    search(page, "1333", VOLUMES[332])
    data = [path for path in loaded if "search" in path and not path.startswith("assets/")]
    assert {"pt-BR/search.js", "pt-BR/search/2-16.js"} <= {*data}
    assert len(data) <= 5, data


@pytest.mark.parametrize("text", [None, "eventdocsIndex('", "eventdocsIndex(7);"])
def test_a_wrong_or_missing_file_of_hits_leaves_the_others(
    text: str | None, served: str, opened: Open
) -> None:
    page = opened(f"{served}/pt-BR/events/2.html").page
    page.route(
        "**/pt-BR/search/1-0.js",
        lambda route: (
            route.abort() if text is None else route.fulfill(body=text, content_type="text/javascript")
        ),
    )
    search(page, "1520", VOLUMES[-1])
    search(page, "volume", VOLUMES[8])


@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_lists_are_open_to_everybody_and_fit(locale: str, served: str, opened: Open) -> None:
    looks: list[tuple[int, Scheme]] = [*LOOKS, (320, "light"), (320, "dark")]
    examined = sample(product(PAGES, looks), 5)
    for name in PAGES:
        found = opened(f"{served}/{locale}/{name}")
        for width, scheme in looks:
            look(found.page, width, scheme)
            assert found.page.evaluate("document.documentElement.scrollWidth") <= width
            if (name, (width, scheme)) in examined:
                assert violations(found.page) == [], (name, width, scheme)
        assert found.problems == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_groups_lead_to_lists_and_lists_to_each_other(script: bool, large: Path, opened: Open) -> None:
    page = opened((large / "ar/index.html").as_uri(), script=script).page
    links = page.locator(".groups:visible a")
    assert [" ".join(each.split()) for each in links.all_text_contents()] == [
        "1001 – 1200",
        "1201 – 1400",
        "1401 – 1520",
    ]
    follow(links.nth(1))
    assert page.url.endswith("/ar/events/2.html")
    page.locator(".menu summary").click()
    follow(page.locator("a[hreflang='pt-BR']"))
    assert page.url.endswith("/pt-BR/events/2.html")
    follow(page.locator("a[rel=next]"))
    assert page.url.endswith("/pt-BR/events/3.html")
    follow(page.locator(".row a").last)
    assert page.url.endswith("/pt-BR/1520-volume1520.html")
    follow(page.locator(".home a"))
    assert page.url.endswith("/pt-BR/index.html")


def numbers(page: Page) -> list[int]:
    """Return the ids of the visible rows."""
    return [int(each) for each in page.locator("#events .row:visible .id").all_text_contents()]


@pytest.mark.parametrize("where", ["files", "policy"])
def test_one_filter_covers_all_parts(where: str, large: Path, served: str, opened: Open) -> None:
    root = large.as_uri() if where == "files" else served
    found = opened(f"{root}/pt-BR/index.html")
    page = found.page
    page.get_by_label("Erro").check()
    page.locator(".facet summary").click()
    page.get_by_label("Shelf2").check()
    page.locator("#count", has_text="40 / 520 eventos").wait_for()
    of_shelf = [*range(1081, 1121), *range(1241, 1281), *range(1401, 1441)]
    assert numbers(page) == [number for number in of_shelf if (number - 1001) % 3 == 0]
    assert page.locator(".groups").is_hidden()
    assert [each.split()[-1] for each in page.locator(".chip").all_text_contents()] == ["40", "40", "40"]
    first = page.locator("#events .row").first
    assert (
        " ".join(first.inner_text().split())
        == "1082 Volume1082 Erro A cota do volume 1082 foi excedida por uma gravação."
    )
    page.get_by_label("Filtrar esta lista").fill("COTA 1085")
    assert numbers(page) == [1085]
    if where == "policy":
        assert violations(page) == []
    page.locator(".menu summary").click()
    follow(page.locator(".menu a[hreflang=ar]"))
    page.locator("#none").wait_for()  # the Arabic text uses another word
    page.locator("#filter").fill("الحصة")
    page.locator("#count", has_text="40 / 520").wait_for()
    follow(page.locator("#events .row a").first)
    assert page.url == f"{root}/ar/1082-volume1082.html"
    found.settled().go_back()
    page.locator("#count", has_text="40 / 520").wait_for()
    page.locator("#reset").click()
    assert page.locator(".groups").is_visible()
    assert numbers(page) == []
    assert found.problems == []


def test_a_long_result_is_shown_in_steps(large: Path, opened: Open) -> None:
    page = opened(f"{(large / 'en-US/index.html').as_uri()}?text=quota").page
    page.locator("#count", has_text="520 / 520 events").wait_for()
    assert numbers(page) == list(range(1001, 1201))
    page.get_by_role("button", name="Show more").click()
    assert numbers(page) == list(range(1001, 1401))
    page.get_by_role("button", name="Show more").click()
    assert numbers(page) == list(range(1001, 1521))
    assert page.locator("#more").is_hidden()


def test_a_part_that_cannot_be_loaded_is_reported_as_missing(served: str, opened: Open) -> None:
    page = opened(f"{served}/en-US/index.html").page
    page.route("**/events/2.js", lambda route: route.abort())
    page.get_by_label("Error").check()
    page.locator("#incomplete").wait_for()
    page.locator("#count", has_text="107 / 520 events").wait_for()
    assert {number // 200 for number in (number - 1001 for number in numbers(page))} == {0, 2}


def test_keys_turn_the_pages_of_a_list(large: Path, opened: Open) -> None:
    page = opened((large / "pt-BR/events/2.html").as_uri()).page
    assert page.locator(".row:visible").count() == 200
    page.locator("h1").click()
    page.keyboard.press("]")
    page.wait_for_url("**/events/3.html")
