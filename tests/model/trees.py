"""Trees of catalog files for tests, without YAML."""

from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span


def text(value: str, *, line: int = 0) -> Scalar:
    """Return a scalar at the start of a line."""
    return Scalar(value, Span(line, 0, line, len(value)))


def sequence(*items: Node) -> Sequence:
    """Return a list of nodes."""
    return Sequence(items, Span(0, 0, 0, 0))


def flow_map(**values: Node) -> Mapping:
    """Return a mapping with these keys."""
    return Mapping(tuple((text(key), value) for key, value in values.items()), Span(0, 0, 0, 0))
