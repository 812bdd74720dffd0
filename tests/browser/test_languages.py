"""The language menu, the status of translations, and the 404 page."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.browser.conftest import Open, follow
from tests.browser.test_quality import SHIFTS, served, violations  # noqa: F401 - a fixture
from tests.conftest import Write

pytestmark = pytest.mark.browser


def languages(page: Page) -> list[str | None]:
    return [each.get_attribute("lang") for each in page.locator(".langs > li").all()]


@pytest.mark.parametrize(
    ("wanted", "suggested"),
    [
        ("pt-BR", "pt-BR"),
        ("pt-PT", "pt-BR"),  # another country
        ("ar-EG", "ar"),
        ("ja", "ja-JP"),
        ("en-GB", "en-US"),
        ("fi", None),
        ("az-Arab", None),  # not chosen for the language or the script alone
    ],
)
def test_the_readers_language_is_suggested_and_not_forced(
    wanted: str, suggested: str | None, site: Path, browser: Browser
) -> None:
    context = browser.new_context(locale=wanted)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    marked = page.locator(".langs > li:has(.yours:visible)")
    assert [each.get_attribute("lang") for each in marked.all()] == ([suggested] if suggested else [])
    rest = [tag for tag in ("en-US", "ar", "ja-JP", "pt-BR") if tag != suggested]
    assert languages(page) == ([suggested] if suggested else []) + rest
    assert page.url.endswith("/index.html")
    context.close()


def test_languages_have_the_numbers_of_events_and_translated_strings(opened: Open) -> None:
    page = opened("index.html", script=False).page
    texts = [" ".join(each.split()) for each in page.locator(".langs .quiet").all_text_contents()]
    assert texts[0] == "15 events · Source language"
    assert texts[3].startswith("15 eventos · 100% · Automático: ")
    assert page.locator(".yours:visible").count() == 0
    widths = page.locator(".langs .done").evaluate_all("all => all.map(each => each.getAttribute('width'))")
    assert (widths[0], widths[3]) == ("100.0%", "100.0%")
    assert 0 < float(widths[1].rstrip("%")) < float(widths[2].rstrip("%")) < 100


def test_the_number_of_translated_events_is_where_the_language_has_numbers(
    catalog: Write, opened: Open, tmp_path: Path
) -> None:
    settings = "source_locale: en-US\nlocales: [en-US, ko, pt-BR]\nchannels: {analytic: Product/Analytic}\n"
    build(catalog({"catalog.yaml": settings}), tmp_path / "site", [Format.HTML])
    page = opened((tmp_path / "site/index.html").as_uri(), script=False).page
    assert page.locator(".langs [lang=ko] .quiet").text_content() == "이벤트 0 / 1개 · 0%"


def test_the_status_leads_to_the_events_that_miss_a_text(opened: Open) -> None:
    page = opened("en-US/status.html").page
    row = page.locator("tbody tr", has_text="Japanese")
    follow(row.locator("a").last)
    assert page.url.endswith("/ja-JP/index.html?state=missing")
    assert page.locator("[name=state][value=missing]").is_checked()
    states = page.locator(".row:visible").evaluate_all("all => all.map(each => each.dataset.state)")
    assert states
    assert all("missing" in each.split("\n") for each in states)


@pytest.fixture
def missing(served: str, opened: Open) -> Page:  # noqa: F811
    """Return a page of a site that serves its 404 page for every URL without a file."""
    found = opened(f"{served}/404.html")
    page, text = found.settled(), found.page.content()
    text = page.evaluate("fetch('/404.html').then(answer => answer.text())")
    page.route(
        "**/*",
        lambda route: (
            route.fulfill(status=404, body=text, content_type="text/html; charset=utf-8")
            if "/gone/" in route.request.url or route.request.url.endswith("-x.html")
            else route.continue_()
        ),
    )
    return page


@pytest.mark.parametrize(
    ("address", "heading", "events"),
    [
        ("pt-BR/4014-x.html", "Eventos com ID 4014", ["pt-BR/4014-messagequeueregisterfailed"]),
        ("pt-BR/gone/0xFAE", "Eventos com ID 0xFAE", ["pt-BR/4014-messagequeueregisterfailed"]),
        (
            "ja-JP/4015-x.html",
            "ID が近いイベント",
            ["ja-JP/4014-messagequeueregisterfailed", "ja-JP/4012-messagequeueregisterabort",
             "ja-JP/4011-messagequeueregisterstart"],
        ),
        ("ar/gone/4999-messagequeueregisterfailed", "أحداث ذات معرفات مشابهة", ["ar/4014-messagequeueregisterfailed"]),
    ],
)  # fmt: skip
def test_a_missing_page_has_the_language_of_its_url_and_suggests_events(
    address: str,
    heading: str,
    events: list[str],
    missing: Page,
    served: str,  # noqa: F811
) -> None:
    missing.goto(f"{served}/{address}")
    missing.locator(".suggested a").first.wait_for()
    locale = address.partition("/")[0]
    assert missing.locator("html").get_attribute("lang") == locale
    assert [each.get_attribute("lang") for each in missing.locator("main section").all()] == [locale, locale]
    assert missing.locator("h1").count() == 1
    assert missing.locator(".suggested h2").text_content() == heading
    foot, section = missing.locator(".foot"), missing.locator("main section").first
    assert foot.locator("a").get_attribute("href") == f"/{locale}/status.html"
    assert foot.locator("a").text_content() == section.get_attribute("data-status")
    assert foot.locator("label span").text_content() == section.get_attribute("data-shortcuts")
    links = missing.locator(".suggested a").evaluate_all("all => all.map(each => each.href)")
    assert links == [f"{served}/{event}.html" for event in events]
    assert missing.locator(".suggested p").count() == ("ID" not in heading or locale == "ja-JP")
    assert violations(missing) == []
    assert missing.evaluate(SHIFTS) == 0
    missing.locator("#q").fill("4010")
    follow(missing.locator("#hits a").first)
    assert missing.url == f"{served}/{locale}/4010-pendingsessionqueuefull.html"


def test_a_missing_address_without_a_language_shows_all(missing: Page, served: str) -> None:  # noqa: F811
    missing.goto(f"{served}/gone/address")
    assert missing.locator("main section").count() == 4
    assert missing.locator(".suggested").count() == 0
    missing.goto(f"{served}/gone/4014")
    missing.locator(".suggested a").first.wait_for()
    assert missing.locator("main section").count() == 5
    assert missing.locator("html").get_attribute("lang") == "en-US"


def test_without_script_a_missing_address_shows_all_languages(served: str, opened: Open) -> None:  # noqa: F811
    page = opened(f"{served}/404.html", script=False).page
    texts = [each.strip() for each in page.locator("main section :is(h1, h2)").all_text_contents()]
    assert len(set(texts)) == 4
    assert texts[0] == "Page not found"
    assert page.locator("main section a").count() == 4
