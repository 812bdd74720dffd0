"""Edits of catalog files: the lines of the value concerned change, every other byte stays.

Positions come from a fresh reading of the text itself, and the edited text is read again: an edit whose
result does not say exactly what was wanted is refused.
"""

from collections.abc import Sequence as Several

from eventdocs.formats.yaml.read import read
from eventdocs.formats.yaml.write import entry_lines, scalar, text_scalar
from eventdocs.model.nodes import Mapping, Node, Scalar, Sequence, find

_BOM = "\ufeff"


class Uneditable(Exception):
    """The file's form leaves no place for the edit; nothing was changed."""


def insert_entry(data: bytes, path: tuple[str, ...], key: str, value: object, order: Several[str]) -> bytes:
    """Put a key with its value into the block mapping at a path, in the place that `order` gives it.

    `value` is a text, a tuple of segments or a mapping of such; the file's own indentation is used.
    """
    text, node = _parsed(data)
    mapping = find(node, path)
    if not isinstance(mapping, Mapping) or mapping.flow or not mapping.pairs:
        raise Uneditable(f"`{'.'.join(path)}` is not a mapping with one key a line")
    lines = text.splitlines(keepends=True)
    before = [name for name, _ in mapping.pairs if _rank(name.value, order) < _rank(key, order)]
    column = mapping.pairs[0][0].span.column
    at = _end_of(lines, before[-1].span.line, column) if before else mapping.pairs[0][0].span.line
    step = " " * _step(mapping, column)
    return _spliced(data, text, at, entry_lines(key, value, " " * column, step))


def insert_item(data: bytes, path: tuple[str, ...], item: str, after: str) -> bytes:
    """Put a text into the list at a path, behind another of its items."""
    text, node = _parsed(data)
    sequence = find(node, path)
    found = [i for i in sequence.items if isinstance(i, Scalar)] if isinstance(sequence, Sequence) else []
    place = next((each for each in found if each.value == after), None)
    if not isinstance(sequence, Sequence) or place is None:
        raise Uneditable(f"`{'.'.join(path)}` is not a list with `{after}` in it")
    lines = text.splitlines(keepends=True)
    if sequence.flow:
        line, column = place.span.end_line, place.span.end_column
        lines[line] = f"{lines[line][:column]}, {scalar(item, flow=True)}{lines[line][column:]}"
        return _encoded(data, "".join(lines))
    dash = lines[place.span.line][: place.span.column]
    return _spliced(data, text, place.span.end_line + 1, [f"{dash}{scalar(item)}"])


def replace_entry(data: bytes, path: tuple[str, ...], value: object) -> bytes:
    """Replace the value at a path: a text on one line in place, in its quotes; else the entry's lines."""
    text, node = _parsed(data)
    parent, old = find(node, path[:-1]), find(node, path)
    key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
    if not isinstance(parent, Mapping) or key is None or old is None:
        raise Uneditable(f"`{'.'.join(path)}` is not there")
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
        return _encoded(data, "".join(lines))
    if parent.flow:
        raise Uneditable(f"`{'.'.join(path)}` stands inside a mapping on one line")
    column = key.span.column
    end = _end_of(lines, key.span.line, column)
    kept = "".join([*lines[: key.span.line], *lines[end:]])
    step = " " * _step(parent, column)
    return _spliced(data, kept, key.span.line, entry_lines(path[-1], value, " " * column, step))


def _in_style(old: Scalar, text: str, *, flow: bool) -> str:
    if old.style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return scalar(text, flow=True) if flow else text_scalar(text)


def _parsed(data: bytes) -> tuple[str, Node]:
    node, faults = read(data, "")
    if node is None or faults:
        raise Uneditable("the file has faults")
    return data.decode("utf-8").removeprefix(_BOM), node


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
        return _encoded(data, "".join([*lines[:at], end.join(new), *lines[at:]]))
    return _encoded(data, "".join([*lines[:at], *(line + end for line in new), *lines[at:]]))


def _encoded(data: bytes, text: str) -> bytes:
    bom = _BOM if data.startswith(_BOM.encode()) else ""
    return (bom + text).encode()
