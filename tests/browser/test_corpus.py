"""The real pages of 2017 as a site: 260 events in five languages can be found, are small and accessible."""

import json
from itertools import product
from pathlib import Path
from typing import Literal

import jsonschema
import pytest

from eventdocs.building.api import build
from eventdocs.site.event_json_schema import event_json_schema
from eventdocs.site.routes import Format
from tests.browser.conftest import Open
from tests.browser.test_modes import MODES
from tests.browser.test_quality import look, violations
from tests.browser.test_search import hits
from tests.conftest import MadeOnce, sample

pytestmark = pytest.mark.browser
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LONGEST = "224-messagethrottleatseventypercent.html"


@pytest.fixture(scope="session")
def old(imported: Path, made_once: MadeOnce) -> Path:
    """Return the site of the catalog that was imported from the pages of 2017."""
    return made_once("old", lambda folder: build(imported, folder / "site", [Format.HTML])) / "site"


def test_no_page_is_large(old: Path) -> None:
    sizes = {path: path.stat().st_size for path in old.glob("*/[0-9]*.html")}
    assert len(sizes) == 260 * 5
    shared = sum(file.stat().st_size for kind in ("css", "js") for file in old.glob(f"assets/site.*.{kind}"))
    assert max(sizes.values()) + shared <= 48 * 1024
    assert not [
        path
        for path in old.rglob("*")
        if path.suffix in (".css", ".js")
        and "assets" not in path.parts
        and path.name != "search.js"
        and path.parent.name != "search"
    ]


@pytest.mark.parametrize(
    ("locale", "query", "first"),
    [
        ("pt-BR", "4031", "4031 "),
        ("ja-JP", "0xfbf", "4031 "),
        ("pt-BR", "DISPATCHsessionFAILED", "4031 "),
        ("pt-BR", "falha na distribuicao de sessao", "4031 "),
        ("pt-BR", "when the session dispatch has failed.", "4031 "),
        ("ja-JP", "セッション ディスパッチに失敗", "4031 "),
        ("de-DE", "Session dispatch failed.", "4031 "),
    ],
)
def test_the_event_is_first_among_260(locale: str, query: str, first: str, old: Path, opened: Open) -> None:
    page = opened((old / locale / LONGEST).as_uri()).page
    assert hits(page, query)[0].startswith(first)


def test_sessao_finds_all_with_the_accent(old: Path, opened: Open) -> None:
    page = opened((old / "pt-BR" / LONGEST).as_uri()).page
    assert hits(page, "sessao") == hits(page, "sessão")
    assert len(hits(page, "sessao")) > 3


@pytest.mark.parametrize(
    "path",
    [
        f"pt-BR/{LONGEST}",
        f"ja-JP/{LONGEST}",
        "pt-BR/206-errorhandlerinvoked.html",
        "ja-JP/206-errorhandlerinvoked.html",
        "pt-BR/index.html",
        "ja-JP/index.html",
        "index.html",
        "e/224/index.html",
    ],
)
def test_real_pages_are_open_to_everybody(path: str, old: Path, opened: Open) -> None:
    page = opened((old / path).as_uri()).page
    modes = MODES if page.locator(".modes").count() else ("",)
    every = product(SCHEMES, (1280, 360, 320), modes)
    looks = [each for each in every if each[2] != "side" or each[1] == 1280]  # two columns need space
    examined = sample(looks, 6 if len(modes) > 1 else 5)  # each mode, scheme and width
    for scheme, width, mode in looks:
        look(page, width, scheme)
        if mode:
            page.locator(f"#{mode}").check()
            assert page.locator("#side").is_visible() == (width == 1280)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if (scheme, width, mode) in examined:
            assert violations(page) == [], (scheme, width, mode)


def test_real_twins_follow_the_published_schema(old: Path) -> None:
    validator = jsonschema.Draft202012Validator(event_json_schema())
    twins = sorted(old.glob("*/[0-9]*.json"))
    assert len(twins) == 260 * 5
    for path in twins[::7]:
        validator.validate(json.loads(path.read_text("utf-8")))
