"""JSON Schema of JSON pages; its version is the `version` in the pages."""

from eventdocs.schema.dump import OMITTED
from eventdocs.schema.fields import FACTS
from eventdocs.schema.records import VERSION
from eventdocs.schema.types import ByLocaleType, Fact, FieldType, ListType, MapType, RecordType
from eventdocs.site.event_json import json_value
from eventdocs.site.provider_json import map_schema

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_PATTERN = {"$ref": "#/$defs/pattern"}
_BOOLEAN = {"type": "boolean"}
_UNIT = {"$ref": "#/$defs/unit"}
_OFFICIAL = {"const": True, "description": "The translation is the vendor's own."}
_UNITS = {"type": "array", "items": _UNIT}


def event_json_schema() -> dict[str, object]:
    """Return the JSON Schema of a JSON page; keys can be added within a version."""
    own = {"locale": _TEXT, "source_locale": _TEXT}
    return _document("page", "page of an event in a locale", {**_metadata(), **own, **_texts()}, _group())


def ndjson_schema() -> dict[str, object]:
    """Return the JSON Schema of a line of `events.ndjson`: the facts of an event, and its texts by locale."""
    texts = {"type": "object", "additionalProperties": _with_optional(_texts(), _group())}
    content: dict[str, object] = {
        "source_locale": _TEXT,
        "file": _TEXT_OR_NULL,
        "strings": {"type": "object", "additionalProperties": {"type": "object"}},
    }
    layout: dict[str, object] = {"layout": {"type": "object", "additionalProperties": _TEXT}}
    return _document("events", "line of events.ndjson", {**_metadata(), **content, "texts": texts}, layout)


def _document(
    name: str, title: str, fields: dict[str, object], optional: dict[str, object] | None = None
) -> dict[str, object]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:eventdocs:schema:{name}:{VERSION}",
        "title": f"eventdocs: {title}",
        **_with_optional({"version": {"const": VERSION}, **fields}, optional or {}),
        "$defs": {"unit": _unit(), "section": _section(), "pattern": _pattern()},
    }


def _metadata() -> dict[str, object]:
    """Return the schemas of what is the same in every locale."""
    return {
        "key": _TEXT,
        **{fact.json_key or fact.name: _fact(fact) for fact in FACTS if fact.in_json},
        "provider_name": _TEXT_OR_NULL,
        "provider_guid": _TEXT_OR_NULL,
        "channel_name": _TEXT_OR_NULL,
        "base_level": _TEXT_OR_NULL,
    }


def _texts() -> dict[str, object]:
    """Return the schemas of the texts of a page."""
    return {
        "url": _TEXT,
        "machine": _BOOLEAN,
        "title": _UNIT,
        "intro": _UNITS,
        "sections": {"type": "array", "items": {"$ref": "#/$defs/section"}},
    }


def _group() -> dict[str, object]:
    """Return the schema of the group of a page, which only events in a group have."""
    return {"group": _record({"folder": _TEXT, "title": {"anyOf": [_UNIT, {"type": "null"}]}})}


def _pattern() -> dict[str, object]:
    """Return the schema of the patterns of a message: null if it has no text of its own."""
    dialects = _record(dict.fromkeys(("python", "javascript", "re2"), _TEXT))
    return {"anyOf": [dialects, {"type": "null"}]}


def _fact(fact: Fact) -> dict[str, object]:
    """Return the schema of a fact; null is allowed if an event without the fact has null."""
    absent = getattr(OMITTED, fact.name)
    if isinstance(absent, int):
        return {"type": "integer", "minimum": 0}
    if isinstance(fact.type, MapType):
        return {"type": "object", "additionalProperties": _TEXT}
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
    unit: dict[str, object] = {
        "text": _TEXT,
        "plain": _TEXT,
        "locale": _TEXT,
        "source": _TEXT,
        "missing": _BOOLEAN,
        "machine": _BOOLEAN,
        "stale": _BOOLEAN,
    }
    html = {**_TEXT, "description": "The text as HTML, if it is Markdown."}
    return {**_record(unit), "properties": {**unit, "html": html}}


def _section() -> dict[str, object]:
    fields: dict[str, object] = {
        "key": _TEXT,
        "label": _UNIT,
        "value": {"anyOf": [_UNIT, {"type": "null"}]},
    }
    row = _with_optional(fields, {"official": _OFFICIAL})
    link = _record({"title": _UNIT, "url": _TEXT})
    texts: dict[str, object] = {"placeholder": _TEXT, "name": _UNIT, "type": _UNITS, "description": _UNITS}
    parameter = _with_optional(texts, {"map": map_schema()})
    optional: dict[str, object] = {
        "properties": {"type": "array", "items": row},
        "paragraph": _UNITS,
        "official": _OFFICIAL,
        "pattern": _PATTERN,
        "source_pattern": _PATTERN,
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
