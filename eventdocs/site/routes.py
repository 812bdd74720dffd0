"""The routes of a site: which files it has, where they are, what makes them and when they are written.

`ROUTES` is the only table of page kinds. A build lists its output files and looks up their templates in it,
and build and publish take their write order from it. To add a page kind, add a row here and its template.

Up to 500 events are one shard, whose list is the index. A larger catalog is split into shards of 200
neighboring events, each with its own list page and hits of the search, so that a change touches few files
and no page grows with the catalog.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, IntEnum, StrEnum, unique
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from string import Formatter
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import AnyEvent, Event, EventRef, referenced_event, strings_in
from eventdocs.text.locales import TAG


class Format(StrEnum):
    """An output format of a site."""

    HTML = "html"
    MARKDOWN = "markdown"
    GFM = "gfm"


class PageKind(StrEnum):
    """The kind of an output file."""

    ASSET = "asset"
    NO_JEKYLL = "no jekyll"
    MARKDOWN = "markdown"
    GFM = "gfm"
    EVENT_JSON = "event json"
    EVENT = "event"
    PROVIDER = "provider"
    PROVIDER_JSON = "provider json"
    PROVIDER_GFM = "provider gfm"
    DISAMBIGUATION = "disambiguation"
    SEARCH_HITS = "search hits"
    SEARCH_TERMS = "search terms"
    EVENT_LIST = "event list"
    EVENT_ROWS = "event rows"
    EVENT_IDS = "event ids"
    GFM_INDEX = "gfm index"
    STATUS = "status"
    SEARCH_MANIFEST = "search manifest"
    SHARD_LIST = "shard list"
    SITEMAP = "sitemap"
    NDJSON = "ndjson"
    LLMS = "llms"
    NOT_FOUND = "not found"
    SITEMAPS = "sitemaps"
    ROBOTS = "robots"
    LANGUAGE_PICKER = "language picker"

    __hash__ = str.__hash__  # that of enums is written in Python


class Scope(Enum):
    """The subject of a file of a page kind."""

    ASSET = "asset"
    EVENT = "event"
    ID = "id"
    PROVIDER = "provider"
    SHARD = "shard"
    SHARD_PART = "shard part"
    TERMS = "terms"
    SITEMAP = "sitemap"
    SITE = "site"


class Condition(Enum):
    """The condition for a site to have a page kind, apart from its formats."""

    ALWAYS = "always"
    ONE_SHARD = "one shard"
    SEVERAL_SHARDS = "several shards"
    LEDGERS = "ledgers"
    BASE_URL = "base url"


@unique
class WritePhase(IntEnum):
    """The phase in which build and publish write a file; files are removed in the reverse order.

    Whatever a list links is in place before the list. New files come before changed ones, because a changed
    page may link to a new page or list.
    """

    ASSETS = 0
    FILES = 1
    NEW_PAGES = 2
    NEW_LISTS = 3
    NEW_INDEXES = 4
    CHANGED_PAGES = 5
    CHANGED_LISTS = 6
    CHANGED_INDEXES = 7
    FEEDS = 8
    SITE_LISTS = 9
    FRONT_PAGE = 10
    SITEMAPS = 11
    SITEMAP_INDEX = 12
    ROBOTS = 13


class Route(NamedTuple):
    """One planned output file: its path below the output folder, its kind, and its locale if it has one.

    `part` numbers the files with the hits of a shard, those with terms, and the sitemaps of a locale.
    """

    path: str
    kind: PageKind
    locale: str = ""
    part: int = 0


class RouteDefinition(NamedTuple):
    """A row of the table: a page kind, where its files are, what makes them and when they are written.

    `path` is a pattern with the placeholders of `_PLACEHOLDERS`, such as `{locale}`, `{slug}` and `{number}`;
    a kind is per locale if its pattern has `{locale}`. `phase` is that of a new file. `template` is None if
    another renderer makes the file. `formats` are the formats that have the kind.
    """

    kind: PageKind
    scope: Scope
    path: str
    phase: WritePhase
    template: str | None = None
    condition: Condition = Condition.ALWAYS
    formats: frozenset[Format] = frozenset({Format.HTML})

    @property
    def per_locale(self) -> bool:
        """Whether each locale has a file of its own."""
        return self.path.startswith(LOCALE_FOLDER)

    @property
    def regex(self) -> str:
        """Regular expression that matches the paths of this row; it has no capturing groups."""
        parts = Formatter().parse(self.path)
        return "".join(re.escape(text) + (_PLACEHOLDERS[name] if name else "") for text, name, *_ in parts)

    def routes(self, locales: Sequence[str], **values: object) -> Iterator[Route]:
        """List the output files for the values of the path's other placeholders."""
        for locale in locales if self.per_locale else ("",):
            yield Route(self.path.format(locale=locale, **values), self.kind, locale)

    def parts(self, locales: Sequence[str], count: int, **values: object) -> Iterator[Route]:
        """List the output files of a kind that has several in each locale, numbered by `{part}`."""
        for locale in locales:
            for part in range(count):
                yield Route(self.path.format(locale=locale, part=part, **values), self.kind, locale, part)


