"""A page for programs: the same view that readers see, as JSON.

The text is joined from fragments instead of dumped from values, so that a unit on many pages is encoded once.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from eventdocs.model.event import Event, Parameter, WebLink
from eventdocs.schema.dump import dump_link, dump_parameter
from eventdocs.schema.fields import FACTS
from eventdocs.site.page_view import GroupView, PageUnit, PageView, Section

VERSION = 1
_KEYS = tuple((fact.json_key or fact.name, fact.name) for fact in FACTS if fact.in_json)


def event_json(view: PageView, metadata: str, texts: str) -> str:
    """Return the JSON page of a view: the event's metadata, then its texts with their sources by section.

    `metadata` is from `metadata_json` and `texts` from `texts_json`; the event's NDJSON line has both as
    well.
    """
    locales = f'"locale": {quoted(view.locale)}, "source_locale": {quoted(view.source_locale)}'
    return f'{{"version": {VERSION}, {metadata}, {locales}, {texts}}}\n'


def ndjson_line(metadata: str, texts: Mapping[str, str]) -> str:
    """Return an event's line of `events.ndjson`: its metadata, and its texts by locale."""
    texts_by_locale = ", ".join(f"{quoted(locale)}: {{{text}}}" for locale, text in texts.items())
    return f'{{"version": {VERSION}, {metadata}, "texts": {{{texts_by_locale}}}}}\n'


def metadata_json(view: PageView) -> str:
    """Return the members of a JSON object with an event's metadata, without the braces around them."""
    metadata = {**facts(view.event), "base_level": view.base_level or None}
    return json.dumps(metadata, ensure_ascii=False)[1:-1]


def texts_json(view: PageView) -> str:
    """Return the members of a JSON object with the texts of a page, without the braces around them."""
    sections = ", ".join(map(_section, view.sections))
    machine = "true" if view.machine else "false"
    title, intro = _unit(view.title), _units(view.intro)
    group = f'"group": {_group(view.group)}, ' if view.group else ""
    return f'"machine": {machine}, "title": {title}, "intro": {intro}, {group}"sections": [{sections}]'


def _group(group: GroupView) -> str:
    title = _unit(group.title[0]) if group.title else "null"
    return f'{{"folder": {quoted(group.folder)}, "title": {title}}}'


def facts(event: Event) -> dict[str, object]:
    """Return an event's metadata, which is the same in every locale; an absent text or list is null."""
    return {"key": event.key, **{key: json_value(getattr(event, name)) for key, name in _KEYS}}


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


def _section(section: Section) -> str:
    parts = [f'{{"role": "{section.role}", "heading": {_unit(section.heading)}']
    if section.properties:
        rows = (
            f'{{"key": "{row.key}", "label": {_unit(row.label)}, '
            f'"value": {_unit(row.value) if row.value else "null"}}}'
            for row in section.properties
        )
        parts.append(f'"properties": [{", ".join(rows)}]')
    if section.paragraph:
        parts.append(f'"paragraph": {_units(section.paragraph)}')
    if section.note:
        parts.append(f'"note": {_units(section.note)}')
    if section.steps:
        parts.append(f'"steps": {_units(section.steps)}')
    if section.parameters:
        parameters = (
            f'{{"placeholder": {quoted(row.placeholder)}, '
            f'"name": {_unit(row.name)}, "type": {_units(row.type_text)}, '
            f'"description": {_units(row.description)}}}'
            for row in section.parameters
        )
        parts.append(f'"parameters": [{", ".join(parameters)}]')
    if section.web_links:
        links = (f'{{"title": {_unit(link.title)}, "url": {quoted(link.url)}}}' for link in section.web_links)
        parts.append(f'"links": [{", ".join(links)}]')
    return ", ".join(parts) + "}"


def _units(units: Iterable[PageUnit]) -> str:
    return f"[{', '.join(map(_unit, units))}]"


def _unit(unit: PageUnit) -> str:
    _, source, text, locale, _, missing, machine, stale, _, _ = unit
    return _unit_json(text, locale, source, missing, machine, stale)


@lru_cache(maxsize=4096)
def _unit_json(text: str, locale: str, source: str, missing: bool, machine: bool, stale: bool) -> str:
    flags = ", ".join(
        f'"{name}": {"true" if is_set else "false"}'
        for name, is_set in (("missing", missing), ("machine", machine), ("stale", stale))
    )
    return f'{{"text": {quoted(text)}, "locale": {quoted(locale)}, "source": {quoted(source)}, {flags}}}'
