"""Measure how fast the search shows the first hit: `python -m benchmarks.search CATALOG QUERY...`.

Builds the site of a catalog, such as one that `python -m benchmarks.catalogs` writes, and types each query in
a new Chromium with a connection of 200 KB/s and 150 ms. Prints the time from the focus of the search field to
the first hit, the amount that was loaded for the complete result, the median of five warm queries, and the
heap.
"""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from eventdocs.building.api import build

LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
FIRST = """query => new Promise(done => {
    const start = performance.now(), field = document.getElementById("q");
    field.focus();
    field.value = query;
    field.dispatchEvent(new Event("input"));
    const look = () => document.querySelector("#hits [role=option]") && done(performance.now() - start);
    new MutationObserver(look).observe(document.getElementById("hits"), {childList: true, subtree: true});
    setTimeout(() => done(NaN), 20000);
})"""
WARM = """async query => {
    const times = [];
    for (let round = 0; round < 5; round += 1) {
        const start = performance.now();
        for await (const answer of eventdocsSearch.ask(query)) void answer;
        times.push(performance.now() - start);
    }
    return times.sort((one, other) => one - other)[2];
}"""


class _Server(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Log nothing."""


def main(catalog: Path, queries: list[str]) -> None:
    """Print a line for each query."""
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        build(catalog, site, ["html"])
        locale = max(path.parent.name for path in site.glob("*/search.js"))
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        with _served(site) as address:
            for query in queries:
                print(_measure(browser, f"{address}/{locale}/index.html", query))
        browser.close()


@contextmanager
def _served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Server, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _measure(browser: Browser, address: str, query: str) -> str:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address, wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    first = page.evaluate(FIRST, query)
    warm = page.evaluate(WARM, query)
    heap = page.evaluate("performance.memory.usedJSHeapSize")
    context.close()
    return (
        f"{query[:40]}: first hit after {first:.0f} ms; {len(sizes)} requests, {sum(sizes) / 1000:.0f} KB; "
        f"warm {warm:.1f} ms; heap {heap / 1e6:.0f} MB"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
