"""A fast reader for files in the style of our writer and most people: values without positions.

Anything else (escapes, folded texts, collections in flow lists, errors) gives None, and the exact reader
reads the file. Both readers give the same values.
"""

import re
from dataclasses import dataclass, field

from eventdocs.model.values import Value

MAX_REGULAR_DEPTH = 16
MAX_REGULAR_LENGTH = 10_000

# Indentation, then a dash or a key, then the rest of the line. YAML limits the length of keys.
_LINES = re.compile(r"^( *)(?:(- +)|(\w[\w.-]{0,127}):(?: +|$))?(.*)$", re.MULTILINE)
# First characters that plain text cannot have; `-`, `?` and `:` are possible, but rare.
_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_SINGLE = re.compile(r"'((?>(?:[^']++|'')*))'")
_DOUBLE = re.compile(r'"([^"\\]*)"')
_WORD = r"[^\W_][\w./-]*(?::[\w/][\w./-]*)*(?: [^\W_][\w./-]*)*"
_TEXT = rf"""({_WORD})|'([^']*)'|"([^"\\]*)\""""
_ITEM = re.compile(rf"(?:{_TEXT})(?:, *|$)")
# The value of a pair can be a mapping or a list.
_PAIR = re.compile(rf"(\w[\w.-]{{0,127}}): +(?:{_TEXT}|\{{([^{{}}]*)\}}|\[([^\[\]]*)\])(?:, *|$)")
_NESTED_MAP, _NESTED_LIST = 5, 6
match_item, match_pair = _ITEM.match, _PAIR.match


@dataclass(slots=True)
class _Collection:
    """The innermost open collection: a mapping, or a list if `mapping` is None, and the mappings around it.

    The value of `key` is on the next lines.
    """

    mapping: dict[str, Value] | None
    column: int = 0
    items: list[Value] = field(default_factory=list)
    outer: list[tuple[dict[str, Value], int]] = field(default_factory=list)
    key: str = ""

    def enter_or_leave(self, column: int, name: str) -> bool:
        """Enter or leave collections up to an entry in a column, and return whether one has this column."""
        if self.key:
            if self.mapping is None or column <= self.column or len(self.outer) == MAX_REGULAR_DEPTH:
                return False
            self.outer.append((self.mapping, self.column))
            inner: dict[str, Value] = {}
            self.items = []
            self.mapping[self.key] = inner if name else self.items
            self.mapping, self.column, self.key = inner if name else None, column, ""
        while column < self.column:
            self.mapping, self.column = self.outer.pop()
        return column == self.column

    def add(self, name: str, value: Value | None) -> bool:
        """Add an entry, or a key whose value follows, and return whether the collection can have it."""
        if self.mapping is None:
            if name or value is None:
                return False
            self.items.append(value)
        elif not name or name in self.mapping:
            return False
        elif value is None:
            self.key = name
        else:
            self.mapping[name] = value
        return True


def read_regular(text: str) -> dict[str, Value] | None:
    """Return the values of a regular file, or None if the exact reader has to read it."""
    if "\t" in text or "\r" in text:
        return None
    root: dict[str, Value] = {}
    top = _Collection(root)
    at, found = 0, _LINES.findall(text)
    lines: list[str] = []  # split when first needed
    while at < len(found):
        spaces, dash, name, rest = found[at]
        at += 1
        if not name and not dash:
            if rest and rest[0] != "#":
                return None
            continue
        if (top.key or len(spaces) != top.column) and not top.enter_or_leave(len(spaces), name):
            return None
        value: Value | None = None
        if rest:
            rest = rest.rstrip(" ")
            if rest in ("|", "|-"):
                lines = lines or text.split("\n")
                at, value = _literal(lines, at, top.column)
            else:
                value = _inline(rest)
            if value is None:
                return None
        if not top.add(name, value):
            return None
    return root if root and not top.key else None


def _literal(lines: list[str], at: int, column: int) -> tuple[int, str | None]:
    """Return the line after a literal block scalar inside a collection, and the scalar's text."""
    first = lines[at] if at < len(lines) else ""
    margin = first[: len(first) - len(first.lstrip(" "))]
    if len(margin) <= column or margin == first:
        return at, None
    end = at
    while end < len(lines) and (lines[end].startswith(margin) or not lines[end].strip(" ")):
        end += 1
    text = "\n".join([line[len(margin) :] for line in lines[at:end]]).rstrip("\n")
    return end, text if len(text) <= MAX_REGULAR_LENGTH else None


def _inline(text: str) -> Value | None:
    """Return the value after a key or a dash, or None if it is not regular."""
    if len(text) > MAX_REGULAR_LENGTH:
        return None
    first = text[0]
    if first not in _SPECIAL:
        return text if ": " not in text and " #" not in text and text[-1] != ":" else None
    if first == "'":
        single = _SINGLE.fullmatch(text)
        return single[1].replace("''", "'") if single else None
    if first == '"':
        double = _DOUBLE.fullmatch(text)
        return double[1] if double else None
    if first == "[" and text[-1] == "]":
        return _flow_list(text[1:-1])
    return _flow_map(text[1:-1]) if first == "{" and text[-1] == "}" else None


def _flow_list(text: str) -> list[Value] | None:
    items: list[Value] = []
    at = 0
    while at < len(text):
        found = match_item(text, at)
        if found is None:
            return None
        items.append(found[found.lastindex or 0])
        at = found.end()
    return items if not text.endswith((",", ", ")) else None


def _flow_map(text: str) -> dict[str, Value] | None:
    pairs: dict[str, Value] = {}
    at = count = 0
    while at < len(text):
        found = match_pair(text, at)
        if found is None:
            return None
        value: Value | None = found[found.lastindex or 0]
        if found.lastindex == _NESTED_MAP:
            value = _flow_map(found[_NESTED_MAP])
        elif found.lastindex == _NESTED_LIST:
            value = _flow_list(found[_NESTED_LIST])
        if value is None:
            return None
        pairs[found[1]] = value
        count += 1
        at = found.end()
    return pairs if len(pairs) == count else None