LOCALE_FOLDER = "{locale}/"
_PLACEHOLDERS = {
    "locale": f"(?:{TAG})",
    "slug": r"(?:[^/]+/)?[^/]+-[^/]+",  # PROVIDER/ID-NAME: no other page has a hyphen in its name
    "id": r"[^/]+",
    "provider": r"[^/]+",
    "number": r"[0-9]+",
    "part": r"[0-9]+",
    "name": r".+",
}

_MARKDOWN = frozenset({Format.MARKDOWN})
_GFM = frozenset({Format.GFM})
_ONE, _MANY = Condition.ONE_SHARD, Condition.SEVERAL_SHARDS
_LEDGERS, _BASE_URL = Condition.LEDGERS, Condition.BASE_URL
_LIST = "index.html"

_Row, _Kind, _Phase = RouteDefinition, PageKind, WritePhase

# A path that several rows could match belongs to the first; rows with the same path have the same phase.
ROUTES = (
    _Row(_Kind.ASSET, Scope.ASSET, "assets/{name}", _Phase.ASSETS),
    _Row(_Kind.NO_JEKYLL, Scope.SITE, ".nojekyll", _Phase.FILES),
    _Row(_Kind.EVENT_JSON, Scope.EVENT, "{locale}/{slug}.json", _Phase.FILES),
    _Row(_Kind.MARKDOWN, Scope.EVENT, "{locale}/{slug}.md", _Phase.NEW_PAGES, "event.md", formats=_MARKDOWN),
    _Row(_Kind.GFM, Scope.EVENT, "{locale}/{slug}.md", _Phase.NEW_PAGES, "event.gfm.md", formats=_GFM),
    _Row(_Kind.EVENT, Scope.EVENT, "{locale}/{slug}.html", _Phase.NEW_PAGES, "event.html"),
    _Row(_Kind.DISAMBIGUATION, Scope.ID, "e/{id}/index.html", _Phase.NEW_LISTS, "same-id.html"),
    # Pages of providers have names without a hyphen, unlike those of the events in the same folder.
    _Row(_Kind.PROVIDER_JSON, Scope.PROVIDER, "{locale}/{provider}/provider.json", _Phase.FILES),
    _Row(
        _Kind.PROVIDER_GFM,
        Scope.PROVIDER,
        "{locale}/{provider}/README.md",
        _Phase.NEW_PAGES,
        "provider.gfm.md",
        formats=_GFM,
    ),
    _Row(_Kind.PROVIDER, Scope.PROVIDER, "{locale}/{provider}/index.html", _Phase.NEW_PAGES, "provider.html"),
    _Row(_Kind.SEARCH_HITS, Scope.SHARD_PART, "{locale}/search/{number}-{part}.js", _Phase.NEW_LISTS),
    _Row(_Kind.SEARCH_TERMS, Scope.TERMS, "{locale}/search/{part}.js", _Phase.NEW_LISTS),
    _Row(_Kind.SEARCH_MANIFEST, Scope.SITE, "{locale}/search.js", _Phase.NEW_INDEXES),
    # A site of one shard has its list where a larger site has the overview of its shards.
    _Row(_Kind.EVENT_LIST, Scope.SHARD, "{locale}/index.html", _Phase.NEW_INDEXES, _LIST, _ONE),
    _Row(_Kind.EVENT_LIST, Scope.SHARD, "{locale}/events/{number}.html", _Phase.NEW_LISTS, _LIST, _MANY),
    _Row(_Kind.EVENT_ROWS, Scope.SHARD, "{locale}/events/{number}.js", _Phase.NEW_LISTS, None, _MANY),
    _Row(_Kind.SHARD_LIST, Scope.SITE, "{locale}/index.html", _Phase.NEW_INDEXES, "shards.html", _MANY),
    _Row(_Kind.STATUS, Scope.SITE, "{locale}/status.html", _Phase.NEW_INDEXES, "status.html", _LEDGERS),
    _Row(_Kind.GFM_INDEX, Scope.SITE, "{locale}/README.md", _Phase.NEW_INDEXES, "index.gfm.md", formats=_GFM),
    _Row(_Kind.SITEMAP, Scope.SITEMAP, "{locale}/sitemap.xml", _Phase.SITEMAPS, "sitemap.xml", _BASE_URL),
    _Row(
        _Kind.SITEMAP, Scope.SITEMAP, "{locale}/sitemap-{part}.xml", _Phase.SITEMAPS, "sitemap.xml", _BASE_URL
    ),
    _Row(_Kind.NDJSON, Scope.SITE, "events.ndjson", _Phase.FEEDS),
    _Row(_Kind.LLMS, Scope.SITE, "llms.txt", _Phase.SITE_LISTS, "llms.txt"),
    _Row(_Kind.EVENT_IDS, Scope.SITE, "ids.js", _Phase.FEEDS, None, _BASE_URL),
    _Row(_Kind.NOT_FOUND, Scope.SITE, "404.html", _Phase.SITE_LISTS, "404.html", _BASE_URL),
    _Row(_Kind.SITEMAPS, Scope.SITE, "sitemap.xml", _Phase.SITEMAP_INDEX, "sitemaps.xml", _BASE_URL),
    _Row(_Kind.ROBOTS, Scope.SITE, "robots.txt", _Phase.ROBOTS, "robots.txt", _BASE_URL),
    _Row(_Kind.LANGUAGE_PICKER, Scope.SITE, "index.html", _Phase.FRONT_PAGE, "chooser.html"),
)

