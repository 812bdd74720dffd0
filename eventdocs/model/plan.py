"""The plan of a site: every output address, known before a byte is written."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event


class Format(StrEnum):
    """What a site is written as."""

    HTML = "html"
    MARKDOWN = "markdown"


class PageKind(StrEnum):
    """What a page is."""

    CHOOSER = "chooser"
    INDEX = "index"
    STATUS = "status"
    EVENT = "event"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Page:
    """One output file: its address below the output folder, and what it shows."""

    path: str
    kind: PageKind
    locale: str = ""
    event: Event | None = None


def plan(catalog: Catalog, formats: Sequence[Format], locales: Sequence[str]) -> Iterator[Page]:
    """List the pages of a site, event by event, then the lists that link them."""
    for event in catalog.events:
        for locale in locales:
            if Format.MARKDOWN in formats:
                yield Page(f"{locale}/{event.slug}.md", PageKind.MARKDOWN, locale, event)
            if Format.HTML in formats:
                yield Page(f"{locale}/{event.slug}.html", PageKind.EVENT, locale, event)
    if Format.HTML in formats:
        if catalog.ledgers:
            yield from (Page(f"{locale}/status.html", PageKind.STATUS, locale) for locale in locales)
        yield from (Page(f"{locale}/index.html", PageKind.INDEX, locale) for locale in locales)
        yield Page("index.html", PageKind.CHOOSER)


def root_of(path: str) -> str:
    """Relative way from a page to the output folder: empty, or `../` for each folder it lies in."""
    return "../" * path.count("/")


def folded(path: str) -> str:
    """Name under which file systems may take two addresses for one: NFC, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())
