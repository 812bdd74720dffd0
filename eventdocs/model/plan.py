"""The plan of a site: every output address, known before a byte is written.

Pages are of an event, of a group of events, or of the whole. Up to 500 events are one group, whose list is
the index; beyond that, groups of 200 in the order of the catalog have a list and a part of the search each,
so that a change touches few files and no page grows with the catalog.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, block_of

LARGE = 500
GROUP = 200


class Format(StrEnum):
    """What a site is written as."""

    HTML = "html"
    MARKDOWN = "markdown"
    GFM = "gfm"


class PageKind(StrEnum):
    """What a page is."""

    CHOOSER = "chooser"
    INDEX = "index"
    GROUPS = "groups"
    STATUS = "status"
    EVENT = "event"
    TWIN = "twin"
    SAME_ID = "same id"
    SEARCH = "search"
    SEARCH_PARTS = "search parts"
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


class Page(NamedTuple):
    """One output file: its address below the output folder, what it is, and its language where it has one."""

    path: str
    kind: PageKind
    locale: str = ""


class Context(NamedTuple):
    """What an event's pages say of other events, of whom they need the heads only.

    `same` are all events of its id where its pages hold the page of that id: the first one's.
    """

    previous: Event | None = None
    next: Event | None = None
    related: tuple[Event, ...] = ()
    same: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring events whose list is one page: their number, counted from 1, of how many groups."""

    number: int
    count: int
    events: tuple[Event, ...]

    @property
    def path(self) -> str:
        """Address of the group's list below a locale."""
        return "index.html" if self.count == 1 else f"events/{self.number}.html"

    @property
    def search_path(self) -> str:
        """Address of the group's part of the search below a locale."""
        return "search.js" if self.count == 1 else f"search/{self.number}.js"


def groups(events: Sequence[Event]) -> list[Group]:
    """Divide the events, in the catalog's order, into groups; no events are one group too."""
    if len(events) <= LARGE:
        return [Group(1, 1, tuple(events))]
    parts = [tuple(events[start : start + GROUP]) for start in range(0, len(events), GROUP)]
    return [Group(number, len(parts), part) for number, part in enumerate(parts, 1)]


def contexts(events: Sequence[Event]) -> Iterator[Context]:
    """Say of each event, in the catalog's order, what its pages need of the others."""
    by_id: dict[str, list[Event]] = {}
    for event in events:
        by_id.setdefault(event.id, []).append(event)
    known = {event.key: event for event in events}
    row = (None, *events, None)
    for index, event in enumerate(events):
        same = by_id.pop(event.id, ())
        yield Context(
            row[index], row[index + 2], related(event, known) if event.see_also else (), tuple(same)
        )


def related(event: Event, events: Mapping[str, Event]) -> tuple[Event, ...]:
    """Find the events that an event refers to; a bare id also means an event of the same provider."""
    own = f"{event.provider}/" if event.provider else ""
    found = (events.get(f"{own}{key}") or events.get(key) for key in event.see_also)
    return tuple(other for other in found if other is not None)


def event_pages(
    event: Event, context: Context, formats: Sequence[Format], locales: Sequence[str]
) -> Iterator[Page]:
    """List the pages of an event."""
    for locale in locales:
        if Format.MARKDOWN in formats:
            yield Page(f"{locale}/{event.slug}.md", PageKind.MARKDOWN, locale)
        if Format.GFM in formats:
            yield Page(f"{locale}/{event.slug}.md", PageKind.GFM, locale)
        if Format.HTML in formats:
            yield Page(f"{locale}/{event.slug}.html", PageKind.EVENT, locale)
            yield Page(f"{locale}/{event.slug}.json", PageKind.TWIN, locale)
    if context.same and Format.HTML in formats:
        yield Page(f"e/{event.id}/index.html", PageKind.SAME_ID)


def group_pages(group: Group, formats: Sequence[Format], locales: Sequence[str]) -> Iterator[Page]:
    """List the pages of a group: its list and its part of the search, in each language."""
    if Format.HTML in formats:
        for locale in locales:
            yield Page(f"{locale}/{group.search_path}", PageKind.SEARCH, locale)
            yield Page(f"{locale}/{group.path}", PageKind.INDEX, locale)


def whole_pages(
    catalog: Catalog, count: int, formats: Sequence[Format], locales: Sequence[str]
) -> Iterator[Page]:
    """List the pages that are about all events, the most general last; `count` is that of groups."""
    if Format.GFM in formats:
        yield from (Page(f"{locale}/README.md", PageKind.GFM_INDEX, locale) for locale in locales)
    if Format.HTML in formats:
        for locale in locales:
            if catalog.ledgers:
                yield Page(f"{locale}/status.html", PageKind.STATUS, locale)
            if count > 1:
                yield Page(f"{locale}/search.js", PageKind.SEARCH_PARTS, locale)
                yield Page(f"{locale}/index.html", PageKind.GROUPS, locale)
            if catalog.base_url:
                yield Page(f"{locale}/sitemap.xml", PageKind.SITEMAP, locale)
        yield from _whole(catalog)


def _whole(catalog: Catalog) -> Iterator[Page]:
    yield Page("events.ndjson", PageKind.FACTS)
    yield Page("llms.txt", PageKind.LLMS)
    yield Page(".nojekyll", PageKind.NO_JEKYLL)
    if catalog.base_url:  # what needs an absolute address
        yield Page("404.html", PageKind.NOT_FOUND)
        yield Page("sitemap.xml", PageKind.SITEMAPS)
        yield Page("robots.txt", PageKind.ROBOTS)
    yield Page("index.html", PageKind.CHOOSER)


def own_locales(event: Event, locales: Sequence[str], source_locale: str) -> tuple[str, ...]:
    """Locales in which an event's page is one of its own; one that is nothing but fallback is not."""
    return tuple(each for each in locales if each == source_locale or _is_own(event, each))


def _is_own(event: Event, locale: str) -> bool:
    block = block_of(event, locale)
    return bool(block.strings or block.parameters)


def root_of(path: str) -> str:
    """Relative way from a page to the output folder: empty, or `../` for each folder it lies in."""
    return "../" * path.count("/")


def folded(path: str) -> str:
    """Name under which file systems may take two addresses for one: NFC, case folded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def asset_path(name: str, data: bytes) -> str:
    """Name an asset after its content, so that it can be cached for ever."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{sha256(data).hexdigest()[:12]}.{ending}"
