"""A page for programs: the same view that readers see, as JSON.

The text is joined from fragments instead of dumped from values, so that a unit on many pages is encoded once.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache, partial
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, Parameter, WebLink, strings_in
from eventdocs.model.strings import TextKind, strings_of
from eventdocs.schema.dump import dump_block, dump_layout, dump_link, dump_parameter
from eventdocs.schema.fields import FACTS
from eventdocs.schema.records import VERSION
from eventdocs.site.markdown import html, plain_text
from eventdocs.site.page_view import GroupView, MapTable, PageUnit, PageView, Property, Section, is_block_text
from eventdocs.site.provider_json import map_json
from eventdocs.site.routes import event_path
from eventdocs.text.addresses import href
from eventdocs.text.message_patterns import message_pattern
from eventdocs.text.placeholders import Syntaxes

_BLOCKS, _MARKUP = TextKind.BLOCKS, TextKind.MARKUP  # looking up a member of an enum is slow
_OFFICIAL = ', "official": true'
_encoded = json.JSONEncoder(ensure_ascii=False).encode  # `json.dumps` makes an encoder each time
_IN_JSON = tuple(fact for fact in FACTS if fact.in_json)
_KEYS = tuple(fact.json_key or fact.name for fact in _IN_JSON)
_FACTS = attrgetter(*(fact.name for fact in _IN_JSON))


def event_json(view: PageView, metadata: str, texts: str) -> str:
    """Return the JSON page of a view: the event's metadata, then its texts with their sources by section.

    `metadata` is from `metadata_json` and `texts` from `texts_json`; the event's NDJSON line has both as
    well.
    """
    locales = f'"locale": {quoted(view.locale)}, "source_locale": {quoted(view.source_locale)}'
    return f'{{"version": {VERSION}, {metadata}, {locales}, {texts}}}\n'


def ndjson_line(metadata: str, texts: Mapping[str, str], content: str) -> str:
    """Return an event's line of `events.ndjson`: its metadata, its content, and its texts by locale."""
    texts_by_locale = ", ".join(f"{quoted(locale)}: {{{text}}}" for locale, text in texts.items())
    return f'{{"version": {VERSION}, {metadata}, {content}, "texts": {{{texts_by_locale}}}}}\n'


def content_json(event: Event, source_locale: str) -> str:
    """Return the members of a JSON object with what only catalogs have: an import gives the event back.

    Notes about strings are left out: they are for translators, and the line is published.
    """
    layout = dump_layout(event.layout)
    members = [
        f'"source_locale": {quoted(source_locale)}',
        f'"file": {quoted(event.file) if event.file else "null"}',
    ]
    if layout:
        members.append(f'"layout": {_encoded(layout)}')
    strings = {
        locale: {name: value for name, value in dump_block(block).items() if name != "about"}
        for locale, block in event.strings.items()
    }
    return ", ".join([*members, f'"strings": {_strings(strings)}'])


def _strings(value: object) -> str:
    """Return blocks of strings as JSON: a string of one segment is a text."""
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, tuple):
        return quoted(*value) if len(value) == 1 else f"[{', '.join(map(quoted, value))}]"
    assert isinstance(value, Mapping)
    return f"{{{', '.join([f'{quoted(key)}: {_strings(inner)}' for key, inner in value.items()])}}}"


def metadata_json(view: PageView, settings: CatalogSettings) -> str:
    """Return the members of a JSON object with an event's metadata, without the braces around them."""
    event = view.event
    facts = {"key": quoted(event.key), **dict(zip(_KEYS, map(_fact, _FACTS(event)), strict=True))}
    names = {"base_level": view.base_level or None, **origin(event, settings)}
    facts |= {key: "null" if name is None else quoted(name) for key, name in names.items()}
    return ", ".join([f'"{key}": {fact}' for key, fact in facts.items()])


def _fact(fact: object) -> str:
    """Return the JSON of a fact."""
    if type(fact) is str:
        return quoted(fact) if fact else "null"
    if type(fact) is tuple:
        items = [_parameter(item) if type(item) is Parameter else _encoded(_item(item)) for item in fact]
        return f"[{', '.join(items)}]"
    if fact is None:
        return "null"
    return str(fact) if isinstance(fact, int) else _encoded(fact) if fact else "{}"


@lru_cache(maxsize=4096)
def _parameter(parameter: Parameter) -> str:
    return _encoded(dump_parameter(parameter))


def origin(event: Event, settings: CatalogSettings) -> dict[str, str | None]:
    """Return the names of what an event's facts refer to: its provider, with the GUID, and its channel."""
    provider = settings.providers.get(event.provider or settings.default_provider)
    return {
        "provider": event.provider or settings.default_provider or None,
        "provider_name": provider.name if provider else None,
        "provider_guid": provider.guid or None if provider else None,
        "channel_name": settings.channels_of(event.provider).get(event.channel) if event.channel else None,
    }


def texts_json(view: PageView, xref: str = "", base_url: str = "") -> str:
    """Return the members of a JSON object with the texts of a page, without the braces around them.

    `xref` is the address that `<xref:…>` links to. The page's own address is absolute if the site has a
    `base_url`, and otherwise relative to the root of the site.
    """
    url = f"{base_url}/" * bool(base_url) + href(event_path(view.event, view.locale))
    sections = ", ".join([_section(view, xref, section) for section in view.sections])
    machine = "true" if view.machine else "false"
    title, intro = _own_unit(view.title), _string(view, xref, view.intro)
    group = f'"group": {_group(view.group)}, ' if view.group else ""
    texts = f'"machine": {machine}, "title": {title}, "intro": {intro}, {group}"sections": [{sections}]'
    return f'"url": {quoted(url)}, {texts}'


