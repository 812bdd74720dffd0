"""Located values as they stand in a catalog file: the tree between YAML text and the model."""

from typing import NamedTuple, TypeAlias

from eventdocs.model.diagnostics import Location


class Span(NamedTuple):
    """A place in one file: lines and columns count from 0 as in editors' protocols; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int

    def within(self, file: str) -> Location:
        """Name the place for people: counted from 1."""
        return Location(file, self.line + 1, self.column + 1, self.end_line + 1, self.end_column + 1)


class Scalar(NamedTuple):
    """A text, exactly the characters that the YAML stands for; `style` is `'`, `"`, `|`, `>` or empty."""

    value: str
    span: Span
    style: str = ""


class Sequence(NamedTuple):
    """A list of nodes; `flow` tells `[a, b]` from the block style."""

    items: tuple["Node", ...]
    span: Span
    flow: bool = False


class Mapping(NamedTuple):
    """Pairs of key and value in file order; keys are unique."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> "Node | None":
        """Value of a key, or None."""
        return next((value for name, value in self.pairs if name.value == key), None)

    def key(self, key: str) -> Scalar | None:
        """Return the key itself as it stands in the file, or None."""
        return next((name for name, _ in self.pairs if name.value == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def find_node(node: Node | None, path: tuple[str, ...]) -> Node | None:
    """Follow keys, and positions in lists, down from a node; None where the path ends early."""
    for step in path:
        if isinstance(node, Mapping):
            node = node.get(step)
        elif isinstance(node, Sequence) and step.isdigit() and int(step) < len(node.items):
            node = node.items[int(step)]
        else:
            return None
    return node


def nearest_span(node: Node, path: tuple[str, ...]) -> Span:
    """Span of the deepest node that exists on a path; for a mapping or list below a key, the key's span."""
    span = node.span
    for step in path:
        key = node.key(step) if isinstance(node, Mapping) else None
        below = find_node(node, (step,))
        if below is None:
            break
        node = below
        span = key.span if key is not None and not isinstance(below, Scalar) else below.span
    return span


def scalar_text(scalar: Scalar) -> str:
    """Text of a scalar as a string means it: the line end that closes a block scalar is not part of it."""
    return scalar.value.rstrip("\n") if scalar.style in ("|", ">") else scalar.value


def text_of(node: Node | None) -> str | None:
    """Text of a scalar; None for anything else."""
    return scalar_text(node) if isinstance(node, Scalar) else None


def texts_of(node: Node | None) -> tuple[str, ...] | None:
    """Texts of a list's scalars; None for anything else than a list."""
    if not isinstance(node, Sequence):
        return None
    return tuple(scalar_text(item) for item in node.items if isinstance(item, Scalar))


def segments_of(node: Node | None) -> tuple[str, ...] | None:
    """Segments of a string: a scalar is one segment, a list is its items."""
    return (scalar_text(node),) if isinstance(node, Scalar) else texts_of(node)


def pairs_of(node: Node | None) -> list[tuple[str, Node]]:
    """Pairs of a mapping; nothing for anything else."""
    return [(key[0], value) for key, value in node.pairs] if isinstance(node, Mapping) else []


def flat_of(node: Node | None) -> dict[str, str]:
    """Texts of a mapping by key; values of another shape are left out."""
    return {key: scalar_text(value) for key, value in pairs_of(node) if isinstance(value, Scalar)}
