"""Measure a preview: `python -m benchmarks.preview CATALOG [ROUNDS]`.

First, each round starts `eventdocs serve` and measures how long the page of an event takes to arrive. The
first round has an empty user cache, the others have that of the round before.

Then Chromium shows the preview of a copy of the catalog. Each round changes a text of the first event and
measures how long the page takes to show it. The output is the median and the longest time.
"""

import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page, sync_playwright

from benchmarks.runs import ENVIRONMENT
from eventdocs.store.catalog import read_catalog

# Logs the text of a page as soon as it is painted. Playwright would look for it only every 20 to 500 ms.
_LOG_WHEN_PAINTED = """
document.addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() =>
  console.log(document.body.textContent))));
"""


def main(folder: Path, rounds: int = 7) -> None:
    """Print how long the first page and changes took to appear, in seconds."""
    first, *others = first_pages(folder, rounds)
    print(f"first page after {first:.2f} s, with a cache after {statistics.median(others or [first]):.2f} s")
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        catalog = Path(name) / "catalog"
        shutil.copytree(folder, catalog)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": f"{name}/cache"}
        with serving(catalog, environment) as (address, messages):
            assert messages.readline().strip() == "built"
            times = measure(browser.new_page(), catalog, address, rounds)
        print(f"on screen after {statistics.median(times):.2f} s, at most {max(times):.2f} s")
        browser.close()


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[tuple[str, IO[str]]]:
    """Yield the address of a preview that runs in a process of its own, and its messages."""
    command = [sys.executable, "-m", "eventdocs", "serve", str(folder), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr is not None
            address = re.search(r"http://[^/\s]+/", process.stderr.readline())
            assert address is not None
            yield address[0], process.stderr
        finally:
            process.send_signal(signal.SIGINT)


def first_pages(folder: Path, rounds: int) -> list[float]:
    """Start a preview `rounds` times, and return how long the page of the first event took to arrive."""
    loaded = read_catalog(folder).catalog
    path = f"{loaded.settings.source_locale}/{loaded.events[0].slug}.html"
    with TemporaryDirectory() as cache:
        environment = {**ENVIRONMENT, "XDG_CACHE_HOME": cache}
        return [_first_page(folder, path, environment) for _ in range(rounds)]


def _first_page(folder: Path, path: str, environment: dict[str, str]) -> float:
    started = time.perf_counter()
    with serving(folder, environment) as (address, _):
        with urlopen(f"{address}{path}") as answer:
            assert b"<h1" in answer.read()
        seconds = time.perf_counter() - started
        time.sleep(1)  # what it keeps for the next start is stored after the first page
    return seconds


def measure(page: Page, catalog: Path, address: str, rounds: int) -> list[float]:
    """Return how long the page took to show each of `rounds` changes of the first event's first text."""
    loaded = read_catalog(catalog).catalog
    event = loaded.events[0]
    file = catalog / event.where().file
    text = file.read_text("utf-8")
    page.add_init_script(_LOG_WHEN_PAINTED)
    page.goto(f"{address}{loaded.settings.source_locale}/{event.slug}.html")
    times = []
    for number in range(rounds):
        started = time.perf_counter()
        change = f"Round {number}."
        with page.expect_console_message(partial(_contains, change)):
            file.write_text(re.sub(r"(description: )", rf"\1{change} ", text, count=1), "utf-8")
        times.append(time.perf_counter() - started)
        time.sleep(0.5)
    return times


def _contains(text: str, message: ConsoleMessage) -> bool:
    return text in message.text


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
