"""Where two texts that should be equal begin to differ, and what each of them has there."""

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
    at = next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))
    start = first.rfind("\n", 0, at) + 1
    line = first.count("\n", 0, at) + 1
    return Mismatch(line, at - start + 1, _excerpt(first, start, at), _excerpt(second, start, at))


def _excerpt(text: str, start: int, at: int) -> str:
    """Return the line around a place in backticks; its line end only if the place is there."""
    begin = max(start, at - _BEFORE) if at - start > _AFTER else start
    line_end = _LINE_END.search(text, at)
    end = len(text) if line_end is None else line_end.end() if line_end.start() == at else line_end.start()
    cut = min(end, at + _AFTER)
    shown = f"{'…' if begin > start else ''}{_visible(text[begin:cut])}{'…' if cut < end else ''}"
    if at < len(text):
        return f"`{shown}`"
    return f"`{shown}` and ends there" if shown else "no more text"


def _visible(text: str) -> str:
    """Replace characters that cannot be seen by their escapes."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )
