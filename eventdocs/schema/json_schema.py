"""The JSON Schema of field tables, for editors and other tools.

Most YAML readers read `4031` as a number and `no` as false; the catalog reads both as text. A schema
therefore also allows numbers and booleans for texts that such readers convert.
"""

import re
from collections.abc import Iterator, Mapping

from eventdocs.schema.types import (
    ByLocaleType,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
)
from eventdocs.text.linear_patterns import LONGEST
from eventdocs.text.placeholders import SYNTAXES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_BOOLEANS = {"yes": True, "no": False, "off": False, "on": True}
_MAX_DIGITS = 15
_TRIMMED = r"^(?:\S(?:[\s\S]*\S)?)?$"
_SEGMENT = r"^ ?(?:\S(?:[\s\S]*\S)?)?$"


def json_schema(field_type: FieldType, title: str) -> dict[str, object]:
    """Return the JSON Schema document of a type."""
    name = title.removeprefix("eventdocs: ").removesuffix(" file")
    identity = {"$schema": DIALECT, "$id": f"urn:eventdocs:schema:{name}-file:1", "title": title}
    return {**identity, **_schema(field_type)}


def _schema(field_type: FieldType) -> dict[str, object]:
    if isinstance(field_type, RecordType):
        return _record(field_type)
    if isinstance(field_type, MapType):
        return _map(field_type)
    if isinstance(field_type, ListType):
        return {"type": "array", "items": _schema(field_type.item)}
    if isinstance(field_type, SegmentsType):
        return _segments(field_type)
    if isinstance(field_type, SyntaxesType):
        return _syntaxes()
    if isinstance(field_type, ByLocaleType):
        required = {"required": [field_type.source]} if field_type.source else {}
        texts = {**_map(MapType(field_type.text, field_type.locale)), **required}
        return {"anyOf": [_text(field_type.text), texts]}
    if isinstance(field_type, TextOrRecordType):
        return {"anyOf": [_text(field_type.text), _record(field_type.record)]}
    return _text(field_type)


def _map(field_type: MapType) -> dict[str, object]:
    pattern = field_type.keys.pattern
    names = {"propertyNames": {"pattern": f"^(?:{pattern})$"}} if pattern else {}
    return {"type": "object", **names, "additionalProperties": _schema(field_type.value)}


def _record(field_type: RecordType) -> dict[str, object]:
    fields = {field.name: {"description": field.doc, **_schema(field.type)} for field in field_type.fields}
    required = [field.name for field in field_type.fields if field.required]
    schema: dict[str, object] = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _segments(field_type: SegmentsType) -> dict[str, object]:
    if field_type.literal:
        text = _or_converted({"type": "string"})
        return {"anyOf": [text, {"type": "array", "items": text}]}
    first = _or_converted({"type": "string", "pattern": _TRIMMED})
    later = _or_converted({"type": "string", "pattern": _SEGMENT})
    items: dict[str, object] = {"type": "array", "prefixItems": [first], "items": later}
    return {"anyOf": [first, items]}


def _syntaxes() -> dict[str, object]:
    pattern = {"type": "string", "minLength": 1, "maxLength": LONGEST}
    custom = {
        "type": "object",
        "properties": {"custom": pattern},
        "required": ["custom"],
        "additionalProperties": False,
    }
    item: dict[str, object] = {"anyOf": [{"enum": list(SYNTAXES)}, custom]}
    return {"anyOf": [item, {"type": "array", "items": item}]}


def _text(field_type: TextType) -> dict[str, object]:
    longest = {"maxLength": field_type.longest} if field_type.longest else {}
    if field_type.values:
        booleans = [_BOOLEANS[value] for value in field_type.values if value in _BOOLEANS]
        return {"enum": [*field_type.values, *booleans]}
    if not field_type.pattern:
        trimmed = {"pattern": _TRIMMED} if field_type.trimmed else {}
        return _or_converted({"type": "string", **trimmed, **longest})
    text: dict[str, object] = {"type": "string", "pattern": f"^(?:{field_type.pattern})$", **longest}
    converted = list(_converted_types(re.compile(field_type.pattern)))
    return {"anyOf": [text, *converted]} if converted else text


def _converted_types(pattern: re.Pattern[str]) -> Iterator[dict[str, object]]:
    """Yield schemas of the types that YAML readers convert some texts of a pattern to."""
    if pattern.fullmatch("-1.5"):
        yield {"type": "number"}
    else:
        lengths = [length for length in range(1, _MAX_DIGITS + 1) if pattern.fullmatch("1" * length)]
        if lengths:
            shortest, longest = lengths[0], lengths[-1]
            largest = 10**longest - 1
            smallest = 10 ** (shortest - 1) if shortest > 1 else 0
            minimum = -largest if pattern.fullmatch(f"-{largest}") else smallest
            yield {"type": "integer", "minimum": minimum, "maximum": largest}
        elif pattern.fullmatch("0x1"):
            yield {"type": "integer", "minimum": 0}
    if pattern.fullmatch("no"):
        yield {"type": "boolean"}


def _or_converted(text: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [text, {"type": ["number", "boolean", "null"]}]}
