"""Edit catalog files: the lines of a value change, and every other byte stays.

Each edit parses the file for exact positions, and parses its result: if any other value changed, or the new
value is not the wanted one, it raises `EditError`.
"""

from collections.abc import Callable, Iterable
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence as Several
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from eventdocs.formats.yaml.read import read, read_values
from eventdocs.formats.yaml.write import (
    declaration_lines,
    entry_lines,
    fact_lines,
    is_literal,
    scalar,
    text_scalar,
)
from eventdocs.model.event import Event
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span, find_node
from eventdocs.model.values import Value, values_of
from eventdocs.schema.dump import dump_facts
from eventdocs.schema.fields import FACTS

KeyOrder: TypeAlias = Callable[[tuple[str, ...]], Several[str]]
"""Returns the order of the keys in the mapping at a path."""

BOM = "\ufeff"
_FACT_ORDER = tuple(fact.name for fact in FACTS)


class EditError(Exception):
    """The file cannot be edited this way; nothing was changed."""


class SpanEdit(NamedTuple):
    """A new text for a range of a file's text."""

    span: Span
    text: str


def apply_edits(lines: Several[str], edits: Iterable[SpanEdit]) -> str:
    """Return the text of a file's lines with edits of several places; they must not overlap."""
    starts = [0, *accumulate(map(len, lines))]
    text, pieces, done = "".join(lines), [], 0
    for (line, column, end_line, end_column), new in sorted(edits, key=lambda edit: edit.span):
        start, end = starts[min(line, len(lines))] + column, starts[min(end_line, len(lines))] + end_column
        if start < done:
            raise EditError("two edits overlap")
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])


def insert_entry(data: bytes, path: tuple[str, ...], key: str, value: object, order: Several[str]) -> bytes:
    """Return a file with a new key in the block mapping at a path, placed according to `order`.

    `value` is a text, a tuple of segments, or a mapping of such values. The file's own indentation is used.
    """
    text, node = parse_editable(data)
    mapping = find_node(node, path)
    if not isinstance(mapping, Mapping) or mapping.flow or not mapping.pairs:
        raise EditError(f"`{'.'.join(path)}` is not a mapping with one key per line")
    lines = text.splitlines(keepends=True)
    edited = apply_edits(lines, insertions(mapping, lines, {key: value}, order))
    return verify_edit(encode_like(data, edited), node, (*path, key), expected_value(value))


def insert_value(data: bytes, path: tuple[str, ...], value: object, order: KeyOrder) -> bytes:
    """Return a file with a new value, and with the mappings above it that do not exist yet."""
    parent = path[:-1]
    try:
        return insert_entry(data, parent, path[-1], value, order(parent))
    except EditError:
        _, node = parse_editable(data)
        if not parent or find_node(node, parent) is not None:
            raise
        return insert_value(data, parent, {path[-1]: value}, order)


def insertions(
    mapping: Mapping, lines: Several[str], values: AnyMapping[str, object], order: Several[str]
) -> list[SpanEdit]:
    """Return the edits that insert new keys into a block mapping, placed according to `order`."""
    column = mapping.pairs[0][0].span.column
    step = " " * _step(mapping, column)
    written = {key: entry_lines(key, value, " " * column, step) for key, value in values.items()}
    return _insertions_of(mapping, lines, written, order)


def _insertions_of(
    mapping: Mapping, lines: Several[str], written: AnyMapping[str, list[str]], order: Several[str]
) -> list[SpanEdit]:
    """Return the edits that insert lines of new keys into a block mapping, placed according to `order`."""
    column = mapping.pairs[0][0].span.column
    ranks = [_rank(name.value, order) for name, _ in mapping.pairs]
    new: dict[int, list[str]] = {}
    for key in sorted(written, key=lambda key: _rank(key, order)):
        rank = _rank(key, order)
        before = next((at for at in reversed(range(len(ranks))) if ranks[at] < rank), -1)
        new.setdefault(before, []).extend(written[key])
    pairs = mapping.pairs
    places = {
        at: _end_of(lines, pairs[at][0].span.line, column) if at >= 0 else pairs[0][0].span.line for at in new
    }
    return [_insertion(lines, places[at], texts) for at, texts in new.items()]


