"""What lists and links say of pages: an event in one line, a page in another language."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event
from eventdocs.model.labels import LabelBook
from eventdocs.model.plan import Context
from eventdocs.pages.markdown import html
from eventdocs.pages.search import Found
from eventdocs.pages.views import PageView


@dataclass(frozen=True, slots=True)
class Language:
    """A language that a page is there in; `own` tells that it is not only fallback."""

    locale: str
    name: str
    path: str
    own: bool = True


class Row(NamedTuple):
    """An event in a list: plain values; `description` is HTML, `states` are the marks of its texts."""

    path: str
    title: str
    group: str
    level: str
    level_text: str
    level_locale: str
    channel: str
    keywords: tuple[str, ...]
    description: str
    locale: str
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Editing:
    """How a preview leads to the files: the editor's address pattern, and the catalog's folder, with `/`."""

    editor: str
    folder: str


class Subject(NamedTuple):
    """An event and what its pages are made from: its views by locale, the source's among them, as facts too.

    `known` and `texts` are from `twin`, `markdown` are pages by locale; both only where they are asked for.
    """

    event: Event
    context: Context
    views: Mapping[str, PageView]
    known: str
    texts: Mapping[str, str]
    markdown: Mapping[str, str]


class Said(NamedTuple):
    """What is said of an event elsewhere: in the file of all facts, and by locale in lists and search."""

    line: bytes
    rows: tuple[Row, ...]
    found: tuple[Found, ...]


def row(view: PageView, catalog: Catalog, book: LabelBook) -> Row:
    """Say an event in one line; `book` holds the labels of the view's locale."""
    event = view.event
    section = next((each for each in view.sections if each.role == "description"), None)
    units = section.paragraph[:1] if section else ()
    provider = catalog.providers.get(event.provider or catalog.default_provider)
    channels = catalog.channels_of(event.provider)
    level = book.say("levels", event.level) if event.level else None
    return Row(
        path=f"{view.locale}/{event.slug}.html",
        title=view.title.target,
        group=provider.name if provider else "",
        level=event.level,
        level_text=level.text if level else "",
        level_locale=level.locale if level else "",
        channel=channels.get(event.channel, event.channel),
        keywords=event.keywords or (),
        description=str(html(units[0].target, units[0].kind, catalog.xref)) if units else "",
        locale=units[0].locale if units else view.locale,
        states=view.marks,
    )


def description(view: PageView) -> str:
    """Give the first sentence that says when the event occurs."""
    units = next((each.paragraph for each in view.sections if each.role == "description"), ())
    return units[0].target if units else ""
