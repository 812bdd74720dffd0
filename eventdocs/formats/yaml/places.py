"""Find the position in the file of some characters of a scalar's value."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventdocs.model.tree import Span

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.)|$)")
_LETTERS = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "\0",
    "N": "\x85",
    "_": "\xa0",
    "L": "\u2028",
    "P": "\u2029",
}


class _Token(NamedTuple):
    line: int
    column: int
    width: int
    character: str


def narrow_span(lines: Sequence[str], span: Span, value: str, start: int, end: int) -> Span:
    """Return the span of the characters from `start` to `end` of a scalar's value.

    `lines` are the file's lines without their ends, `span` is that of the scalar. All styles are supported,
    including folded and escaped ones. If value and file do not match, the span of the scalar is returned.
    """
    return SpanNarrower(lines).narrow(span, value, start, end)


class SpanNarrower:
    """Narrows the spans of many findings in one file, whose lines are given without their ends.

    It remembers the last scalar, which may have thousands of findings.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self._last: tuple[Span, str] | None = None
        self._quote_width: int | None = None
        self._tokens: Sequence[_Token] = ()

    def narrow(self, span: Span, value: str, start: int, end: int) -> Span:
        """Return the span of some characters of a scalar's value, like `narrow_span`."""
        if (span, value) != self._last:
            self._last = span, value
            self._quote_width = _quote_width(self.lines, span, value)
            self._tokens = _align(list(_tokens(self.lines, span)), value) if self._quote_width is None else ()
        if self._quote_width is not None:
            column = span.column + self._quote_width
            return Span(span.line, column + start, span.line, column + end)
        if len(self._tokens) < len(value) or start >= len(value):
            return span
        first, last = self._tokens[start], self._tokens[max(start, end - 1)]
        return Span(first.line, first.column, last.line, last.column + (last.width if end > start else 0))


def _quote_width(lines: Sequence[str], span: Span, value: str) -> int | None:
    """Return how many quotation marks are before a value that the file has verbatim; None if it has not."""
    if span.line != span.end_line:
        return None
    raw = lines[span.line][span.column : span.end_column]
    width = 1 if raw.startswith(("'", '"')) else 0
    return width if raw[width : len(raw) - width] == value else None


def _align(tokens: Sequence[_Token], value: str) -> list[_Token]:
    """Return the token of each character; folded space matches any space."""
    aligned: list[_Token] = []
    at = 0
    for character in value:
        if not character.isspace() or at >= len(tokens) or not tokens[at].character.isspace():
            while at < len(tokens) and tokens[at].character != character:
                at += 1
        if at >= len(tokens):
            break
        aligned.append(tokens[at])
        at += 1
    return aligned


def _tokens(lines: Sequence[str], span: Span) -> Iterator[_Token]:
    quote = lines[span.line][span.column : span.column + 1]
    first, last = span.line, min(span.end_line, len(lines) - 1)
    if quote in ("|", ">"):
        first += 1
    for number in range(first, last + 1):
        begin = span.column if number == span.line else 0
        text = lines[number].rstrip("\r")
        end = span.end_column if number == span.end_line else len(text)
        if quote in ("'", '"'):
            begin += number == span.line
            end -= number == span.end_line
        yield from _line_tokens(text, number, begin, end, quote)
        if number != last:
            yield _Token(number, end, 0, "\n")


def _line_tokens(text: str, number: int, at: int, end: int, quote: str) -> Iterator[_Token]:
    while at < end:
        character, width = text[at], 1
        if quote == "'" and text.startswith("''", at):
            width = 2
        elif quote == '"' and character == "\\":
            escape = _ESCAPE.match(text, at, end)
            width = escape.end() - at if escape else 1
            character = _unescape(escape) if escape else character
        if character:
            yield _Token(number, at, width, character)
        at += width


def _unescape(escape: re.Match[str]) -> str:
    two_digits, four_digits, eight_digits, letter = escape.groups()
    code = two_digits or four_digits or eight_digits
    if code:
        return chr(int(code, 16))
    return _LETTERS.get(letter, letter) if letter else ""
