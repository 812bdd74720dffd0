"""A fast reader for files in the style of our writer and most people: values without positions.

Anything else (escapes, folded texts, nested flow collections, errors) gives None, and the exact reader reads
the file. Both readers give the same values.
"""

import re

from eventdocs.model.values import Value

MAX_REGULAR_DEPTH = 16
MAX_REGULAR_LENGTH = 10_000

# Indentation, then a dash or a key, then the rest of the line. YAML limits the length of keys.
_LINES = re.compile(r"^( *)(?:(- +)|(\w[\w.-]{0,127}):(?: +|$))?(.*)$", re.MULTILINE)
# First characters that plain text cannot have; `-`, `?` and `:` are possible, but rare.
_SPECIAL = frozenset("-?:,[]{}#&*!|>'\"%@` ")
_SINGLE = re.compile(r"'((?:[^']++|'')*+)'")
_DOUBLE = re.compile(r'"([^"\\]*)"')
_WORD = r"[^\W_][\w./-]*(?::[\w/][\w./-]*)*(?: [^\W_][\w./-]*)*"
_ITEM = re.compile(rf"({_WORD})(?:, *|$)")
_PAIR = re.compile(rf"(\w[\w.-]{{0,127}}): +({_WORD})(?:, *|$)")


def read_regular(text: str) -> dict[str, Value] | None:
    """Return the values of a regular file, or None if the exact reader has to read it."""
    if "\t" in text or "\r" in text:
        return None
    mapping: dict[str, Value] | None = {}  # the innermost open mapping, None inside a list
    items: list[Value] = []
    outer: list[tuple[dict[str, Value], int]] = []  # the mappings around it, each with its column
    root, column, key = mapping, 0, ""  # the value of `key` is on the next lines
    at, found = 0, _LINES.findall(text)
    while at < len(found):
        spaces, dash, name, rest = found[at]
        at += 1
        if not name and not dash:
            if rest and rest[0] != "#":
                return None
            continue
        indent = len(spaces)
        if key:
            if mapping is None or indent <= column or len(outer) == MAX_REGULAR_DEPTH:
                return None
            outer.append((mapping, column))
            inner: dict[str, Value] = {}
            items = []
            mapping[key] = inner if name else items
            mapping, column, key = inner if name else None, indent, ""
        elif indent != column:
            while indent < column:
                mapping, column = outer.pop()
            if indent != column:
                return None
        if name in mapping if mapping is not None and name else mapping is not None or name:
            return None
        rest = rest.rstrip(" ")
        if not rest and name:
            key = name
            continue
        value: Value | None
        if rest in ("|", "|-"):
            at, value = _literal(text.split("\n"), at, column)
        else:
            value = _inline(rest)
        if value is None:
            return None
        if mapping is None:
            items.append(value)
        else:
            mapping[name] = value
    return root if root and not key else None


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
    if not text or len(text) > MAX_REGULAR_LENGTH:
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
        found = _ITEM.match(text, at)
        if found is None:
            return None
        items.append(found[1])
        at = found.end()
    return items if not text.endswith((",", ", ")) else None


def _flow_map(text: str) -> dict[str, Value] | None:
    pairs: dict[str, Value] = {}
    at = count = 0
    while at < len(text):
        found = _PAIR.match(text, at)
        if found is None:
            return None
        pairs[found[1]] = found[2]
        count += 1
        at = found.end()
    return pairs if len(pairs) == count else None