_SHARED_ROWS = tuple(row for row in ROUTES if not row.per_locale)
_LOCALE_ROWS = tuple(row for row in ROUTES if row.per_locale)
_TEMPLATES = {row.kind: row.template for row in ROUTES if row.template}
_CHANGED = {
    WritePhase.NEW_PAGES: WritePhase.CHANGED_PAGES,
    WritePhase.NEW_LISTS: WritePhase.CHANGED_LISTS,
    WritePhase.NEW_INDEXES: WritePhase.CHANGED_INDEXES,
}


def template_of(kind: PageKind) -> str:
    """Return the template of a page kind that has one."""
    return _TEMPLATES[kind]


def used_template(kind: PageKind) -> str:
    """Return the template of a page kind, empty if another renderer makes its files."""
    return _TEMPLATES.get(kind, "")


def repeated_templates(formats: Iterable[Format], *, with_lists: bool = True) -> Iterator[str]:
    """List the templates that workers render: those of events, ids and, on request, lists of events."""
    wanted = frozenset(formats)
    scopes = (Scope.EVENT, Scope.ID, Scope.SHARD) if with_lists else (Scope.EVENT, Scope.ID)
    rows = (row for row in ROUTES if row.scope in scopes and row.formats & wanted)
    yield from dict.fromkeys(row.template for row in rows if row.template)


