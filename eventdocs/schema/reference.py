"""The reference of all keys of all catalog files: what the field tables say, for `explain` and docs/."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from eventdocs.schema.fields import (
    CATALOG,
    EVENT,
    GLOSSARY,
    GROUP,
    LABELS_FILE,
    LOCALE,
    PROFILE,
)
from eventdocs.schema.types import (
    ByLocaleType,
    Field,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
)

FILES: Mapping[str, RecordType] = {
    "event": EVENT,
    "catalog": CATALOG,
    "group": GROUP,
    "labels": LABELS_FILE,
    "pages": PROFILE,
    "glossary": GLOSSARY,
}


@dataclass(frozen=True, slots=True)
class FieldReference:
    """The documentation of a key of a catalog file.

    `path` leads to the key, such as `strings.<locale>.message` or `parameters[].name`; `file` is a name of
    `FILES`; `keys` are the keys of a mapping that is its value, or of the mappings in a list.
    """

    file: str
    path: str
    doc: str
    value: str
    required: bool
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The names in the path, without the parts that stand for a user's own keys and for list items."""
        parts = self.path.replace("[]", "").split(".")
        return ".".join(part for part in parts if not part.startswith("<"))


def field_references(file: str) -> Iterator[FieldReference]:
    """Yield the documentation of all keys of a kind of catalog file, in the order of its field table."""
    return _record_references(file, FILES[file], "")


def _record_references(file: str, record: RecordType, prefix: str) -> Iterator[FieldReference]:
    for field in record.fields:
        path = prefix + field.name
        yield _reference(file, field, path)
        nested, inner = _nested_record(field.type)
        # The keys of labels are documented with the files of labels.
        if inner and (inner is not LABELS_FILE or file == "labels"):
            yield from _record_references(file, inner, f"{path}{nested}.")


def _reference(file: str, field: Field, path: str) -> FieldReference:
    _, inner = _nested_record(field.type)
    keys = tuple(inner.types) if inner else ()
    return FieldReference(file, path, field.doc, describe_type(field.type), field.required, keys)


def _nested_record(field_type: FieldType) -> tuple[str, RecordType | None]:
    """Return the record inside a type, if there is one, and what leads to it in a path."""
    if isinstance(field_type, RecordType):
        return "", field_type
    if isinstance(field_type, TextOrRecordType):
        return "", field_type.record
    if isinstance(field_type, ListType):
        path, record = _nested_record(field_type.item)
        return f"[]{path}", record
    if isinstance(field_type, MapType):
        path, record = _nested_record(field_type.value)
        return f".<{_key_name(field_type)}>{path}", record
    return "", None


def _key_name(field_type: MapType) -> str:
    return "locale" if field_type.keys == LOCALE else "name"


def describe_type(field_type: FieldType) -> str:
    """Return what a value of a type looks like, such as `one of yes, no` or `a list: a text`."""
    if isinstance(field_type, TextType):
        return _describe_text(field_type)
    if isinstance(field_type, SegmentsType):
        literal = "a literal text" if field_type.literal else "a text"
        return f"{literal}, or a list of its sentences"
    if isinstance(field_type, SyntaxesType):
        return "a name such as `printf`, `custom: PATTERN`, or a list of these"
    if isinstance(field_type, ByLocaleType):
        return f"{_describe_text(field_type.text)}, or a mapping by locale"
    if isinstance(field_type, ListType):
        return f"a list; each item is {describe_type(field_type.item)}"
    if isinstance(field_type, MapType):
        return f"a mapping by {_key_name(field_type)}; each value is {describe_type(field_type.value)}"
    if isinstance(field_type, TextOrRecordType):
        return f"{_describe_text(field_type.text)}, or a mapping"
    return "a mapping"


def _describe_text(text: TextType) -> str:
    if text.values:
        return "one of " + ", ".join(f"`{value}`" for value in text.values)
    return text.form or "a text"
