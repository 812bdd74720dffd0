"""Find values in a file that the fast reader understands, without parsing the whole file.

In such a file, indentation alone decides where a mapping or a list ends. The positions are those of the exact
reader.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from enum import Enum
from functools import cached_property, lru_cache
from typing import NamedTuple, TypeAlias

from eventdocs.formats.yaml.regular import match_item, match_pair
from eventdocs.model.tree import Place, Span, is_number

_LINE_END = re.compile("\n")
_KEY = re.compile(r"\w[\w.-]*")
_ENTRY = re.compile(r"\n( *)[^ \n#]")
_CONTENT = re.compile(r"\n( *)")


_Match: TypeAlias = Callable[[str, int, int], re.Match[str] | None]


class _Kind(Enum):
    SCALAR = 0
    FLOW_LIST = 1
    FLOW_MAP = 2
    LIST = 3
    MAP = 4


class _Value(NamedTuple):
    """A value and its offsets. Those of a list or a mapping on lines of its own include their line ends."""

    kind: _Kind
    start: int
    end: int
    column: int = 0


class _Entry(NamedTuple):
    """A value in a list or a mapping, and the offsets of its key, which an item of a list does not have."""

    value: _Value
    key: tuple[int, int] | None = None


class RegularPlaces:
    """Finds the values of a text that `read_regular` accepts."""

    def __init__(self, text: str) -> None:
        self._text = f"\n{text}"  # a line end before each line
        self._root = self._block(0)
        self._entries: dict[tuple[_Value, str], _Entry | None] = {}
        self._lists: dict[_Value, list[_Entry]] = {}

    def find(self, path: tuple[str, ...]) -> Place | None:
        """Return where the value at a path is, None if the file does not have its first key."""
        found: _Entry | None = None
        exists = True
        for step in path:
            value = found.value if found else self._root
            place = value, step
            if place not in self._entries:
                self._entries[place] = self._entry(value, step)
            entry = self._entries[place]
            if entry is None:
                exists = False
                break
            found = entry
        return Place(self._span(found), exists) if found else None

    def _span(self, entry: _Entry) -> Span:
        value = entry.value
        start, end = value.start, value.end
        if entry.key is not None and value.kind is not _Kind.SCALAR:
            start, end = entry.key
        return Span(*self._position(start), *self._position(end))

    def _position(self, offset: int) -> tuple[int, int]:
        count = bisect_left(self._line_ends, offset)
        return count - 1, offset - self._line_ends[count - 1] - 1

    @cached_property
    def _line_ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self._text)]

    def _block(self, start: int) -> _Value:
        """Return the list or mapping on the lines from an offset."""
        first = _ENTRY.search(self._text, start)
        assert first is not None  # a regular file has no key without a value
        column = len(first[1])
        kind = _Kind.LIST if self._text.startswith("- ", first.end() - 1) else _Kind.MAP
        return _Value(kind, first.start(), self._end(first.start(), column, "[^ \n#]"), column)

    def _end(self, start: int, column: int, first: str) -> int:
        """Return the offset of the next line that starts left of a column with one of some characters."""
        found = _starts_left_of(column, first).search(self._text, start) if column else None
        return found.start() if found else len(self._text)

    def _entry(self, parent: _Value, step: str) -> _Entry | None:
        if parent.kind is _Kind.MAP:
            return self._pair(parent, step) if _KEY.fullmatch(step) else None
        if parent.kind is _Kind.FLOW_MAP:
            return self._flow_pairs(parent).get(step)
        if parent.kind is _Kind.SCALAR or not is_number(step):
            return None
        items = self._items(parent)
        return items[int(step)] if int(step) < len(items) else None

    def _pair(self, parent: _Value, name: str) -> _Entry | None:
        line = f"\n{' ' * parent.column}{name}:"
        start = self._text.find(line, parent.start, parent.end)
        if start < 0:
            return None
        end = start + len(line)
        return _Entry(self._value(end), (end - len(name) - 1, end - 1))

    def _value(self, start: int) -> _Value:
        """Return the value after a key or a dash."""
        text = self._text
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        raw = text[start:line_end].strip(" ")
        if not raw:
            return self._block(line_end)
        if raw in ("|", "|-"):
            content = _CONTENT.match(text, line_end)
            assert content is not None
            margin = len(content[1])
            end = self._end(line_end, margin, "[^ \n]")
            return _Value(_Kind.SCALAR, text.index("|", start), self._literal_end(end, margin))
        start += line_end - start - len(text[start:line_end].lstrip(" "))
        return _Value(_kind(raw[0]), start, start + len(raw))

    def _literal_end(self, end: int, margin: int) -> int:
        """Return where the exact reader sees the end of a literal: on the next line, if there is one."""
        if end < len(self._text):
            return end + 1
        last = self._text.rfind("\n") + 1
        return last if len(self._text) - last <= margin and not self._text[last:].strip(" ") else end

    def _items(self, parent: _Value) -> list[_Entry]:
        if parent not in self._lists:
            is_flow = parent.kind is _Kind.FLOW_LIST
            self._lists[parent] = list(self._flow_items(parent) if is_flow else self._block_items(parent))
        return self._lists[parent]

    def _block_items(self, parent: _Value) -> Iterator[_Entry]:
        line = f"\n{' ' * parent.column}- "
        start = parent.start
        while start >= 0:
            yield _Entry(self._value(start + len(line)))
            start = self._text.find(line, start + 1, parent.end)

    def _flow_items(self, parent: _Value) -> Iterator[_Entry]:
        for found in self._flow_matches(match_item, parent):
            yield _Entry(self._flow_value(found, 1))

    def _flow_pairs(self, parent: _Value) -> dict[str, _Entry]:
        matches = self._flow_matches(match_pair, parent)
        return {found[1]: _Entry(self._flow_value(found, 2), found.span(1)) for found in matches}

    def _flow_matches(self, match: _Match, parent: _Value) -> Iterator[re.Match[str]]:
        at, end = parent.start + 1, parent.end - 1
        while at < end:
            found = match(self._text, at, end)
            assert found is not None
            yield found
            at = found.end()

    def _flow_value(self, found: re.Match[str], plain: int) -> _Value:
        """Return the value that was found; all but plain text have a character around their group."""
        group = found.lastindex or 0
        start, end = found.span(group)
        if group == plain:
            return _Value(_Kind.SCALAR, start, end)
        return _Value(_kind(self._text[start - 1]), start - 1, end + 1)


def _kind(first: str) -> _Kind:
    """Return the kind of a value on one line that begins with a character."""
    return {"[": _Kind.FLOW_LIST, "{": _Kind.FLOW_MAP}.get(first, _Kind.SCALAR)


@lru_cache(maxsize=64)
def _starts_left_of(column: int, first: str) -> re.Pattern[str]:
    return re.compile(rf"\n {{0,{column - 1}}}{first}")
