"""The facts of a page for tools: the same view that readers see, as JSON text.

Text is joined from parts and not dumped from values: a unit that many pages share is written once.
"""

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from json.encoder import encode_basestring as quoted

from eventdocs.model.event import Event, Parameter
from eventdocs.schema.dump import dump_parameter
from eventdocs.schema.fields import FACTS
from eventdocs.site.page_view import PageUnit, PageView, Section

VERSION = 1
_KEYS = tuple((fact.json_key or fact.name, fact.name) for fact in FACTS if fact.in_json)


def event_json(view: PageView, known: str, texts: str) -> str:
    """Write a page's facts: the event's own, then its texts with their sources, section by section.

    `known` is from `known_of`, `texts` from `texts_of`: both also stand in the list of all events.
    """
    locales = f'"locale": {quoted(view.locale)}, "source_locale": {quoted(view.source_locale)}'
    return f'{{"version": {VERSION}, {known}, {locales}, {texts}}}\n'


def ndjson_line(known: str, texts: Mapping[str, str]) -> str:
    """Write an event's facts with its texts by locale, for one line of the list of all events."""
    below = ", ".join(f"{quoted(locale)}: {{{text}}}" for locale, text in texts.items())
    return f'{{"version": {VERSION}, {known}, "texts": {{{below}}}}}\n'


def metadata_json(event: Event) -> str:
    """Write what is true of an event in every language, as the inner part of an object."""
    return json.dumps(facts(event), ensure_ascii=False)[1:-1]


def texts_json(view: PageView) -> str:
    """Write the texts of a page, as the inner part of an object."""
    sections = ", ".join(map(_section, view.sections))
    machine = "true" if view.machine else "false"
    title, intro = _unit(view.title), _units(view.intro)
    return f'"machine": {machine}, "title": {title}, "intro": {intro}, "sections": [{sections}]'


def facts(event: Event) -> dict[str, object]:
    """Return what is true of an event in every language; a text or list that is absent is null."""
    return {"key": event.key, **{key: json_value(getattr(event, name)) for key, name in _KEYS}}


def json_value(fact: object) -> object:
    """Return the value of a fact as JSON has it."""
    if isinstance(fact, tuple):
        return [dump_parameter(item) if isinstance(item, Parameter) else item for item in fact]
    return None if fact == "" else fact


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
        lines = (
            f'{{"name": {_unit(row.name)}, "type": {_units(row.type_text)}, '
            f'"description": {_units(row.description)}}}'
            for row in section.parameters
        )
        parts.append(f'"parameters": [{", ".join(lines)}]')
    return ", ".join(parts) + "}"


def _units(units: Iterable[PageUnit]) -> str:
    return f"[{', '.join(map(_unit, units))}]"


def _unit(unit: PageUnit) -> str:
    _, source, text, locale, _, missing, machine, stale, _, _ = unit
    return _written(text, locale, source, missing, machine, stale)


@lru_cache(maxsize=4096)
def _written(text: str, locale: str, source: str, missing: bool, machine: bool, stale: bool) -> str:
    marks = ", ".join(
        f'"{name}": {"true" if holds else "false"}'
        for name, holds in (("missing", missing), ("machine", machine), ("stale", stale))
    )
    return f'{{"text": {quoted(text)}, "locale": {quoted(locale)}, "source": {quoted(source)}, {marks}}}'