def path_of(kind: PageKind) -> str:
    """Return the path pattern of a page kind that has one row."""
    (path,) = (row.path for row in ROUTES if row.kind is kind)
    return path


_EVENT_PATH = path_of(PageKind.EVENT)
_PROVIDER_PATH = path_of(PageKind.PROVIDER)
PAGE_ENDINGS = frozenset(row.path.rpartition(".")[2] for row in ROUTES if row.scope is Scope.EVENT)


def event_path(event: AnyEvent, locale: str) -> str:
    """Return the path of an event's page in a locale."""
    return _EVENT_PATH.format(locale=locale, slug=event.slug)


def provider_path(provider: str, locale: str) -> str:
    """Return the path of a provider's page in a locale."""
    return _PROVIDER_PATH.format(locale=locale, provider=provider)


def phase_of(path: str, *, exists: bool) -> WritePhase:
    """Return when a file of a built site is written; `exists` says whether the target has one at this path.

    Files that no row matches, such as a user's own, are written early and removed late.
    """
    found = _paths().fullmatch(path)
    if found is None or found.lastindex is None:
        return WritePhase.FILES
    phase = (*_SHARED_ROWS, *_LOCALE_ROWS)[found.lastindex - 1].phase
    return _CHANGED.get(phase, phase) if exists else phase


@cache
def _paths() -> re.Pattern[str]:
    """Return the compiled pattern of all paths. Most commands do not need it."""
    return re.compile(_path_pattern(), re.DOTALL)


def _path_pattern() -> str:
    """Return the pattern of all paths, with a group for each row.

    The pattern of locales is in it only once, because it takes long to compile. So the rows without a locale
    come first. Paths that both kinds could match belong to them anyway.
    """
    below = f"{_PLACEHOLDERS['locale']}/"
    alternatives = "|".join(f"({row.regex.removeprefix(below)})" for row in _LOCALE_ROWS)
    return "|".join([*(f"({row.regex})" for row in _SHARED_ROWS), f"{below}(?:{alternatives})"])


def site_conditions(settings: CatalogSettings, shard_count: int) -> frozenset[Condition]:
    """Return the conditions that hold for a whole site."""
    conditions = {Condition.ALWAYS, _shard_condition(shard_count)}
    if settings.ledgers:
        conditions.add(Condition.LEDGERS)
    if settings.base_url:
        conditions.add(Condition.BASE_URL)
    return frozenset(conditions)


def _shard_condition(count: int) -> Condition:
    return Condition.ONE_SHARD if count == 1 else Condition.SEVERAL_SHARDS


@cache
def definitions(
    formats: frozenset[Format], conditions: frozenset[Condition], *scopes: Scope
) -> tuple[RouteDefinition, ...]:
    """Return the rows of the table that a site has, of all scopes unless some are given."""
    return tuple(
        row
        for row in ROUTES
        if row.formats & formats and row.condition in conditions and (not scopes or row.scope in scopes)
    )


@dataclass(frozen=True, slots=True)
class Shard:
    """Neighboring events that share a list page; `number` counts from 1 to `count`."""

    number: int
    count: int
    events: tuple[EventRef, ...]

    @property
    def path(self) -> str:
        """Path of the shard's list below a locale."""
        rows = definitions(frozenset({Format.HTML}), frozenset({_shard_condition(self.count)}), Scope.SHARD)
        pattern = next(row.path for row in rows if row.kind is PageKind.EVENT_LIST)
        return pattern.removeprefix(LOCALE_FOLDER).format(number=self.number)


class References(NamedTuple):
    """The events that an event refers to: the related ones, and the one that replaces it."""

    related: tuple[EventRef, ...] = ()
    replacement: EventRef | None = None


