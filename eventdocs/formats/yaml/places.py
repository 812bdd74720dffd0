"""Find the position in the file of some characters of a scalar's value."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

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

SpanFinder: TypeAlias = Callable[[int, int], Span]


class _Token(NamedTuple):
    line: int
    column: int
    width: int
    character: str


def span_finder(lines: Sequence[str], span: Span, value: str) -> SpanFinder:
    """Return a function that returns the span of the characters from a start to an end of a scalar's value.

    `lines` are the file's lines without their ends, `span` is that of the scalar. All styles are supported,
    including folded and escaped ones. If value and file do not match, the span of the scalar is returned.
    Matching them takes most of the time, so it is done once for all findings in a scalar.
    """
    if span.line == span.end_line:
        raw = lines[span.line][span.column : span.end_column]
        quote_width = 1 if raw.startswith(("'", '"')) else 0
        if raw[quote_width : len(raw) - quote_width] == value:
            column = span.column + quote_width
            return lambda start, end: Span(span.line, column + start, span.line, column + end)
    tokens = _align(list(_tokens(lines, span)), value)

    def find(start: int, end: int) -> Span:
        if len(tokens) < len(value) or start >= len(value):
            return span
        first, last = tokens[start], tokens[max(start, end - 1)]
        return Span(first.line, first.column, last.line, last.column + (last.width if end > start else 0))

    return find


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
