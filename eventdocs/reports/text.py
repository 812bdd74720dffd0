"""Findings for people: place, code, message, the line itself with a caret, and a hint."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.reports.sanitize import TAB, is_bidi, printable

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_WIDEST = 120


def write(
    diagnostics: Iterable[Diagnostic], prefix: str, source: Callable[[str], str], *, color: bool = False
) -> str:
    """Write findings; `prefix` goes before file names, `source` gives a file's text for the excerpts."""
    lines = lru_cache(maxsize=64)(lambda file: source(file).split("\n"))
    return "\n".join(_finding(each, prefix, lines, color) for each in diagnostics)


def _finding(finding: Diagnostic, prefix: str, lines: Callable[[str], list[str]], color: bool) -> str:
    paint = _painter(_COLORS[finding.severity], color)
    kind = "" if finding.severity is Severity.ERROR else f"{finding.severity}: "
    place, message = printable(f"{prefix}{finding.location}"), printable(finding.message)
    head = f"{place} {paint(finding.rule.code)} {kind}{message}"
    return "\n".join((head, *_excerpt(finding, lines, paint), *_hint(finding)))


def _painter(code: str, color: bool) -> Callable[[str], str]:
    return (lambda text: f"\x1b[{code}m{text}\x1b[0m") if color else (lambda text: text)


def _hint(finding: Diagnostic) -> Iterator[str]:
    if finding.hint:
        yield f"      = {printable(finding.hint)}"


def _excerpt(
    finding: Diagnostic, lines: Callable[[str], list[str]], paint: Callable[[str], str]
) -> Iterator[str]:
    where = finding.location
    text = lines(where.file)
    if not 0 < where.line <= len(text) or not text[where.line - 1].strip():
        return
    line = text[where.line - 1].rstrip("\r")
    start = where.column - 1
    end = where.end_column - 1 if where.end_line == where.line else len(line)
    first = max(0, start - _WIDEST // 2)
    shown = line[first : first + _WIDEST]
    before, marked = line[first:start], line[start : min(max(end, start + 1), first + _WIDEST)]
    yield f"{where.line:>5} | {printable(shown)}"
    yield f"      | {' ' * width(before)}{paint('^' * max(1, width(marked)))}"


def width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide characters, none for combining ones."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character == "\t":
        return TAB
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
        return 0
    if unicodedata.category(character) == "Cf" and not is_bidi(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
