"""Shapes of values: what a key of a catalog file may hold, and the check of a file against it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from eventdocs.model.diagnostics import Diagnostic, Rule, did_you_mean
from eventdocs.model.nodes import Mapping, Node, Scalar, Sequence, Span, words
from eventdocs.schema.rules import EDGES, REQUIRED, SHAPE, UNKNOWN_KEY, VALUE


@dataclass(frozen=True, slots=True)
class Text:
    """One text; `values` closes the set, `pattern` says its form, described by `form` for the message."""

    values: tuple[str, ...] = ()
    pattern: str = ""
    form: str = ""
    trimmed: bool = True


@dataclass(frozen=True, slots=True)
class Segments:
    """A string: one text, or a list of texts that are its sentences."""


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of values of one shape."""

    item: "Shape"


@dataclass(frozen=True, slots=True)
class MapOf:
    """Values of one shape under keys that the author chooses; `keys` is the form of a key."""

    value: "Shape"
    keys: Text = Text(trimmed=False)


@dataclass(frozen=True, slots=True)
class Field:
    """One key of a record, with the sentence that documents it."""

    name: str
    shape: "Shape"
    doc: str
    required: bool = False


@dataclass(frozen=True)
class Record:
    """A mapping with known keys."""

    fields: tuple[Field, ...]

    @cached_property
    def shapes(self) -> "dict[str, Shape]":
        """Shapes of the fields by name."""
        return {field.name: field.shape for field in self.fields}

    @cached_property
    def required(self) -> frozenset[str]:
        """Names of the fields that a record cannot do without."""
        return frozenset(field.name for field in self.fields if field.required)

    def field(self, name: str) -> Field | None:
        """Give the field of a name, or None."""
        return next((field for field in self.fields if field.name == name), None)


Shape: TypeAlias = Text | Segments | ListOf | MapOf | Record


class _Place(NamedTuple):
    file: str
    path: tuple[str, ...] = ()

    def below(self, step: str) -> "_Place":
        return _Place(self.file, (*self.path, step))

    def fault(self, rule: Rule, span: Span, message: str, hint: str = "") -> Diagnostic:
        locale = self.path[1] if len(self.path) > 1 and self.path[0] == "strings" else ""
        return Diagnostic(
            rule, span.within(self.file), message, hint, locale=locale, field=".".join(self.path)
        )


def check_shape(node: Node, shape: Shape, file: str) -> list[Diagnostic]:
    """Report every place where a file's tree differs from a shape."""
    found: list[Diagnostic] = []
    if not _fits(node, shape):
        _check(node, shape, _Place(file), found)
    return found


def _fits(node: Node, shape: Shape) -> bool:
    """Tell quickly whether a tree has a shape, as most have; `_check` says what is wrong with the rest."""
    if isinstance(node, Scalar):
        return _fits_scalar(node, shape)
    if isinstance(node, Sequence):
        if isinstance(shape, Segments):
            return all(isinstance(item, Scalar) and _fits_segment(words(item)) for item in node.items)
        return isinstance(shape, ListOf) and all(_fits(item, shape.item) for item in node.items)
    if isinstance(shape, Record):
        known = shape.shapes
        for key, value in node.pairs:
            below = known.get(key.value)
            if below is None or not _fits(value, below):
                return False
        return not shape.required or shape.required <= {key.value for key, _ in node.pairs}
    return isinstance(shape, MapOf) and all(
        _fits_scalar(key, shape.keys) and _fits(value, shape.value) for key, value in node.pairs
    )


def _fits_scalar(node: Scalar, shape: Shape) -> bool:
    text = words(node)
    if isinstance(shape, Segments):
        return text == text.strip()
    if not isinstance(shape, Text):
        return False
    if shape.values:
        return text in shape.values
    return _has_form(shape.pattern, text) if shape.pattern else not shape.trimmed or text == text.strip()


@lru_cache(maxsize=4096)
def _has_form(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text) is not None


def _fits_segment(text: str) -> bool:
    return text == text.strip()


def _check(node: Node, shape: Shape, place: _Place, found: list[Diagnostic]) -> None:
    if isinstance(shape, Record):
        _check_record(node, shape, place, found)
    elif isinstance(shape, MapOf):
        _check_map(node, shape, place, found)
    elif isinstance(shape, ListOf):
        _check_list(node, shape, place, found)
    elif isinstance(shape, Text):
        found += _check_text(node, shape, place)
    else:
        found += _check_segments(node, place)


def _check_record(node: Node, shape: Record, place: _Place, found: list[Diagnostic]) -> None:
    if not isinstance(node, Mapping):
        found.append(_misshapen(node, "a mapping", place))
        return
    for key, value in node.pairs:
        field = shape.field(key.value)
        if field is None:
            hint = did_you_mean(key.value, shape.shapes)
            message = f"unknown key `{key.value}`"
            found.append(place.below(key.value).fault(UNKNOWN_KEY, key.span, message, hint))
        else:
            _check(value, field.shape, place.below(key.value), found)
    found += [
        place.fault(REQUIRED, _head(node), f"`{field.name}` is missing", field.doc)
        for field in shape.fields
        if field.required and node.key(field.name) is None
    ]


def _check_map(node: Node, shape: MapOf, place: _Place, found: list[Diagnostic]) -> None:
    if not isinstance(node, Mapping):
        found.append(_misshapen(node, "a mapping", place))
        return
    for key, value in node.pairs:
        found += _check_text(key, shape.keys, place.below(key.value))
        _check(value, shape.value, place.below(key.value), found)


def _check_list(node: Node, shape: ListOf, place: _Place, found: list[Diagnostic]) -> None:
    if not isinstance(node, Sequence):
        found.append(_misshapen(node, "a list", place))
        return
    for index, item in enumerate(node.items):
        _check(item, shape.item, place.below(str(index)), found)


def _check_text(node: Node, shape: Text, place: _Place) -> Iterator[Diagnostic]:
    if not isinstance(node, Scalar):
        yield _misshapen(node, "a text", place)
        return
    text = words(node)
    if shape.values and text not in shape.values:
        yield place.fault(VALUE, node.span, f"unknown value `{text}`", did_you_mean(text, shape.values))
    elif shape.pattern and not re.fullmatch(shape.pattern, text):
        yield place.fault(VALUE, node.span, f"`{text}` is not {shape.form}")
    elif shape.trimmed and text != text.strip():
        yield _untrimmed(node, place)


def _check_segments(node: Node, place: _Place) -> Iterator[Diagnostic]:
    items = node.items if isinstance(node, Sequence) else (node,)
    for index, item in enumerate(items):
        if not isinstance(item, Scalar):
            yield _misshapen(item, "a text or a list of texts", place)
            continue
        text = words(item)
        if index and text.startswith(" "):
            text = text[1:]
        if text != text.strip():
            yield _untrimmed(item, place)


def _misshapen(node: Node, wanted: str, place: _Place) -> Diagnostic:
    given = {Scalar: "a text", Sequence: "a list", Mapping: "a mapping"}[type(node)]
    if isinstance(node, Scalar) and not node.value:
        given = "nothing"
    name = f"`{place.path[-1]}`" if place.path else "the file"
    return place.fault(SHAPE, node.span, f"{name} takes {wanted}, not {given}")


def _untrimmed(node: Scalar, place: _Place) -> Diagnostic:
    hint = "take the space out; between the segments of a list, pages put one themselves"
    return place.fault(EDGES, node.span, "text begins or ends with space", hint)


def _head(node: Mapping) -> Span:
    return node.pairs[0][0].span if node.pairs else node.span