def insert_declarations(
    data: bytes, path: tuple[str, ...], values: AnyMapping[str, object], order: Several[str]
) -> bytes:
    """Return a file with new declarations in the block mapping at a path; a missing mapping is inserted too.

    Declarations are written as an import writes those of a new catalog.
    """
    text, node = parse_editable(data)
    mapping = find_node(node, path)
    if mapping is None and path:
        *parents, key = path
        return insert_declarations(data, tuple(parents), {key: values}, order)
    if not isinstance(mapping, Mapping) or mapping.flow or not mapping.pairs:
        raise EditError(f"`{'.'.join(path)}` is not a mapping with one key per line")
    lines = text.splitlines(keepends=True)
    column = mapping.pairs[0][0].span.column
    step = " " * _step(mapping, column)
    parent = path[-1] if path else ""
    written = {key: _declared_lines(parent, key, value, column, step) for key, value in values.items()}
    edited = apply_edits(lines, _insertions_of(mapping, lines, written, order))
    plain = {(*path, key): _plain(value) for key, value in values.items()}
    return verify_edits(encode_like(data, edited), node, plain)


def _declared_lines(parent: str, key: str, value: object, column: int, step: str) -> list[str]:
    """Return the lines of a declaration in a column; its parent decides whether it is written on one line."""
    _, *lines = declaration_lines(parent, {key: value}, "", step)
    return [" " * column + line.removeprefix(step) for line in lines]


def set_facts(data: bytes, event: Event, names: Iterable[str]) -> bytes:
    """Return an event's file with some facts of an event: values that it lacks are removed."""
    text, node = parse_editable(data)
    if not isinstance(node, Mapping) or node.flow:
        raise EditError("the file is not a mapping with one key per line")
    lines, values, changed = text.splitlines(keepends=True), dump_facts(event), frozenset(names)
    edits, inserted = [], {}
    wanted = values_of(node)
    assert isinstance(wanted, dict)
    for fact in FACTS:
        if fact.name not in changed:
            continue
        new = fact_lines(fact, values[fact.name]) if fact.name in values else []
        key = node.key(fact.name)
        if key is not None:
            place = Span(key.span.line, 0, _end_of(lines, key.span.line, key.span.column), 0)
            edits.append(SpanEdit(place, _insertion(lines, key.span.line, new).text))
        elif new:
            inserted[fact.name] = new
        wanted.pop(fact.name, None)
        if fact.name in values:
            wanted[fact.name] = _plain(values[fact.name])
    edits += _insertions_of(node, lines, inserted, _FACT_ORDER)
    edited = encode_like(data, apply_edits(lines, edits))
    if values_of(parse_editable(edited)[1]) != wanted:
        raise EditError("the edit would change other values")
    return edited


def insert_item(data: bytes, path: tuple[str, ...], item: str, after: str) -> bytes:
    """Return a file with a new text in the list at a path, after the item `after`."""
    text, node = parse_editable(data)
    sequence = find_node(node, path)
    items = sequence.items if isinstance(sequence, Sequence) else ()
    previous = next((item for item in items if isinstance(item, Scalar) and item.value == after), None)
    if not isinstance(sequence, Sequence) or previous is None:
        raise EditError(f"`{'.'.join(path)}` is not a list with the item `{after}`")
    lines = text.splitlines(keepends=True)
    if sequence.flow:
        line, column = previous.span.end_line, previous.span.end_column
        lines[line] = f"{lines[line][:column]}, {scalar(item, flow=True)}{lines[line][column:]}"
        edited = encode_like(data, "".join(lines))
    else:
        dash = lines[previous.span.line][: previous.span.column]
        edited = _insert_lines(data, text, previous.span.end_line + 1, [f"{dash}{scalar(item)}"])
    wanted = [values_of(old) for old in sequence.items]
    wanted.insert(sequence.items.index(previous) + 1, item)
    return verify_edit(edited, node, path, wanted)