def _group(group: GroupView) -> str:
    title = _unit(group.title[0]) if group.title else "null"
    return f'{{"folder": {quoted(group.folder)}, "title": {title}}}'


def facts(event: Event) -> dict[str, object]:
    """Return an event's metadata, which is the same in every locale; an absent text or list is null."""
    return {"key": event.key, **dict(zip(_KEYS, map(json_value, _FACTS(event)), strict=True))}


def json_value(fact: object) -> object:
    """Return the JSON value of a fact."""
    if isinstance(fact, tuple):
        return [_item(item) for item in fact]
    return None if fact == "" else fact


def _item(item: object) -> object:
    match item:
        case Parameter():
            return dump_parameter(item)
        case WebLink():
            return dump_link(item)
    return item


def _unit(unit: PageUnit, xref: str = "") -> str:
    """Return a unit as a JSON object; the objects of texts that several pages may have are kept."""
    return _kept_unit(unit[1:9], xref)


def _own_unit(unit: PageUnit, xref: str = "") -> str:
    """Return a unit as a JSON object, which no other page has."""
    return _unit_json(unit[1:9], xref)


def _unit_json(fields: tuple[Any, ...], xref: str) -> str:
    """Return a unit as a JSON object; `fields` are those of the unit from `source` to `stale`."""
    source, text, locale, kind, placeholders, *flags = fields
    shown = quoted(text)
    original = shown if source == text else quoted(source)
    others = f'"locale": {quoted(locale)}, "source": {original}, {_flags(*flags)}'
    if kind is not _BLOCKS and kind is not _MARKUP:
        return f'{{"text": {shown}, "plain": {shown}, {others}}}'
    written = str(html(text, kind, placeholders, xref))
    return f'{{"text": {shown}, "plain": {quoted(plain_text(written))}, "html": {quoted(written)}, {others}}}'


_kept_unit = lru_cache(maxsize=8192)(_unit_json)


def _section(view: PageView, xref: str, section: Section) -> str:
    string = partial(_string, view, xref)
    parts = [f'{{"role": "{section.role}", "heading": {_unit(section.heading)}']
    if section.properties:
        first, *others = section.properties  # all events have another id
        rows = [_row(first, _own_unit), *map(_row, others)]
        parts.append(f'"properties": [{", ".join(rows)}]')
    if section.paragraph:
        parts.append(f'"paragraph": {string(section.paragraph)}{_OFFICIAL * section.official}')
        if section.role == "message":
            syntaxes = section.paragraph[0].placeholders
            target = _pattern_json(" ".join([unit.target for unit in section.paragraph]), syntaxes)
            source = _pattern_json(" ".join([unit.source for unit in section.paragraph]), syntaxes)
            parts.append(f'"pattern": {target}, "source_pattern": {source}')
    if section.note:
        parts.append(f'"note": {string(section.note)}')
    if section.steps:
        parts.append(f'"steps": {string(section.steps)}')
    if section.parameters:
        parameters = [
            f'{{"placeholder": {quoted(row.placeholder)}, '
            f'"name": {_unit(row.name)}, "type": {string(row.type_text, _unit)}, '
            f'"description": {string(row.description, _unit)}{_map(row.map)}}}'
            for row in section.parameters
        ]
        parts.append(f'"parameters": [{", ".join(parameters)}]')
    if section.web_links:
        links = [f'{{"title": {_unit(link.title)}, "url": {quoted(link.url)}}}' for link in section.web_links]
        parts.append(f'"links": [{", ".join(links)}]')
    return ", ".join(parts) + "}"


def _row(row: Property, unit: Callable[[PageUnit], str] = _unit) -> str:
    value = unit(row.value) if row.value else "null"
    official = _OFFICIAL if row.official else ""
    return f'{{"key": "{row.key}", "label": {_unit(row.label)}, "value": {value}{official}}}'


def _map(table: MapTable | None) -> str:
    """Return the member with the meaning of a parameter's values, which only parameters with a map have."""
    return f', "map": {_encoded(map_json(table))}' if table else ""


@lru_cache(maxsize=1024)
def _pattern_json(message: str, syntaxes: Syntaxes) -> str:
    pattern = message_pattern(message, syntaxes)
    if pattern is None:
        return "null"
    python, javascript, re2 = map(quoted, pattern)
    return f'{{"python": {python}, "javascript": {javascript}, "re2": {re2}}}'


def _string(
    view: PageView, xref: str, units: Sequence[PageUnit], write: Callable[[PageUnit, str], str] = _own_unit
) -> str:
    """Return a string as a JSON list: its sentences, or its whole text if that has several blocks."""
    if is_block_text(units):
        units = (_whole(view, units[0]),)
    if len(units) == 1:
        return f"[{write(units[0], xref)}]"
    return f"[{', '.join([write(unit, xref) for unit in units])}]"


def _whole(view: PageView, first: PageUnit) -> PageUnit:
    """Return a unit with the whole text of a string, as it is in the catalog."""
    source, target = (
        " ".join(strings_of(strings_in(view.event, locale)).get(first.path, ()))
        for locale in (view.source_locale, first.locale)
    )
    return first._replace(source=source, target=target, kind=TextKind.BLOCKS)


@cache
def _flags(missing: bool, machine: bool, stale: bool) -> str:
    flags = {"missing": missing, "machine": machine, "stale": stale}
    return ", ".join(f'"{name}": {"true" if is_set else "false"}' for name, is_set in flags.items())
