"""Pages as Chromium shows them: no console message, no request, nothing beyond the window's edge."""

import pytest

from tests.browser.conftest import Open

NAME = "4031-dispatchsessionfailed.html"
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("name", [NAME, "4014-messagequeueregisterfailed.html", "index.html", "status.html"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar", "en-US"])
def test_a_page_opens_without_complaint_and_fits(locale: str, name: str, width: int, opened: Open) -> None:
    found = opened(f"{locale}/{name}", width)
    page = found.page
    assert found.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")


def test_language_links_stay_on_the_event(opened: Open) -> None:
    page = opened(f"pt-BR/{NAME}").page
    page.locator("a[hreflang='ar']").click()
    assert page.url.endswith(f"/ar/{NAME}")
    page.locator(".home a").click()
    assert page.url.endswith("/ar/index.html")


def test_a_missing_text_is_shown_in_its_own_language_and_says_so(opened: Open) -> None:
    page = opened("ar/4020-tcptransportlistenerlisteningstart.html").page
    text = page.locator(".description .string > .o").first
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("en-US", "ltr")
    for mode in ("translation", "below", "side", "original"):
        page.locator(f"#{mode}").check()
        assert text.is_visible()
        assert page.locator(".description .mark.missing").first.is_visible() is (mode != "original")
    assert page.locator(".notice").count() == 1


def test_inserts_keep_their_order_in_arabic(opened: Open) -> None:
    page = opened("ar/4014-messagequeueregisterfailed.html").page
    inserts = page.locator(".message .t bdi.insert")
    assert inserts.all_text_contents() == ["%1", "%2"]
    assert inserts.first.get_attribute("dir") == "ltr"
    assert {each.get_attribute("translate") for each in inserts.all()} == {"no"}
