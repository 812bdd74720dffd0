"""The values in the records of a page that templates may inspect; all others are texts or passed on.

Whoever adds a field that templates show declares it here. Otherwise pages are rendered by running the
template, which takes ten times as long.
"""

from collections.abc import Iterator, Sequence
from operator import add, attrgetter, getitem

from eventdocs.model.event import Event, EventRef
from eventdocs.site.edit_links import EditLink
from eventdocs.site.listing import AlternateLinks
from eventdocs.site.page_view import (
    GroupView,
    MapTable,
    PageUnit,
    PageView,
    ParameterRow,
    Section,
    TitledLink,
)
from eventdocs.site.provider_view import ProviderView
from eventdocs.site.routes import Neighbours
from eventdocs.site.skeletons import (
    Call,
    Constant,
    FirstItem,
    Kind,
    Numbers,
    Present,
    Record,
    RecordMarker,
    Shaped,
    Text,
    Values,
    declare,
    each_of,
    expression_of,
    optional,
    shape_of,
    stand_in,
)

# Pages of providers. Some of their records are also on other pages, which show less of them.
_LABEL = Record(known="locale", texts="text").shape
_CHANNEL = Record(texts="name", text=_LABEL, properties=Record(known="type enabled isolation").shape)
_NAME = each_of(Record(texts="name number task", text=_LABEL).shape)
_MAP_ENTRY = Record(texts="number name", text=optional(Record(known="locale missing", texts="target").shape))
_MAP = Record(known="official bits has_names has_texts", texts="name", entries=each_of(_MAP_ENTRY.shape))

_RECORDS = {
    ProviderView: Record(
        known="locale",
        texts="list_path events",  # numbers are passed on to functions as texts are
        provider=Record(texts="name guid symbol").shape,
        title=_LABEL,
        description=_LABEL,
        heading=_LABEL,
        channels=each_of(_CHANNEL.shape),
        keywords=_NAME,
        tasks=_NAME,
        opcodes=_NAME,
        levels=each_of(Record(known="base", texts="number events", text=_LABEL).shape),
        maps=each_of(_MAP.shape),
        subscriptions=each_of(Record(known="purpose tool", values="lines").shape),
    ),
    PageUnit: Record(
        known="locale kind placeholders missing machine stale",
        texts="source target previous_source",
        opaque="block",
    ),
    ParameterRow: Record(
        texts="number placeholder type real", values="name map description", items="type_text"
    ),
    MapTable: Record(texts="name"),
    TitledLink: Record(texts="url", values="title"),
    GroupView: Record(texts="folder", first="title"),
    Section: Record(
        known="role element_id title placeholder_mark official",
        values="examples web_links paragraph note steps",
        opaque="heading",
        items="columns properties parameters links",
    ),
    PageView: Record(
        known="locale bilingual has_blocks has_own_title outline "
        "translation_flags page_flags fallback_locales",
        texts="base_level",
        values="title event group intro",
        items="facts html_sections",
    ),
    Event: Record(texts="provider version id name slug key", opaque="ref"),
    EventRef: Record(texts="provider version id name slug level", opaque="titles"),
    Neighbours: Record(values="shared", opaque="before after previous next same"),
    EditLink: Record(texts="text href"),
}


def _links_shape(links: AlternateLinks, values: Values, numbers: Numbers) -> object:
    values.append(links)
    return _LINKS, links.names, links.own, shape_of(links.path, values, numbers)


def _links(
    numbers: Iterator[int], names: tuple[tuple[str, str], ...], own: tuple[bool, ...], path: object
) -> tuple[RecordMarker, ...]:
    """Return the markers of links: of each its language is known, and whether the page has texts in it."""
    number = next(numbers)
    below = expression_of(stand_in(path, numbers))

    def link(at: int) -> RecordMarker:
        locale, name = names[at]
        address = Text(Call(add, Constant(f"{locale}/"), below))
        fields = {"locale": locale, "name": name, "own": own[at], "path": address}
        return RecordMarker(Call(getitem, number, Constant(at)), fields)

    return tuple(map(link, range(len(names))))


_LINKS = Kind(_links)
declare({kind: record.shape for kind, record in _RECORDS.items()})
declare({AlternateLinks: _links_shape})

# Pages of the localized .NET documentation: functions write the spans of units.


def _first_shape(units: Sequence[PageUnit], values: Values, numbers: Numbers) -> object:
    """Return the shape of a string of which only its kind is known."""
    if not units:
        return _NO_UNITS
    values.append(units)
    return _STRING, units[0].kind, units[0].block is not None


def _string(numbers: Iterator[int], kind: object, has_block: bool) -> FirstItem:
    number = next(numbers)
    first = Call(getitem, number, Constant(0))
    block = Present(Call(_block, first)) if has_block else None
    return FirstItem(number, RecordMarker(first, {"kind": kind, "block": block}))


def _target_shape(unit: PageUnit | None, values: Values, numbers: Numbers) -> object:
    """Return the shape of a unit of which only the translation is shown."""
    if unit is None:
        return _NO_UNIT
    values.append(unit)
    return _TARGET


def _target(numbers: Iterator[int]) -> RecordMarker:
    number = next(numbers)
    return RecordMarker(number, {"target": Text(Call(_target_of, number))})


_block, _target_of = attrgetter("block"), attrgetter("target")
_NO_UNITS, _NO_UNIT = shape_of((), [], {}), shape_of(None, [], {})
_STRING, _TARGET = Kind(_string), (Kind(_target),)

_MARKDOWN_SECTION = Record(
    known="role",
    values="examples links",
    opaque="heading",
    items="steps columns parameters properties maps",
    paragraph=_first_shape,
    note=_first_shape,
    web_links=each_of(Record(texts="url", title=_target_shape).shape),
)
_MARKDOWN_PAGE = Record(opaque="title intro", sections=each_of(_MARKDOWN_SECTION.shape))


def markdown_page(view: PageView) -> Shaped:
    """Return a view with the shape that a Markdown page depends on."""
    return Shaped(view, _MARKDOWN_PAGE.shape)
