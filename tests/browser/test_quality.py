"""Pages pass axe, their layout does not shift, and they do not violate the strictest CSP."""

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.browser.conftest import Open, choose
from tests.conftest import ROOT, sample

pytestmark = pytest.mark.browser
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'"
)
EVENTS = [
    "4014-messagequeueregisterfailed.html",
    "4020-tcptransportlistenerlisteningstart.html",
    "4031-dispatchsessionfailed.html",
]
OTHERS = [
    *(
        f"{locale}/{name}.html"
        for locale in ("en-US", "pt-BR", "ja-JP", "ar")
        for name in ("index", "status")
    ),
    *(f"{locale}/wcf/index.html" for locale in ("pt-BR", "ar")),
    "e/4031/index.html",
    "404.html",
    "index.html",
]
FIND_VIOLATIONS = """async () => {
    const { violations } = await axe.run({resultTypes: ["violations"]});
    return violations.map(each => `${each.id}: ${each.nodes[0].html}`);
}"""
Scheme = Literal["light", "dark"]
LOOKS: list[tuple[int, Scheme]] = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
SHIFTS = """new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 200);
})"""


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder with the Content-Security-Policy."""

    def end_headers(self) -> None:
        """Add the Content-Security-Policy header."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Log nothing."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the URL of this repository's site, built with everything that needs a base URL."""
    folder = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(folder / "out")))
    base = f"http://127.0.0.1:{server.server_port}"
    shutil.copytree(ROOT / "catalog", folder / "catalog")
    settings = folder / "catalog/catalog.yaml"
    edit = "https://git.example/blob/main/{path}#L{line}"
    settings.write_text(
        settings.read_text("utf-8") + f"site:\n  base_url: {base}\n  edit_url: '{edit}'\n", "utf-8"
    )
    assert build(folder / "catalog", folder / "out", [Format.HTML]).diagnostics == []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield base
    server.shutdown()
    server.server_close()


def look(page: Page, width: int, scheme: Scheme) -> None:
    """Change the window width and the color scheme, which is faster than opening another page."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)


def violations(page: Page) -> list[str]:
    """Return what axe finds, including best practices. The complete result would be large."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[str] = page.evaluate(FIND_VIOLATIONS)
    return found


@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar"])
@pytest.mark.parametrize("name", EVENTS)
def test_an_event_is_open_to_everybody_in_all_modes(
    name: str, locale: str, served: str, opened: Open
) -> None:
    found = opened(f"{served}/{locale}/{name}")
    for (width, scheme), mode in sample(product(LOOKS, ("translation", "below", "side", "original")), 5):
        look(found.page, width, scheme)
        choose(found.page, mode)
        assert violations(found.page) == [], (width, scheme, mode)
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
    assert found.problems == []


@pytest.mark.parametrize("path", [*OTHERS, f"en-US/{EVENTS[0]}"])
def test_every_other_page_is_open_to_everybody(path: str, served: str, opened: Open) -> None:
    found = opened(f"{served}/{path}")
    for width, scheme in sample(LOOKS, 3):
        look(found.page, width, scheme)
        assert violations(found.page) == [], (width, scheme)
    assert found.problems == []


@pytest.mark.parametrize("mode", ["translation", "side", "original"])
def test_nothing_shifts_and_few_requests_are_enough(mode: str, served: str, opened: Open) -> None:
    found = opened(f"{served}/pt-BR/{EVENTS[0]}")
    page = found.settled()
    choose(page, mode)
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.reload()
    assert page.locator(f"#{mode}").is_checked()
    assert page.evaluate(SHIFTS) == 0
    assert len(requests) <= 4, requests
    assert found.problems == []


@pytest.mark.parametrize("path", [f"ar/{EVENTS[1]}", f"pt-BR/{EVENTS[0]}", "pt-BR/index.html", "404.html"])
def test_forced_colours_keep_distinctions(path: str, served: str, opened: Open) -> None:
    page = opened(f"{served}/{path}", forced="active").page
    assert violations(page) == []
    for each in page.locator(".mark, .notice, .box, .modes label:has(:checked)").all():
        if each.is_visible():
            edges = each.evaluate(
                "each => [getComputedStyle(each).borderStyle, getComputedStyle(each).outlineStyle]"
            )
            assert edges != ["none", "none"]
    for each in page.locator(".level").all():  # the shape keeps its color
        adjust = "each => getComputedStyle(each, '::before').forcedColorAdjust"
        assert each.evaluate(adjust) == "none"


def test_search_and_structured_data_live_under_the_policy(served: str, opened: Open) -> None:
    found = opened(f"{served}/pt-BR/{EVENTS[2]}")
    found.page.locator("#q").fill("4010")
    found.page.locator("#found a").first.wait_for()
    data = json.loads(found.page.locator("script[type='application/ld+json']").text_content() or "")
    article, crumbs = data["@graph"]
    assert (article["@type"], article["identifier"], article["inLanguage"]) == (
        "TechArticle",
        "4031",
        "pt-BR",
    )
    places = [(item["name"], item.get("item")) for item in crumbs["itemListElement"]]
    assert places == [
        ("Eventos de ativação do WCF", f"{served}/pt-BR/index.html"),
        ("4031 - DispatchSessionFailed", None),
    ]
    assert found.problems == []


def test_a_page_for_a_wrong_address_works_at_any_depth(served: str, opened: Open) -> None:
    found = opened(f"{served}/404.html")
    page, text = found.settled(), found.page.content()
    page.route("**/very/deep/address", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto(f"{served}/very/deep/address")
    assert page.evaluate("document.styleSheets.length && document.documentElement.className") == "js"
    assert found.problems == []
    roots = [each.get_attribute("href") for each in page.locator("main a").all()]
    assert roots == [f"/{locale}/index.html" for locale in ("en-US", "ar", "ja-JP", "pt-BR")]
