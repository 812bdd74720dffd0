"""Rows of event lists, and links to a page in other languages."""

from dataclasses import dataclass
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event
from eventdocs.model.labels import LabelLookup
from eventdocs.site.block_units import first_paragraph
from eventdocs.site.markdown import html
from eventdocs.site.page_view import PageUnit, PageView
from eventdocs.site.routes import event_path


@dataclass(frozen=True, slots=True)
class AlternateLink:
    """A link to a page in one language; `own` is False if its texts there are all fallback."""

    locale: str
    name: str
    path: str
    own: bool = True


class ListingRow(NamedTuple):
    """An event in a list; `description` is HTML, `states` are the translation flags of its texts.

    `base_level` is the built-in level as which the level is shown. `fields` are the custom fields that lists
    can be filtered by, each with the event's values.
    `group` is the folder of the event's group, empty if it has none.
    """

    path: str
    title: str
    provider: str
    level: str
    level_text: str
    level_locale: str
    base_level: str
    channel: str
    keywords: tuple[str, ...]
    description: str
    locale: str
    states: tuple[str, ...]
    fields: tuple[tuple[str, tuple[str | int, ...]], ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class EditorLinks:
    """How a preview links to files: the editor's address pattern and the catalog's folder, ending in `/`."""

    editor: str
    folder: str


def listing_row(view: PageView, settings: CatalogSettings, labels: LabelLookup) -> ListingRow:
    """Return the row of an event in a list; `labels` are those of the view's locale."""
    event = view.event
    unit = description_unit(view)
    provider = settings.providers.get(event.provider or settings.default_provider)
    channels = settings.channels_of(event.provider)
    level = labels.label("levels", event.level) if event.level else None
    return ListingRow(
        path=event_path(event, view.locale),
        title=view.title.target,
        provider=provider.name if provider else "",
        level=event.level,
        level_text=level.text if level else "",
        level_locale=level.locale if level else "",
        base_level=view.base_level,
        channel=channels.get(event.channel, event.channel),
        keywords=event.keywords or (),
        description=str(html(unit.target, unit.kind, unit.placeholders, settings.xref)) if unit else "",
        locale=unit.locale if unit else view.locale,
        states=view.translation_flags,
        fields=tuple(
            (name, field_values(event, name))
            for name, declared in settings.shown_fields().items()
            if declared.filter
        ),
        group=view.group.folder if view.group else "",
    )


def field_values(event: Event, name: str) -> tuple[str | int, ...]:
    """Return the values of an event's custom field: none if it is absent, several if it is a list."""
    value = event.fields.get(name, ())
    return value if isinstance(value, tuple) else (value,)


def description(view: PageView) -> str:
    """Return the first sentence or paragraph of an event's description, or an empty string."""
    unit = description_unit(view)
    return unit.target if unit else ""


def description_unit(view: PageView) -> PageUnit | None:
    """Return the first sentence or paragraph of an event's description, if it has one."""
    texts = (section.paragraph for section in view.sections if section.role == "description")
    return first_paragraph(next(texts, ()))
