"""Trees of catalog files for tests, without YAML."""

from typing import NamedTuple

from eventdocs.model.tree import Mapping, Node, Place, Scalar, Sequence, Span, find_place


def text(value: str, *, line: int = 0) -> Scalar:
    """Return a scalar at the start of a line."""
    return Scalar(value, Span(line, 0, line, len(value)))


def sequence(*items: Node) -> Sequence:
    """Return a list of nodes."""
    return Sequence(items, Span(0, 0, 0, 0))


def flow_map(**values: Node) -> Mapping:
    """Return a mapping with these keys."""
    return Mapping(tuple((text(key), value) for key, value in values.items()), Span(0, 0, 0, 0))


class KnownTree(NamedTuple):
    """The tree of a file that does not exist."""

    node: Node

    def root(self) -> Node | None:
        """Return the tree."""
        return self.node

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Return the span of the value at a path."""
        return find_place(self.node, path)
