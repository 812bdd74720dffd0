"""The types of a catalog's own files: the field tables with the sections that it declares."""

from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.limits import LOCALES
from eventdocs.schema.fields import EVENT, LABEL, LABELS, LABELS_FILE, LOCALE, STRINGS
from eventdocs.schema.types import Field, FieldType, MapType, RecordType, SegmentsType


class CatalogTypes(NamedTuple):
    """The types of a catalog's event files and of its files of labels."""

    event: RecordType
    labels: RecordType


def catalog_types(settings: CatalogSettings) -> CatalogTypes:
    """Return the types of a catalog's files; those of the tables if it declares nothing."""
    if not settings.sections:
        return CatalogTypes(EVENT, LABELS_FILE)
    return _types(tuple(settings.sections))


@lru_cache(maxsize=16)
def _types(sections: tuple[str, ...]) -> CatalogTypes:
    headings = (*LABELS["headings"], *sections)
    heading_labels = [Field(name, LABEL, f"The label `headings.{name}`.") for name in headings]
    labels = _with_types(LABELS_FILE, headings=RecordType(tuple(heading_labels)))
    texts = [Field(name, SegmentsType(), f"The section `{name}` of this catalog.") for name in sections]
    strings = _with_types(STRINGS, labels=labels, sections=RecordType(tuple(texts)))
    return CatalogTypes(_with_types(EVENT, strings=MapType(strings, LOCALE, LOCALES)), labels)


def _with_types(record: RecordType, **types: FieldType) -> RecordType:
    """Return a record some of whose fields have other types."""
    return RecordType(
        tuple(replace(field, type=types.get(field.name, field.type)) for field in record.fields)
    )
