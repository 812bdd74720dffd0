"""The preview shows saved changes, shows where an error is, and recovers when it is fixed."""

import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eventdocs.commands.new import new_catalog
from eventdocs.commands.serve import serve
from tests.browser.conftest import Open

if TYPE_CHECKING:
    from playwright.sync_api import Route

pytestmark = pytest.mark.browser
EVENT = "events/1-backupfailed.yaml"


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Return a new catalog."""
    new_catalog(tmp_path / "catalog")
    return tmp_path / "catalog"


def address_in(report: str) -> str:
    """Return the web address in a line of output."""
    found = re.search(r"http://\S+", report)
    assert found
    return found[0]


@pytest.fixture
def address(catalog: Path) -> Iterator[str]:
    """Yield the URL of its preview."""
    reports: list[str] = []
    stop, reported = threading.Event(), threading.Event()

    def report(text: str) -> None:
        reports.append(text)
        if len(reports) > 1:
            reported.set()

    arguments = {"editor": "vscode://file{path}:{line}", "stop": stop}
    thread = threading.Thread(target=serve, args=(catalog, 0, report), kwargs=arguments)
    thread.start()
    assert reported.wait(30)
    assert reports[1] == "built"
    yield address_in(reports[0])
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_change_appears_and_errors_cover_the_page_until_they_are_fixed(
    catalog: Path, address: str, opened: Open
) -> None:
    page = opened(f"{address}pt-BR/1-backupfailed.html").page
    file = catalog / EVENT
    good = file.read_text("utf-8")
    file.write_text(good.replace("O destino está cheio", "O alvo está cheio"), "utf-8")
    page.get_by_text("O alvo está cheio").wait_for(timeout=10_000)
    file.write_text(good.replace("level: error", "level: eror"), "utf-8")
    overlay = page.locator("#wrong")
    overlay.wait_for(timeout=10_000)
    text = overlay.text_content() or ""
    assert f"{EVENT}:4:8 " in text
    assert "level: eror" in text
    assert page.get_by_text("O alvo está cheio").count() == 1
    file.write_text(good.replace("O destino está cheio", "O disco está cheio"), "utf-8")
    page.get_by_text("O disco está cheio").wait_for(timeout=10_000)
    assert overlay.count() == 0


def test_a_change_between_a_page_and_its_first_status_appears(
    catalog: Path, address: str, opened: Open
) -> None:
    url = f"{address}pt-BR/1-backupfailed.html"
    page = opened(url).page
    held: list[Route] = []
    page.route("**/-/status**", lambda route: route.continue_() if held else held.append(route))
    page.reload()
    file = catalog / EVENT
    file.write_text(file.read_text("utf-8").replace("O destino está cheio", "O alvo está cheio"), "utf-8")
    while not held or "O alvo está cheio" not in page.request.get(url).text():
        page.wait_for_timeout(20)
    held[0].continue_()
    page.get_by_text("O alvo está cheio").wait_for(timeout=10_000)


def test_each_text_leads_to_its_line_in_the_editor(catalog: Path, address: str, opened: Open) -> None:
    page = opened(f"{address}pt-BR/1-backupfailed.html").page
    links = [each.get_attribute("href") or "" for each in page.locator(".state a").all()]
    lines = (catalog / EVENT).read_text("utf-8").splitlines()
    assert len(links) == 6
    for link in links:
        path, _, line = link.removeprefix("vscode://file").rpartition(":")
        assert path == str((catalog / EVENT).resolve())
        assert lines[int(line) - 1].strip()


def test_a_catalog_that_is_broken_from_the_start_recovers(catalog: Path, opened: Open) -> None:
    settings = (catalog / "catalog.yaml").read_text("utf-8")
    (catalog / "catalog.yaml").write_text(settings + "titel: x\n", "utf-8")
    reports: list[str] = []
    stop, reported = threading.Event(), threading.Event()

    def report(text: str) -> None:
        reports.append(text)
        if len(reports) > 1:
            reported.set()

    thread = threading.Thread(target=serve, args=(catalog, 0, report), kwargs={"stop": stop})
    thread.start()
    assert reported.wait(30)
    page = opened(address_in(reports[0])).page
    page.locator("#wrong").wait_for(timeout=10_000)
    assert "did you mean `title`?" in (page.locator("#wrong").text_content() or "")
    (catalog / "catalog.yaml").write_text(settings, "utf-8")
    page.locator("h1, .chooser").first.wait_for(timeout=10_000)
    stop.set()
    thread.join(10)
    shutil.rmtree(catalog)
