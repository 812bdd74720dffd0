"""What lists and links say of pages: an event in one line, a page in another language."""

from dataclasses import dataclass
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.labels import LabelLookup
from eventdocs.site.markdown import html
from eventdocs.site.page_view import PageView


@dataclass(frozen=True, slots=True)
class AlternateLink:
    """A language that a page is there in; `own` tells that it is not only fallback."""

    locale: str
    name: str
    path: str
    own: bool = True


class ListingRow(NamedTuple):
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
class EditorLinks:
    """How a preview leads to the files: the editor's address pattern, and the catalog's folder, with `/`."""

    editor: str
    folder: str


def listing_row(view: PageView, settings: CatalogSettings, book: LabelLookup) -> ListingRow:
    """Say an event in one line; `book` holds the labels of the view's locale."""
    event = view.event
    section = next((each for each in view.sections if each.role == "description"), None)
    units = section.paragraph[:1] if section else ()
    provider = settings.providers.get(event.provider or settings.default_provider)
    channels = settings.channels_of(event.provider)
    level = book.label("levels", event.level) if event.level else None
    return ListingRow(
        path=f"{view.locale}/{event.slug}.html",
        title=view.title.target,
        group=provider.name if provider else "",
        level=event.level,
        level_text=level.text if level else "",
        level_locale=level.locale if level else "",
        channel=channels.get(event.channel, event.channel),
        keywords=event.keywords or (),
        description=str(html(units[0].target, units[0].kind, settings.xref)) if units else "",
        locale=units[0].locale if units else view.locale,
        states=view.translation_flags,
    )


def description(view: PageView) -> str:
    """Give the first sentence that says when the event occurs."""
    units = next((each.paragraph for each in view.sections if each.role == "description"), ())
    return units[0].target if units else ""
