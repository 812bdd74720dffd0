"""Lists of events: filters by mouse and keyboard, their URL, and rows that are readable everywhere."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser, Page

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.browser.conftest import Open, follow
from tests.browser.test_quality import LOOKS, SHIFTS, look, served, violations  # noqa: F401 - a fixture
from tests.conftest import MadeOnce

pytestmark = pytest.mark.browser
CHIPS = ["Crítico 1", "Erro 5", "Aviso 1", "Informações 1", "Detalhado 7", "Automático 1"]
EVENTS = 352
# The boxes of descriptions, each with the height of two lines and whether an ancestor clips it.
BOXES = """[...document.querySelectorAll('.row > p')].map(each => {
  const box = each.getBoundingClientRect(), style = getComputedStyle(each);
  const row = each.parentNode.getBoundingClientRect();
  return {
    left: box.left, right: box.right, width: box.width, height: box.height, line: parseFloat(style.lineHeight),
    inside: box.top >= row.top && box.bottom <= row.bottom + 1, overflow: each.scrollWidth - each.clientWidth,
  };
})"""


@pytest.fixture(scope="session")
def real(imported: Path, made_once: MadeOnce) -> Path:
    """Return a site with as many events as the real catalog: those of this repository, some of them twice."""

    def make(folder: Path) -> None:
        shutil.copytree(imported, folder / "catalog")
        files = sorted((folder / "catalog/events").rglob("*.yaml"))
        for path in files[: EVENTS - len(files)]:
            text = path.read_text("utf-8")
            id_ = re.search(r"^id: (\d+)$", text, re.MULTILINE)
            assert id_
            copy = re.sub(r"^id: .*$", f"id: 9{id_[1]}", text, count=1, flags=re.MULTILINE)
            path.with_name(f"9{path.name}").write_text(copy, "utf-8")
        assert build(folder / "catalog", folder / "site", [Format.HTML]).events == EVENTS

    return made_once("real", make) / "site"


def chips(page: Page) -> list[str]:
    return [" ".join(each.split()) for each in page.locator(".chip").all_text_contents()]


def rows(page: Page) -> list[str]:
    """Return the ids of the visible rows."""
    return page.locator(".row:visible .id").all_text_contents()


def count(page: Page) -> str:
    return page.locator("#count").text_content() or ""


def test_the_filtered_count_is_where_the_language_has_the_number(
    site: Path, opened: Open, tmp_path: Path
) -> None:
    """In Korean, the number follows the noun."""
    shutil.copytree(site, tmp_path / "site")
    path = tmp_path / "site/en-US/index.html"
    path.write_text(path.read_text("utf-8").replace(">15 events<", ">이벤트 15개<"), "utf-8")
    page = opened(path.as_uri()).page
    page.get_by_label("Filter this list").fill("4031")
    assert count(page) == "이벤트 1 / 15개"


def test_levels_have_chips_with_counts_in_order_of_severity(opened: Open) -> None:
    page = opened("pt-BR/index.html").page
    assert chips(page) == CHIPS
    page.get_by_label("Crítico").check()
    page.get_by_label("Aviso").check()
    assert rows(page) == ["4010", "4032"]
    assert count(page) == "2 / 15 eventos"
    assert chips(page) == [*CHIPS[:-1], "Automático 0"]  # the count with one more filter
    assert page.locator(".group:visible .n").all_text_contents() == ["2"]
    assert page.url.endswith("/pt-BR/index.html?level=critical&level=warning")


def test_filters_by_words_and_values_are_saved_in_the_url(site: Path, opened: Open) -> None:
    found = opened(f"{(site / 'pt-BR/index.html').as_uri()}?q=")
    page = found.page
    page.get_by_label("Filtrar esta lista").fill("SESSAO aceita")  # without accents
    assert rows(page) == ["4008"]
    page.get_by_label("Filtrar esta lista").fill("sessão")
    page.get_by_label("Erro").check()
    assert rows(page) == ["4031"]
    assert page.url.endswith("/pt-BR/index.html?q=&level=error&text=sess%C3%A3o")
    found.settled().reload()
    assert rows(page) == ["4031"]
    assert page.get_by_label("Erro").is_checked()
    page.locator(".menu summary").click()
    follow(page.locator(".menu a[hreflang=en-US]"))
    assert page.url.endswith("/en-US/index.html?level=error&text=sess%C3%A3o")
    assert (rows(page), count(page)) == ([], "0 / 15 events")
    assert page.locator("#none").is_visible()
    page.get_by_role("button", name="Reset filters").click()
    assert (len(rows(page)), count(page)) == (15, "15 events")
    assert page.url.endswith("/en-US/index.html")
    assert page.evaluate("document.activeElement.id") == "filter"
    assert found.problems == []


@pytest.mark.parametrize(
    ("locale", "query", "shown"),
    [
        (
            "pt-BR",
            "channel=Microsoft-Windows-Application+Server-Applications%2FDebug",
            ["4033", "4034", "4035"],
        ),
        ("pt-BR", "keyword=Quota", ["4035"]),
        ("pt-BR", "state=machine", ["4031"]),
        ("pt-BR", "level=critical&level=warning", ["4010", "4032"]),
    ],
)
def test_an_address_with_filters_shows_the_events_that_have_the_values(
    locale: str, query: str, shown: list[str], site: Path, opened: Open
) -> None:
    page = opened(f"{(site / locale / 'index.html').as_uri()}?{query}").page
    page.wait_for_function(
        "number => document.querySelectorAll('.row:not([hidden])').length === number", arg=len(shown)
    )
    assert rows(page) == shown


def test_check_boxes_are_centered_on_the_text_after_them(opened: Open) -> None:
    page = opened("pt-BR/index.html").page
    page.locator(".facet summary").first.click()
    for selector in (".facet[open] input", "#keys"):
        box = page.locator(selector).first.bounding_box()
        text = page.locator(f"{selector} + span").first.bounding_box()
        assert box and text
        assert abs(box["y"] + box["height"] / 2 - text["y"] - text["height"] / 2) < 1


def test_filters_are_used_with_the_keyboard_alone(opened: Open) -> None:
    page = opened("pt-BR/index.html").page
    page.get_by_label("Filtrar esta lista").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert rows(page) == ["4032"]
    page.keyboard.press("Space")
    for _ in CHIPS:
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".facet[open] summary").text_content().strip() == "Canal"  # type: ignore[union-attr]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert rows(page) == ["4033", "4034", "4035"]
    assert page.locator(".facet[open] summary").inner_text().split() == ["Canal", "1"]
    page.keyboard.press("Escape")
    assert page.locator(".facet[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator(".facet[open]").count() == 1
    page.keyboard.press("Shift+Tab")
    assert page.locator(".facet[open]").count() == 0
    assert rows(page) == ["4033", "4034", "4035"]


def test_a_list_without_events_says_so_and_has_no_filters(tmp_path: Path, opened: Open) -> None:
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog/catalog.yaml").write_text("source_locale: en-US\nlocales: [en-US, ar]\n", "utf-8")
    build(tmp_path / "catalog", tmp_path / "site", [Format.HTML])
    page = opened((tmp_path / "site/ar/index.html").as_uri()).page
    assert page.locator("#none").is_visible()
    assert page.locator("#filters").count() == 0


def test_without_script_all_rows_are_there_and_no_dead_control(opened: Open) -> None:
    page = opened("pt-BR/index.html", script=False).page
    assert len(rows(page)) == 15
    assert page.locator("input:visible, button:visible, select:visible").count() == 0


@pytest.mark.parametrize("width", [1280, 360])
def test_untranslated_texts_start_at_the_edge_of_the_others(width: int, opened: Open) -> None:
    page = opened("ar/index.html", width).page
    edges = page.locator(".row > p").evaluate_all("""all => all.map(each => {
      const range = document.createRange();
      range.selectNodeContents(each);
      return [each.dir, Math.round(Math.max(...[...range.getClientRects()].map(box => box.right)))];
    })""")
    assert {direction for direction, _ in edges} == {"", "ltr"}
    assert len({edge for _, edge in edges}) == 1


@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_filters_are_open_to_everybody(locale: str, served: str, opened: Open) -> None:  # noqa: F811
    found = opened(f"{served}/{locale}/index.html?level=error")
    for width, scheme in LOOKS:
        look(found.page, width, scheme)
        found.page.locator(".facet:not([open]) summary").last.click()
        assert found.page.locator(".facet[open] label").count() > 1
        assert violations(found.page) == []
        assert found.page.evaluate("document.documentElement.scrollWidth") <= width
        found.page.keyboard.press("Escape")
    assert found.problems == []


def test_lists_do_not_shift(served: str, opened: Open) -> None:  # noqa: F811
    for path in ("pt-BR/index.html", "index.html", "pt-BR/status.html", "404.html"):
        page = opened(f"{served}/{path}").settled()
        assert page.evaluate(SHIFTS) == 0, path


@pytest.mark.parametrize("locale", ["pt-BR", "ja-JP"])
def test_every_description_can_be_read(locale: str, real: Path, opened: Open) -> None:
    page = opened((real / locale / "index.html").as_uri()).page
    for width in (360, 768, 1024, 1280, 2560):
        page.set_viewport_size({"width": width, "height": 800})
        check_rows(page, width)


def check_rows(page: Page, width: int) -> None:
    """Assert that each row of a list is readable in a window of a width."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    boxes = page.evaluate(BOXES)
    assert len(boxes) == EVENTS
    for box in boxes:
        assert 0 <= box["left"] < box["right"] <= width
        assert box["width"] >= 320
        assert box["line"] - 1 <= box["height"] <= 2.2 * box["line"]
        assert box["overflow"] <= 0
        assert box["inside"]
    names = page.locator(".row > a bdi").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().width)"
    )
    assert min(names) > 0
    assert max(names) <= width


