"""Each reading mode shows exactly what it should, with and without JavaScript."""

import re

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.conftest import Open, choose, follow

pytestmark = pytest.mark.browser
MODES = {
    # mode: (translations, originals, the switch that shows disclosures) can be seen
    "translation": (True, False, True),
    "below": (True, True, False),
    "side": (True, True, False),
    "original": (False, True, False),
}
EVENT = "4014-messagequeueregisterfailed.html"


def seen(page: Page, selector: str) -> set[bool]:
    """Return whether each element is visible. There is at least one, so that no assertion is vacuous."""
    found = {each.is_visible() for each in page.locator(selector).all()}
    assert found, selector
    return found


def top(locator: Locator) -> float:
    """Return the position of an element."""
    box = locator.bounding_box()
    assert box
    return box["y"]


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP", "ar"])
def test_a_mode_shows_the_right_texts(locale: str, script: bool, width: int, opened: Open) -> None:
    page = opened(f"{locale}/{EVENT}", width, script=script).page
    for mode, (translations, originals, switch) in MODES.items():
        choose(page, mode)
        assert seen(page, "main .t:not(.copy, thead *)") == {translations}, mode
        assert seen(page, "main .o:not(.copy, thead *)") == {originals}, mode
        assert seen(page, ".switch") == {switch}, mode
        assert seen(page, ".peek summary") == {False}, mode
        if script:
            copies = [each.is_visible() for each in page.locator(".box > .copy").all()]
            assert copies == [translations, originals]
    assert page.locator(".string > .o").count() == page.locator(".string").count() == 10


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_side_by_side_is_two_columns_where_there_is_room(locale: str, width: int, opened: Open) -> None:
    page = opened(f"{locale}/{EVENT}", width).page
    choose(page, "side")
    for string in page.locator(".string:not(td *, .segments)").all():
        beside = abs(top(string.locator(".t")) - top(string.locator(".o"))) < 2
        assert beside is (width == 1280)
    boxes = [page.locator(f".message .string > .{each}").bounding_box() for each in "to"]
    assert boxes[0]
    assert boxes[1]
    if width == 1280:
        assert (boxes[0]["x"] > boxes[1]["x"]) is (locale == "ar")


def test_the_original_alone_looks_like_a_page_in_its_language(opened: Open) -> None:
    page = opened(f"ar/{EVENT}").page
    choose(page, "original")
    starts = page.locator(".cause :is(h2, .string) > :is(a, .o), .steps > li:first-child").evaluate_all(
        "all => all.map(each => Math.round(each.getBoundingClientRect().left))"
    )
    assert len(starts) == 3
    assert len({*starts}) == 1
    message = page.locator(".message .string > .o")
    style = message.evaluate(
        "each => [getComputedStyle(each).fontFamily, getComputedStyle(each).borderTopWidth]"
    )
    assert "monospace" in style[0]
    assert style[1] == "0px"
    assert abs(top(message) - top(page.locator(".message .copy.o"))) < 16


def test_the_original_of_one_string_is_disclosed_by_keyboard_and_covers_nothing(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    switch = page.get_by_role("switch", name="Originais um a um")
    switch.focus()
    page.keyboard.press("Space")
    assert seen(page, ".peek summary") == {True}
    button = page.locator(".message .peek summary")
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


def test_assistive_technology_gets_the_modes_and_the_switch_with_their_state(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    tree = page.locator("main").aria_snapshot()
    assert '- group "Modo de leitura":' in tree
    assert '- radio "Tradução" [checked]' in tree
    assert re.search(r'^ *- switch "Originais um a um"$', tree, re.MULTILINE)
    page.get_by_role("switch").focus()
    page.keyboard.press("Space")
    assert '- switch "Originais um a um" [checked]' in page.locator("main").aria_snapshot()
    page.get_by_role("radio", name="Lado a lado").check()
    tree = page.locator("main").aria_snapshot()
    assert '- radio "Lado a lado" [checked]' in tree
    assert re.search(r'^ *- radio "Tradução"$', tree, re.MULTILINE)


def test_sentences_pair_up_where_a_string_has_segments(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    choose(page, "side")
    string = page.locator(".segments").first
    translations, originals = string.locator(".t > span").all(), string.locator(".o > span").all()
    assert len(translations) == len(originals) > 1
    for translation, original in zip(translations, originals, strict=True):
        assert abs(top(translation) - top(original)) < 2
    page.locator("#below").check()
    assert top(originals[0]) > top(translations[-1])


def test_the_choice_is_remembered_and_there_before_the_first_paint(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    choose(page, "side")
    page.locator(".menu summary").click()
    follow(page.locator("a[hreflang='ja-JP']"))
    assert page.locator("#side").is_checked()
    shifts = """new Promise(done => {
        let sum = 0;
        new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
            .observe({type: "layout-shift", buffered: true});
        setTimeout(() => done(sum), 300);
    })"""
    assert page.evaluate(shifts) == 0


def test_the_last_choice_is_kept_by_the_back_button(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    choose(page, "side")
    follow(page.locator("a[rel=next]"))
    page.locator("#original").check()
    page.go_back()
    page.wait_for_url(f"**/{EVENT}")
    assert page.locator("#original").is_checked()
    page.reload()
    assert page.locator("#original").is_checked()


def test_the_choice_stays_in_reach_while_scrolling(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}", 360).page
    page.evaluate("scrollTo(0, 600)")
    assert 0 <= top(page.locator(".modes")) < 10


@pytest.mark.parametrize("mode", MODES)
def test_print_follows_the_mode(mode: str, opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    choose(page, mode)
    page.emulate_media(media="print")
    assert seen(page, "main .t:not(.copy)") == {MODES[mode][0]}
    assert seen(page, "main .o:not(.copy)") == {MODES[mode][1]}
    controls = ".modes, .switch, summary, button, search, nav:not(.crumbs), .skip, input"
    assert page.locator(f":is({controls}):visible").count() == 0
    assert page.locator(".address").inner_text() == page.url


def test_without_room_side_by_side_reads_as_original_below(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    choose(page, "side")
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.locator("label:has(#side)").is_hidden()
    string = page.locator(".cause .string")
    assert top(string.locator(".o")) > top(string.locator(".t"))


def test_the_theme_is_saved_and_applied_before_the_first_paint(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}", scheme="light").page
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(ground)
    button = page.locator(".theme")
    names = []
    for _ in range(3):
        button.click()
        names.append((button.inner_text(), page.evaluate(ground) == light))
    assert names == [("Tema: claro", True), ("Tema: escuro", False), ("Tema: automático", True)]
    button.click()
    button.click()
    follow(page.locator("a[rel=next]"))
    page.wait_for_url("**/4020-*")
    assert page.evaluate(ground) != light
    assert page.locator(".theme").inner_text() == "Tema: escuro"


def test_the_menu_of_languages_works_by_keyboard(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    menu, summary = page.locator(".menu details"), page.locator(".menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.lang") == "en-US"
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.keyboard.press("Enter")
    page.locator("h1").click()
    assert menu.get_attribute("open") is None
