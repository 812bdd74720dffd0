"""Regular expressions of users that take linear time, whatever the pattern and the text.

A pattern is read with a small grammar and written again so that nothing is ever tried twice at one place:
groups are atomic, repetition is possessive and bounded. So a match takes a bounded number of steps.
"""

import re
import warnings
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 200
_MOST = 100  # repetitions of a character
_MOST_GROUPS = 10  # repetitions of a group
_ATOM = re.compile(
    r"(?P<escape>\\(?:[wWdDsSbB]|[^\w\s]|[nrt]))"
    r"|(?P<set>\[\^?(?:\]|\\[^\n]|[^\]\\\n])[^\]\\\n]{0,200}+"
    r"(?>(?:\\[^\n][^\]\\\n]{0,200}+)*)\])|(?P<open>\((?:\?:)?(?!\?))|(?P<close>\))|(?P<or>\|)"
    r"|(?P<literal>[^\\\[\](){}*+?.^$|])"
)
_REPEAT = re.compile(r"([*+?])|\{(\d{1,4})(?:(,)(\d{0,4}))?\}")


class PatternError(ValueError):
    """Why a pattern is refused; the message begins in lowercase."""


@dataclass(slots=True)
class _Group:
    """A group that is being read: its parts, and the fewest characters of this branch and of those before."""

    parts: list[str]
    fewest: int = 0
    least: int | None = None
    has_repeat: bool = False


@lru_cache(maxsize=256)
def linear_pattern(pattern: str) -> str:
    """Return a pattern that takes linear time. Raises `PatternError` for one that is not supported."""
    if len(pattern) > LONGEST:
        raise PatternError(f"the pattern has {len(pattern)} characters; at most {LONGEST} are allowed")
    return _Reader(pattern).read()


class _Reader:
    """Reads a pattern from left to right."""

    def __init__(self, pattern: str) -> None:
        self.pattern, self.at = pattern, 0
        self.stack = [_Group([])]

    def read(self) -> str:
        while self.at < len(self.pattern):
            atom = _ATOM.match(self.pattern, self.at)
            if atom is None:
                raise PatternError(self._unsupported())
            self.at = atom.end()
            self._read_atom(atom)
        if len(self.stack) > 1:
            raise PatternError("a group is not closed")
        group = self.stack[0]
        if min(group.fewest, group.fewest if group.least is None else group.least) == 0:
            raise PatternError("the pattern matches an empty text")
        written = f"(?>{''.join(group.parts)})"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error", FutureWarning)  # for sets such as `[[a]`
                re.compile(written)
        except (re.error, FutureWarning) as error:
            raise PatternError(f"the pattern is not a regular expression: {error}") from error
        return written

    def _unsupported(self) -> str:
        here = self.pattern[self.at : self.at + 3]
        if here[0] == ".":
            return "`.` matches too much; list what a placeholder may have, as in `[^%]`"
        if here[0] in "*+?{" and not _REPEAT.match(self.pattern, self.at):
            return f"`{here[0]}` must be escaped: `\\{here[0]}`"
        if here[0] in "*+?{":
            return f"`{here[0]}` has nothing to repeat"
        if here[0] == "[":
            return "a set of characters is not closed"
        return f"`{here if here[0] in '(' + chr(92) else here[0]}` is not supported here"

    def _read_atom(self, atom: re.Match[str]) -> None:
        kind, text = atom.lastgroup, atom[0]
        group = self.stack[-1]
        if kind == "open":
            self.stack.append(_Group([]))
        elif kind == "or":
            group.parts.append("|")
            group.least = group.fewest if group.least is None else min(group.least, group.fewest)
            group.fewest = 0
        elif kind == "close":
            if len(self.stack) == 1:
                raise PatternError("`)` has no opening parenthesis")
            self.stack.pop()
            least = group.fewest if group.least is None else min(group.least, group.fewest)
            self._repeat(f"(?>{''.join(group.parts)})", least, group)
        else:
            fewest = 0 if text in ("\\b", "\\B") else 1
            self._repeat(re.escape(text) if kind == "literal" else text, fewest, None)

    def _repeat(self, written: str, fewest: int, inner: _Group | None) -> None:
        """Add an atom with the repetition that follows it."""
        group = self.stack[-1]
        match = _REPEAT.match(self.pattern, self.at)
        if match is None:
            group.parts.append(written)
            group.fewest += fewest
            group.has_repeat |= inner is not None and inner.has_repeat
            return
        self.at = match.end()
        least, most = _bounds(match, _MOST if inner is None else _MOST_GROUPS)
        if most > 1 and inner is not None and inner.has_repeat:
            raise PatternError("a repeated group must not have repetitions in it")
        if self.pattern[self.at : self.at + 1] in ("+", "?", "*"):
            raise PatternError("`??`, `*?`, `+?` and doubled repetition are not supported")
        if inner is None and most > 1:
            self._refuse_overlap(written, match[0])
        group.parts.append(f"{written}{{{least},{most}}}+")
        group.fewest += fewest * least
        group.has_repeat |= most > 1 or (inner is not None and inner.has_repeat)

    def _refuse_overlap(self, written: str, repetition: str) -> None:
        """Refuse a repeated character before one that it also matches: it would leave nothing to match."""
        following = _ATOM.match(self.pattern, self.at)
        if following and following.lastgroup in ("literal", "escape"):
            character = following[0].removeprefix("\\")
            if following[0] not in _CLASSES and re.fullmatch(written, character):
                message = f"`{written}{repetition}` also matches the `{character}` that follows it"
                raise PatternError(f"{message}; exclude it, as in `[^{character}]`")


_CLASSES = tuple(f"\\{letter}" for letter in "wWdDsSbBnrt")


def _bounds(match: re.Match[str], allowed: int) -> tuple[int, int]:
    """Return the fewest and the most repetitions; an open end is bounded."""
    sign, least, comma, most = match.groups()
    if sign:
        return {"*": (0, allowed), "+": (1, allowed), "?": (0, 1)}[sign]
    fewest = int(least)
    bounds = fewest, (int(most) if most else allowed) if comma else fewest
    if bounds[1] > allowed or bounds[0] > bounds[1]:
        raise PatternError(f"at most {allowed} repetitions are allowed here")
    return bounds
