"""Fixtures for Debian's Chromium and this repository's site."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, sync_playwright

from eventdocs.building.api import build
from eventdocs.site.routes import Format
from tests.conftest import ROOT

OPTIONS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Opened:
    """A page, with its console messages and its requests for anything but files."""

    page: Page
    problems: list[str] = field(default_factory=list)
    pending: set[Request] = field(default_factory=set)

    def started(self, request: Request) -> None:
        """Count a request as pending."""
        self.pending.add(request)

    def ended(self, request: Request) -> None:
        """Stop counting a request."""
        self.pending.discard(request)

    def settled(self) -> Page:
        """Wait until no request is pending, because leaving a page cancels its requests."""
        self.page.wait_for_load_state()
        while self.pending:
            self.page.wait_for_timeout(5)
        return self.page


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of this repository's catalog."""
    out = tmp_path_factory.mktemp("site") / "out"
    assert build(ROOT / "catalog", out, [Format.HTML]).diagnostics == []
    return out


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield Debian's Chromium, as the headless shell if that is installed, which takes half the time."""
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert program, "Chromium is not installed: run `make chromium`"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def opened(browser: Browser, site: Path) -> Iterator[Open]:
    """Open a page of the site from its file, or any address."""
    contexts = []

    def open_page(
        address: str,
        width: int = 1280,
        *,
        script: bool = True,
        scheme: Literal["light", "dark"] = "light",
        forced: Literal["active", "none"] = "none",
    ) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            color_scheme=scheme,
            forced_colors=forced,
        )
        contexts.append(context)
        found = Opened(context.new_page())
        page, problems = found.page, found.problems
        page.on("request", found.started)
        page.on("requestfinished", found.ended)
        page.on("requestfailed", found.ended)
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("request", lambda request: problems.append(request.url) if _outside(request.url) else None)
        page.on("requestfailed", lambda request: problems.append(request.url))
        page.goto(address if "://" in address else (site / address).as_uri())
        return found

    yield open_page
    for context in contexts:
        context.close()


def follow(link: Locator) -> None:
    """Click a link to another page and wait for its load, because `click` does not wait for its scripts."""
    with link.page.expect_navigation():
        link.click()


def choose(page: Page, mode: str) -> None:
    """Choose a reading mode; also one whose control is hidden in a window of this width."""
    control = page.locator(f"#{mode}")
    if control.is_visible():
        control.check()
    else:
        control.evaluate("each => { each.checked = true; }")


def _outside(address: str) -> bool:
    return not address.startswith(("file:", "http://127.0.0.1:"))
