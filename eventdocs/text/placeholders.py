"""Placeholders (inserts): what software fills in when it prints a message."""

import re
from functools import lru_cache
from typing import NamedTuple

# FormatMessage: %1, %1!s!, %n and other escapes, %%; then {0}, {name} and {0:x8} of .NET, Python and Rust.
_NUMBERED = r"%\d{1,2}(?:![^!\s]{1,16}!)?"
_NAMED = r"\{(?:\d++|[A-Za-z_]\w*+)(?:[,:][^{}\s]*+)?\}"
_ESCAPE = r"%[nrt0b.!%]"
# A percentage such as 70% is not a placeholder, whatever follows it. In a longer run, a later digit matches.
_PERCENTAGE = r"\d[\d.,]{0,20}+%(?!%)"
_MESSAGE = re.compile(rf"{_NUMBERED}|(?P<skip>{_PERCENTAGE})|{_ESCAPE}|{_NAMED}")
_PROSE = re.compile(rf"(?P<skip>`[^`]*+`)|{_NUMBERED}|%%|{_NAMED}")


class Placeholder(NamedTuple):
    """A placeholder and its start in the text, counted from 0."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Its end in the text, exclusive."""
        return self.start + len(self.text)

    @property
    def number(self) -> int:
        """The number of the parameter that replaces a `%N`, counted from 1; 0 for other placeholders."""
        digits = re.match(r"%(\d{1,2})", self.text)
        return int(digits[1]) if digits else 0


@lru_cache(maxsize=65_536)
def placeholders(text: str, *, literal: bool = True) -> tuple[Placeholder, ...]:
    """Return the placeholders of a text, in order.

    `literal` text is a message. In prose, code has no placeholders, and of the `%` escapes only `%%` counts.
    """
    if "%" not in text and "{" not in text:
        return ()
    pattern = _MESSAGE if literal else _PROSE
    return tuple(
        Placeholder(match[0], match.start()) for match in pattern.finditer(text) if not match["skip"]
    )
