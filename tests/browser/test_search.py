"""A reader finds the event by whatever is at hand, from a file as well."""

from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser
EVENT = "4031-dispatchsessionfailed.html"


def hits(page: Page, query: str) -> list[str]:
    """Titles that are found, best first."""
    page.locator("#q").fill(query)
    page.locator("#found > *").first.wait_for()
    return page.locator("#found a").all_text_contents()


@pytest.mark.parametrize(
    ("locale", "query", "first"),
    [
        ("pt-BR", "4031", "4031 - DispatchSessionFailed"),
        ("pt-BR", "0xfbf", "4031 - DispatchSessionFailed"),
        ("pt-BR", "0x80070FBF", "4031 - DispatchSessionFailed"),
        ("pt-BR", "dispatchSESSIONfailed", "4031 - DispatchSessionFailed"),
        ("pt-BR", "falha na distribuicao de sessao", "4031 - DispatchSessionFailed"),
        ("pt-BR", "session dispatch failed", "4031 - DispatchSessionFailed"),
        ("ja-JP", "ディスパッチに失敗", "4031 - DispatchSessionFailed"),
        (
            "pt-BR",
            "12:03:04 W Session dispatch for 'svc/a b' failed since pending session queue is full with '812' "
            "pending items.",
            "4010 - PendingSessionQueueFull",
        ),
    ],
)
def test_an_event_is_found(locale: str, query: str, first: str, opened: Open) -> None:
    found = opened(f"{locale}/{EVENT}")
    assert hits(found.page, query)[0] == first
    assert found.said == []


def test_accents_and_case_make_no_difference(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    assert hits(page, "SESSAO") == hits(page, "sessão") != []
    assert hits(page, "no such words anywhere") == []
    assert page.locator("#found").text_content() == "Nada encontrado."


def test_a_hit_leads_to_its_page(opened: Open) -> None:
    page = opened(f"ar/{EVENT}").page
    hits(page, "4010")
    link = page.locator("#found a").first
    assert link.evaluate("each => getComputedStyle(each).direction") == "ltr"
    link.click()
    assert page.url.endswith("/ar/4010-pendingsessionqueuefull.html")


def test_keys_lead_to_the_search_and_the_neighbours_and_can_be_switched_off(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("]")
    page.wait_for_url("**/4032-*.html")
    page.locator("#keys").uncheck()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") != "q"


@pytest.mark.parametrize(
    ("locale", "name", "value"),
    [
        ("pt-BR", "level", "error"),
        ("pt-BR", "channel", "Microsoft-Windows-Application Server-Applications/Debug"),
        ("pt-BR", "keyword", "Quota"),
        ("ar", "state", "missing"),
    ],
)
def test_filters_stand_in_the_address(locale: str, name: str, value: str, opened: Open) -> None:
    page = opened(f"{locale}/index.html").page
    every = page.locator(".events tr[data-level]:visible").count()
    page.locator(f"select[name={name}]").select_option(value)
    shown = page.locator(".events tr[data-level]:visible")
    assert all(value in (each.get_attribute(f"data-{name}") or "") for each in shown.all())
    assert 0 < shown.count() < every
    address = page.url
    assert address.endswith(f"#{urlencode({name: value})}")
    again = opened(address).page
    assert again.locator(".events tr[data-level]:visible").count() == shown.count()
    assert again.locator(f"select[name={name}]").input_value() == value


@pytest.mark.parametrize(
    "value", ["__proto__=x", "constructor=x", "toString=x", "hasOwnProperty=x", "=", "%=%"]
)
def test_names_of_built_in_properties_in_the_address_are_no_filters(value: str, opened: Open) -> None:
    found = opened("pt-BR/index.html")
    page = found.page
    page.evaluate("value => { location.hash = value; }", value)
    found.settled().reload()
    assert page.locator(".events tr[data-level]:visible").count() > 0
    page.locator("select[name=level]").select_option("error")
    assert 0 < page.locator(".events tr[data-level]:visible").count() < 15
    assert found.said == []


def test_without_script_the_list_is_whole_and_no_control_is_dead(opened: Open) -> None:
    page = opened("pt-BR/index.html", script=False).page
    assert page.locator(".events tr[data-level]:visible").count() == 15
    assert page.locator(".filters:visible, search:visible, button:visible").count() == 0


def test_copying_gives_the_message_as_it_is_read(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    button = page.locator(".message button")
    says = button.text_content()
    for mode, text in (
        ("translation", "Falha na distribuição de sessão."),
        ("side", "Falha na distribuição de sessão."),
        ("original", "Session dispatch failed."),
    ):
        page.locator(f"#{mode}").check()
        button.click()
        button.click()
        page.get_by_text("Copiado").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
    page.get_by_role("button", name=says, exact=True).wait_for()


def test_copying_gives_the_address(opened: Open) -> None:
    page = opened(f"ar/{EVENT}").page
    page.locator("#message a").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".facts button").click()
    page.get_by_text("تم النسخ").wait_for()
    assert page.url.endswith(f"/ar/{EVENT}#message")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_a_text_that_is_called_as_javascript_calls_its_own_is_a_text(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    hits(page, EVENT[:4])
    page.evaluate(
        "eventdocsIndex(['shared'], [['1', 'A', '', [], [0]], ['2', 'B', '', [], ['length', 'map']]])"
    )
    for query, first in (("shared", "1 - A"), ("length", "2 - B"), ("map", "2 - B")):
        assert hits(page, query) == [first]
