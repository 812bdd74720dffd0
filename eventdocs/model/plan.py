"""The plan of a site: every output address, known before a byte is written."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, block_of


class Format(StrEnum):
    """What a site is written as."""

    HTML = "html"
    MARKDOWN = "markdown"
    GFM = "gfm"


class PageKind(StrEnum):
    """What a page is."""

    CHOOSER = "chooser"
    INDEX = "index"
    STATUS = "status"
    EVENT = "event"
    TWIN = "twin"
    SAME_ID = "same id"
    SEARCH = "search"
    FACTS = "facts"
    NOT_FOUND = "not found"
    SITEMAP = "sitemap"
    SITEMAPS = "sitemaps"
    ROBOTS = "robots"
    LLMS = "llms"
    NO_JEKYLL = "no jekyll"
    MARKDOWN = "markdown"
    GFM = "gfm"
    GFM_INDEX = "gfm index"


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: its address below the output folder, and what it shows.

    `id` is that of the events on a page of equal ids.
    """

    path: str
    kind: PageKind
    locale: str = ""
    event: Event | None = None
    id: str = ""


def plan(catalog: Catalog, formats: Sequence[Format], locales: Sequence[str]) -> Iterator[Page]:
    """List the pages of a site, event by event, then the lists that link them."""
    for event in catalog.events:
        for locale in locales:
            if Format.MARKDOWN in formats:
                yield Page(f"{locale}/{event.slug}.md", PageKind.MARKDOWN, locale, event)
            if Format.GFM in formats:
                yield Page(f"{locale}/{event.slug}.md", PageKind.GFM, locale, event)
            if Format.HTML in formats:
                yield Page(f"{locale}/{event.slug}.html", PageKind.EVENT, locale, event)
                yield Page(f"{locale}/{event.slug}.json", PageKind.TWIN, locale, event)
    if Format.GFM in formats:
        yield from (Page(f"{locale}/README.md", PageKind.GFM_INDEX, locale) for locale in locales)
    if Format.HTML in formats:
        yield from _lists(catalog, locales)
        yield from _whole(catalog)


def _lists(catalog: Catalog, locales: Sequence[str]) -> Iterator[Page]:
    for number in dict.fromkeys(event.id for event in catalog.events):
        yield Page(f"e/{number}/index.html", PageKind.SAME_ID, id=number)
    for locale in locales:
        yield Page(f"{locale}/search.js", PageKind.SEARCH, locale)
        if catalog.ledgers:
            yield Page(f"{locale}/status.html", PageKind.STATUS, locale)
        yield Page(f"{locale}/index.html", PageKind.INDEX, locale)
        if catalog.base_url:
            yield Page(f"{locale}/sitemap.xml", PageKind.SITEMAP, locale)


def _whole(catalog: Catalog) -> Iterator[Page]:
    yield Page("events.ndjson", PageKind.FACTS)
    yield Page("llms.txt", PageKind.LLMS)
    yield Page(".nojekyll", PageKind.NO_JEKYLL)
    if catalog.base_url:  # what needs an absolute address
        yield Page("404.html", PageKind.NOT_FOUND)
        yield Page("sitemap.xml", PageKind.SITEMAPS)
        yield Page("robots.txt", PageKind.ROBOTS)
    yield Page("index.html", PageKind.CHOOSER)


def indexable(event: Event, locale: str, source_locale: str) -> bool:
    """Tell whether a page is one of its own: a page that is nothing but fallback is not."""
    block = block_of(event, locale)
    return locale == source_locale or bool(block.strings or block.parameters)


def root_of(path: str) -> str:
    """Relative way from a page to the output folder: empty, or `../` for each folder it lies in."""
    return "../" * path.count("/")


def folded(path: str) -> str:
    """Name under which file systems may take two addresses for one: NFC, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
