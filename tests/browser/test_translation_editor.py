"""Translators can work in the preview with the keyboard alone, and never lose their text."""

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Page

from eventdocs.commands.accept import accept_translations
from eventdocs.commands.serve import serve
from eventdocs.model.ledger import State
from eventdocs.translations.accept import AcceptOptions
from tests.browser.conftest import Open, Opened
from tests.browser.test_quality import look, violations
from tests.conftest import ROOT, tree

pytestmark = pytest.mark.browser

WAIT = 20_000


@contextmanager
def serving(catalog: Path, locale: str) -> Iterator[str]:
    """Yield the URL of a catalog's preview with the translation editor of a locale."""
    reports: list[str] = []
    stop, built = threading.Event(), threading.Event()

    def report(text: str) -> None:
        reports.append(text)
        if len(reports) > 1:
            built.set()

    options = {"translate": locale, "by": "ana", "stop": stop}
    thread = threading.Thread(target=serve, args=(catalog, 0, report), kwargs=options)
    thread.start()
    assert built.wait(60)
    try:
        yield reports[0].split()[3]
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Return a copy of this repository's catalog."""
    shutil.copytree(ROOT / "catalog", tmp_path / "catalog")
    return tmp_path / "catalog"


def file_of(catalog: Path, number: int) -> Path:
    (path,) = (catalog / "events").rglob(f"{number}-*.yaml")
    return path


def take_out(path: Path, field: str) -> str:
    """Remove a string of pt-BR from an event's file, and return it."""
    head, mark, block = path.read_text("utf-8").partition("  pt-BR:\n")
    found = re.search(rf"^    {field}: (.+)\n", block, re.MULTILINE)
    assert found
    rest = block[: found.start()] + block[found.end() :]
    path.write_text(head + mark + rest if rest.strip() else head, "utf-8")
    return found[1].strip("'\"").replace("''", "'")


def wait_for_empty_text(page: Page, key: str) -> None:
    page.wait_for_function(
        """key => decodeURIComponent(location.hash) === "#translate=" + key
            && document.activeElement?.matches(".tr-string.active textarea")
            && document.activeElement.value === "" """,
        arg=key,
        timeout=WAIT,
    )


def text_area(page: Page, key: str) -> str:
    return f'.tr-string[aria-labelledby="tr-{key}"] textarea'


def complaints(found: Opened) -> list[str]:
    """Return the console messages of a page, without those about requests that navigation cancels."""
    return [text for text in found.problems if not text.startswith("http://127.0.0.1:")]


def wait_for_message(page: Page, text: str) -> None:
    page.locator(".tr-said").get_by_text(text).wait_for(timeout=WAIT)


def test_ten_texts_are_translated_with_the_keyboard_alone(catalog: Path, opened: Open) -> None:
    """Typing ten removed texts again restores the files byte for byte."""
    complete = tree(catalog / "events")
    numbers = [4008, 4011, 4026, 4030, 4031]
    texts = {
        f"{number}:{field}": take_out(file_of(catalog, number), field)
        for number in numbers
        for field in ("description", "message")
    }
    by_hand = catalog.with_name("by-hand")
    shutil.copytree(catalog, by_hand)
    for name, data in complete.items():
        (by_hand / "events" / name).write_bytes(data)
    options = AcceptOptions("ana", State.TRANSLATED, only=frozenset(texts))
    accept_translations(by_hand, ["pt-BR"], options)
    with serving(catalog, "pt-BR") as address:
        found = opened(address)
        page = found.page
        page.locator(".tr-queue a").first.wait_for(timeout=WAIT)
        page.keyboard.press("Alt+ArrowDown")
        for key, text in texts.items():
            wait_for_empty_text(page, key)
            page.keyboard.type(text)
            page.keyboard.press("Control+Enter")
        page.locator('[data-queue="missing"] b').get_by_text("0", exact=True).wait_for(timeout=WAIT)
        assert complaints(found) == []
    assert tree(catalog) == tree(by_hand)


