"""The filters of event lists: facets such as the level, with their values and how many events have each."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.labels import LabelLookup
from eventdocs.schema.fields import LEVELS
from eventdocs.site.listing import FIELD_FACET, ListingRow
from eventdocs.site.page_view import FLAGS

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


class FilterOption(NamedTuple):
    """A value that a list can be filtered by, how many events have it, and the built-in level of a level."""

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
            label = _FACET_LABELS.get(facet) or ("fields", facet.removeprefix(FIELD_FACET))
            filters.append(Filter(facet, label, tuple(sorted(options, key=_ORDERS.get(facet, _by_text)))))
    return tuple(filters)


def common_states(counts: FacetCounts, events: int) -> tuple[str, ...]:
    """Return the translation flags of all events of a list, which it shows once and not in each row."""
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
    """Return the place of a value among the others: numbers by size, everything else by letters."""
    number = option.text.isascii() and option.text.removeprefix("-").isdigit() and len(option.text) <= 16
    return int(option.text) if number else 0, option.text.casefold()


def _by_severity(option: FilterOption) -> tuple[int, str]:
    """Return the place of a level among the others."""
    at = LEVELS.index(option.base_level) if option.base_level in LEVELS else len(LEVELS)
    return at, "" if option.value == option.base_level else option.value


def _by_flag(option: FilterOption) -> tuple[int, str]:
    return FLAGS.index(option.value), ""


_ORDERS = {"level": _by_severity, "state": _by_flag}
