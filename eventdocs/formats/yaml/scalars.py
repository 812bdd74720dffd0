"""Edit single scalars in place: the whole text, or some of its characters."""

from collections.abc import Iterator
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as Several
from typing import NamedTuple

from eventdocs.formats.yaml.edit import (
    BOM,
    EditError,
    SpanEdit,
    apply_edits,
    encode_like,
    parse_editable,
    verify_edit,
)
from eventdocs.formats.yaml.places import span_finder
from eventdocs.formats.yaml.write import double_quoted, scalar
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span, find_node, scalar_text


def replace_scalar(data: bytes, path: tuple[str, ...], text: str) -> bytes:
    """Return a file with another text at a path, in the scalar's own style if the text allows it."""
    content, node = parse_editable(data)
    old, parent = find_node(node, path), find_node(node, path[:-1])
    if not isinstance(old, Scalar):
        raise EditError(f"`{'.'.join(path)}` is not text")
    lines = content.splitlines(keepends=True)
    flow = isinstance(parent, Mapping | Sequence) and parent.flow
    for candidate in scalar_edits(old, lines, text, flow=flow):
        try:
            return verify_edit(encode_like(data, apply_edits(lines, [candidate])), node, path, text)
        except EditError:
            continue
    raise EditError(f"`{'.'.join(path)}` cannot be replaced by the text")


def scalar_edits(old: Scalar, lines: Several[str], text: str, *, flow: bool) -> Iterator[SpanEdit]:
    """Yield edits that write a new text: in the old style, as any scalar, in double quotes."""
    if old.style in ("|", ">"):
        yield _block(old, lines, text)
    elif old.style == "'" and "\n" not in text:
        yield _inline(old, lines, "'" + text.replace("'", "''") + "'")
    elif old.style == '"':
        yield _inline(old, lines, double_quoted(text))
    yield _inline(old, lines, scalar(text, flow=flow))
    yield _inline(old, lines, double_quoted(text))


def _inline(old: Scalar, lines: Several[str], written: str) -> SpanEdit:
    if old.style in ("|", ">"):
        end = _block_end(old, lines)
        return SpanEdit(old.span._replace(end_line=end, end_column=0), written + _end(lines[old.span.line]))
    return SpanEdit(old.span, written)


def _block(old: Scalar, lines: Several[str], text: str) -> SpanEdit:
    """Return the edit that writes a text in a block scalar of the same indentation.

    It has the same header, unless folding would change the text: it is literal then.
    """
    first, end = old.span.line, _block_end(old, lines)
    content = next((line for line in lines[first + 1 : end] if line.strip()), "")
    indent = content[: len(content) - len(content.lstrip(" "))]
    stop = _end(lines[first])
    new_lines = text.split("\n")
    is_folded = old.style == ">" and all(line and not line[0].isspace() for line in new_lines)
    header = lines[first][old.span.column :]
    pieces = [header if is_folded else f"|{header[1:]}"]
    for number, line in enumerate(new_lines):
        pieces += [*([stop] if number and is_folded else []), (f"{indent}{line}" if line else "") + stop]
    return SpanEdit(Span(first, old.span.column, end, 0), "".join(pieces))


def _block_end(old: Scalar, lines: Several[str]) -> int:
    """Return the line after the last line of a block scalar that is not blank."""
    indents = [len(line) - len(line.lstrip(" ")) for line in lines[old.span.line + 1 :] if line.strip()]
    indent = indents[0] if indents else 0
    end = old.span.line + 1
    for at in range(old.span.line + 1, min(old.span.end_line + 1, len(lines))):
        line = lines[at]
        if not line.strip():
            continue
        if len(line) - len(line.lstrip(" ")) < indent:
            break
        end = at + 1
    return end


def _end(line: str) -> str:
    return "\r\n" if line.endswith("\r\n") else "\n"


class Replacement(NamedTuple):
    """A text for the characters of a value from `start` to `end` (exclusive)."""

    start: int
    end: int
    text: str


class ScalarEdit(NamedTuple):
    """Replacements in the scalar at a span that has a value; they are in order and do not overlap."""

    span: Span
    value: str
    replacements: tuple[Replacement, ...]

    @property
    def result(self) -> str:
        """The value with its replacements."""
        return _replaced(self.value, self.replacements)


def replace_characters(data: bytes, edits: Several[ScalarEdit]) -> bytes:
    """Return a file with replacements in some of its scalars, each of which is edited once."""
    lines = data.decode("utf-8").removeprefix(BOM).split("\n")
    _, before = parse_editable(data)
    by_line: dict[int, list[Replacement]] = {}
    for span, value, replacements in edits:
        find = span_finder(lines, span, value)
        for start, end, text in replacements:
            target = find(start, end)
            if target.line != target.end_line or target == span:
                raise EditError("the characters are on several lines")
            by_line.setdefault(target.line, []).append(Replacement(target.column, target.end_column, text))
    for number, changes in by_line.items():
        lines[number] = _replaced(lines[number], sorted(changes))
    edited = encode_like(data, "\n".join(lines))
    _, after = parse_editable(edited)
    values = {edit.span: edit.result for edit in edits}
    if list(_texts(after, {})) != list(_texts(before, values)):
        raise EditError("the edit would change other values")
    return edited


def _replaced(text: str, replacements: Several[Replacement]) -> str:
    pieces, done = [], 0
    for start, end, new in replacements:
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def _texts(node: Node, values: AnyMapping[Span, str]) -> Iterator[str]:
    """Yield all keys and values of a tree, with other values for the scalars at some spans."""
    if isinstance(node, Scalar):
        yield values.get(node.span, scalar_text(node))
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item, values)
    else:
        for key, value in node.pairs:
            yield key.value
            yield from _texts(value, values)
