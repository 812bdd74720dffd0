"""The facts of a page for tools: the same view that readers see, as plain values."""

from collections.abc import Iterable

from eventdocs.model.event import Event, Parameter
from eventdocs.pages.views import PageView, Section, Unit

VERSION = 1


def twin(view: PageView) -> dict[str, object]:
    """Give a page's facts: the event's own, then its texts with their sources, section by section."""
    return {
        "version": VERSION,
        **facts(view.event),
        "locale": view.locale,
        "source_locale": view.source_locale,
        "machine": view.machine,
        "title": _unit(view.title),
        "intro": _units(view.intro),
        "sections": [_section(section) for section in view.sections],
    }


def facts(event: Event) -> dict[str, object]:
    """Give what is true of an event in every language; what is unknown is null."""
    return {
        "key": event.key,
        "id": event.id,
        "name": event.name,
        "provider": event.provider or None,
        "event_version": event.version,
        "level": event.level or None,
        "channel": event.channel or None,
        "keywords": None if event.keywords is None else list(event.keywords),
        "task": event.task or None,
        "opcode": event.opcode or None,
        "parameters": None if event.parameters is None else [_parameter(each) for each in event.parameters],
        "since": event.since or None,
        "deprecated": event.deprecated or None,
        "see_also": list(event.see_also),
        "examples": list(event.examples),
    }


def _parameter(parameter: Parameter) -> dict[str, str]:
    values = {
        "name": parameter.name,
        "type": parameter.type,
        "length": parameter.length,
        "count": parameter.count,
        "map": parameter.map,
    }
    return {key: value for key, value in values.items() if value}


def _section(section: Section) -> dict[str, object]:
    written = {
        "properties": [
            {"key": row.key, "label": _unit(row.label), "value": _unit(row.value) if row.value else None}
            for row in section.properties
        ],
        "paragraph": _units(section.paragraph),
        "note": _units(section.note),
        "steps": _units(section.steps),
        "parameters": [
            {"name": _unit(row.name), "type": _units(row.type_text), "description": _units(row.description)}
            for row in section.parameters
        ],
    }
    filled = {key: value for key, value in written.items() if value}
    return {"role": section.role, "heading": _unit(section.heading), **filled}


def _units(units: Iterable[Unit]) -> list[dict[str, object]]:
    return [_unit(unit) for unit in units]


def _unit(unit: Unit) -> dict[str, object]:
    return {
        "text": unit.target,
        "locale": unit.locale,
        "source": unit.source,
        "missing": unit.missing,
        "machine": unit.machine,
        "stale": unit.stale,
    }