class Neighbours(NamedTuple):
    """The other events that an event's pages show; of these, only what identifies them is needed.

    `same` are all events with the same id, for the first of them: its pages include the page of that id.
    `shared` are the first events with the same id if there are several, for each of them. `replacement` is
    the event that replaces this one. `before` and `after` are the nearest events in the catalog's order.
    """

    related: tuple[EventRef, ...] = ()
    same: tuple[EventRef, ...] = ()
    replacement: EventRef | None = None
    before: tuple[EventRef, ...] = ()
    after: tuple[EventRef, ...] = ()
    shared: tuple[EventRef, ...] = ()

    @property
    def previous(self) -> EventRef | None:
        """The event before this one."""
        return self.before[-1] if self.before else None

    @property
    def next(self) -> EventRef | None:
        """The event after this one."""
        return self.after[0] if self.after else None

    @property
    def references(self) -> References:
        """The events that the event refers to."""
        return References(self.related, self.replacement)


def shards(events: Sequence[EventRef], *, single_max: int, size: int) -> list[Shard]:
    """Split the events, in the catalog's order, into shards of a size; up to `single_max` are one shard."""
    if len(events) <= single_max:
        return [Shard(1, 1, tuple(events))]
    parts = [tuple(events[start : start + size]) for start in range(0, len(events), size)]
    return [Shard(number, len(parts), part) for number, part in enumerate(parts, 1)]


class NeighbourIndex:
    """The neighbours of each event, made when they are asked for; the events are in the catalog's order."""

    def __init__(self, events: Sequence[EventRef]) -> None:
        self._events = events
        self._by_id: dict[str, list[EventRef]] = {}
        for event in events:
            self._by_id.setdefault(event.id, []).append(event)

    def __getitem__(self, at: int) -> Neighbours:
        event = self._events[at]
        same, referenced = self._by_id[event.id], self.references(at)
        return Neighbours(
            referenced.related,
            tuple(same) if same[0] is event else (),
            referenced.replacement,
            before=tuple(self._events[max(0, at - _NEAR) : at]),
            after=tuple(self._events[at + 1 : at + 1 + _NEAR]),
            shared=tuple(same[:_MOST_SHARED]) if same[1:] else (),
        )

    def __iter__(self) -> Iterator[Neighbours]:
        return map(self.__getitem__, range(len(self._events)))

    def references(self, at: int) -> References:
        """Return the events that the event at a place refers to."""
        event = self._events[at]
        return references(event, self._by_key) if event.see_also or event.replaced_by else References()

    @cached_property
    def _by_key(self) -> Mapping[str, EventRef]:
        return {event.key: event for event in self._events}


_NEAR = 10  # events that a page lists before and after its own
_MOST_SHARED = 8  # events with the same id that a page lists


def references(event: EventRef, events: Mapping[str, EventRef]) -> References:
    """Return the events that an event refers to, without those that do not exist."""
    targets = (referenced_event(event, key, events) for key in event.see_also)
    replacement = referenced_event(event, event.replaced_by, events) if event.replaced_by else None
    return References(tuple(target for target in targets if target is not None), replacement)


_ALWAYS = frozenset({Condition.ALWAYS})
_make_route = tuple.__new__  # takes half the time of the class's own: there are several for each event
HITS_PER_FILE = 8  # a file of the search holds what hits show of so many events


def event_routes(
    event: AnyEvent, neighbours: Neighbours, formats: Iterable[Format], locales: Sequence[str]
) -> Iterator[Route]:
    """List the output files of an event, with the page of its id if it is the first event of that id."""
    slug, number = event.slug, event.id
    for before, is_slug, after, kind, locale in _event_paths(
        tuple(formats), tuple(locales), bool(neighbours.same)
    ):
        yield _make_route(Route, (f"{before}{slug if is_slug else number}{after}", kind, locale, 0))