def sheet_texts(path: Path) -> list[str]:
    """Return the text of each sheet of a PDF file."""
    from pypdf import PdfReader  # every test worker would import it otherwise

    return [sheet.extract_text() for sheet in PdfReader(path).pages]


@pytest.fixture
def printed(real: Path, browser: Browser, tmp_path: Path) -> Iterator[tuple[Page, str]]:
    """Return a list, and its text as printed on A4."""
    page = browser.new_page()
    page.goto((real / "pt-BR/index.html").as_uri())
    page.pdf(path=tmp_path / "list.pdf", format="A4")
    yield page, "".join(sheet_texts(tmp_path / "list.pdf"))
    page.close()


def test_every_description_is_on_paper(printed: tuple[Page, str]) -> None:
    page, text = printed
    paper = "".join(normalize("NFKC", text).split())  # without ligatures
    listed = page.locator(".row").evaluate_all(
        "all => all.map(each => [each.querySelector('.id'), each.querySelector('bdi'), each.querySelector('p')]"
        ".map(part => part.textContent))"
    )
    assert len(listed) == EVENTS
    missing = [
        part for row in listed for part in row if "".join(normalize("NFKC", part).split()) not in paper
    ]
    assert missing == []
    assert "Filtrar" not in paper


@pytest.mark.parametrize("width", [320, 2560])
def test_long_names_and_words_stay_in_their_row(width: int, tmp_path: Path, opened: Open) -> None:
    (tmp_path / "catalog/events").mkdir(parents=True)
    (tmp_path / "catalog/catalog.yaml").write_text("source_locale: en\nlocales: [en]\n")
    name, word = "Very" * 40 + "Long", "w" * 300
    text = f"id: 1\nname: {name}\nlevel: error\nstrings: {{en: {{description: {word}, message: {word}}}}}\n"
    (tmp_path / "catalog/events/1.yaml").write_text(text)
    assert build(tmp_path / "catalog", tmp_path / "site", [Format.HTML]).events == 1
    page = opened((tmp_path / "site/en/index.html").as_uri(), width).page
    for _ in range(2):  # the list, then the event
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        main = page.locator("main").bounding_box()
        boxes = [each.bounding_box() for each in page.locator(".row > a, .row > p, h1, .box .string").all()]
        assert main
        assert boxes
        for box in boxes:
            assert box
            assert main["x"] <= box["x"]
            assert box["x"] + box["width"] <= main["x"] + main["width"]
        follow(page.locator("main a").first)


def test_an_event_on_paper_has_no_controls_and_keeps_headings_with_their_texts(
    real: Path, browser: Browser, tmp_path: Path
) -> None:
    page = browser.new_page()
    path = real / "pt-BR/224-messagethrottleatseventypercent.html"
    page.goto(path.as_uri())
    headings = page.locator("main section > h2").all_inner_texts()
    page.pdf(path=tmp_path / "event.pdf", format="A6")  # several sheets
    page.close()
    sheets = ["".join(normalize("NFKC", text).split()) for text in sheet_texts(tmp_path / "event.pdf")]
    assert len(sheets) > 1
    text = "".join(sheets)
    assert "".join(path.as_uri().split()) in text
    for control in ("Copiar", "Originaisumaum", "Ladoalado", "Nestapágina", "Próximo", "Pesquisar"):
        assert control not in text
    for heading in headings:
        assert not any(sheet.endswith("".join(heading.split())) for sheet in sheets), heading
