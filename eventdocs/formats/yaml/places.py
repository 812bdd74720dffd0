"""Places within a scalar: from characters of its value back to the characters of the file."""

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
    """Give the place of the characters from `start` to `end` of a scalar's value.

    `lines` are the file's lines without their ends, `span` is the scalar's place. Works for all styles,
    folded and escaped ones included; where the two do not match, the whole scalar is given.
    """
    if span.line == span.end_line:
        raw = lines[span.line][span.column : span.end_column]
        shift = 1 if raw[:1] in ("'", '"') else 0
        if raw[shift : len(raw) - shift] == value:
            column = span.column + shift
            return Span(span.line, column + start, span.line, column + end)
    places = _aligned(list(_tokens(lines, span)), value)
    if len(places) < len(value) or start >= len(value):
        return span
    first, last = places[start], places[max(start, end - 1)]
    return Span(first.line, first.column, last.line, last.column + (last.width if end > start else 0))


def _aligned(tokens: Sequence[_Token], value: str) -> list[_Token]:
    """Find the token of each character; folded space matches any space."""
    places: list[_Token] = []
    at = 0
    for character in value:
        if not character.isspace() or at >= len(tokens) or not tokens[at].character.isspace():
            while at < len(tokens) and tokens[at].character != character:
                at += 1
        if at >= len(tokens):
            break
        places.append(tokens[at])
        at += 1
    return places


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
        yield from _line(text, number, begin, end, quote)
        if number != last:
            yield _Token(number, end, 0, "\n")


def _line(text: str, number: int, at: int, end: int, quote: str) -> Iterator[_Token]:
    while at < end:
        character, width = text[at], 1
        if quote == "'" and text.startswith("''", at):
            width = 2
        elif quote == '"' and character == "\\":
            found = _ESCAPE.match(text, at, end)
            width = found.end() - at if found else 1
            character = _escaped(found) if found else character
        if character:
            yield _Token(number, at, width, character)
        at += width


def _escaped(found: re.Match[str]) -> str:
    code = found[1] or found[2] or found[3]
    if code:
        return chr(int(code, 16))
    return _LETTERS.get(found[4], found[4]) if found[4] else ""
