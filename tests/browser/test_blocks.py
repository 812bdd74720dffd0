"""Long texts pair up block by block in every reading mode, and messages are shown as software prints them."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FloatRect, Locator, Page

from eventdocs.building.api import build
from eventdocs.commands.accept import accept_translations
from eventdocs.site.routes import Format
from eventdocs.translations.accept import AcceptOptions
from tests.block_texts import CODE, DESCRIPTIONS, write_catalog
from tests.browser.conftest import Open, choose
from tests.browser.test_modes import MODES, seen
from tests.browser.test_payloads import PAYLOADS
from tests.xss import rendered_pages, watched

pytestmark = pytest.mark.browser
PAGE = "7-diskfull.html"
MESSAGE = "Name      Size\n  disk1     %1\n\n  d         %2"
CAUSE = {
    "en-US": "1. Open it:\n\n   ```sh\n   df -h\n   ```\n\n   > Only once.\n2. Wait.\n\n| Port | Use |\n| ---: | --- |\n| 80 | HTTP |",
    "pt-BR": "1. Abra:\n\n   ```sh\n   df -h # Brasil\n   ```\n\n   > Só uma vez.\n2. Aguarde.\n\n| Porta | Uso |\n| ---: | --- |\n| 80 | HTTP |",
    # Another structure: one unit.
    "ja": "開きます。\n\n- 待ちます。",
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Return a function from a locale to the address of its page."""
    folder = tmp_path_factory.mktemp("blocks")
    strings = {
        locale: {"description": text, "message": MESSAGE, "note": "Be careful.\n\n- Now.\n- Always."}
        for locale, text in DESCRIPTIONS.items()
    }
    for locale, text in CAUSE.items():
        strings[locale]["cause"] = text
    del strings["ar"]["note"]
    write_catalog(folder / "catalog", strings)
    assert build(folder / "catalog", folder / "site", [Format.HTML]).diagnostics == []
    return lambda locale: (folder / "site" / locale / PAGE).as_uri()


def box(locator: Locator) -> FloatRect:
    """Return where an element is."""
    found = locator.bounding_box()
    assert found
    return found


def pairs(page: Page, section: str) -> list[tuple[FloatRect, FloatRect]]:
    """Return the boxes of the translations and the sources of a section, in document order."""
    found = page.locator(f".{section} .body .pair").all()
    return [(box(pair.locator("> .t")), box(pair.locator("> .o"))) for pair in found]


@pytest.mark.parametrize("locale", ["pt-BR", "ja", "ar"])
def test_side_by_side_aligns_each_block_with_its_source(
    locale: str, pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages(locale)).page
    choose(page, "side")
    boxes = pairs(page, "description > .string")
    assert len(boxes) == 7  # three paragraphs and four items; the code is the same in both
    for translation, source in boxes:
        assert abs(translation["y"] - source["y"]) < 1
        left, right = sorted((translation, source), key=lambda each: each["x"])
        assert left["x"] + left["width"] <= right["x"]
        assert (left is source) is (locale == "ar")
    # All sources start at the same edge, however deeply the blocks are nested.
    edges = {round(source["x"] + source["width"] if locale == "ar" else source["x"]) for _, source in boxes}
    assert len(edges) == 1
    for above, below in pairwise(boxes):
        assert max(each["y"] + each["height"] for each in above) <= below[0]["y"]
    (code,) = page.locator(".description > .string pre").all()
    assert code.inner_text() == CODE
    assert code.evaluate("each => [each.translate, getComputedStyle(each).direction]") == [False, "ltr"]
    assert box(code)["y"] >= max(each["y"] + each["height"] for each in boxes[-1])
    assert page.locator(".description > .string li").count() == 4


def test_code_that_differs_is_aligned_with_its_source(pages: Callable[[str], str], opened: Open) -> None:
    page = opened(pages("pt-BR")).page
    choose(page, "side")
    translation, source = (box(page.locator(f".cause pre.{side}")) for side in "to")
    assert translation["y"] == source["y"]
    assert translation["x"] + translation["width"] <= source["x"]
    page.locator("#below").check()
    assert box(page.locator(".cause pre.o"))["y"] > box(page.locator(".cause pre.t"))["y"]


@pytest.mark.parametrize(("width", "script"), [(1280, True), (360, False)])
@pytest.mark.parametrize("locale", ["pt-BR", "ja", "ar"])
def test_each_mode_shows_the_blocks_of_its_language(
    locale: str, width: int, script: bool, pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages(locale), width, script=script).page
    for mode, (translations, originals, disclosures) in MODES.items():
        choose(page, mode)
        blocks = ".description > .string .body"
        assert seen(page, f"{blocks} .t") == {translations}, mode
        assert seen(page, f"{blocks} .o") == {originals}, mode
        assert seen(page, f"{blocks} :is(ul, li, pre)") == {True}
        assert seen(page, ".switch") == {disclosures}, mode
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        code = page.locator(".description pre")
        assert code.evaluate("each => each.scrollWidth > each.clientWidth") is (width == 360)


def test_a_missing_text_and_the_original_have_their_own_direction(
    pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages("ar")).page
    directions = "each => getComputedStyle(each).direction"
    assert page.locator(".note .body").evaluate(directions) == "ltr"
    assert page.locator(".description > .string .body").evaluate(directions) == "rtl"
    page.locator("#original").check()
    assert page.locator(".description > .string .body").evaluate(directions) == "ltr"