def test_a_build_that_ends_between_two_texts_does_not_load_the_page_again(
    catalog: Path, opened: Open
) -> None:
    path = file_of(catalog, 4031)
    text = take_out(path, "description")
    take_out(path, "message")
    with serving(catalog, "pt-BR") as address:
        page = opened(address.replace("index", path.stem)).page
        page.locator(text_area(page, "4031:description")).click(timeout=WAIT)
        page.evaluate(
            """() => {
                const fetch = window.fetch;
                window.fetch = (path, ...rest) => {
                    if (path.endsWith("/next")) {  // the saved text has no focus any more
                        const built = new CustomEvent("eventdocs-build", { cancelable: true });
                        window.isLoadedAgain = document.dispatchEvent(built);
                    }
                    return fetch(path, ...rest);
                };
            }"""
        )
        page.keyboard.type(text)
        page.keyboard.press("Control+Enter")
        wait_for_empty_text(page, "4031:message")
        assert page.evaluate("window.isLoadedAgain") is False


def test_a_text_is_checked_as_it_is_typed_and_one_without_its_placeholder_is_refused(
    catalog: Path, opened: Open
) -> None:
    path = file_of(catalog, 4012)
    text = take_out(path, "message")
    before = tree(catalog)
    with serving(catalog, "pt-BR") as address:
        page = opened(address.replace("index", path.stem)).page
        area = page.locator(text_area(page, "4012:message"))
        area.click(timeout=WAIT)
        page.keyboard.type(text.replace("%1", ""))
        page.locator(".tr-findings .error", has_text="missing %1").wait_for(timeout=WAIT)
        assert area.get_attribute("aria-invalid") == "true"
        page.keyboard.press("Control+s")
        wait_for_message(page, "Not saved: the text has errors.")
        assert tree(catalog) == before
        assert area.input_value() == text.replace("%1", "")
        page.keyboard.press("Escape")
        assert area.input_value() == ""
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement === document.body")


def test_an_edit_on_disk_is_shown_as_a_conflict_and_nothing_is_overwritten(
    catalog: Path, opened: Open
) -> None:
    path = file_of(catalog, 4031)
    original = path.read_text("utf-8")
    theirs = original.replace("Falha na distribuição de sessão.", "A sessão não foi distribuída.")
    with serving(catalog, "pt-BR") as address:
        page = opened(address.replace("index", path.stem)).page
        area = page.locator(text_area(page, "4031:message"))
        area.click(timeout=WAIT)
        page.keyboard.press("Control+a")
        page.keyboard.type("Falhou a distribuição de sessão.")
        path.write_text(theirs, "utf-8")
        page.keyboard.press("Control+s")
        box = page.locator(".conflict .tr-box")
        box.get_by_text("A sessão não foi distribuída.").wait_for(timeout=WAIT)
        assert area.input_value() == "Falhou a distribuição de sessão."
        assert path.read_text("utf-8") == theirs
        page.get_by_role("button", name="Keep mine").press("Enter")
        page.keyboard.press("Control+s")
        wait_for_message(page, "Saved.")
        mine = theirs.replace("A sessão não foi distribuída.", "Falhou a distribuição de sessão.")
        assert path.read_text("utf-8") == mine
        page.get_by_text("Falhou a distribuição de sessão.").locator("visible=true").first.wait_for(
            timeout=WAIT
        )


def test_an_error_elsewhere_does_not_hide_the_editor(catalog: Path, opened: Open) -> None:
    path, other = file_of(catalog, 4031), file_of(catalog, 4008)
    sound = other.read_text("utf-8")
    with serving(catalog, "pt-BR") as address:
        page = opened(address.replace("index", path.stem)).page
        area = page.locator(text_area(page, "4031:message"))
        area.click(timeout=WAIT)
        other.write_text(sound.replace("level: ", "level: x"), "utf-8")
        page.get_by_text("The pages cannot be built").wait_for(timeout=WAIT)
        assert page.locator("#wrong").count() == 0
        page.keyboard.press("Control+a")
        page.keyboard.type("Falhou a distribuição de sessão.")
        page.keyboard.press("Control+s")
        wait_for_message(page, "Saved.")
        assert "Falhou a distribuição de sessão." in path.read_text("utf-8")
        other.write_text(sound, "utf-8")
        page.get_by_text("The pages cannot be built").wait_for(state="detached", timeout=WAIT)


# Kills the process when the ledger of a save is about to be written, once.
KILLED = """
import os, signal, sys
from pathlib import Path
import eventdocs.store.catalog as store
from eventdocs.commands.serve import serve

catalog, port, mark = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
write = store.write_atomic

def write_or_die(path, data):
    if path.name == "pt-BR.ledger" and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    write(path, data)

store.write_atomic = write_or_die
serve(catalog, port, lambda text: print(text, flush=True), translate="pt-BR", by="ana")
"""


