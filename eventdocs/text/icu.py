"""ICU message syntax: arguments such as `{n, plural, one {# file} other {# files}}`, which may be nested."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

_SPECIAL = re.compile(r"['{}#]")
_HEADER = re.compile(r"\{\s*+([\w.-]{1,100}+)\s*+(?:(\})|,\s*+([A-Za-z]{1,20}+)\s*+(?:(\})|,))?")
_STYLE = re.compile(r"([^{}]*+)\}")
_SELECTOR = re.compile(r"\s*+(?:offset\s*+:\s*+\d++\s*+)?(?:(=\d{1,9}+|[\w-]{1,100}+)\s*+\{|(\}))")
_COMPLEX = ("plural", "selectordinal", "select")
_MAX_DEPTH = 32


class Piece(NamedTuple):
    """Characters that are not text: an argument, or a part of one with branches.

    `key` is the argument's name, empty for what need not be in a translation. An argument in several branches
    counts as often as in the branch that has it most often.
    """

    start: int
    end: int
    key: str = ""
    format: str = ""
    is_argument: bool = False


class Plural(NamedTuple):
    """A plural argument: its range up to the first branch, name, type, and the selectors of its branches."""

    start: int
    end: int
    name: str
    type: str
    selectors: tuple[str, ...]


class IcuError(NamedTuple):
    """Why a message cannot be parsed, and where."""

    start: int
    end: int
    message: str


class IcuPieces(NamedTuple):
    """The parts of a message besides its text, up to the error if there is one."""

    pieces: tuple[Piece, ...]
    plurals: tuple[Plural, ...]
    error: IcuError | None


@dataclass(slots=True)
class _Argument:
    """An argument with branches that is being read.

    `most` counts the arguments of the branches so far, each as often as in the branch with most of them;
    `own` counts those of the current branch.
    """

    header: Piece
    name: str
    type: str
    selectors: list[str] = field(default_factory=list)
    most: Counter[str] = field(default_factory=Counter)
    own: Counter[str] = field(default_factory=Counter)


@lru_cache(maxsize=1_024)
def icu_pieces(text: str) -> IcuPieces:
    """Return the pieces and plurals of a message, in order."""
    reader = _Reader(text)
    reader.read()
    pieces = sorted(piece for piece in reader.pieces if piece.end > piece.start)
    return IcuPieces(tuple(pieces), tuple(reader.plurals), reader.error)


class _Reader:
    """Reads a message from left to right, with a stack of the arguments whose branches it is in."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Argument] = []
        self.pieces: list[Piece] = []
        self.plurals: list[Plural] = []
        self.error: IcuError | None = None

    def read(self) -> None:
        at = 0
        while self.error is None:
            match = _SPECIAL.search(self.text, at)
            if match is None:
                break
            at = self.special(match.start())
        if self.stack and self.error is None:
            header = self.stack[-1].header
            self.error = IcuError(header.start, header.end, f"`{{{self.stack[-1].name}` is not closed")

    def special(self, at: int) -> int:
        """Read what begins with a special character; return where to go on."""
        character = self.text[at]
        if character == "'":
            return self.apostrophe(at)
        if character == "#":
            if self.in_plural:
                self.pieces.append(Piece(at, at + 1))
            return at + 1
        if character == "{":
            return self.argument(at)
        if not self.stack:
            self.error = IcuError(at, at + 1, "`}` has no opening brace")
            return at
        return self.branch(self.stack[-1], at, at + 1)

    @property
    def in_plural(self) -> bool:
        return bool(self.stack) and self.stack[-1].type != "select"

    def apostrophe(self, at: int) -> int:
        """Read an apostrophe: two print one, and one before a brace quotes what follows."""
        following = self.text[at + 1 : at + 2]
        if following == "'":
            self.pieces.append(Piece(at, at + 2))
            return at + 2
        if following not in ("{", "}") and not (following == "#" and self.in_plural):
            return at + 1
        end = at + 1
        while True:
            closing = self.text.find("'", end)
            if closing < 0:
                end = len(self.text)
                break
            end = closing + 1
            if self.text[end : end + 1] != "'":
                break
            end += 1
        self.pieces.append(Piece(at, end))
        return end

    def argument(self, at: int) -> int:
        header = _HEADER.match(self.text, at)
        if header is None:
            self.error = IcuError(at, at + 1, "`{` does not begin an argument")
            return at
        name, simple, kind, bare = header.groups()
        if simple or bare:
            return self.simple(at, header.end(), name, kind or "")
        if not kind:
            self.error = IcuError(at, header.end(), f"`{{{name}` is not closed")
            return at
        if kind not in _COMPLEX:
            style = _STYLE.match(self.text, header.end())
            if style is None:
                self.error = IcuError(at, header.end(), f"`{{{name}` is not closed")
                return at
            return self.simple(at, style.end(), name, f"{kind},{''.join(style[1].split())}")
        if len(self.stack) == _MAX_DEPTH:
            self.error = IcuError(
                at, header.end(), f"arguments are nested more than {_MAX_DEPTH} levels deep"
            )
            return at
        key = name if self.count(name) else ""
        argument = _Argument(Piece(at, header.end(), key, is_argument=True), name, kind)
        self.stack.append(argument)
        return self.branch(argument, at, header.end())

    def simple(self, start: int, end: int, name: str, form: str) -> int:
        key = name if self.count(name) else ""
        self.pieces.append(Piece(start, end, key, form, is_argument=True))
        return end

    def branch(self, argument: _Argument, start: int, at: int) -> int:
        """Read the beginning of an argument's next branch, or its end."""
        match = _SELECTOR.match(self.text, at)
        first = not argument.selectors
        if match is None or (first and match[2]):
            self.error = IcuError(start, at, f"a branch of `{{{argument.name}` is missing")
            return at
        piece = argument.header if first else Piece(start, start)
        self.pieces.append(piece._replace(end=match.end()))
        if match[1]:
            argument.selectors.append(match[1])
            argument.own = Counter()
            return match.end()
        self.stack.pop()
        header, selectors = argument.header, tuple(argument.selectors)
        if argument.type != "select":
            self.plurals.append(Plural(header.start, header.end, argument.name, argument.type, selectors))
        if "other" not in selectors:
            message = f"`{{{argument.name}, {argument.type}` has no branch `other`"
            self.error = IcuError(header.start, header.end, message)
        return match.end()

    def count(self, name: str) -> bool:
        """Count an argument; return whether no other branch has it as often already.

        In its own branches `{n}` means the same as `#`, which need not be in a translation.
        """
        if any(outer.name == name for outer in self.stack):
            return False
        for outer in reversed(self.stack):
            outer.own[name] += 1
            if outer.own[name] <= outer.most[name]:
                return False
            outer.most[name] = outer.own[name]
        return True
