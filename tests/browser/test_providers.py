"""The page of a provider: without JavaScript, on paper, and the buttons that copy its commands."""

import pytest

from tests.browser.conftest import Open, follow

pytestmark = pytest.mark.browser
PROVIDER = "wcf/index.html"


def test_without_javascript_the_page_is_complete_and_has_no_dead_control(opened: Open) -> None:
    page = opened(f"pt-BR/{PROVIDER}", script=False).page
    assert page.locator("tbody tr:visible").count() == 7  # channels and levels
    assert page.locator("pre:visible").count() == page.locator("pre").count() > 0
    assert page.locator("input:visible, button:visible, select:visible").count() == 0
    page.locator(".menu summary").click()
    follow(page.locator("a[hreflang='ar']"))
    assert page.url.endswith(f"/ar/{PROVIDER}")
    follow(page.locator(".facts a"))
    assert page.locator(".row:visible").count() == 15


@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_in_print_commands_are_complete_and_stay_with_their_headings(locale: str, opened: Open) -> None:
    page = opened(f"{locale}/{PROVIDER}", 794).page
    page.emulate_media(media="print")
    commands = page.locator("pre").evaluate_all("all => all.map(each => each.scrollWidth - each.clientWidth)")
    assert commands
    assert set(commands) == {0}
    breaks = page.locator("h3").evaluate_all("all => all.map(each => getComputedStyle(each).breakAfter)")
    assert set(breaks) == {"avoid"}
    assert page.locator("button:visible, nav:not(.crumbs):visible").count() == 0


@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_the_button_is_in_the_corner_of_its_box_and_covers_no_start_of_a_line(
    locale: str, opened: Open
) -> None:
    page = opened(f"{locale}/{PROVIDER}", 1280).page
    box, button = page.locator("pre").first.bounding_box(), page.locator(".code button").first.bounding_box()
    assert box is not None
    assert button is not None
    assert box["y"] < button["y"] < button["y"] + button["height"] < box["y"] + box["height"]
    assert button["x"] > box["x"] + box["width"] / 2
    assert button["width"] < 40  # only its icon
    page.locator(".code button").first.hover()
    named = page.locator(".code button").first.bounding_box()
    assert named is not None
    assert named["width"] > 2 * button["width"]
