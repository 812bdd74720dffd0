"""Diagnostics as text for people: location, code, message, the line with a caret, and a hint."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.reports.sanitize import TAB, is_bidi, printable

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_MAX_WIDTH = 120
_MAX_PLACES = 3


def write(
    diagnostics: Iterable[Diagnostic], prefix: str, source: Callable[[str], str], *, color: bool = False
) -> Iterator[str]:
    """Yield the text of each finding; `prefix` goes before file names, `source` reads a file for excerpts.

    One file is kept in memory at a time, since findings are sorted by file.
    """
    lines = lru_cache(maxsize=1)(lambda file: source(file).split("\n"))
    for finding in diagnostics:
        yield _diagnostic(finding, prefix, lines, color)


def _diagnostic(finding: Diagnostic, prefix: str, lines: Callable[[str], list[str]], color: bool) -> str:
    paint = _painter(_COLORS[finding.severity], color)
    severity = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
    location, message = printable(f"{prefix}{finding.location}"), printable(finding.message)
    first_line = f"{location} {paint(finding.rule.code)} {severity}{message}"
    places = _places(finding, prefix)
    return "\n".join((first_line, *_excerpt(finding, lines, paint), *_hint(finding), *places))


def _painter(code: str, color: bool) -> Callable[[str], str]:
    return (lambda text: f"\x1b[{code}m{text}\x1b[0m") if color else (lambda text: text)


def _hint(finding: Diagnostic) -> Iterator[str]:
    if finding.hint:
        yield f"      = {printable(finding.hint)}"


def _places(finding: Diagnostic, prefix: str) -> Iterator[str]:
    """Yield a line with the first other places of the finding."""
    if finding.repeated:
        shown = [str(each.location) for each in finding.repeated[:_MAX_PLACES]]
        others = len(finding.repeated) - len(shown)
        more = f" and {others:,} more place{'s' * (others > 1)}" if others else ""
        yield printable(f"      = also at {', '.join(f'{prefix}{place}' for place in shown)}{more}")


def _excerpt(
    finding: Diagnostic, lines: Callable[[str], list[str]], paint: Callable[[str], str]
) -> Iterator[str]:
    """Yield the first line of a finding, shortened around it, and a line of carets below the finding."""
    location = finding.location
    text = lines(location.file)
    if not 0 < location.line <= len(text) or not text[location.line - 1].strip():
        return
    line = text[location.line - 1].rstrip("\r")
    start = location.column - 1
    end = location.end_column - 1 if location.end_line == location.line else len(line)
    first = max(0, start - _MAX_WIDTH // 2)
    last = first + _MAX_WIDTH
    before, marked = line[first:start], line[start : min(max(end, start + 1), last)]
    yield f"{location.line:>5} | {printable(line[first:last])}"
    yield f"      | {' ' * width(before)}{paint('^' * max(1, width(marked)))}"


def width(text: str) -> int:
    """Return how many terminal columns a text takes: two for wide characters, none for combining ones."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(map(_columns, text))


@lru_cache(maxsize=4_096)
def _columns(character: str) -> int:
    if character == "\t":
        return TAB
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    if unicodedata.category(character) == "Cf" and not is_bidi(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
