"""Edits of catalog files: the lines of the value concerned change, every other byte stays.

Positions come from a fresh reading of the text itself, and the edited text is read again: an edit whose
result does not say exactly what was wanted is refused.
"""

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as Several
from typing import TypeAlias

from eventdocs.formats.yaml.read import read
from eventdocs.formats.yaml.write import entry_lines, scalar, text_scalar
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, find_node, scalar_text

_Plain: TypeAlias = "str | list[_Plain] | dict[str, _Plain]"

BOM = "\ufeff"


class EditError(Exception):
    """The file's form leaves no place for the edit; nothing was changed."""


def insert_entry(data: bytes, path: tuple[str, ...], key: str, value: object, order: Several[str]) -> bytes:
    """Put a key with its value into the block mapping at a path, in the place that `order` gives it.

    `value` is a text, a tuple of segments or a mapping of such; the file's own indentation is used.
    """
    text, node = parse_editable(data)
    mapping = find_node(node, path)
    if not isinstance(mapping, Mapping) or mapping.flow or not mapping.pairs:
        raise EditError(f"`{'.'.join(path)}` is not a mapping with one key a line")
    lines = text.splitlines(keepends=True)
    before = [name for name, _ in mapping.pairs if _rank(name.value, order) < _rank(key, order)]
    column = mapping.pairs[0][0].span.column
    at = _end_of(lines, before[-1].span.line, column) if before else mapping.pairs[0][0].span.line
    step = " " * _step(mapping, column)
    edited = _spliced(data, text, at, entry_lines(key, value, " " * column, step))
    return verify_edit(edited, node, (*path, key), _meant(value))


def insert_item(data: bytes, path: tuple[str, ...], item: str, after: str) -> bytes:
    """Put a text into the list at a path, behind another of its items."""
    text, node = parse_editable(data)
    sequence = find_node(node, path)
    found = [i for i in sequence.items if isinstance(i, Scalar)] if isinstance(sequence, Sequence) else []
    place = next((each for each in found if each.value == after), None)
    if not isinstance(sequence, Sequence) or place is None:
        raise EditError(f"`{'.'.join(path)}` is not a list with `{after}` in it")
    lines = text.splitlines(keepends=True)
    if sequence.flow:
        line, column = place.span.end_line, place.span.end_column
        lines[line] = f"{lines[line][:column]}, {scalar(item, flow=True)}{lines[line][column:]}"
        edited = encode_like(data, "".join(lines))
    else:
        dash = lines[place.span.line][: place.span.column]
        edited = _spliced(data, text, place.span.end_line + 1, [f"{dash}{scalar(item)}"])
    wanted = [_plain(each) for each in sequence.items]
    wanted.insert(sequence.items.index(place) + 1, item)
    return verify_edit(edited, node, path, wanted)


def replace_entry(data: bytes, path: tuple[str, ...], value: object) -> bytes:
    """Replace the value at a path: a text on one line in place, in its quotes; else the entry's lines."""
    text, node = parse_editable(data)
    parent, old = find_node(node, path[:-1]), find_node(node, path)
    key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
    if not isinstance(parent, Mapping) or key is None or old is None:
        raise EditError(f"`{'.'.join(path)}` is not there")
    lines = text.splitlines(keepends=True)
    single = (
        value
        if isinstance(value, str)
        else value[0]
        if isinstance(value, tuple) and len(value) == 1
        else None
    )
    if isinstance(old, Scalar) and isinstance(single, str) and old.span.line == old.span.end_line:
        line = lines[old.span.line]
        written = _in_style(old, single, flow=parent.flow)
        lines[old.span.line] = line[: old.span.column] + written + line[old.span.end_column :]
        return verify_edit(encode_like(data, "".join(lines)), node, path, single)
    if parent.flow:
        raise EditError(f"`{'.'.join(path)}` stands inside a mapping on one line")
    column = key.span.column
    end = _end_of(lines, key.span.line, column)
    kept = "".join([*lines[: key.span.line], *lines[end:]])
    step = " " * _step(parent, column)
    edited = _spliced(data, kept, key.span.line, entry_lines(path[-1], value, " " * column, step))
    return verify_edit(edited, node, path, _meant(value))


def verify_edit(edited: bytes, before: Node, path: tuple[str, ...], value: _Plain) -> bytes:
    """Read the edited text again: it says what it said, but for the one value, or the edit is refused."""
    wanted = _with(_plain(before), path, value)
    _, after = parse_editable(edited)
    if _plain(after) != wanted:
        raise EditError(f"the edit of `{'.'.join(path)}` would read otherwise")
    return edited


def _plain(node: Node) -> _Plain:
    if isinstance(node, Scalar):
        return scalar_text(node)
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {key.value: _plain(value) for key, value in node.pairs}


def _meant(value: object) -> _Plain:
    if isinstance(value, AnyMapping):
        return {key: _meant(below) for key, below in value.items()}
    if isinstance(value, tuple):
        return str(value[0]) if len(value) == 1 else [str(each) for each in value]
    return str(value)


def _with(plain: _Plain, path: tuple[str, ...], value: _Plain) -> _Plain:
    if not path:
        return value
    if isinstance(plain, list):
        at = int(path[0])
        return [*plain[:at], _with(plain[at], path[1:], value), *plain[at + 1 :]]
    assert isinstance(plain, dict)
    return {**plain, path[0]: _with(plain.get(path[0], {}), path[1:], value)}


def _in_style(old: Scalar, text: str, *, flow: bool) -> str:
    if old.style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return scalar(text, flow=True) if flow else text_scalar(text)


def parse_editable(data: bytes) -> tuple[str, Node]:
    """Read a file that is to be edited: its text without a BOM, and its tree."""
    node, faults = read(data, "")
    if node is None or faults:
        raise EditError("the file has faults")
    return data.decode("utf-8").removeprefix(BOM), node


def _rank(key: str, order: Several[str]) -> tuple[int, str]:
    return (order.index(key), "") if key in order else (len(order), key)


def _step(mapping: Mapping, column: int) -> int:
    """Indentation of one level, as the mapping's own entries have it; 2 where none shows it."""
    for _, value in mapping.pairs:
        if isinstance(value, Mapping) and not value.flow and value.pairs:
            return value.pairs[0][0].span.column - column
    return 2


def _end_of(lines: Several[str], first: int, column: int) -> int:
    """Line behind an entry that begins at a line: up to the next line that is not deeper than its key."""
    end = first + 1
    for at in range(first + 1, len(lines)):
        content = lines[at].lstrip(" ")
        depth = len(lines[at]) - len(content)
        if not content.strip():
            continue
        if depth < column or (depth == column and not content.startswith("- ")):
            break
        end = at + 1
    return end


def _spliced(data: bytes, text: str, at: int, new: list[str]) -> bytes:
    lines = text.splitlines(keepends=True)
    end = "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"
    if at > 0 and at <= len(lines) and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += end
        return encode_like(data, "".join([*lines[:at], end.join(new), *lines[at:]]))
    return encode_like(data, "".join([*lines[:at], *(line + end for line in new), *lines[at:]]))


def encode_like(original: bytes, text: str) -> bytes:
    """Encode an edited text, with a BOM if the file had one."""
    bom = BOM if original.startswith(BOM.encode()) else ""
    return (bom + text).encode()
