"""Readers find an event by id, name, message or any of its words, also when the site is opened from files."""

import random
import re
import threading
from collections.abc import Iterator, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from eventdocs.building.api import build
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event
from eventdocs.site.routes import Format
from eventdocs.store.catalog import read_catalog
from eventdocs.text.search_terms import terms
from tests.browser.conftest import Open, follow
from tests.browser.test_quality import Strict, violations
from tests.conftest import ROOT

pytestmark = pytest.mark.browser
EVENT = "4031-dispatchsessionfailed.html"


ASK = """async query => {
    while (!window.eventdocsSearch) { await new Promise(done => setTimeout(done, 10)); }
    let matches = [];
    for await (const answer of eventdocsSearch.ask(query)) { ({ matches } = answer); }
    return matches.map(({ hit, group }) => [hit.title, group === "log_line"]);
}"""
STEMS = (
    "async text => { for await (const _ of eventdocsSearch.ask(text)); return eventdocsSearch.stems(text); }"
)
LINE = "Message queue registration for uri:'net.msmq://host/private/q' failed with status:'AccessDenied'."
PORTUGUESE = "Falha no registro da fila de mensagens para uri:'net.msmq://h/q' com status:'AccessDenied'."
HTTPD = (
    "[Fri Nov 26 11:00:00 2026] [ssl:warn] [pid 12:tid 4] AH01909: Error Code: 12 server certificate does "
    "NOT include an ID which matches the server name"
)
# The text of each line that an element is shown in.
LINES = """each => {
    const lines = [], range = document.createRange(), walker = document.createTreeWalker(each, NodeFilter.SHOW_TEXT);
    let top = -1;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        for (let at = 0; at < node.length; at += 1) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (Math.abs(box.top - top) > 4) { lines.push(""); top = box.top; }
            lines[lines.length - 1] += node.data[at];
        }
    }
    return lines;
}"""
GUID = "c651f5f6-1c0d-492e-8ae1-b4efd7c9d503"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'"
)
# The ids of the first hits by locale and query.
FIRST: dict[str, dict[str, str]] = {
    "pt-BR": {
        **dict.fromkeys(
            (
                *(
                    "4014",
                    "Event ID: 4014",
                    "event id 4014",
                    "EventID=4014",
                    "#4014",
                    "(4014)",
                    "4014,",
                    "4014.",
                ),
                *(
                    "<EventID>4014</EventID>",
                    "<EventID Qualifiers='0'>4014</EventID>",
                    "wcf 4014",
                    "4014 error",
                ),
                *(
                    '{"EventId":4014,"Level":"Error"}',
                    "0x80070FAE",
                    "80070FAE",
                    "-2147020882",
                    "0xFAE",
                    "٤٠١٤",
                ),
                *("Ereignis-ID: 4014", "ID do Evento: 4014", f"12:03:04 W {LINE}", PORTUGUESE, LINE[:-17]),
                *(f"{LINE[:-17]}…", f"{LINE[:-17]}...", LINE[1:], LINE.replace("uri:'", "uri: '")),
            ),
            "4014",
        ),
        **dict.fromkeys(
            ("Analytic", "ActivationServices", "Application Server-Applications", GUID), "4008 4010 4011"
        ),
        "4014 4010": "4014 4010",
        "critical": "4032",
        "crítico": "4032",
        "AppDomain": "4010 4012 4014 4020 4022 4024 4035",
        "mesage queue": "4011 4012 4014",
        "sesion": "4008 4030 4031 4010",
        "dispach": "4008 4030 4031 4010",
        "timeuot": "4032",
        "time out": "4032",
        "WasConnectionTimed": "4032",
        "Pending Session Queue Full": "4010",
        "pendingsessionqueuefull": "4010",
        "mensagem": "4011 4012 4014",
        "mensagens": "4011 4012 4014",
        "40": "4008 4010 4011",
        "403": "4030 4031 4032",
        "falha na distribuicao de sessao": "4031",
        "session dispatch failed": "4031",
    },
    "ja-JP": {
        "メッセージキュー": "4014",
        "メッセージ キュー": "4014",
        "ディスパッチに失敗": "4031",
        "critical": "4032",
    },
    "ar": {"قائمه": "4014", "قائمة": "4014"},
}