def replace_entry(data: bytes, path: tuple[str, ...], value: object) -> bytes:
    """Return a file with another value at a path.

    A text on one line is replaced in place, in the same quotes; any other value by new lines.
    """
    text, node = parse_editable(data)
    parent, old = find_node(node, path[:-1]), find_node(node, path)
    key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
    if not isinstance(parent, Mapping) or key is None or old is None:
        raise EditError(f"`{'.'.join(path)}` does not exist")
    lines = text.splitlines(keepends=True)
    single = _single_text(value)
    has_place = parent.flow or single is None or not is_literal(single)
    if isinstance(old, Scalar) and single is not None and has_place and old.span.line == old.span.end_line:
        line = lines[old.span.line]
        new = _in_style(old, single, flow=parent.flow)
        lines[old.span.line] = line[: old.span.column] + new + line[old.span.end_column :]
        return verify_edit(encode_like(data, "".join(lines)), node, path, single)
    if parent.flow:
        raise EditError(f"`{'.'.join(path)}` is inside a mapping on one line")
    column = key.span.column
    end = _end_of(lines, key.span.line, column)
    rest = "".join([*lines[: key.span.line], *lines[end:]])
    step = " " * _step(parent, column)
    edited = _insert_lines(data, rest, key.span.line, entry_lines(path[-1], value, " " * column, step))
    return verify_edit(edited, node, path, expected_value(value))


def replace_values(
    data: bytes, values: AnyMapping[tuple[str, ...], object]
) -> tuple[bytes, set[tuple[str, ...]]]:
    """Return a file with other values at some paths, and the paths whose values cannot be replaced.

    Values are texts, or mappings as `insert_declarations` writes them. Texts on one line are replaced in
    place. Lines with a comment are never written again.
    """
    text, node = parse_editable(data)
    lines = text.splitlines(keepends=True)
    edits = {path: _replacement(node, lines, path, value) for path, value in values.items()}
    failed = {path for path, found in edits.items() if found is None}
    try:
        edited = encode_like(
            data, apply_edits(lines, [edit for found in edits.values() for edit in found or ()])
        )
        plain = {path: _plain(value) for path, value in values.items() if path not in failed}
        return verify_edits(edited, node, plain), failed
    except EditError:
        return data, set(values)


def _replacement(
    node: Node, lines: Several[str], path: tuple[str, ...], value: object
) -> list[SpanEdit] | None:
    """Return the edits that replace the value at a path; None if it cannot be replaced."""
    parent, old = find_node(node, path[:-1]), find_node(node, path)
    key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
    if not isinstance(parent, Mapping) or key is None or old is None:
        return None
    if isinstance(value, str) and isinstance(old, Scalar) and old.span.line == old.span.end_line:
        return [SpanEdit(old.span, _in_style(old, value, flow=parent.flow))]
    if isinstance(value, AnyMapping) and isinstance(old, Mapping) and _names(old) == set(value):
        edits = _replacements(node, lines, path, old, value)
        if edits is not None:
            return edits
    column = key.span.column
    end = _end_of(lines, key.span.line, column)
    if parent.flow or any("#" in line for line in lines[key.span.line : end]):
        return None
    step = " " * _step(parent, column)
    new = _declared_lines(path[-2] if len(path) > 1 else "", path[-1], value, column, step)
    return [SpanEdit(Span(key.span.line, 0, end, 0), _insertion(lines, key.span.line, new).text)]


def _replacements(
    node: Node,
    lines: Several[str],
    path: tuple[str, ...],
    old: Mapping,
    values: AnyMapping[str, object],
) -> list[SpanEdit] | None:
    """Return the edits of those values of a mapping that differ; None if one cannot be replaced."""
    found: list[SpanEdit] = []
    for name, value in values.items():
        before = find_node(old, (name,))
        if before is not None and values_of(before) != _plain(value):
            edits = _replacement(node, lines, (*path, name), value)
            if edits is None:
                return None
            found += edits
    return found


def _names(mapping: Mapping) -> set[str]:
    return {key.value for key, _ in mapping.pairs}


def replace_scalars(data: bytes, values: AnyMapping[Scalar, str]) -> bytes:
    """Return a file with other texts for some keys or values of its tree, each on one line."""
    if not values:
        return data
    text, _ = parse_editable(data)
    edits = [SpanEdit(old.span, _in_style(old, new, flow=True)) for old, new in values.items()]
    edited = encode_like(data, apply_edits(text.splitlines(keepends=True), edits))
    parse_editable(edited)
    return edited


