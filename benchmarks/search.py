"""The size of a search index and the time of a query: `python -m benchmarks.search CATALOG [EVENTS]`.

The events of a real catalog are repeated under new ids and names, with other descriptions and messages, until
there are as many as wanted; what their parameters say stays, as real events share it. Queries
run in Chromium on the loaded index; the median of five is told for each.
"""

import gzip
import shutil
import statistics
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from eventdocs.build.api import build
from eventdocs.formats.yaml.write import event_text
from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.store.catalog import read_catalog

QUERIES = ("4031", "sessao", "dispatch", "session dispatch failed", "0xfbf", "falha na", "zzz", "a")
ASK = "query => { const t = performance.now(); eventdocsSearch(query); return performance.now() - t; }"


def main(folder: Path, wanted: int = 5000) -> None:
    """Print the size of the index, plain and compressed, and the times of queries in milliseconds."""
    catalog = read_catalog(folder).catalog
    real = catalog.events
    events = tuple(
        replace(event, id=str(number), name=f"{event.name}{number}", strings=_distinct(event, number))
        for number, event in ((10_000 + at, real[at % len(real)]) for at in range(wanted))
    )
    locale = next(
        (each for each in catalog.settings.targets if each.startswith("pt")), catalog.settings.targets[0]
    )
    with TemporaryDirectory() as name, sync_playwright() as playwright:
        out = Path(name) / "site"
        _written(folder, replace(catalog, events=events), Path(name) / "catalog")
        build(Path(name) / "catalog", out, ["html"], [catalog.settings.source_locale, locale])
        for each in (catalog.settings.source_locale, locale):
            index = [
                path.read_bytes() for path in [*out.glob(f"{each}/search.js"), *out.glob(f"{each}/search/*")]
            ]
            packed = sum(len(gzip.compress(part, 9)) for part in index)
            print(f"{wanted} events, {each}: index {sum(map(len, index)):,} bytes, {packed:,} compressed")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--headless", "--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto((out / locale / "index.html").as_uri())
        page.locator("#q").fill("4031")
        page.wait_for_function("wanted => eventdocsSearch('1').length >= wanted", arg=wanted)
        page.wait_for_timeout(1000)  # the originals come last
        for query in QUERIES:
            times = [page.evaluate(ASK, query) for _ in range(5)]
            print(f"{query}: {statistics.median(times):.1f} ms")
        browser.close()


def _written(folder: Path, catalog: Catalog, to: Path) -> None:
    """Write a catalog like another one's, with other events."""
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("events"))
    (to / "events").mkdir()
    for event in catalog.events:
        (to / f"events/{event.id}.yaml").write_text(event_text(event, catalog.settings.locales), "utf-8")


def _distinct(event: Event, number: int) -> dict[str, LocaleStrings]:
    """Make an event's own sentences differ from those of all others."""
    return {
        locale: replace(
            block,
            strings={
                field: (*texts[:-1], f"{texts[-1]} ({number})") for field, texts in block.strings.items()
            },
        )
        for locale, block in event.strings.items()
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
