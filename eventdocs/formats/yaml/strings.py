"""Write strings into catalog files: replace scalars that differ, and insert missing keys in their order."""

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from typing import TypeAlias

from eventdocs.formats.yaml.edit import (
    EditError,
    KeyOrder,
    SpanEdit,
    apply_edits,
    encode_like,
    expected_value,
    insert_value,
    insertions,
    parse_editable,
    replace_entry,
    replaced_lines,
    verify_edits,
)
from eventdocs.formats.yaml.scalars import replace_scalar, scalar_edits
from eventdocs.formats.yaml.write import is_literal
from eventdocs.model.event import Segments
from eventdocs.model.limits import FILE_SIZE
from eventdocs.model.tree import Mapping, Node, Scalar, find_node
from eventdocs.model.tree import Sequence as List

_Path: TypeAlias = tuple[str, ...]
_MAX_FAILURES = 50  # attempts to edit a file that are not possible; each takes as long as reading it


def write_strings(
    data: bytes, strings: AnyMapping[_Path, Segments], order: KeyOrder
) -> tuple[bytes, dict[_Path, str]]:
    """Return a file with these segments as the strings at their paths, and why some cannot be written.

    `order` gives the order of the keys at a path. All strings are written at once, and the file is parsed
    twice. If that is not possible, each half is tried alone.
    """
    writer = _Writer(data, order)
    writer.write(dict(strings))
    return writer.data, writer.refused


