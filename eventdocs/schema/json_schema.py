"""Field tables as JSON Schema, for editors and other tools.

YAML readers that type scalars read `4031` as a number and `no` as false; the catalog reads both as text. So a
text may be a number or a truth value here too, where its form allows one.
"""

import re
from collections.abc import Iterator, Mapping

from eventdocs.schema.validate import ListOf, MapOf, Record, Segments, Shape, Text

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TRUTHS = {"yes": True, "no": False, "off": False, "on": True}
_LONGEST = 15
_TRIMMED = r"^(?:\S(?:[\s\S]*\S)?)?$"
_SEGMENT = r"^ ?(?:\S(?:[\s\S]*\S)?)?$"


def json_schema(shape: Shape, title: str) -> dict[str, object]:
    """Write a shape as a JSON Schema document."""
    return {"$schema": DIALECT, "title": title, **_schema(shape)}


def _schema(shape: Shape) -> dict[str, object]:
    if isinstance(shape, Record):
        return _record(shape)
    if isinstance(shape, MapOf):
        names = {"propertyNames": {"pattern": f"^(?:{shape.keys.pattern})$"}} if shape.keys.pattern else {}
        return {"type": "object", **names, "additionalProperties": _schema(shape.value)}
    if isinstance(shape, ListOf):
        return {"type": "array", "items": _schema(shape.item)}
    if isinstance(shape, Segments):
        return _segments()
    return _text(shape)


def _record(shape: Record) -> dict[str, object]:
    fields = {field.name: {"description": field.doc, **_schema(field.shape)} for field in shape.fields}
    required = [field.name for field in shape.fields if field.required]
    schema: dict[str, object] = {"type": "object", "properties": fields, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _segments() -> dict[str, object]:
    first, later = (
        _typed({"type": "string", "pattern": _TRIMMED}),
        _typed({"type": "string", "pattern": _SEGMENT}),
    )
    items: dict[str, object] = {"type": "array", "prefixItems": [first], "items": later}
    return {"anyOf": [first, items]}


def _text(shape: Text) -> dict[str, object]:
    if shape.values:
        return {"enum": [*shape.values, *(_TRUTHS[each] for each in shape.values if each in _TRUTHS)]}
    if not shape.pattern:
        return _typed({"type": "string", "pattern": _TRIMMED} if shape.trimmed else {"type": "string"})
    text: dict[str, object] = {"type": "string", "pattern": f"^(?:{shape.pattern})$"}
    others = list(_others(re.compile(shape.pattern)))
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
