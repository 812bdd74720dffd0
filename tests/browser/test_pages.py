"""Pages in Chromium have no console messages, no requests, and no horizontal overflow."""

import pytest

from tests.browser.conftest import Open, choose, follow

NAME = "4031-dispatchsessionfailed.html"
CUT = """[...document.querySelectorAll(".wide")]
    .filter(each => each.scrollWidth > each.clientWidth).map(each => each.innerText)"""
pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360, 320])
@pytest.mark.parametrize("name", [NAME, "4014-messagequeueregisterfailed.html", "index.html", "status.html"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar", "en-US"])
def test_a_page_opens_without_complaint_and_fits(locale: str, name: str, width: int, opened: Open) -> None:
    found = opened(f"{locale}/{name}", width)
    page = found.page
    assert found.problems == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.lang") == locale
    assert page.evaluate("document.documentElement.dir") == ("rtl" if locale == "ar" else "ltr")


@pytest.mark.parametrize("path", ["index.html", "e/4031/index.html"])
def test_pages_of_all_languages_fit(path: str, opened: Open) -> None:
    found = opened(path, 320)
    assert found.page.evaluate("document.documentElement.scrollWidth") <= 320
    assert found.problems == []


@pytest.mark.parametrize("mode", ["translation", "below", "side", "original"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar"])
def test_nothing_is_cut_off_where_it_is_narrow(locale: str, mode: str, opened: Open) -> None:
    page = opened(f"{locale}/4024-wasclosealllistenerchannelinstancesfailed.html", 320).page
    choose(page, mode)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.evaluate(CUT) == []
    follow(page.locator(".home a"))
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_language_links_stay_on_the_event(script: bool, opened: Open) -> None:
    page = opened(f"pt-BR/{NAME}", script=script).page
    page.locator(".menu summary").click()
    follow(page.locator("a[hreflang='ar']"))
    assert page.url.endswith(f"/ar/{NAME}")
    follow(page.locator(".home a"))
    assert page.url.endswith("/ar/index.html")


@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_the_menu_of_languages_is_over_the_search_on_a_small_screen(locale: str, opened: Open) -> None:
    page = opened(f"{locale}/index.html", width=360).page
    page.locator(".menu summary").click()
    entries = page.locator(".menu li a").all()
    assert len(entries) == 4
    starts = set()
    for entry in entries:
        entry.click(trial=True)
        text = entry.evaluate(
            "each => { const range = new Range(); range.selectNodeContents(each);"
            " const { left, right } = range.getBoundingClientRect(); return [left, right]; }"
        )
        starts.add(round(text[locale == "ar"]))
    assert len(starts) == 1


def test_punctuation_stays_in_the_line_of_the_code_before_it(opened: Open) -> None:
    page = opened("en-US/4014-messagequeueregisterfailed.html").page
    code = page.locator(".steps code").first
    lines = code.evaluate(
        """code => {
          const box = code.closest("li"), stop = new Range(), rows = [];
          code.nextSibling.data += " Then wait until the service has answered, and look at its log again.";
          stop.setStart(code.nextSibling, 0);
          stop.setEnd(code.nextSibling, 1);
          for (let width = 180; width < 480; width += 1) {
            box.style.width = `${width}px`;
            const own = code.getClientRects();
            if (own.length > 1 || stop.getBoundingClientRect().top > own[0].bottom - 2) { rows.push(width); }
          }
          return rows;
        }"""
    )
    assert lines == []


def test_a_missing_text_is_shown_in_the_source_language_with_a_notice(opened: Open) -> None:
    page = opened("ar/4020-tcptransportlistenerlisteningstart.html").page
    text = page.locator(".description .string > .o").first
    assert (text.get_attribute("lang"), text.get_attribute("dir")) == ("en-US", "ltr")
    for mode in ("translation", "below", "side", "original"):
        choose(page, mode)
        assert text.is_visible()
        assert page.locator(".notice .mark.missing").is_visible() is (mode != "original")
        assert page.locator("section .mark").count() == 0  # the notice applies to the whole page
    assert page.locator(".notice").count() == 1


def test_inserts_keep_their_order_in_arabic(opened: Open) -> None:
    page = opened("ar/4014-messagequeueregisterfailed.html").page
    inserts = page.locator(".message .t bdi.insert")
    assert inserts.all_text_contents() == ["%1", "%2"]
    assert inserts.first.get_attribute("dir") == "ltr"
    assert {each.get_attribute("translate") for each in inserts.all()} == {"no"}
