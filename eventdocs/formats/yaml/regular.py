"""A fast reader for files in the style of our writer and most people, line by line.

Anything else (block scalars, escapes, multi-line texts, errors) gives None, and the full reader reads the
file. The trees of both readers are equal, including positions.
"""

import re
from dataclasses import dataclass, field

from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span, make_mapping

MAX_REGULAR_DEPTH = 16
MAX_REGULAR_LENGTH = 10_000

_LINE = re.compile(r"( *)(- +|(\w[\w.-]*):(?: +|$))?(.*)")
# First characters that plain text cannot have; `-`, `?` and `:` are possible, but rare.
_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_SINGLE = re.compile(r"'((?:[^']++|'')*+)'")
_DOUBLE = re.compile(r'"([^"\\]*)"')
_WORD = r"[^\W_][\w./-]*(?::\w[\w./-]*)*(?: [^\W_][\w./-]*)*"
_ITEM = re.compile(rf"({_WORD})(?:, *|$)")
_PAIR = re.compile(rf"(\w[\w.-]*): +({_WORD})(?:, *|$)")
# Bypasses the `__new__` of named tuples: it halves the time of thousands of nodes.
_new_tuple = tuple.__new__


@dataclass(slots=True)
class _OpenNode:
    """A mapping or list that is not complete; in a mapping, `key` is one whose value is on the next lines."""

    indent: int
    line: int
    pairs: dict[str, tuple[Scalar, Node]] | None = None
    items: list[Node] = field(default_factory=list)
    key: Scalar | None = None

    def add(self, key: Scalar | None, node: Node) -> bool:
        if self.pairs is None or key is None:
            self.items.append(node)
            return self.pairs is None and key is None
        count = len(self.pairs)
        self.pairs[key.value] = key, node
        return len(self.pairs) > count

    def closed(self, line: int, column: int) -> Node:
        span = Span(self.line, self.indent, line, column)
        if self.pairs is None:
            return Sequence(tuple(self.items), span)
        return make_mapping(self.pairs, span)


def read_regular(text: str) -> Mapping | None:
    """Return the tree of a regular file, or None if the full reader has to read it."""
    if "\t" in text or "\r" in text:
        return None
    stack: list[_OpenNode] = [_OpenNode(0, 0, {})]
    number, line, lead = 0, "", None
    for number, line in enumerate(text.split("\n")):
        found = _LINE.match(line)
        assert found is not None  # the pattern takes any line
        spaces, lead, name, rest = found.groups()
        if lead is None:
            if rest and rest[0] != "#":
                return None
        elif not _add_line(stack, number, len(spaces), len(lead), name, rest.rstrip(" ")):
            return None
    if stack[-1].key is not None or not stack[0].pairs:
        return None
    if line and lead is None:
        return None  # libyaml places the ends of mappings differently after such a last line
    end = number + bool(line)  # where the stream ends, as libyaml counts
    root = stack[0].closed(end, 0) if _close(stack, 0, end, 0) else None
    return root if isinstance(root, Mapping) else None


def _add_line(stack: list[_OpenNode], line: int, indent: int, lead: int, name: str | None, rest: str) -> bool:
    """Add a line to the open nodes, and return whether it is regular."""
    top = stack[-1]
    if indent > top.indent:
        if top.key is None or len(stack) > MAX_REGULAR_DEPTH:
            return False
        stack.append(top := _OpenNode(indent, line, None if name is None else {}))
    elif top.key is not None:
        return False
    elif indent < top.indent:
        if not _close(stack, indent, line, indent):
            return False
        top = stack[-1]
    elif len(stack) == 1 and not top.pairs:
        top.line = line
    key = None
    if name is not None:
        key = _new_tuple(Scalar, (name, _new_tuple(Span, (line, indent, line, indent + len(name))), ""))
        if not rest:
            top.key = key
            return top.pairs is not None and name not in top.pairs
    node = _value(rest, line, indent + lead) if rest else None
    return node is not None and top.add(key, node)


def _close(stack: list[_OpenNode], indent: int, line: int, column: int) -> bool:
    """Close nodes with deeper indentation, and return whether one with this indentation is open."""
    while stack[-1].indent > indent:
        node = stack.pop().closed(line, column)
        top = stack[-1]
        key, top.key = top.key, None
        if not top.add(key, node):
            return False
    return stack[-1].indent == indent


def _value(text: str, line: int, column: int) -> Node | None:
    """Return the value after a key or a dash, or None if it is not regular."""
    span = _new_tuple(Span, (line, column, line, column + len(text)))
    first = text[0]
    if len(text) > MAX_REGULAR_LENGTH:
        return None
    if first not in _SPECIAL:
        plain = ": " not in text and " #" not in text and text[-1] != ":"
        return _new_tuple(Scalar, (text, span, "")) if plain else None
    if first == "'":
        single = _SINGLE.fullmatch(text)
        return Scalar(single[1].replace("''", "'"), span, "'") if single else None
    if first == '"':
        double = _DOUBLE.fullmatch(text)
        return Scalar(double[1], span, '"') if double else None
    if first == "[" and text[-1] == "]":
        return _flow_list(text[1:-1], span)
    return _flow_map(text[1:-1], span) if first == "{" and text[-1] == "}" else None


def _flow_list(text: str, span: Span) -> Sequence | None:
    items, at = [], 0
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None:
            return None
        items.append(_scalar(found, 1, span))
        at = found.end()
    return Sequence(tuple(items), span, flow=True) if not text.endswith((",", ", ")) else None


def _flow_map(text: str, span: Span) -> Mapping | None:
    pairs: dict[str, tuple[Scalar, Node]] = {}
    at = count = 0
    while at < len(text):
        found = _PAIR.match(text, at)
        if found is None:
            return None
        pairs[found[1]] = _scalar(found, 1, span), _scalar(found, 2, span)
        count += 1
        at = found.end()
    return make_mapping(pairs, span, flow=True) if len(pairs) == count else None


def _scalar(found: re.Match[str], group: int, span: Span) -> Scalar:
    start = span.column + 1
    return Scalar(
        found[group], Span(span.line, start + found.start(group), span.line, start + found.end(group))
    )