class _Writer:
    """Writes strings into a file, those that are possible with a limited number of attempts."""

    def __init__(self, data: bytes, order: KeyOrder) -> None:
        self.data, self.order = data, order
        self.refused: dict[_Path, str] = {}
        self.failures = 0

    def write(self, strings: dict[_Path, Segments]) -> None:
        try:
            self.data = _within_limit(_write_together(self.data, strings, self.order))
        except EditError as error:
            self.failures += 1
            if len(strings) == 1:
                self.write_single(*strings.items())
            elif self.failures > _MAX_FAILURES:
                self.refused |= dict.fromkeys(strings, str(error))
            else:
                paths = list(strings)
                for part in (paths[: len(paths) // 2], paths[len(paths) // 2 :]):
                    self.write({path: strings[path] for path in part})

    def write_single(self, string: tuple[_Path, Segments]) -> None:
        try:
            self.data = _within_limit(write_string(self.data, *string, self.order))
        except EditError as error:
            self.refused[string[0]] = str(error)


def _within_limit(data: bytes) -> bytes:
    if len(data) > FILE_SIZE.value:
        raise EditError(f"it would be too large: {FILE_SIZE.hint}")
    return data


def _write_together(data: bytes, strings: AnyMapping[_Path, Segments], order: KeyOrder) -> bytes:
    """Return a file with all of the strings; raise `EditError` if one of them needs another way."""
    text, node = parse_editable(data)
    lines = text.splitlines(keepends=True)
    edits: list[SpanEdit] = []
    new: dict[_Path, dict[str, object]] = {}
    for path, segments in strings.items():
        if find_node(node, path) is None:
            _add_new(new, node, path, segments)
        else:
            edits += _replacements(node, lines, path, segments)
    for path, values in sorted(new.items(), key=lambda item: -len(item[0])):  # inner mappings end first
        mapping = find_node(node, path)
        if isinstance(mapping, Mapping) and not mapping.pairs and path:
            edits.append(_filled(node, mapping, lines, path, _ordered(values, path, order)))
            continue
        if not isinstance(mapping, Mapping) or mapping.flow or not mapping.pairs:
            raise EditError(f"`{'.'.join(path)}` is not a mapping with one key per line")
        edits += insertions(mapping, lines, _ordered(values, path, order), order(path))
    expected = {path: expected_value(segments) for path, segments in strings.items()}
    return verify_edits(encode_like(data, apply_edits(lines, edits)), node, expected)


def _filled(
    node: Node, empty: Mapping, lines: Sequence[str], path: _Path, values: AnyMapping[str, object]
) -> SpanEdit:
    """Return the edit that replaces an empty mapping, `{}`, by new values on lines of their own."""
    parent = find_node(node, path[:-1])
    key = parent.key(path[-1]) if isinstance(parent, Mapping) and not parent.flow else None
    rest = lines[empty.span.end_line][empty.span.end_column :]
    if key is None or not isinstance(parent, Mapping) or rest.strip():  # a comment would be lost
        raise EditError(f"`{'.'.join(path)}` is not a mapping with one key per line")
    return replaced_lines(parent, key, lines, values)


def _add_new(new: dict[_Path, dict[str, object]], node: Node, path: _Path, segments: Segments) -> None:
    """Add a string below the deepest mapping on its path that exists, with the mappings in between."""
    depth = len(path) - 1
    while depth and find_node(node, path[:depth]) is None:
        depth -= 1
    values = new.setdefault(path[:depth], {})
    *parents, key = path[depth:]
    for parent in parents:
        inner = values.setdefault(parent, {})
        assert isinstance(inner, dict)
        values = inner
    values[key] = segments


def _ordered(values: AnyMapping[str, object], path: _Path, order: KeyOrder) -> dict[str, object]:
    """Return new values with the keys of the mappings among them in order."""
    keys = order(path)
    ranks = {key: at for at, key in enumerate(keys)}
    return {
        key: _ordered(value, (*path, key), order) if isinstance(value, dict) else value
        for key, value in sorted(values.items(), key=lambda item: (ranks.get(item[0], len(keys)), item[0]))
    }


def _replacements(node: Node, lines: Sequence[str], path: _Path, segments: Segments) -> Iterator[SpanEdit]:
    """Yield the edits that replace the string at a path."""
    old, parent = find_node(node, path), find_node(node, path[:-1])
    if isinstance(old, Scalar) and len(segments) == 1 and not _needs_lines(old, lines, segments[0], parent):
        flow = isinstance(parent, Mapping | List) and parent.flow
        yield next(scalar_edits(old, lines, segments[0], flow=flow))
    elif isinstance(old, List) and len(old.items) == len(segments):
        for item, text in zip(old.items, segments, strict=True):
            if not isinstance(item, Scalar):
                raise EditError(f"`{'.'.join(path)}` is not text")
            if item.value != text:
                yield next(scalar_edits(item, lines, text, flow=old.flow))
    else:
        key = parent.key(path[-1]) if isinstance(parent, Mapping) else None
        if not isinstance(parent, Mapping) or key is None or parent.flow:
            raise EditError(f"`{'.'.join(path)}` is inside a mapping on one line")
        yield replaced_lines(parent, key, lines, segments)


def _needs_lines(old: Scalar, lines: Sequence[str], text: str, parent: Node | None) -> bool:
    """Return whether a text of several lines replaces a scalar in another style, and can get its own lines.

    A comment after the scalar would be lost, so the text is then written in double quotes.
    """
    is_block_mapping = isinstance(parent, Mapping) and not parent.flow
    has_comment = bool(lines[old.span.end_line][old.span.end_column :].strip())
    return is_block_mapping and old.style not in ("|", ">") and is_literal(text) and not has_comment


def write_string(data: bytes, path: _Path, segments: Segments, order: KeyOrder) -> bytes:
    """Return a file with these segments as the string at a path; `order` gives the order of keys there."""
    content, node = parse_editable(data)
    old, parent = find_node(node, path), find_node(node, path[:-1])
    if old is None:
        return insert_value(data, path, segments, order)
    if isinstance(old, Scalar) and len(segments) == 1:
        if _needs_lines(old, content.splitlines(keepends=True), segments[0], parent):
            return replace_entry(data, path, segments)
        return replace_scalar(data, path, segments[0])
    if isinstance(old, List) and len(old.items) == len(segments):
        for index, text in enumerate(segments):
            item = old.items[index]
            if not isinstance(item, Scalar) or item.value != text:
                data = replace_scalar(data, (*path, str(index)), text)
        return data
    return replace_entry(data, path, segments)