@contextmanager
def killed_server(catalog: Path, port: int, mark: Path) -> Iterator[subprocess.Popen[str]]:
    """Yield a server that has built the site, and stop it."""
    command = [sys.executable, "-c", KILLED, str(catalog), str(port), str(mark)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert "preview at" in process.stdout.readline()
        try:
            assert process.stdout.readline() == "built\n"
            yield process
        finally:
            process.kill()


def free_port() -> int:
    import socket

    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_a_server_that_is_killed_during_a_save_loses_nothing(catalog: Path, opened: Open) -> None:
    path, port, mark = file_of(catalog, 4031), free_port(), catalog.with_name("killed")
    text = "Falhou a distribuição de sessão."
    by_hand = catalog.with_name("by-hand")
    shutil.copytree(catalog, by_hand)
    edited = path.read_text("utf-8").replace("Falha na distribuição de sessão.", text)
    file_of(by_hand, 4031).write_text(edited, "utf-8")
    accept_translations(
        by_hand, ["pt-BR"], AcceptOptions("ana", State.REVIEWED, only=frozenset(["4031:message"]))
    )
    with killed_server(catalog, port, mark) as process:
        page = opened(f"http://127.0.0.1:{port}/pt-BR/{path.stem}.html").page
        area = page.locator(text_area(page, "4031:message"))
        area.click(timeout=WAIT)
        page.keyboard.press("Control+a")
        page.keyboard.type(text)
        page.keyboard.press("Control+Shift+Enter")
        wait_for_message(page, "the preview is not running")
        assert process.wait(10) == -9
    assert path.read_text("utf-8") == edited
    assert area.input_value() == text
    with killed_server(catalog, port, mark):
        page.keyboard.press("Control+Shift+Enter")
        page.wait_for_url("**/*#translate=label*", timeout=WAIT)  # the next one of the queue
    assert tree(catalog) == tree(by_hand)


def test_a_draft_survives_a_reload(catalog: Path, opened: Open) -> None:
    path = file_of(catalog, 4031)
    with serving(catalog, "pt-BR") as address:
        page = opened(address.replace("index", path.stem)).page
        area = page.locator(text_area(page, "4031:message"))
        area.click(timeout=WAIT)
        page.keyboard.type("Rascunho ")
        draft = area.input_value()
        page.reload()
        page.get_by_text("This text is not saved yet.").wait_for(timeout=WAIT)
        assert area.input_value() == draft
        page.locator(text_area(page, "4031:message")).focus()
        page.keyboard.press("Escape")
        page.reload()
        area.wait_for(timeout=WAIT)
        assert area.input_value() == "Falha na distribuição de sessão."


LOOKS: list[tuple[int, Literal["light", "dark"]]] = [
    (1280, "light"),
    (1280, "dark"),
    (360, "light"),
    (360, "dark"),
]


@pytest.mark.parametrize("locale", ["pt-BR", "ar"])
def test_the_editor_is_open_to_everybody(locale: str, catalog: Path, opened: Open) -> None:
    path = file_of(catalog, 4014)
    text = path.read_text("utf-8")
    assert text.count("message: Message") == 1
    path.write_text(text.replace("message: Message", "message: Another message"), "utf-8")
    with serving(catalog, locale) as address:
        found = opened(address)
        page = found.page
        page.locator(".tr-queue a").first.wait_for(timeout=WAIT)
        for width, scheme in LOOKS:
            look(page, width, scheme)
            assert violations(page) == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.goto(address.replace("index", path.stem))
        area = page.locator(text_area(page, "4014:message"))
        if locale == "ar":
            area.fill("%1", timeout=WAIT)
        else:  # a stale text, with what changed in its source
            page.locator(".tr-previous ins").first.wait_for(timeout=WAIT)
            area.fill("%1")
        page.locator(".tr-findings .error").first.wait_for(timeout=WAIT)
        page.evaluate("document.querySelector('.tr-keys').show()")
        for width, scheme in LOOKS:
            look(page, width, scheme)
            assert violations(page) == [], (width, scheme)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.locator(".tr-string.active textarea").get_attribute("dir") == {"ar": "rtl"}.get(
            locale, "ltr"
        )
        assert complaints(found) == []
