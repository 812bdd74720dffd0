"""Pages as Chromium shows them: no console message, no request, nothing beyond the window's edge."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from eventdocs.model.plan import Format
from eventdocs.tasks.build import build
from tests.conftest import ROOT

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAME = "4031-dispatchsessionfailed.html"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Site of this repository's catalog."""
    out = tmp_path_factory.mktemp("site") / "out"
    assert build(ROOT / "catalog", out, [Format.HTML]).diagnostics == []
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium; `make test` installs it."""
    program = shutil.which("chromium")
    assert program, "Chromium is not installed: run `make chromium`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


def opened(browser: Browser, path: Path, width: int) -> tuple[Page, list[str]]:
    """Open a page from its file without script; collect what it complains about or asks for outside."""
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else said.append(request.url))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.goto(path.as_uri())
    return page, said


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("name", [NAME, "4014-messagequeueregisterfailed.html", "index.html"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar", "en-US"])
def test_a_page_opens_without_complaint_and_fits(
    locale: str, name: str, width: int, site: Path, browser: Browser
) -> None:
    page, said = opened(browser, site / locale / name, width)
    assert said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")
    page.context.close()


@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar"])
def test_translation_and_source_stand_side_by_side_where_there_is_room(
    locale: str, site: Path, browser: Browser
) -> None:
    for width, beside in ((1280, True), (360, False)):
        page, _ = opened(browser, site / locale / NAME, width)
        pair = page.locator(".description .pair").first
        translation, original = (pair.locator(part).bounding_box() for part in (".translation", ".original"))
        assert translation
        assert original
        assert (abs(translation["y"] - original["y"]) < 2) is beside
        if beside:
            assert (translation["x"] > original["x"]) is (locale == "ar")
        assert pair.locator(".original").get_attribute("lang") == "en-US"
        page.context.close()


def test_language_links_stay_on_the_event(site: Path, browser: Browser) -> None:
    page, _ = opened(browser, site / "pt-BR" / NAME, 1280)
    page.locator("a[hreflang='ar']").click()
    assert page.url.endswith(f"/ar/{NAME}")
    page.locator(".home a").click()
    assert page.url.endswith("/ar/index.html")
    page.context.close()


def test_a_missing_text_is_shown_in_its_own_language_and_says_so(site: Path, browser: Browser) -> None:
    page, _ = opened(browser, site / "ar/4020-tcptransportlistenerlisteningstart.html", 1280)
    text = page.locator(".description .translation").first
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("en-US", "ltr")
    assert page.locator(".description .state").first.is_visible()
    assert page.locator(".notice").count() == 1
    page.context.close()


def test_inserts_keep_their_order_in_arabic(site: Path, browser: Browser) -> None:
    page, _ = opened(browser, site / "ar/4014-messagequeueregisterfailed.html", 1280)
    inserts = page.locator(".message .translation bdi.insert")
    assert inserts.all_text_contents() == ["%1", "%2"]
    assert inserts.first.get_attribute("dir") == "ltr"
    page.context.close()
