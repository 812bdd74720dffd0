"""The values of a catalog file without their positions: texts, lists and mappings."""

from typing import TypeAlias

from eventdocs.model.tree import Mapping, Node, Scalar, scalar_text

Value: TypeAlias = str | list["Value"] | dict[str, "Value"]


def values_of(node: Node) -> Value:
    """Return the values of a tree. The line end that closes a block scalar is no part of its text."""
    if isinstance(node, Scalar):
        return scalar_text(node)
    if isinstance(node, Mapping):
        return {key.value: values_of(value) for key, value in node.pairs}
    return [values_of(item) for item in node.items]


def text_of(value: Value | None) -> str | None:
    """Return a text, or None for any other value."""
    return value if isinstance(value, str) else None


def texts_of(value: Value | None) -> tuple[str, ...] | None:
    """Return the texts of a list, or None for any other value."""
    return tuple([item for item in value if isinstance(item, str)]) if isinstance(value, list) else None


def segments_of(value: Value | None) -> tuple[str, ...] | None:
    """Return the segments of a string: a text is one segment, a list has one per item."""
    return (value,) if isinstance(value, str) else texts_of(value)


def pairs_of(value: Value | None) -> list[tuple[str, Value]]:
    """Return the keys and values of a mapping, or an empty list for any other value."""
    return list(value.items()) if isinstance(value, dict) else []


def flat_of(value: Value | None) -> dict[str, str]:
    """Return the texts of a mapping by key, without values that are not texts."""
    return {key: text for key, text in pairs_of(value) if isinstance(text, str)}
