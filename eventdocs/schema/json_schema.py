"""Field tables as JSON Schema, for editors and other tools.

YAML readers that type scalars read `4031` as a number and `no` as false; the catalog reads both as text. So a
text may be a number or a truth value here too, where its form allows one.
"""

import re
from collections.abc import Iterator, Mapping

from eventdocs.schema.types import FieldType, ListType, MapType, RecordType, SegmentsType, TextType

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TRUTHS = {"yes": True, "no": False, "off": False, "on": True}
_LONGEST = 15
_TRIMMED = r"^(?:\S(?:[\s\S]*\S)?)?$"
_SEGMENT = r"^ ?(?:\S(?:[\s\S]*\S)?)?$"


def json_schema(field_type: FieldType, title: str) -> dict[str, object]:
    """Return the JSON Schema document of a type."""
    return {"$schema": DIALECT, "title": title, **_schema(field_type)}


def _schema(field_type: FieldType) -> dict[str, object]:
    if isinstance(field_type, RecordType):
        return _record(field_type)
    if isinstance(field_type, MapType):
        names = (
            {"propertyNames": {"pattern": f"^(?:{field_type.keys.pattern})$"}}
            if field_type.keys.pattern
            else {}
        )
        return {"type": "object", **names, "additionalProperties": _schema(field_type.value)}
    if isinstance(field_type, ListType):
        return {"type": "array", "items": _schema(field_type.item)}
    if isinstance(field_type, SegmentsType):
        return _segments()
    return _text(field_type)


def _record(field_type: RecordType) -> dict[str, object]:
    fields = {field.name: {"description": field.doc, **_schema(field.type)} for field in field_type.fields}
    required = [field.name for field in field_type.fields if field.required]
    schema: dict[str, object] = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _segments() -> dict[str, object]:
    first, later = (
        _typed({"type": "string", "pattern": _TRIMMED}),
        _typed({"type": "string", "pattern": _SEGMENT}),
    )
    items: dict[str, object] = {"type": "array", "prefixItems": [first], "items": later}
    return {"anyOf": [first, items]}


def _text(field_type: TextType) -> dict[str, object]:
    if field_type.values:
        truths = [_TRUTHS[value] for value in field_type.values if value in _TRUTHS]
        return {"enum": [*field_type.values, *truths]}
    if not field_type.pattern:
        return _typed({"type": "string", "pattern": _TRIMMED} if field_type.trimmed else {"type": "string"})
    text: dict[str, object] = {"type": "string", "pattern": f"^(?:{field_type.pattern})$"}
    others = list(_others(re.compile(field_type.pattern)))
    return {"anyOf": [text, *others]} if others else text


def _others(pattern: re.Pattern[str]) -> Iterator[dict[str, object]]:
    """Types that YAML readers give to some texts of a form."""
    if pattern.fullmatch("-1.5"):
        yield {"type": "number"}
    else:
        lengths = [length for length in range(1, _LONGEST + 1) if pattern.fullmatch("1" * length)]
        if lengths:
            least = 10 ** (lengths[0] - 1) if lengths[0] > 1 else 0
            yield {"type": "integer", "minimum": least, "maximum": 10 ** lengths[-1] - 1}
    if pattern.fullmatch("no"):
        yield {"type": "boolean"}


def _typed(text: Mapping[str, object]) -> dict[str, object]:
    return {"anyOf": [text, {"type": ["number", "boolean", "null"]}]}