@lru_cache(64)
def _event_paths(
    formats: tuple[Format, ...], locales: tuple[str, ...], is_first: bool
) -> list[tuple[str, bool, str, PageKind, str]]:
    """Return the paths of an event's files before and after its slug or id, with kind and locale."""
    scopes = (Scope.EVENT, Scope.ID) if is_first else (Scope.EVENT,)
    found = []
    for row in definitions(frozenset(formats), _ALWAYS, *scopes):
        place = "{id}" if row.scope is Scope.ID else "{slug}"
        for locale in locales if row.per_locale else ("",):
            before, _, after = row.path.replace("{locale}", locale).partition(place)
            found.append((before, row.scope is not Scope.ID, after, row.kind, locale))
    return found


def shard_routes(shard: Shard, formats: Iterable[Format], locales: Sequence[str]) -> Iterator[Route]:
    """List the output files of a shard."""
    conditions = _ALWAYS | {_shard_condition(shard.count)}
    for row in definitions(frozenset(formats), conditions, Scope.SHARD):
        yield from row.routes(locales, number=shard.number)
    yield from search_hit_routes(len(shard.events), formats, locales, shard.number)


def search_hit_routes(
    hits: int, formats: Iterable[Format], locales: Sequence[str], shard: int
) -> Iterator[Route]:
    """List the output files with the hits of a shard, by their number and that of the shard."""
    for row in definitions(frozenset(formats), _ALWAYS, Scope.SHARD_PART):
        yield from row.parts(locales, -(-hits // HITS_PER_FILE), number=shard)


def search_term_routes(count: int, formats: Iterable[Format], locale: str) -> tuple[Route, ...]:
    """Return the output files with the terms of a locale; `count` is their number."""
    rows = definitions(frozenset(formats), _ALWAYS, Scope.TERMS)
    return tuple(route for row in rows for route in row.parts((locale,), count))


def provider_routes(provider: str, formats: Iterable[Format], locales: Sequence[str]) -> Iterator[Route]:
    """List the output files of a provider."""
    for row in definitions(frozenset(formats), _ALWAYS, Scope.PROVIDER):
        yield from row.routes(locales, provider=provider)


def sitemap_routes(
    settings: CatalogSettings, formats: Iterable[Format], counts: Mapping[str, int]
) -> Iterator[Route]:
    """List the sitemaps of each locale, of which `counts` says how many there are."""
    for row in definitions(frozenset(formats), site_conditions(settings, 1), Scope.SITEMAP):
        for locale, count in counts.items():
            for part in range(1, count) if "{part}" in row.path else (0,):
                yield Route(row.path.format(locale=locale, part=part), row.kind, locale, part)


def site_routes(
    settings: CatalogSettings, shard_count: int, formats: Iterable[Format], locales: Sequence[str]
) -> Iterator[Route]:
    """List the output files that are about the whole site."""
    for row in definitions(frozenset(formats), site_conditions(settings, shard_count), Scope.SITE):
        yield from row.routes(locales)


def own_locales(event: Event, locales: Sequence[str], source_locale: str) -> tuple[str, ...]:
    """Return the locales in which an event has texts of its own; in the others its page is all fallback."""
    return tuple(tag for tag in locales if tag == source_locale or _has_texts(event, tag))


def _has_texts(event: Event, locale: str) -> bool:
    block = strings_in(event, locale)
    return bool(block.strings or block.sections or block.parameters)


def site_names(folder: str = "") -> dict[str, bool]:
    """Return the names that any site has in its top folder or in `LOCALE_FOLDER`, and which are folders."""
    paths = (row.path.removeprefix(folder) for row in ROUTES if row.path.startswith(folder))
    names = (path.partition("/") for path in paths)
    return {name: bool(rest) for name, rest, _ in names if "{" not in name}


def root_of(path: str) -> str:
    """Return the relative path from a page to the output folder: `../` for each folder it is in."""
    return "../" * path.count("/")


def asset_path(name: str, data: bytes) -> str:
    """Return the path of an asset, named after its content so that browsers can cache it forever."""
    stem, _, ending = name.rpartition(".")
    return path_of(PageKind.ASSET).format(name=f"{stem}.{sha256(data).hexdigest()[:12]}.{ending}")
