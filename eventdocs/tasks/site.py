"""The files of a site: what its pages share, and each page of the plan as bytes."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event
from eventdocs.model.labels import LabelBook, Run
from eventdocs.model.locales import display_name
from eventdocs.model.plan import Format, Page, PageKind, indexable, plan, root_of
from eventdocs.pages.gfm import tidy
from eventdocs.pages.links import Link, corrections
from eventdocs.pages.render import Renderer, labels_for, renderer
from eventdocs.pages.search import search_index
from eventdocs.pages.twin import known_of, line, texts_of, twin
from eventdocs.pages.views import PageView
from eventdocs.store.templates import Templates
from eventdocs.tasks.editions import Editions, editions
from eventdocs.translations.standings import coverage

_TEMPLATES = {
    PageKind.CHOOSER: "chooser.html",
    PageKind.INDEX: "index.html",
    PageKind.STATUS: "status.html",
    PageKind.EVENT: "event.html",
    PageKind.SAME_ID: "same-id.html",
    PageKind.NOT_FOUND: "404.html",
    PageKind.SITEMAP: "sitemap.xml",
    PageKind.SITEMAPS: "sitemaps.xml",
    PageKind.ROBOTS: "robots.txt",
    PageKind.LLMS: "llms.txt",
    PageKind.GFM: "event.gfm.md",
    PageKind.GFM_INDEX: "index.gfm.md",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a page is there in; `own` tells that it is not only fallback."""

    locale: str
    name: str
    path: str
    own: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """An event in a list; `states` are the marks of its texts."""

    path: str
    event: Event
    title: str
    group: str
    level: Run | None
    channel: str
    description: str
    locale: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Editing:
    """How a preview leads to the files: the editor's address pattern, and the catalog's folder, with `/`."""

    editor: str
    folder: str


