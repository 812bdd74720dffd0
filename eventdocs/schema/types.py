"""The types of fields: what a key of a catalog file may hold."""

from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class TextType:
    """One text. `values` lists the allowed ones; `pattern` restricts them, and `form` says so in messages."""

    values: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""
    trimmed: bool = True


@dataclass(frozen=True, slots=True)
class SegmentsType:
    """A translatable string: one text, or the list of its sentences."""


@dataclass(frozen=True, slots=True)
class ListType:
    """A list of values of one type."""

    item: "FieldType"


@dataclass(frozen=True, slots=True)
class MapType:
    """A mapping with keys that the author chooses and values of one type."""

    value: "FieldType"
    keys: TextType = TextType(trimmed=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record, with the sentence that documents it."""

    name: str
    type: "FieldType"
    doc: str
    required: bool = False


@dataclass(frozen=True)
class RecordType:
    """A mapping with known keys."""

    fields: tuple[Field, ...]

    @cached_property
    def types(self) -> "dict[str, FieldType]":
        """Types of the fields by name."""
        return {field.name: field.type for field in self.fields}

    @cached_property
    def required(self) -> frozenset[str]:
        """Names of the required fields."""
        return frozenset(field.name for field in self.fields if field.required)

    def field(self, name: str) -> Field | None:
        """Return the field with this name, or None."""
        return next((field for field in self.fields if field.name == name), None)


FieldType: TypeAlias = TextType | SegmentsType | ListType | MapType | RecordType