def hits(page: Page, query: str) -> list[str]:
    """Return the titles of the hits, best first."""
    return [title for title, _ in asked(page, query)]


def claimed(page: Page, line: str) -> list[str]:
    """Return the ids of the events whose message a log line matches."""
    return [title.partition(" ")[0] for title, is_claimed in asked(page, line) if is_claimed]


def asked(page: Page, query: str) -> list[tuple[str, bool]]:
    page.locator("#q").focus()
    found: list[tuple[str, bool]] = page.evaluate(ASK, query)
    return found


class Trusted(Strict):
    """Serves files with a Content-Security-Policy that also requires trusted types."""

    def end_headers(self) -> None:
        """Add the Content-Security-Policy header."""
        self.send_header("Content-Security-Policy", POLICY)
        SimpleHTTPRequestHandler.end_headers(self)


@pytest.fixture(scope="module")
def trusted(site: Path) -> Iterator[str]:
    """Yield the URL of the site with the strictest policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Trusted, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["file", "policy"])
def root(request: pytest.FixtureRequest, site: Path, trusted: str) -> str:
    """Return where the site is opened from: a file, or a server with the strictest policy."""
    return trusted if request.param == "policy" else site.as_uri()


@pytest.mark.parametrize("locale", FIRST)
def test_every_query_has_the_wanted_first_hits(locale: str, root: str, opened: Open) -> None:
    found = opened(f"{root}/{locale}/{EVENT}")
    for query, wanted in FIRST[locale].items():
        ids = [title.partition(" ")[0] for title in hits(found.page, query)]
        assert ids[: len(wanted.split())] == wanted.split(), query
    assert found.problems == []


def test_a_misspelled_word_finds_the_same_as_the_right_one(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    for wrong, right in (("mesage", "message"), ("sesion", "session"), ("dispach", "dispatch")):
        assert hits(page, wrong) == hits(page, right) != []


def test_no_hit_claims_to_be_the_message_of_another_line(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    assert claimed(page, LINE) == ["4014"]
    for line in (HTTPD, "session queue status uri", "The listener failed with status:'5'."):
        assert claimed(page, line) == [], line


def seeded_queries(settings: CatalogSettings, events: Sequence[Event]) -> Iterator[tuple[str, str]]:
    """Yield a hundred queries and the id that must be first: truncated lines, ids in text, misspelled names."""
    chosen = random.Random(17)
    lines = [
        (event.id, re.sub(r"%\d", lambda _: f"v{chosen.randrange(10**6)}/x", " ".join(texts)))
        for event in events
        for locale in (settings.source_locale, "pt-BR")
        if (texts := event.strings[locale].strings.get("message")) and len(" ".join(texts)) > 40
    ]
    for _ in range(50):
        number, line = chosen.choice(lines)
        start, end = chosen.randrange(0, 6), chosen.randrange(len(line) * 3 // 4, len(line) + 1)
        time = f"2026-11-26T12:{chosen.randrange(10, 60)}:00Z " if start == 0 else ""
        yield number, f"{time}{line[start:end]}"
    for _ in range(25):
        event = chosen.choice(events)
        level = chosen.choice(
            ("Level: Error, Event ID: {}", "EventID={} Computer=host7", "[WARN] event id {} at 4:00")
        )
        yield event.id, level.format(event.id)
    for _ in range(25):
        event = chosen.choice(events)
        words = re.findall(r"[A-Z][a-z]+", event.name)
        long = chosen.choice([word for word in words if len(word) > 4])
        at = chosen.randrange(1, len(long) - 1)
        swapped = long[:at] + long[at + 1] + long[at] + long[at + 2 :]
        typo = chosen.choice((long[:at] + long[at + 1 :], swapped, long[:at] + "x" + long[at:]))
        yield event.id, " ".join(typo if word == long else word for word in words).lower()


def test_a_hundred_seeded_queries_find_their_events(opened: Open) -> None:
    catalog = read_catalog(ROOT / "catalog").catalog
    page = opened(f"pt-BR/{EVENT}").page
    wrong, queries = [], list(seeded_queries(catalog.settings, catalog.events))
    for number, query in queries:
        found = [(title.partition(" ")[0], is_claimed) for title, is_claimed in asked(page, query)]
        if not found or found[0][0] != number:
            wrong.append((number, query, found[:2]))
        assert {id_ for id_, is_claimed in found if is_claimed} <= {number}, query
    assert len(queries) == 100
    assert len(wrong) <= 5, wrong


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        (
            "pt-BR",
            "Sessões, mensagens e canais: DispatchSessionFailed, HTTPServer2, 0x80070FAE, ٤٠١٤ Ångström",
        ),
        ("ja-JP", "リスナー サービスがメッセージ キューの登録 uri:'%1' ﾊﾝｶｸ ガ"),
        ("ar", "القائمة وقائمه الرسائل على أحداث التنشيط"),
        ("en-US", "Straße İstanbul ıi ŁÓDŹ Đ naïve résumé 한국어 메시지 큐 ไทย हिन्दी १२३ processes 𝟙 x²"),
    ],
)
def test_script_and_build_make_the_same_terms(locale: str, text: str, opened: Open) -> None:
    page = opened(f"{locale}/{EVENT}").page
    hits(page, "4014")
    own: list[str] = page.evaluate(STEMS, text)
    assert terms(text, locale) - whole_names(text) == {*own}


def whole_names(text: str) -> set[str]:
    """Return the terms for whole names; only the index has them, a query has the parts."""
    return {token.lower() for token in re.findall(r"[A-Za-z]+[A-Z0-9][A-Za-z0-9]*", text.replace("²", "2"))}


@pytest.fixture(scope="module")
def built_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose events have the names of properties that every JavaScript object has."""
    folder = tmp_path_factory.mktemp("built-in")
    (folder / "catalog/events").mkdir(parents=True)
    (folder / "catalog/catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US]\n")
    for number, (name, message) in enumerate(
        (("Constructor", "the constructor failed"), ("ToString", "__proto__ is lost"), ("Other", "valueOf")),
        1,
    ):
        text = f"id: {number}\nname: {name}\nlevel: error\nstrings:\n  en-US: {{message: {message}}}\n"
        (folder / f"catalog/events/{number}.yaml").write_text(text)
    assert build(folder / "catalog", folder / "site", [Format.HTML]).events == 3
    return folder / "site"