def verify_edit(edited: bytes, before: Node, path: tuple[str, ...], value: Value) -> bytes:
    """Return the edited file if only the value at the path changed; else raise `EditError`."""
    return verify_edits(edited, before, {path: value})


def verify_edits(edited: bytes, before: Node, values: AnyMapping[tuple[str, ...], Value]) -> bytes:
    """Return the edited file if only the values at some paths changed; else raise `EditError`."""
    wanted = values_of(before)
    for path, value in values.items():
        wanted = _replace_at(wanted, path, value)
    after = read_values(edited, "")
    if after.value is None or after.diagnostics:
        raise EditError("the file has errors")
    if after.value != wanted:
        places = ", ".join(f"`{'.'.join(path)}`" for path in values)
        raise EditError(f"the edit of {places} would change other values")
    return edited


def _plain(value: object) -> Value:
    """Return how a fact or a declaration is read: unlike in strings, a list stays one."""
    if isinstance(value, AnyMapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value)


def _single_text(value: object) -> str | None:
    match value:
        case str() | (str(),):
            return value if isinstance(value, str) else value[0]
    return None


def expected_value(value: object) -> Value:
    """Return how a written value is read."""
    if isinstance(value, AnyMapping):
        return {key: expected_value(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        texts: list[Value] = [str(text) for text in value]
        return texts[0] if len(texts) == 1 else texts
    return str(value)


def _replace_at(plain: Value, path: tuple[str, ...], value: Value) -> Value:
    if not path:
        return value
    step, *below = path
    rest = tuple(below)
    if isinstance(plain, list):
        plain[int(step)] = _replace_at(plain[int(step)], rest, value)
    else:
        assert isinstance(plain, dict)
        plain[step] = _replace_at(plain.get(step, {}), rest, value)
    return plain


def _in_style(old: Scalar, text: str, *, flow: bool) -> str:
    if old.style == "'" and "\n" not in text:
        return "'" + text.replace("'", "''") + "'"
    return scalar(text, flow=True) if flow else text_scalar(text)


def parse_editable(data: bytes) -> tuple[str, Node]:
    """Return the text of a file without its BOM, and its tree; raise `EditError` if it has errors."""
    node, diagnostics = read(data, "")
    if node is None or diagnostics:
        raise EditError("the file has errors")
    return data.decode("utf-8").removeprefix(BOM), node


def _rank(key: str, order: Several[str]) -> tuple[int, str]:
    return (order.index(key), "") if key in order else (len(order), key)


def _step(mapping: Mapping, column: int) -> int:
    """Return the indentation of one level in a mapping; 2 if no entry shows it."""
    for _, value in mapping.pairs:
        if isinstance(value, Mapping) and not value.flow and value.pairs:
            return value.pairs[0][0].span.column - column
    return 2


def _end_of(lines: Several[str], first: int, column: int) -> int:
    """Return the line after an entry: the first that is not indented deeper than the entry's key."""
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


def _insert_lines(data: bytes, text: str, at: int, new: list[str]) -> bytes:
    lines = text.splitlines(keepends=True)
    return encode_like(data, apply_edits(lines, [_insertion(lines, at, new)]))


def _insertion(lines: Several[str], at: int, new: list[str]) -> SpanEdit:
    """Return the edit that inserts lines before a line."""
    end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    if 0 < at <= len(lines) and not lines[at - 1].endswith(("\n", "\r")):
        return SpanEdit(Span(at, 0, at, 0), end + end.join(new))
    return SpanEdit(Span(at, 0, at, 0), "".join(line + end for line in new))


def replaced_lines(mapping: Mapping, key: Scalar, lines: Several[str], value: object) -> SpanEdit:
    """Return the edit that replaces all lines of an entry in a block mapping."""
    column = key.span.column
    new = _insertion(
        lines, key.span.line, entry_lines(key.value, value, " " * column, " " * _step(mapping, column))
    )
    return SpanEdit(Span(key.span.line, 0, _end_of(lines, key.span.line, column), 0), new.text)


def encode_like(original: bytes, text: str) -> bytes:
    """Return an edited text as bytes, with a BOM if the original has one."""
    bom = BOM if original.startswith(BOM.encode()) else ""
    return (bom + text).encode()
