"""The types of fields: the values that a key of a catalog file may have."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from eventdocs.model.limits import Limit
from eventdocs.model.values import Value
from eventdocs.text.control_characters import control_characters


class TextType(NamedTuple):
    """A text. `values` are the allowed ones, or `pattern` restricts them and `form` describes it.

    A text that is `trimmed` has no spaces at its ends; with a `pattern`, only that decides about them.
    `longest` is the number of characters of the longest allowed text, 0 if only the limit of all texts holds.
    """

    values: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""
    trimmed: bool = True
    longest: int = 0

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a text."""
        if not isinstance(value, str) or control_characters(value):
            return False
        if self.longest and len(value) > self.longest:
            return False
        if self.values:
            return value in self.values
        if self.pattern:
            return _has_form(self.pattern, value)
        return not self.trimmed or value == value.strip()


class SegmentsType(NamedTuple):
    """A translatable string: one text, or the list of its sentences.

    A `literal` string keeps all of its characters, such as the spaces at its ends.
    """

    literal: bool = False

    def fits(self, value: Value) -> bool:
        """Return whether a value is a text or a list of texts, without what editors do not show."""
        for text in value if isinstance(value, list) else (value,):
            if not isinstance(text, str) or not (self.literal or _is_clean(text)):
                return False
        return True


class ByLocaleType(NamedTuple):
    """A text of one type that is the same in every locale, or a mapping of such texts by locale.

    A mapping must have the locale `source`, to which other locales fall back, unless that is empty.
    """

    text: TextType
    locale: TextType
    source: str = ""

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a text, or has such texts by locale."""
        if isinstance(value, str):
            return self.text.fits(value)
        has_source = not self.source or self.source in value
        return has_source and MapType(self.text, self.locale).fits(value)


@dataclass(frozen=True, slots=True)
class SyntaxesType:
    """Placeholder syntaxes: a name, a mapping `custom: PATTERN`, or a list of these."""

    def fits(self, value: Value) -> bool:
        """Return that it is unknown whether a value fits: only few files have such values."""
        return False


class ListType(NamedTuple):
    """A list of values of one type; the limit is for their number."""

    item: "FieldType"
    limit: Limit | None = None

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a list."""
        return (
            isinstance(value, list) and is_within(len(value), self.limit) and all(map(self.item.fits, value))
        )


class MapType(NamedTuple):
    """A mapping with any keys that fit `keys`, and values of one type; the limit is for their number."""

    value: "FieldType"
    keys: TextType = TextType(trimmed=False)
    limit: Limit | None = None

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a mapping."""
        if not isinstance(value, dict) or not is_within(len(value), self.limit):
            return False
        return all(map(self.keys.fits, value)) and all(map(self.value.fits, value.values()))


class Field(NamedTuple):
    """A key of a record, with its documentation."""

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
        """The types of the fields by name."""
        return {field.name: field.type for field in self.fields}

    @cached_property
    def required(self) -> frozenset[str]:
        """The names of the required fields."""
        return frozenset(field.name for field in self.fields if field.required)

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a mapping, so that `validate` finds nothing."""
        if not isinstance(value, dict):
            return False
        types = self.types
        for key, inner in value.items():
            if key not in types or not types[key].fits(inner):
                return False
        return self.required <= value.keys()


class TextOrRecordType(NamedTuple):
    """A text, or a record with this text as one of its fields: a short and a long form."""

    text: TextType
    record: RecordType

    def fits(self, value: Value) -> bool:
        """Return whether a value is such a text or such a record."""
        return self.text.fits(value) if isinstance(value, str) else self.record.fits(value)


class Fact(NamedTuple):
    """A field of an event that is the same in every language, and where its value goes.

    `name` is the key in the event's file and the attribute of `Event`, whose default is the value of an
    absent key. By default, a diff lists the fact, JSON pages contain it (as `json_key` if that is not empty),
    and it is one of the page's properties, with a label and a row.
    """

    name: str
    type: "FieldType"
    doc: str
    required: bool = False
    in_diff: bool = True
    in_json: bool = True
    json_key: str = ""
    in_properties: bool = True

    @property
    def field(self) -> Field:
        """Return the fact as a key of the event's file."""
        return Field(self.name, self.type, self.doc, self.required)


FieldType: TypeAlias = (
    TextType | SegmentsType | SyntaxesType | ByLocaleType | ListType | MapType | RecordType | TextOrRecordType
)


def is_within(number: int, limit: Limit | None) -> bool:
    """Return whether a number of values is allowed."""
    return limit is None or number <= limit.value


def _is_clean(text: str) -> bool:
    """Return whether a text has no control characters, and no spaces at its ends."""
    return text == text.strip() and not control_characters(text)


@lru_cache(maxsize=1024)
def _has_form(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None
