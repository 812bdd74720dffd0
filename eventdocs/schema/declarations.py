"""The types of a catalog's own files: the field tables with what it declares."""

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.declarations import ValueType
from eventdocs.model.limits import LOCALES
from eventdocs.schema.fields import (
    EVENT,
    LABEL,
    LABELS,
    LABELS_FILE,
    LEVELS,
    LOCALE,
    STRINGS,
    VALUES,
    WEB_LINK,
)
from eventdocs.schema.types import (
    ByLocaleType,
    Field,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    TextType,
)


class CatalogTypes(NamedTuple):
    """The types of a catalog's event files and of its files of labels."""

    event: RecordType
    labels: RecordType


class _Value(NamedTuple):
    """The part of a custom field's declaration that determines the type of its values."""

    name: str
    type: ValueType
    values: tuple[str, ...]
    required: bool


_Values: TypeAlias = tuple[_Value, ...]


def catalog_types(settings: CatalogSettings) -> CatalogTypes:
    """Return the types of a catalog's files."""
    values = tuple(
        _Value(name, declared.type, declared.values, declared.required)
        for name, declared in settings.fields.items()
    )
    return _types(settings.source_locale, tuple(settings.levels), values, tuple(settings.sections))


@lru_cache(maxsize=16)
def _types(
    source_locale: str, levels: tuple[str, ...], values: _Values, sections: tuple[str, ...]
) -> CatalogTypes:
    level_labels = [Field(name, LABEL, f"The label `levels.{name}`.") for name in (*LEVELS, *levels)]
    field_labels = [Field(value.name, LABEL, f"The label `fields.{value.name}`.") for value in values]
    headings = (*LABELS["headings"], *sections)
    section_labels = [Field(name, LABEL, f"The label `headings.{name}`.") for name in headings]
    labels = _with_types(
        LABELS_FILE,
        levels=RecordType(tuple(level_labels)),
        fields=RecordType(tuple(field_labels)),
        headings=RecordType(tuple(section_labels)),
    )
    texts = [Field(name, SegmentsType(), f"The section `{name}` of this catalog.") for name in sections]
    block = _with_types(STRINGS, labels=labels, sections=RecordType(tuple(texts)))
    strings = MapType(block, LOCALE, LOCALES)
    event = _with_types(
        EVENT,
        level=TextType(values=(*LEVELS, *levels)),
        links=ListType(_with_source(WEB_LINK, source_locale)),
        strings=strings,
    )
    return CatalogTypes(RecordType(tuple(_with_values(event.fields, values))), labels)


def _with_types(record: RecordType, **types: FieldType) -> RecordType:
    """Return a record some of whose fields have other types."""
    return RecordType(
        tuple(field._replace(type=types.get(field.name, field.type)) for field in record.fields)
    )


def _with_source(record: RecordType, locale: str) -> RecordType:
    """Return a record whose texts by locale must have the source locale."""
    types: dict[str, FieldType] = {
        name: text._replace(source=locale)
        for name, text in record.types.items()
        if isinstance(text, ByLocaleType)
    }
    return _with_types(record, **types)


def _with_values(fields: Iterable[Field], values: _Values) -> Iterable[Field]:
    """Yield the fields of an event, with the values of its custom fields under `fields`."""
    required = [f"`{value.name}`" for value in values if value.required]
    for field in fields:
        if field.name != "fields":
            yield field
            continue
        record = RecordType(tuple(_value_field(value) for value in values))
        doc = f"{field.doc} Required: {', '.join(required)}." if required else field.doc
        yield Field(field.name, record, doc, required=bool(required))


def _value_field(value: _Value) -> Field:
    choice = TextType(values=value.values)
    return Field(
        value.name,
        choice if value.type is ValueType.CHOICE else VALUES[value.type],
        f"The field `{value.name}` of this catalog.",
        value.required,
    )
