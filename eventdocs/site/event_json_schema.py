"""JSON Schema of JSON pages; its version is the `version` in the pages."""

from eventdocs.schema.dump import OMITTED
from eventdocs.schema.fields import FACTS
from eventdocs.schema.types import ByLocaleType, Fact, FieldType, ListType, RecordType
from eventdocs.site.event_json import VERSION, json_value

_TEXT = {"type": "string"}
_BOOLEAN = {"type": "boolean"}
_UNIT = {"$ref": "#/$defs/unit"}
_UNITS = {"type": "array", "items": _UNIT}


def event_json_schema() -> dict[str, object]:
    """Return the JSON Schema of a JSON page; keys can be added within a version."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "eventdocs: page of an event in a locale",
        **_with_optional(
            {
                "version": {"const": VERSION},
                "key": _TEXT,
                **{fact.json_key or fact.name: _fact(fact) for fact in FACTS if fact.in_json},
                "base_level": {"type": ["string", "null"]},
                "locale": _TEXT,
                "source_locale": _TEXT,
                "machine": _BOOLEAN,
                "title": _UNIT,
                "intro": _UNITS,
                "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
            },
            {"group": _record({"folder": _TEXT, "title": {"anyOf": [_UNIT, {"type": "null"}]}})},
        ),
        "$defs": {"unit": _unit(), "section": _section()},
    }


def _fact(fact: Fact) -> dict[str, object]:
    """Return the schema of a fact; null is allowed if an event without the fact has null."""
    absent = getattr(OMITTED, fact.name)
    if isinstance(absent, int):
        return {"type": "integer", "minimum": 0}
    if isinstance(fact.type, RecordType):  # the custom fields
        texts = {"type": "array", "items": _TEXT}
        return {"type": "object", "additionalProperties": {"anyOf": [_TEXT, {"type": "integer"}, texts]}}
    nullable = json_value(absent) is None and not fact.required
    name = "array" if isinstance(fact.type, ListType) else "string"
    schema: dict[str, object] = {"type": [name, "null"] if nullable else name}
    return {**schema, "items": _item(fact.type.item)} if isinstance(fact.type, ListType) else schema


def _item(item: FieldType) -> dict[str, object]:
    if isinstance(item, ByLocaleType):
        return {"anyOf": [_TEXT, {"type": "object", "additionalProperties": _TEXT}]}
    if not isinstance(item, RecordType):
        return {**_TEXT}
    return _record({field.name: _item(field.type) for field in item.fields if field.required})


def _unit() -> dict[str, object]:
    return _record(
        {
            "text": _TEXT,
            "locale": _TEXT,
            "source": _TEXT,
            "missing": _BOOLEAN,
            "machine": _BOOLEAN,
            "stale": _BOOLEAN,
        }
    )


def _section() -> dict[str, object]:
    row = _record({"key": _TEXT, "label": _UNIT, "value": {"anyOf": [_UNIT, {"type": "null"}]}})
    link = _record({"title": _UNIT, "url": _TEXT})
    parameter = _record({"placeholder": _TEXT, "name": _UNIT, "type": _UNITS, "description": _UNITS})
    optional: dict[str, object] = {
        "properties": {"type": "array", "items": row},
        "paragraph": _UNITS,
        "note": _UNITS,
        "steps": _UNITS,
        "parameters": {"type": "array", "items": parameter},
        "links": {"type": "array", "items": link},
    }
    return _with_optional({"role": _TEXT, "heading": _UNIT}, optional)


def _with_optional(fields: dict[str, object], optional: dict[str, object]) -> dict[str, object]:
    record = _record(fields)
    return {**record, "properties": {**fields, **optional}}


def _record(fields: dict[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(fields)}