def test_texts_with_different_blocks_are_shown_whole_side_by_side(
    pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages("ja")).page
    choose(page, "side")
    ((translation, source),) = pairs(page, "cause")
    assert translation["y"] == source["y"]
    assert page.locator(".cause .t li").count() == 1
    assert page.locator(".cause .o li").count() == 2
    assert page.locator(".cause .o td").all_inner_texts() == ["80", "HTTP"]


def test_originals_are_disclosed_among_the_blocks(pages: Callable[[str], str], opened: Open) -> None:
    page = opened(pages("pt-BR")).page
    page.get_by_role("switch").check()
    button = page.locator(".description > .string .peek summary")
    button.focus()  # scrolls to it
    place = box(button)
    page.keyboard.press("Enter")
    assert seen(page, ".description > .string .body .o") == {True}
    assert seen(page, ".cause .body .o") == {False}
    assert box(button)["y"] == place["y"]
    page.keyboard.press("Enter")
    assert seen(page, ".description > .string .body .o") == {False}


@pytest.mark.parametrize(
    ("locale", "width", "scheme"), [("pt-BR", 1280, "light"), ("ar", 360, "dark"), ("ja", 360, "light")]
)
def test_blocks_are_open_to_everybody_in_all_modes(
    locale: str, width: int, scheme: str, pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages(locale), width, scheme=scheme).page
    for mode in MODES:
        choose(page, mode)
        violations = Axe().run(page).response["violations"]
        assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in violations] == [], mode


def test_the_source_that_was_translated_has_its_blocks(tmp_path: Path, opened: Open) -> None:
    texts = {locale: {"description": DESCRIPTIONS[locale]} for locale in ("en-US", "ar")}
    write_catalog(tmp_path / "catalog", texts)
    accept_translations(tmp_path / "catalog", ["ar"], AcceptOptions())
    file = tmp_path / "catalog/events/7.yaml"
    file.write_text(file.read_text("utf-8").replace("usual reasons", "reasons"), "utf-8")
    build(tmp_path / "catalog", tmp_path / "site", [Format.HTML])
    page = opened((tmp_path / "site/ar" / PAGE).as_uri()).page
    then = page.locator(".description .then")
    then.locator("summary").click()
    assert then.locator("li").count() == 4
    assert then.locator("p").nth(2).inner_text() == "These are usual reasons:"
    assert then.locator("pre").inner_text() == CODE
    assert then.locator("> div").evaluate("each => [each.lang, getComputedStyle(each).direction]") == [
        "en-US",
        "ltr",
    ]
    assert page.locator(".notice .stale").count() == 1


@pytest.mark.parametrize("mode", MODES)
def test_blocks_are_printed_as_the_mode_shows_them(
    mode: str, pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages("pt-BR")).page
    choose(page, mode)
    page.emulate_media(media="print")
    assert seen(page, ".body .t") == {MODES[mode][0]}
    assert seen(page, ".body .o") == {MODES[mode][1]}
    assert page.locator("summary:visible, button:visible").count() == 0


def test_the_code_that_is_shown_is_copied(pages: Callable[[str], str], opened: Open) -> None:
    page = opened(pages("pt-BR")).page
    page.evaluate(
        "navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }"
    )
    for mode, section, text in (
        ("side", "description", CODE),
        ("side", "cause", "df -h # Brasil"),
        ("original", "cause", "df -h"),
    ):
        choose(page, mode)
        page.locator(f".{section} .code button").click()
        assert page.evaluate("copied") == text


@pytest.mark.parametrize("locale", ["en-US", "ar"])
def test_a_message_keeps_its_columns_and_empty_lines(
    locale: str, pages: Callable[[str], str], opened: Open
) -> None:
    page = opened(pages(locale)).page
    message = page.locator(".message .string > .t")
    assert message.inner_text() == MESSAGE
    inserts = [box(insert) for insert in message.locator(".insert").all()]
    edges = {round(each["x"] + each["width"] if locale == "ar" else each["x"]) for each in inserts}
    assert len(edges) == 1
    assert message.evaluate("each => getComputedStyle(each).whiteSpace") == "pre-wrap"


@pytest.mark.parametrize("kind", list(Format))
def test_payloads_in_blocks_are_not_executed(kind: Format, browser: Browser, tmp_path: Path) -> None:
    texts = [
        f"- {each}\n- {each}\n\n> {each}\n\n```{each}\n{each}\n```\n\n| {each} |\n| --- |\n| {each} |"
        for each in PAYLOADS
    ]
    events = [{"en-US": {"description": text}, "pt-BR": {"description": f"x\n\n{text}"}} for text in texts]
    write_catalog(tmp_path / "catalog", *events)
    assert build(tmp_path / "catalog", tmp_path / "site", [kind]).events == len(texts)
    context = browser.new_context()
    watch = watched(context)
    if kind is Format.HTML:
        for path in sorted((tmp_path / "site").glob("pt-BR/*-diskfull.html")):
            watch.page.goto(path.as_uri())
            assert (
                watch.page.locator("main :is(img, script, svg:not(.copy > svg), iframe, h3)").count() == 0
            ), path
    else:
        for renderer, name, html in rendered_pages(tmp_path / "site"):
            watch.show(renderer, name, html)
    assert watch.executed == []
    context.close()