def test_texts_named_like_built_in_properties_are_found(built_in: Path, opened: Open) -> None:
    found = opened((built_in / "en-US/index.html").as_uri())
    for query, wanted in (
        ("constructor", ["1"]), ("the constructor failed", ["1"]), ("__proto__", ["2"]), ("toString", ["2"]),
        ("valueof", ["3"]), ("hasOwnProperty", []), ("#__proto__", ["2"]),
    ):  # fmt: skip
        assert [title.partition(" ")[0] for title in hits(found.page, query)] == wanted, query
    assert found.problems == []


def test_files_of_another_state_of_the_catalog_give_no_hits(trusted: str, opened: Open) -> None:
    page = opened(f"{trusted}/pt-BR/index.html").page

    def age(route: Route) -> None:
        text = route.fetch().text()
        state = re.search(r'"state":"([^"]+)"', text)
        assert state
        route.fulfill(body=text.replace(state[1], "1 fff"), content_type="text/javascript")

    page.route("**/pt-BR/search.js", age)
    page.locator("#q").fill("mensagens")
    page.locator("#found").get_by_text("O índice de pesquisa não está disponível.").wait_for()
    assert page.locator("#hits [role=option]").count() == 0


def test_accents_and_case_make_no_difference(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    assert hits(page, "SESSAO") == hits(page, "sessão") != []
    page.locator("#q").fill("no such words anywhere")
    page.get_by_text("Nada encontrado.").first.wait_for()
    assert page.locator("#hits > *").count() == 0


def test_a_hit_leads_to_its_page(opened: Open) -> None:
    page = opened(f"ar/{EVENT}").page
    page.locator("#q").fill("4010")
    link = page.locator("#hits [role=option]").first
    expect(link.locator(".title")).to_have_css("direction", "ltr")
    follow(link)
    assert page.url.endswith("/ar/4010-pendingsessionqueuefull.html")


def active(page: Page) -> str:
    """Return the start of the active hit, or an empty text."""
    return str(
        page.evaluate(
            "document.getElementById(document.querySelector('#q').getAttribute('aria-activedescendant'))"
            "?.textContent.slice(0, 4) ?? ''"
        )
    )


def test_the_list_is_operated_by_keys(root: str, opened: Open) -> None:
    found = opened(f"{root}/pt-BR/index.html")
    page, field = found.settled(), found.page.locator("#q")
    page.keyboard.press("/")
    page.keyboard.type("dispatch")
    page.locator("#hits [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    assert active(page) == ""
    ids = [text[:4] for text in page.locator("#hits [role=option]").all_text_contents()]
    for key, wanted in (
        ("ArrowDown", ids[0]), ("ArrowDown", ids[1]), ("End", ids[-1]), ("ArrowDown", ids[0]), ("ArrowUp", ids[-1]),
        ("Home", ids[0]), ("ArrowDown", ids[1]),
    ):  # fmt: skip
        page.keyboard.press(key)
        assert active(page) == wanted, key
    page.keyboard.press("Escape")
    assert (field.get_attribute("aria-expanded"), field.input_value()) == ("false", "dispatch")
    page.keyboard.press("Escape")
    assert field.input_value() == ""
    page.keyboard.type("4014 4010")
    page.keyboard.press("Enter")
    page.wait_for_url("**/4014-*.html")
    found.settled()
    # Chromium requests the icon again when the query changes the URL, and leaving the page may cancel that.
    assert [text for text in found.problems if "/assets/icon." not in text] == []


def test_the_list_is_announced_to_assistive_technology(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#q").fill("mesage queue aborted")
    page.locator("#hits [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    tree = page.locator("body").aria_snapshot()
    for part in (
        '- combobox "Pesquisar"',
        '- listbox "Pesquisar":',
        '- option "4012 - MessageQueueRegisterAbort Erro',
        "[selected]",
        "- status: 1 evento",
    ):
        assert part in tree, tree
    assert violations(page) == []
    page.locator("#q").fill(LINE)
    page.locator("#hits [role=group]").first.wait_for()
    tree = page.locator("#found").aria_snapshot()
    assert '- group "Linha de log":' in tree
    assert '- group "Palavras em comum":' in tree
    assert page.locator(".line mark").first.text_content() == "Message queue registration for uri:'"
    assert violations(page) == []


def test_hits_show_plain_text_with_marks_level_and_provider(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#q").fill("fila pendentes")
    option = page.locator("#hits [role=option]").filter(has_text="4010")
    option.wait_for()
    assert "Aviso" in (option.text_content() or "")
    assert "Microsoft-Windows-Application Server-Applications" in (option.text_content() or "")
    assert page.locator("#found mark").count() > 0
    assert "`" not in (page.locator("#found").text_content() or "")


def test_words_of_a_provider_are_marked_in_hits(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.locator("#q").fill("server")
    provider = page.locator("#hits .provider").first
    provider.wait_for()
    assert provider.text_content() == "Microsoft-Windows-Application Server-Applications"
    assert provider.locator("mark").all_text_contents() == ["Server"]


def test_the_page_of_a_provider_is_offered_after_the_events_that_have_it(root: str, opened: Open) -> None:
    page = opened(f"{root}/pt-BR/{EVENT}").page
    for query in ("Microsoft-Windows-Application Server-Applications", GUID, f"{{{GUID}}}", "wcf"):
        page.locator("#q").fill("")
        page.locator("#q").fill(query)
        group = page.locator("#hits").get_by_role("group", name="Provedor")
        group.wait_for()
        assert page.locator("#hits > [role=option]").count() == 5
        assert page.locator("#total").text_content() == "15 eventos"
    assert GUID in (group.locator(".provider").text_content() or "")
    group.get_by_role("option").click()
    page.wait_for_url("**/pt-BR/wcf/index.html")


def test_names_in_hits_are_broken_only_before_capitals(opened: Open) -> None:
    found = opened(f"pt-BR/{EVENT}", 360)
    page = found.page
    page.locator("#q").fill("WebhostUnregisterProtocolFailed")
    title = page.locator("#hits .title").first
    title.wait_for()
    title.evaluate("each => { each.parentNode.style.width = '9rem'; }")
    lines = title.evaluate(LINES)
    assert len(lines) > 2
    assert "".join(lines) == "4022 - WebhostUnregisterProtocolFailed"
    assert all(re.match("4022|[A-Z]", line) for line in lines), lines


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_of_the_page_covers_the_hits(width: int, opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}", width).page
    page.locator("#q").fill("mensagens")
    page.locator("#hits [role=option]").first.wait_for()
    assert page.locator("#found").evaluate(
        """panel => {
            const box = panel.getBoundingClientRect(), rows = [];
            for (let y = box.top + 2; y < Math.min(box.bottom, innerHeight) - 2; y += 8) {
                rows.push(panel.contains(document.elementFromPoint((box.left + box.right) / 2, y)));
            }
            return rows.length > 9 && rows.every(Boolean);
        }"""
    )


def test_a_query_is_saved_in_the_url_and_restored_by_the_back_button(root: str, opened: Open) -> None:
    page = opened(f"{root}/pt-BR/index.html#level=error").page
    page.locator("#q").fill("mensagens")
    page.locator("#hits [role=option]").first.wait_for()
    assert page.url.endswith("/pt-BR/index.html?q=mensagens#level=error")
    page.locator("#hits [role=option]").first.click()
    page.wait_for_url("**/4011-*.html")
    page.go_back()
    page.locator("#hits [role=option]").first.wait_for()
    assert page.locator("#q").input_value() == "mensagens"
    page.locator("#q").fill("")
    page.wait_for_url("**/pt-BR/index.html#level=error")


def test_a_search_that_loads_or_cannot_load_shows_a_message(trusted: str, opened: Open) -> None:
    page = opened(f"{trusted}/pt-BR/index.html").page
    late: list[Route] = []

    def hold(route: Route) -> None:
        late.append(route)

    page.route("**/pt-BR/search/*.js", hold)
    page.locator("#q").fill("mensagens")
    page.locator("#found").get_by_text("Carregando").wait_for()
    for route in late:
        route.abort()
    page.locator("#found").get_by_text("O índice de pesquisa não está disponível.").wait_for()
    page.unroute("**/pt-BR/search/*.js")
    page.locator("#q").fill("mensagem")
    page.locator("#hits [role=option]").first.wait_for()


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
    page.keyboard.press("Control+k")  # is no single key
    assert page.evaluate("document.activeElement.id") == "q"


@pytest.mark.parametrize(
    "value", ["__proto__=x", "constructor=x", "toString=x", "hasOwnProperty=x", "=", "%=%"]
)
def test_names_of_built_in_properties_in_the_address_are_no_filters(value: str, opened: Open) -> None:
    found = opened("pt-BR/index.html")
    page = found.page
    address = page.url
    found.settled().goto(f"{address}?{value}")
    page.locator(".chip", has_text="Erro").wait_for()
    assert page.locator("#events .row:visible").count() == 15
    page.locator(".chip", has_text="Erro").click()
    assert 0 < page.locator("#events .row:visible").count() < 15
    assert found.problems == []


def test_copying_gives_the_message_as_it_is_read(opened: Open) -> None:
    page = opened(f"pt-BR/{EVENT}").page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.install()
    for mode, text in (
        ("translation", "Falha na distribuição de sessão."),
        ("side", "Falha na distribuição de sessão."),
        ("original", "Session dispatch failed."),
    ):
        page.locator(f"label:has(#{mode})").click()
        button = page.locator(".message .o.copy" if mode == "original" else ".message .t.copy")
        says = button.text_content()
        button.click()
        button.click()
        button.get_by_text("Copiado").wait_for()
        assert page.evaluate("navigator.clipboard.readText()") == text
        page.clock.fast_forward(2_000)
        button.get_by_text("Copiar").wait_for()
        assert button.text_content() == says


def test_copying_gives_the_address(opened: Open) -> None:
    page = opened(f"ar/{EVENT}").page
    page.locator("#message a").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator('button[data-copy=""]').click()
    page.get_by_text("تم النسخ").wait_for()
    assert page.url.endswith(f"/ar/{EVENT}#message")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
