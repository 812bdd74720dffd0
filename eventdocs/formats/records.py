"""Records: one event a line, as JSON, read into a tree with positions."""

import re
from json import JSONDecodeError, JSONDecoder

from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.limits import NESTING, VALUES, LimitCounter
from eventdocs.model.sources import UNREADABLE_SOURCE
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, Span, make_mapping

_SPACE = re.compile(r"[ \t\r\n]*")
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null")
_NULL = "null"
_DECODER = JSONDecoder()


class _Invalid(Exception):
    """A line is not a record: the position, and what is wrong there."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at, self.message = at, message


def read_record(line: bytes, number: int, file: str) -> Mapping | Diagnostic | None:
    """Return the tree of a record, a finding if the line is none, or None if the line is blank.

    A key with null is left out, as if it were missing. Raises `EventdocsError` if there are too many values.
    """
    try:
        text = line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError as error:
        at = len(line[: error.start].decode("utf-8", "replace"))
        return _finding(file, number, at, f"byte 0x{line[error.start]:02X} is not UTF-8", "save it as UTF-8")
    if not text.strip():
        return None
    try:
        return _Parser(text, number - 1, file).record()
    except _Invalid as error:
        return _finding(file, number, error.at, f"the line is not JSON: {error.message}")
    except JSONDecodeError as error:
        reason = f"{error.msg[:1].lower()}{error.msg[1:]}"
        return _finding(file, number, error.pos, f"the line is not JSON: {reason}")


def _finding(file: str, line: int, at: int, message: str, hint: str = "") -> Diagnostic:
    hint = hint or "write one JSON object a line; `eventdocs schema record` describes it"
    return Diagnostic(UNREADABLE_SOURCE, Location(file, line, at + 1), message, hint)


class _Parser:
    """Parses the JSON of one line."""

    def __init__(self, text: str, line: int, file: str) -> None:
        self.text, self.line, self.at = text, line, 0
        self.max_depth, self.values = NESTING.value, LimitCounter(VALUES, file)

    def record(self) -> Mapping:
        """Return the object that is the whole line."""
        if self.next() != "{":
            raise _Invalid(self.at, "expected an object")
        record = self.mapping(1)
        if self.next():
            raise _Invalid(self.at, "expected the end of the line")
        return record

    def next(self) -> str:
        """Return the next character that is no space, and move to it; empty at the end."""
        match = _SPACE.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.text[self.at : self.at + 1]

    def value(self, depth: int) -> Node | None:
        """Return the next value; None for null."""
        self.values.add()
        match self.next():
            case "{":
                return self.mapping(depth + 1)
            case "[":
                return self.sequence(depth + 1)
            case '"':
                return self.string()
        start, match_ = self.at, _PLAIN.match(self.text, self.at)
        if not match_:
            raise _Invalid(start, "expected a value")
        self.at = match_.end()
        return None if match_[0] == _NULL else Scalar(match_[0], self.span(start))

    def string(self) -> Scalar:
        start = self.at
        value, self.at = _DECODER.raw_decode(self.text, start)
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise _Invalid(start, "a text has half of a surrogate pair")
        return Scalar(value, self.span(start), '"')

    def span(self, start: int) -> Span:
        return Span(self.line, start, self.line, self.at)

    def enter(self, depth: int) -> int:
        if depth > self.max_depth:
            raise _Invalid(self.at, f"values are nested deeper than {self.max_depth} levels")
        self.at += 1
        return self.at - 1

    def mapping(self, depth: int) -> Mapping:
        start, pairs, names = self.enter(depth), dict[str, tuple[Scalar, Node]](), set[str]()
        if self.next() != "}":
            while True:
                if self.next() != '"':
                    raise _Invalid(self.at, "expected a key in double quotes")
                key = self.string()
                if key.value in names:
                    raise _Invalid(key.span.column, f"duplicate key `{key.value[:100]}`")
                names.add(key.value)
                self.expect(":")
                value = self.value(depth)
                if value is not None:
                    pairs[key.value] = key, value
                if not self.follows("}"):
                    break
        self.expect("}")
        return make_mapping(pairs, self.span(start), flow=True)

    def sequence(self, depth: int) -> Sequence:
        start, items = self.enter(depth), list[Node]()
        if self.next() != "]":
            while True:
                at, value = self.at, self.value(depth)
                if value is None:
                    raise _Invalid(at, "a list has no null")
                items.append(value)
                if not self.follows("]"):
                    break
        self.expect("]")
        return Sequence(tuple(items), self.span(start), flow=True)

    def follows(self, end: str) -> bool:
        """Return whether another item follows, and move to it."""
        if self.next() == ",":
            self.at += 1
            return True
        if self.next() != end:
            raise _Invalid(self.at, f"expected `,` or `{end}`")
        return False

    def expect(self, character: str) -> None:
        if self.next() != character:
            raise _Invalid(self.at, f"expected `{character}`")
        self.at += 1
