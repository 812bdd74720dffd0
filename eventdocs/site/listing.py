"""Rows of event lists, the filters of a list, and links to a page in other languages."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, EventRef
from eventdocs.model.labels import LabelLookup
from eventdocs.schema.fields import LEVELS
from eventdocs.site.block_units import first_paragraph
from eventdocs.site.markdown import html, safe
from eventdocs.site.page_view import FLAGS, PageUnit, PageView
from eventdocs.site.routes import event_path
from eventdocs.text.addresses import href

# How many events of a list have a value, by facet and value.
FacetCounts: TypeAlias = Mapping[str, Mapping[str, int]]

_CHIPS = ("level", "state")
_FACET_LABELS = {
    "level": ("properties", "level"),
    "state": ("states", "state"),
    "provider": ("properties", "provider"),
    "channel": ("properties", "channel"),
    "keyword": ("properties", "keywords"),
}
# The facets of custom fields begin with this; no other facet has a hyphen.
_FIELD = "field-"
_LONGEST_DESCRIPTION = 300


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

    @property
    def name(self) -> str:
        """The title without the id before it, which lists show in front of each row."""
        return self.title.removeprefix(f"{self.id} - ")

    @property
    def facets(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """What the row can be filtered by: facets with the row's values."""
        yield "level", (self.level,) if self.level else ()
        yield "state", self.states
        yield "provider", (self.provider,) if self.provider else ()
        yield "channel", (self.channel,) if self.channel else ()
        yield "keyword", self.keywords
        for field, values in self.fields:
            yield _FIELD + field, tuple(map(str, values))


class FilterOption(NamedTuple):
    """A value that a list can be filtered by, and how many events have it; `base_level` is that of a level."""

    value: str
    text: str
    events: int
    base_level: str = ""


class Filter(NamedTuple):
    """A filter of a list: its label's context and key, and its options.

    The options of a `chip` filter are few and always visible, those of others are in a menu.
    """

    facet: str
    label: tuple[str, str]
    options: tuple[FilterOption, ...]

    @property
    def is_chip(self) -> bool:
        """Whether the options are always visible."""
        return self.facet in _CHIPS


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
    )


def field_values(event: Event, name: str) -> tuple[str | int, ...]:
    """Return the values of an event's custom field: none if it is absent, several if it is a list."""
    value = event.fields.get(name, ())
    return value if isinstance(value, tuple) else (value,)


def count_facets(rows: Iterable[ListingRow]) -> dict[str, dict[str, int]]:
    """Return how many rows have each value of each facet."""
    counts: dict[str, dict[str, int]] = {}
    for row in rows:
        for facet, values in row.facets:
            by_value = counts.setdefault(facet, {})
            for value in values:
                by_value[value] = by_value.get(value, 0) + 1
    return counts


def add_facets(counts: Iterable[FacetCounts]) -> dict[str, dict[str, int]]:
    """Return the sums of the counts of several lists."""
    sums: dict[str, dict[str, int]] = {}
    for facets in counts:
        for facet, by_value in facets.items():
            total = sums.setdefault(facet, {})
            for value, count in by_value.items():
                total[value] = total.get(value, 0) + count
    return sums


def list_filters(
    counts: FacetCounts, events: int, settings: CatalogSettings, labels: LabelLookup
) -> tuple[Filter, ...]:
    """Return the filters of a list of so many events: those that leave out any of them.

    Levels are in the order of their severity, a custom one after the built-in one that it is shown as.
    """
    filters = []
    for facet, by_value in counts.items():
        if by_value and any(count < events for count in by_value.values()):
            options = (_option(facet, value, by_value[value], settings, labels) for value in by_value)
            label = _FACET_LABELS.get(facet) or ("fields", facet.removeprefix(_FIELD))
            filters.append(Filter(facet, label, tuple(sorted(options, key=_ORDERS.get(facet, _by_text)))))
    return tuple(filters)


def common_states(counts: FacetCounts, events: int) -> tuple[str, ...]:
    """Return the translation flags that all events of a list have, which it shows once and not in each row."""
    return tuple(flag for flag in FLAGS if events and counts.get("state", {}).get(flag) == events)


def _option(
    facet: str, value: str, count: int, settings: CatalogSettings, labels: LabelLookup
) -> FilterOption:
    if facet == "level":
        declared = settings.levels.get(value)
        base_level = declared.base if declared else value
        return FilterOption(value, labels.label("levels", value).text, count, base_level)
    if facet == "state":
        return FilterOption(value, labels.label("states", value).text, count)
    return FilterOption(value, value, count)


def _by_text(option: FilterOption) -> tuple[int, str]:
    return 0, option.text.casefold()


def _by_severity(option: FilterOption) -> tuple[int, str]:
    """Return the place of a level among the others."""
    at = LEVELS.index(option.base_level) if option.base_level in LEVELS else len(LEVELS)
    return at, "" if option.value == option.base_level else option.value


def _by_flag(option: FilterOption) -> tuple[int, str]:
    return FLAGS.index(option.value), ""


_ORDERS = {"level": _by_severity, "state": _by_flag}


def rows_script(rows: Iterable[ListingRow], locale: str, labels: LabelLookup) -> str:
    """Return the rows of a shard as a script, with which the overview of all shards can be filtered.

    It calls `eventdocsRows` with the values that rows have, each with its facet, its text and the style of a
    level, and with the rows: id, name, address below the locale, description, the numbers of the row's
    values, and the description's locale if it is another.
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
    lines = ",\n".join(map(_json, listed))
    return f"eventdocsRows({_json(list(numbers))},[\n{lines}\n]);\n"


def _shown(row: ListingRow, facet: str, value: str, labels: LabelLookup) -> tuple[str, ...]:
    if facet == "level":
        return facet, value, row.level_text, row.base_level
    return (facet, value, labels.label("states", value).text) if facet == "state" else (facet, value)


def _clamped(text: str) -> str:
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rpartition(" ")[0] + "…"


def _json(value: object) -> str:
    """Return a value as JSON that is also valid in JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def event_ids_script(events: Iterable[EventRef]) -> str:
    """Return the ids of all events as a script, with which the page for missing addresses suggests events.

    It calls `eventdocsIds` with a row for each event: id, name, and its address below a locale if that does
    not follow from them.
    """
    rows: list[str] = []
    for event in events:
        address = href(event.slug)
        usual = address == f"{event.id}-{event.name}".lower()
        rows.append(_json([event.id, event.name, *([] if usual else [address])]))
    lines = ",\n".join(rows)
    return f"eventdocsIds([\n{lines}\n]);\n"


def description(view: PageView) -> str:
    """Return the first sentence or paragraph of an event's description, or an empty string."""
    unit = description_unit(view)
    return unit.target if unit else ""


def description_unit(view: PageView) -> PageUnit | None:
    """Return the first sentence or paragraph of an event's description, if it has one."""
    texts = (section.paragraph for section in view.sections if section.role == "description")
    return first_paragraph(next(texts, ()))