class Site:
    """The site of one build: what its pages share, and its files in the order of the plan."""

    def __init__(
        self,
        catalog: Catalog,
        sources: Templates,
        formats: tuple[Format, ...],
        locales: tuple[str, ...],
        editing: Editing | None = None,
    ) -> None:
        self.catalog = catalog
        self.formats = formats
        self.locales = locales
        self.editing = editing
        self.editions: Editions = editions(catalog, sources.labels)
        self.renderer: Renderer = renderer(sources.pages, catalog.xref)
        self.assets = sources.assets if Format.HTML in formats else {}
        self.addresses = {name: _address(name, data) for name, data in self.assets.items()}
        self.names = {locale: display_name(locale, locale) for locale in locales}
        self.coverage = coverage(catalog, catalog.targets)
        self.words = {locale: labels_for(self.book(locale), locale) for locale in locales}
        events = (None, *catalog.events, None)
        self.neighbours = {each.key: events[i : i + 3 : 2] for i, each in enumerate(catalog.events)}

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Render the site's files, address by address."""
        yield from ((self.addresses[name], data) for name, data in sorted(self.assets.items()))
        markdown: tuple[Event | None, dict[str, str]] = (None, {})
        for page in plan(self.catalog, self.formats, self.locales):
            if page.kind is PageKind.MARKDOWN and page.event:
                if markdown[0] is not page.event:
                    markdown = page.event, self.editions.markdown(self.renderer, page.event)
                yield page.path, markdown[1][page.locale].encode()
            else:
                yield page.path, self.text(page).encode()

    def text(self, page: Page) -> str:
        """Write one page."""
        if page.kind is PageKind.TWIN and page.event:
            view = self.editions.view(page.event, page.locale)
            return twin(view, known_of(page.event), texts_of(view))
        if page.kind is PageKind.SEARCH:
            return search_index(self.editions.view(event, page.locale) for event in self.catalog.events)
        if page.kind is PageKind.FACTS:
            return "".join(self.facts(event) for event in self.catalog.events)
        text = self.render(page) if page.kind in _TEMPLATES else ""
        return tidy(text) if page.kind in (PageKind.GFM, PageKind.GFM_INDEX) else text

    def render(self, page: Page) -> str:
        """Fill a page's template in."""
        locale = page.locale or self.catalog.source_locale
        words = self.words.get(locale) or labels_for(self.book(locale), locale)
        view = self.editions.view(page.event, locale) if page.event else None
        before, after = self.neighbours[page.event.key] if page.event else (None, None)
        languages = list(self.languages(page))
        return self.renderer.render(
            _TEMPLATES[page.kind],
            page=view,
            description=_description(view) if view else "",
            up="../" * page.event.slug.count("/") if page.event else "",
            rows=list(self.rows(locale)) if page.kind is PageKind.INDEX else (),
            same=[each for each in self.catalog.events if each.id == page.id] if page.id else (),
            id=page.id,
            events=self.catalog.events,
            coverage=self.coverage if page.kind is PageKind.STATUS else (),
            has_status=bool(self.catalog.ledgers),
            locale=locale,
            source_locale=self.catalog.source_locale,
            path=page.path,
            root=self.root(page),
            languages=languages,
            languages_of=self.languages_of,
            indexable=page.kind is not PageKind.NOT_FOUND
            and all(each.own for each in languages if each.locale == locale),
            said={each: self.words[each]["pgettext"] for each in self.locales},
            previous=before,
            next=after,
            site_title=self.title(locale),
            titles={each: self.title(each) for each in self.locales},
            assets=self.addresses,
            base_url=self.catalog.base_url,
            correction=self.correction(view) if view else None,
            preview=self.editing is not None,
            **words,
        )

    def correction(self, view: PageView) -> Callable[[tuple[str, ...]], Link]:
        """Tell where the texts of a page can be corrected: in the repository, or here."""
        if self.editing:
            return corrections(view, self.editing.editor, self.editing.folder)
        return corrections(view, self.catalog.edit_url)

    def root(self, page: Page) -> str:
        """Way from a page to the output folder; a page that is shown for any address needs the host's."""
        if page.kind is PageKind.NOT_FOUND:
            return urlsplit(self.catalog.base_url).path + "/"
        return root_of(page.path)

    def book(self, locale: str) -> LabelBook:
        """Labels as a locale's readers see them."""
        return self.editions.of(locale).book

    def title(self, locale: str) -> str:
        """Title of the site in a locale."""
        titles = self.catalog.title
        found = next((titles[tag] for tag in self.catalog.chain(locale) if tag in titles), None)
        return found or self.book(locale).say("site", "title").text

    def languages(self, page: Page) -> Iterator[Language]:
        """Link the page in every language: the event's page, or the list of events."""
        status = "status.html" if page.kind is PageKind.STATUS else "index.html"
        name = f"{page.event.slug}.html" if page.event else status
        for locale in self.locales:
            own = page.event is None or indexable(page.event, locale, self.catalog.source_locale)
            yield Language(locale, self.names[locale], f"{locale}/{name}", own)

    def languages_of(self, event: Event) -> list[str]:
        """Locales in which an event's page is one of its own."""
        return [each for each in self.locales if indexable(event, each, self.catalog.source_locale)]

    def facts(self, event: Event) -> str:
        """An event's facts with its texts in every locale, for one line of the list of all events."""
        views = {locale: self.editions.view(event, locale) for locale in self.locales}
        return line(known_of(event), {locale: texts_of(view) for locale, view in views.items()})

    def rows(self, locale: str) -> Iterator[Row]:
        """List the events for a locale's readers, the groups in the order of their first event."""
        for event in self.catalog.events:
            yield self.row(self.editions.view(event, locale))

    def row(self, view: PageView) -> Row:
        """Say an event in one line."""
        event, book = view.event, self.book(view.locale)
        section = next((each for each in view.sections if each.role == "description"), None)
        units = section.paragraph[:1] if section else ()
        provider = self.catalog.providers.get(event.provider or self.catalog.default_provider)
        channels = self.catalog.channels_of(event.provider)
        return Row(
            path=f"{view.locale}/{event.slug}.html",
            event=event,
            title=view.title.target,
            group=provider.name if provider else "",
            level=book.say("levels", event.level) if event.level else None,
            channel=channels.get(event.channel, event.channel),
            description=self.renderer.html(units[0].target, units[0].kind) if units else "",
            locale=units[0].locale if units else view.locale,
            states=view.marks,
        )


def _description(view: PageView) -> str:
    units = next((each.paragraph for each in view.sections if each.role == "description"), ())
    return units[0].target if units else ""


def _address(name: str, data: bytes) -> str:
    """Name an asset after its content, so that it can be cached for ever."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
