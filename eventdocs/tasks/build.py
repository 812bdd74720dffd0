"""Build: a catalog to a site, in one or more formats."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from eventdocs.model.catalog import Catalog, chosen
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import LabelBook, Labels, Run
from eventdocs.model.locales import display_name
from eventdocs.model.plan import Format, Page, PageKind, plan, root_of
from eventdocs.pages.links import corrections
from eventdocs.pages.render import Renderer, labels_for, renderer
from eventdocs.pages.views import PageView
from eventdocs.store import templates
from eventdocs.store.templates import Templates
from eventdocs.store.transaction import Published, publish
from eventdocs.tasks.check import check_structure, errors
from eventdocs.tasks.editions import Editions, editions
from eventdocs.translations.pseudo import PSEUDO, pseudo_labels, with_pseudo
from eventdocs.translations.standings import coverage

if TYPE_CHECKING:
    from eventdocs.model.event import Event

_TEMPLATES = {
    PageKind.CHOOSER: "chooser.html",
    PageKind.INDEX: "index.html",
    PageKind.STATUS: "status.html",
    PageKind.EVENT: "event.html",
}


@dataclass(slots=True)
class Built:
    """Outcome of a build: the findings, and what was done to the output, None where errors stopped it."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    published: Published | None = None
    events: int = 0
    locales: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Language:
    locale: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    title: str
    level: Run | None
    description: str
    locale: str


def build(
    catalog: Path,
    out: Path,
    formats: Sequence[Format],
    locales: Sequence[str] = (),
    *,
    pseudo: bool = False,
    wait: float = 60.0,
) -> Built:
    """Build a catalog's site into a folder; errors in the catalog leave the folder as it is.

    `pseudo` adds the pseudo-locales; `wait` is in seconds, for another build's lock.
    """
    _refuse_overlap(catalog, out)
    loaded = check_structure(catalog)
    result = Built(loaded.diagnostics, None, len(loaded.catalog.events))
    if errors(loaded.diagnostics):
        return result
    shown, sources = loaded.catalog, templates.load(catalog)
    if pseudo:
        shown, sources = with_pseudo(shown), replace(sources, labels=_with_pseudo(sources.labels))
    result.locales = chosen(shown, locales)
    site = _Site(shown, sources, tuple(formats), result.locales)
    result.published = publish(out, site.files(), wait=wait)
    return result


def _with_pseudo(labels: Mapping[str, Labels]) -> Mapping[str, Labels]:
    return {**labels, **{locale: pseudo_labels(labels["en"], locale) for locale in PSEUDO}}


def _refuse_overlap(catalog: Path, out: Path) -> None:
    source, target = catalog.resolve(), out.resolve()
    if source == target or source.is_relative_to(target) or target.is_relative_to(source):
        raise EventdocsError(
            f"the output folder `{out}` and the catalog `{catalog}` lie in each other",
            hint="choose another output folder with -o",
        )
    if out.exists() and not out.is_dir():
        raise EventdocsError(
            f"the output `{out}` is not a folder", hint="choose another output folder with -o"
        )


class _Site:
    """The site of one build: what its pages share, and its files in the order of the plan."""

    def __init__(
        self, catalog: Catalog, sources: Templates, formats: tuple[Format, ...], locales: tuple[str, ...]
    ) -> None:
        self.catalog = catalog
        self.formats = formats
        self.locales = locales
        self.editions: Editions = editions(catalog, sources.labels)
        self.renderer: Renderer = renderer(sources.pages, catalog.xref)
        self.assets = sources.assets if Format.HTML in formats else {}
        self.addresses = {name: _address(name, data) for name, data in self.assets.items()}
        self.names = {locale: display_name(locale, locale) for locale in locales}
        self.coverage = coverage(catalog, catalog.targets)
        self.words = {locale: labels_for(self.book(locale), locale) for locale in locales}

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
                yield page.path, self.html(page).encode()

    def html(self, page: Page) -> str:
        locale = page.locale or self.catalog.source_locale
        words = self.words.get(locale) or labels_for(self.book(locale), locale)
        view = self.editions.view(page.event, locale) if page.event else None
        return self.renderer.render(
            _TEMPLATES[page.kind],
            page=view,
            rows=list(self.rows(locale)) if page.kind is PageKind.INDEX else (),
            coverage=self.coverage if page.kind is PageKind.STATUS else (),
            has_status=bool(self.catalog.ledgers),
            locale=locale,
            path=page.path,
            root=root_of(page.path),
            languages=list(self.languages(page)),
            site_title=self.title(locale),
            assets=self.addresses,
            base_url=self.catalog.base_url,
            correction=corrections(view, self.catalog.edit_url) if view else None,
            preview=False,
            **words,
        )

    def book(self, locale: str) -> LabelBook:
        return self.editions.of(locale).book

    def title(self, locale: str) -> str:
        titles = self.catalog.title
        found = next((titles[tag] for tag in self.catalog.chain(locale) if tag in titles), None)
        return found or self.book(locale).say("site", "title").text

    def languages(self, page: Page) -> Iterator[_Language]:
        """Link the page in every language: the event's page, or the list of events."""
        status = "status.html" if page.kind is PageKind.STATUS else "index.html"
        name = f"{page.event.slug}.html" if page.event else status
        return (_Language(locale, self.names[locale], f"{locale}/{name}") for locale in self.locales)

    def rows(self, locale: str) -> Iterator[_Row]:
        for event in self.catalog.events:
            yield self.row(self.editions.view(event, locale))

    def row(self, view: PageView) -> _Row:
        event, book = view.event, self.book(view.locale)
        section = next((each for each in view.sections if each.role == "description"), None)
        units = section.paragraph[:1] if section else ()
        return _Row(
            path=f"{view.locale}/{event.slug}.html",
            title=view.title.target,
            level=book.say("levels", event.level) if event.level else None,
            description=self.renderer.html(units[0].target, units[0].kind) if units else "",
            locale=units[0].locale if units else view.locale,
        )


def _address(name: str, data: bytes) -> str:
    """Name an asset after its content, so that it can be cached for ever."""
    stem, _, ending = name.rpartition(".")
    return f"assets/{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
