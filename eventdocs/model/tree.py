"""The tree of a catalog file: its values with their positions, between YAML text and the model."""

from typing import NamedTuple, Protocol, TypeAlias

from eventdocs.model.diagnostics import Location

_MAX_DIGITS = 10


class Span(NamedTuple):
    """A range of a file: lines and columns count from 0, as in editor protocols; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of(cls, location: Location) -> "Span":
        """Return the span of a location, from which `within` makes it."""
        at = location
        return cls(at.line - 1, at.column - 1, at.end_line - 1, at.end_column - 1)

    def within(self, file: str) -> Location:
        """Return the location in a file, for people: counted from 1."""
        return Location(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


class Scalar(NamedTuple):
    """A text as YAML reads it; `style` is `'`, `"`, `|`, `>`, or empty for a plain scalar."""

    value: str
    span: Span
    style: str = ""


class Sequence(NamedTuple):
    """A list of nodes; `flow` is whether it is written as `[a, b]`."""

    items: tuple["Node", ...]
    span: Span
    flow: bool = False


class Mapping(NamedTuple):
    """Pairs of key and value in file order, with unique keys; `flow` is whether it is written as `{a: b}`.

    `by_key` has the pairs of a large mapping by key, so that thousands of keys are found quickly.
    """

    pairs: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    flow: bool = False
    by_key: "dict[str, tuple[Scalar, Node]] | None" = None

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        pair = self._pair(key)
        return pair[1] if pair else None

    def key(self, key: str) -> Scalar | None:
        """Return the scalar of a key, or None."""
        pair = self._pair(key)
        return pair[0] if pair else None

    def _pair(self, key: str) -> "tuple[Scalar, Node] | None":
        if self.by_key is not None:
            return self.by_key.get(key)
        return next((pair for pair in self.pairs if pair[0].value == key), None)


_MANY_PAIRS = 16


def make_mapping(pairs: "dict[str, tuple[Scalar, Node]]", span: Span, *, flow: bool = False) -> Mapping:
    """Return the mapping of pairs by key."""
    return Mapping(tuple(pairs.values()), span, flow, pairs if len(pairs) >= _MANY_PAIRS else None)


Node: TypeAlias = Scalar | Sequence | Mapping


def is_number(text: str) -> bool:
    """Return whether a text is a whole number of at most ten digits; Python does not read very long ones."""
    return text.isdecimal() and len(text) <= _MAX_DIGITS


def find_node(node: Node | None, path: tuple[str, ...]) -> Node | None:
    """Return the node at a path of keys and list indexes below a node, or None."""
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, Sequence) and is_number(step) and int(step) < len(node.items):
            node = node.items[int(step)]
        else:
            return None
    return node


def nearest_span(node: Node, path: tuple[str, ...]) -> Span:
    """Return the span of the deepest existing node on a path; for a mapping or list, its key's span."""
    span = node.span
    for step in path:
        key = node.key(step) if isinstance(node, Mapping) else None
        child = find_node(node, (step,))
        if child is None:
            break
        node = child
        span = key.span if key is not None and not isinstance(child, Scalar) else child.span
    return span


class Place(NamedTuple):
    """The location of a value: its span or that of the nearest parent, and whether the file has the value."""

    span: Span
    exists: bool


def find_place(node: Node, path: tuple[str, ...]) -> Place:
    """Return where the value at a path of keys and list indexes below a node is."""
    return Place(nearest_span(node, path), find_node(node, path) is not None)


class FileTree(Protocol):
    """The tree of a file, which is parsed when it is needed: only findings and edit links need positions."""

    def root(self) -> Node | None:
        """Return the tree, None if the file cannot be read."""

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Return where the value at a path is; this may need a part of the file only."""


class KnownTree(NamedTuple):
    """A tree that need not be parsed."""

    node: Node

    def root(self) -> Node:
        """Return the tree."""
        return self.node

    def place(self, path: tuple[str, ...]) -> Place:
        """Return where the value at a path is."""
        return find_place(self.node, path)


def scalar_text(scalar: Scalar) -> str:
    """Return the text of a scalar, without the line end that closes a block scalar."""
    return scalar.value.rstrip("\n") if scalar.style in ("|", ">") else scalar.value
