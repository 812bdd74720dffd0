"""JSON Schema of the JSON twins, written beside `twin`; its version is the twins' `version`."""

from eventdocs.pages.twin import VERSION

_TEXT = {"type": "string"}
_TRUTH = {"type": "boolean"}
_OPTIONAL = {"type": ["string", "null"]}
_TEXTS = {"type": "array", "items": _TEXT}
_UNIT = {"$ref": "#/$defs/unit"}
_UNITS = {"type": "array", "items": _UNIT}


def twin_schema() -> dict[str, object]:
    """Describe a page's twin; keys that a reader does not know may be added within a version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eventdocs: page of an event in a locale",
        **_record(
            {
                "version": {"const": VERSION},
                "key": _TEXT,
                "id": _TEXT,
                "name": _TEXT,
                "provider": _OPTIONAL,
                "event_version": {"type": "integer", "minimum": 0},
                "level": _OPTIONAL,
                "channel": _OPTIONAL,
                "keywords": {"type": ["array", "null"], "items": _TEXT},
                "task": _OPTIONAL,
                "opcode": _OPTIONAL,
                "parameters": {"type": ["array", "null"], "items": _record({"name": _TEXT})},
                "since": _OPTIONAL,
                "deprecated": _OPTIONAL,
                "see_also": _TEXTS,
                "examples": _TEXTS,
                "locale": _TEXT,
                "source_locale": _TEXT,
                "machine": _TRUTH,
                "title": _UNIT,
                "intro": _UNITS,
                "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
            }
        ),
        "$defs": {"unit": _unit(), "section": _section()},
    }


def _unit() -> dict[str, object]:
    return _record(
        {
            "text": _TEXT,
            "locale": _TEXT,
            "source": _TEXT,
            "missing": _TRUTH,
            "machine": _TRUTH,
            "stale": _TRUTH,
        }
    )


def _section() -> dict[str, object]:
    row = _record({"key": _TEXT, "label": _UNIT, "value": {"anyOf": [_UNIT, {"type": "null"}]}})
    parameter = _record({"name": _UNIT, "type": _UNITS, "description": _UNITS})
    section = _record({"role": _TEXT, "heading": _UNIT})
    optional = {
        "properties": {"type": "array", "items": row},
        "paragraph": _UNITS,
        "note": _UNITS,
        "steps": _UNITS,
        "parameters": {"type": "array", "items": parameter},
    }
    return {**section, "properties": {"role": _TEXT, "heading": _UNIT, **optional}}


def _record(fields: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields)}
