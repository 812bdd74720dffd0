"""Find where two texts that should be equal begin to differ."""

import re
from typing import NamedTuple

_BEFORE, _AFTER = 24, 40
_LINE_END = re.compile(r"\r?\n")


class Mismatch(NamedTuple):
    """The first difference of two texts: its line and column, counted from 1, and an excerpt of each text."""

    line: int
    column: int
    first: str
    second: str


def first_mismatch(first: str, second: str) -> Mismatch | None:
    """Return where two texts begin to differ, or None if they are equal."""
    if first == second:
        return None
    pairs = enumerate(zip(first, second, strict=False))
    index = next((index for index, (a, b) in pairs if a != b), min(len(first), len(second)))
    line_start = first.rfind("\n", 0, index) + 1
    line = first.count("\n", 0, index) + 1
    column = index - line_start + 1
    return Mismatch(line, column, _excerpt(first, line_start, index), _excerpt(second, line_start, index))


def _excerpt(text: str, line_start: int, index: int) -> str:
    """Return the line around an index, in backticks; with its line end only if the index is there."""
    start = max(line_start, index - _BEFORE) if index - line_start > _AFTER else line_start
    line_end = _end_of_line(text, index)
    end = min(line_end, index + _AFTER)
    excerpt = f"{'…' if start > line_start else ''}{_visible(text[start:end])}{'…' if end < line_end else ''}"
    if index < len(text):
        return f"`{excerpt}`"
    return f"`{excerpt}` and ends there" if excerpt else "no more text"


def _end_of_line(text: str, index: int) -> int:
    """Return where the line around an index ends; its line end is included only if the index is there."""
    match = _LINE_END.search(text, index)
    if match is None:
        return len(text)
    return match.end() if match.start() == index else match.start()


def _visible(text: str) -> str:
    """Return a text with escapes for characters that cannot be seen."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )
