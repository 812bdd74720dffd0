"""Each reading mode shows exactly what it should, as computed by the browser, with script and without."""

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
MODES = {
    # mode: (translations, originals, disclosures) can be seen
    "translation": (True, False, True),
    "below": (True, True, False),
    "side": (True, True, False),
    "original": (False, True, False),
}
EVENT = "4014-messagequeueregisterfailed.html"


def seen(page: Page, selector: str) -> set[bool]:
    """Whether the elements can be seen; never empty, so that nothing is asserted of nothing."""
    found = {each.is_visible() for each in page.locator(selector).all()}
    assert found, selector
    return found


def top(locator: Locator) -> float:
    """Where an element begins."""
    box = locator.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar"])
def test_a_mode_shows_what_it_says(locale: str, script: bool, width: int, opened: Open) -> None:
    page = opened(f"{locale}/{EVENT}", width, script=script).page
    for mode, (translations, originals, disclosures) in MODES.items():
        page.locator(f"#{mode}").check()
        assert seen(page, ".t") == {translations}, mode
        assert seen(page, ".o") == {originals}, mode
        assert seen(page, "details:not(.then) summary") == {disclosures}, mode
    assert page.locator(".string > .o").count() == page.locator(".string").count() == 10


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_side_by_side_is_two_columns_where_there_is_room(locale: str, width: int, opened: Open) -> None:
    page = opened(f"{locale}/{EVENT}", width).page
    page.locator("#side").check()
    for string in page.locator(".string:not(td *, .segments)").all():
        beside = abs(top(string.locator(".t")) - top(string.locator(".o"))) < 2
        assert beside is (width == 1280)
    boxes = [page.locator(f".message .string > .{each}").bounding_box() for each in "to"]
    assert boxes[0]
    assert boxes[1]
    if width == 1280:
        assert (boxes[0]["x"] > boxes[1]["x"]) is (locale == "ar")


def test_the_original_of_one_string_is_disclosed_by_keyboard_and_covers_nothing(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    button = page.locator(".message details:not(.then) summary")
    original, after = page.locator(".message .string > .o"), page.locator("#cause")
    before = top(after)
    button.focus()
    page.keyboard.press("Enter")
    assert original.is_visible()
    assert top(after) > before
    assert page.locator(".description .string > .o").is_hidden()
    page.keyboard.press("Enter")
    assert original.is_hidden()
    assert button.text_content() == "Original: Mensagem"


def test_sentences_pair_up_where_a_string_has_segments(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#side").check()
    string = page.locator(".segments").first
    translations, originals = string.locator(".t > span").all(), string.locator(".o > span").all()
    assert len(translations) == len(originals) > 1
    for translation, original in zip(translations, originals, strict=True):
        assert abs(top(translation) - top(original)) < 2
    page.locator("#below").check()
    assert top(originals[0]) > top(translations[-1])


def test_the_choice_is_remembered_and_there_before_the_first_paint(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#side").check()
    page.locator("a[hreflang='ja-JP']").click()
    assert page.locator("#side").is_checked()
    shifts = """new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300);
    })"""
    assert page.evaluate(shifts) == 0


def test_the_last_choice_holds_on_the_way_back(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#side").check()
    page.locator("a[rel=next]").click()
    page.locator("#original").check()
    page.go_back()
    page.wait_for_url(f"**/{EVENT}")
    assert page.locator("#original").is_checked()
    page.reload()
    assert page.locator("#original").is_checked()


def test_the_choice_stays_in_reach_while_scrolling(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}", 360).page
    page.evaluate("scrollTo(0, 600)")
    assert abs(top(page.locator(".modes"))) < 1


@pytest.mark.parametrize("mode", MODES)
def test_print_follows_the_mode(mode: str, opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator(f"#{mode}").check()
    page.emulate_media(media="print")
    assert seen(page, ".t") == {MODES[mode][0]}
    assert seen(page, ".o") == {MODES[mode][1]}
    assert page.locator(".modes:visible, summary:visible, button:visible, search:visible").count() == 0
