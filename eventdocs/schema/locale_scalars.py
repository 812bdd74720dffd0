"""Find the locales in a catalog file: keys and values, according to its type."""

from collections.abc import Iterator

from eventdocs.model.tree import Mapping, Node, Scalar, Sequence
from eventdocs.schema.fields import LOCALE
from eventdocs.schema.types import (
    ByLocaleType,
    FieldType,
    ListType,
    MapType,
    RecordType,
    TextOrRecordType,
)


def locale_scalars(node: Node, expected: FieldType) -> Iterator[Scalar]:
    """Yield the keys and values of a file's tree that are locales."""
    if isinstance(expected, TextOrRecordType):
        expected = expected.record
    if isinstance(node, Scalar):
        if expected == LOCALE:
            yield node
    elif isinstance(node, Sequence):
        if isinstance(expected, ListType):
            for item in node.items:
                yield from locale_scalars(item, expected.item)
    else:
        yield from _in_mapping(node, expected)


def _in_mapping(node: Mapping, expected: FieldType) -> Iterator[Scalar]:
    if isinstance(expected, ByLocaleType):
        expected = MapType(expected.text, expected.locale)
    for key, value in node.pairs:
        if isinstance(expected, MapType):
            yield from locale_scalars(key, expected.keys)
            yield from locale_scalars(value, expected.value)
        elif isinstance(expected, RecordType) and key.value in expected.types:
            yield from locale_scalars(value, expected.types[key.value])
