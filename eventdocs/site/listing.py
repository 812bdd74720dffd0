"""Rows of event lists, and links to a page in other languages."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, EventRef
from eventdocs.model.labels import LabelLookup
from eventdocs.model.strings import TextKind
from eventdocs.site.block_units import first_paragraph
from eventdocs.site.data_script import data_script
from eventdocs.site.markdown import html, safe
from eventdocs.site.page_view import PageUnit, PageView
from eventdocs.site.routes import event_path
from eventdocs.text.addresses import href

# The facets of custom fields begin with this; no other facet has a hyphen.
FIELD_FACET = "field-"
_LONGEST_DESCRIPTION = 300
_AFTER_ID = " \N{NO-BREAK SPACE}-\N{EN DASH}\N{EM DASH}:"


class AlternateLink(NamedTuple):
    """A link to a page in one language; `own` is False if its texts there are all fallback."""

    locale: str
    name: str
    path: str
    own: bool = True


class AlternateLinks(Sequence[AlternateLink]):
    """Links to a page in all languages. Few pages show them, so they are made when a template asks for them.

    `path` is the page below a locale, `names` are the names of the languages by locale, `own` says of each
    whether the page has texts in it.
    """

    __slots__ = ("names", "own", "path")

    def __init__(self, names: tuple[tuple[str, str], ...], path: str, own: tuple[bool, ...]) -> None:
        self.names, self.path, self.own = names, path, own

    @overload
    def __getitem__(self, index: int) -> AlternateLink: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[AlternateLink]: ...
    def __getitem__(self, index: int | slice) -> AlternateLink | Sequence[AlternateLink]:
        """Return a link."""
        return list(self)[index]

    def __len__(self) -> int:
        """Return how many links there are."""
        return len(self.names)

    def __iter__(self) -> Iterator[AlternateLink]:
        """Yield the links."""
        for (locale, name), own in zip(self.names, self.own, strict=True):
            yield AlternateLink(locale, name, f"{locale}/{self.path}", own)


class ListingRow(NamedTuple):
    """An event in a list; `description` is HTML, `states` are the translation flags of its texts.

    `base_level` is the built-in level as which the level is shown. `fields` are the custom fields that lists
    can be filtered by, each with the event's values.
    `group` is the folder of the event's group, empty if it has none. `title_locale` is the locale of a title
    that has words to translate, empty if it consists of id and name.
    """

    id: str
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
    title_locale: str = ""

    @property
    def name(self) -> str:
        """The title without the id that it begins with, which lists show in front of each row."""
        usual = f"{self.id} - "
        if self.title.startswith(usual):  # the name after it may begin with a dash
            return self.title.removeprefix(usual)
        rest = self.title.removeprefix(self.id)
        if rest == self.title or rest[:1].isalnum():
            return self.title
        return rest.lstrip(_AFTER_ID) or self.title

    @property
    def facets(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the row can be filtered by: facets with the row's values."""
        yield "level", (self.level,) if self.level else ()
        yield "state", self.states
        yield "provider", (self.provider,) if self.provider else ()
        yield "channel", (self.channel,) if self.channel else ()
        yield "keyword", self.keywords
        for field, values in self.fields:
            yield FIELD_FACET + field, tuple(map(str, values))


class EditorLinks(NamedTuple):
    """The links of a preview to files: the editor's URL pattern and the catalog's folder, ending in `/`."""

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
        id=event.id,
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
        title_locale=view.title.locale if view.title.kind is TextKind.LABEL else "",
    )


def field_values(event: Event, name: str) -> tuple[str | int, ...]:
    """Return the values of an event's custom field: none if it is absent, several if it is a list."""
    value = event.fields.get(name, ())
    return value if isinstance(value, tuple) else (value,)


def rows_script(rows: Iterable[ListingRow], locale: str, labels: LabelLookup) -> str:
    """Return the rows of a shard as a script, with which the overview of all shards can be filtered.

    It has the values of the rows, each with its facet, its text and the style of a level. Then come the rows:
    id, name, address below the locale, description, the numbers of the row's values, and the description's
    locale if it is another.
    """
    numbers: dict[tuple[str, ...], int] = {}
    listed = []
    for row in rows:
        values = [_shown(row, facet, value, labels) for facet, values in row.facets for value in values]
        listed.append(
            [
                row.id,
                row.name,
                href(row.path.removeprefix(f"{locale}/")),
                _clamped(safe(row.description).striptags()),
                [numbers.setdefault(value, len(numbers)) for value in values],
                *([row.locale] if row.locale != locale else ()),
            ]
        )
    return data_script([list(numbers), listed])


def _shown(row: ListingRow, facet: str, value: str, labels: LabelLookup) -> tuple[str, ...]:
    if facet == "level":
        return facet, value, row.level_text, row.base_level
    return (facet, value, labels.label("states", value).text) if facet == "state" else (facet, value)


def _clamped(text: str) -> str:
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rpartition(" ")[0] + "…"


def event_ids_script(events: Iterable[EventRef]) -> str:
    """Return the ids of all events as a script, with which the page for missing addresses suggests events.

    It has a row for each event: id, name, and its address below a locale if that does not follow from them.
    """
    rows: list[list[str]] = []
    for event in events:
        address = href(event.slug)
        usual = address == f"{event.id}-{event.name}".lower()
        rows.append([event.id, event.name, *([] if usual else [address])])
    return data_script(rows)


def description(view: PageView) -> str:
    """Return the first sentence or paragraph of an event's description, or an empty string."""
    unit = description_unit(view)
    return unit.target if unit else ""


def description_unit(view: PageView) -> PageUnit | None:
    """Return the first sentence or paragraph of an event's description, if it has one."""
    texts = (section.paragraph for section in view.sections if section.role == "description")
    return first_paragraph(next(texts, ()))
