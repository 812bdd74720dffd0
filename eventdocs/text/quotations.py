"""Quotation marks: which ones belong together, and which are apostrophes."""

import re
from functools import lru_cache
from typing import NamedTuple

from eventdocs.text.identifiers import blank_placeholders
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes

# Two apostrophes are a mark in TeX, and a backtick opens a quotation in messages of GNU: `file'.
_MARK = re.compile(r"''|['\"‘’“”„‚«»‹›「」『』`]")
_APOSTROPHES = "'’"
_CLOSING = {
    "'": "'",
    "`": "'`",
    '"': '"',
    "‘": "’",
    "“": "”",
    "„": "“”",
    "‚": "‘’",
    "«": "»",
    "‹": "›",
    "»": "«",
    "”": "”",
    "’": "’",
    "「": "」",
    "『": "』",
}
_QUOTED_PLACEHOLDER = re.compile("(['’])\ufffc+\\1")
_BEFORE_OPENING = "([{<（［【=:,;/|-–—‘“„‚«‹「『'\""


class Quotations(NamedTuple):
    """The positions of a text's quotation marks in pairs, and the position of the first unmatched one.

    An unmatched mark is in a pair, too, if it ends a quotation that another kind of mark begins.
    """

    pairs: tuple[tuple[int, int], ...]
    unmatched: int | None


class _Opened(NamedTuple):
    """A mark that opens a quotation, and the first mark that is its end unless it is an apostrophe."""

    at: int
    possible_end: int | None = None


@lru_cache(maxsize=65_536)
def quotations(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> Quotations:
    """Return the quotation marks of a text, without its apostrophes.

    A mark between letters is an apostrophe, unless the quotation has no other end: suffixes follow the closing
    mark directly in Turkish. A letter of a script without upper case, such as Hangul, never follows an apostrophe.
    """
    if not _MARK.search(text):
        return Quotations((), None)
    blanked = blank_placeholders(text, syntaxes)
    pairs: list[tuple[int, int]] = []
    opened: list[_Opened] = []
    for match in _MARK.finditer(blanked):
        at, mark = match.start(), match[0]
        if mark == "''":
            continue
        if not opened:
            if _is_apostrophe(blanked, at):
                continue
            if mark not in _CLOSING:
                return Quotations(tuple(pairs), at)
            opened.append(_Opened(at))
            continue
        current = opened[-1]
        if mark in _CLOSING[blanked[current.at]]:
            if mark not in _APOSTROPHES or not _is_letter(blanked[at + 1 : at + 2]):
                pairs.append((opened.pop().at, at))
            elif blanked[at - 1].isspace() and current.possible_end is not None:
                pairs.append((opened.pop().at, current.possible_end))
                opened.append(_Opened(at))
            elif blanked[at - 1].isspace() or _is_letter(blanked[at - 1]):
                opened[-1] = _Opened(current.at, current.possible_end or at)
            else:
                pairs.append((opened.pop().at, at))
        elif _may_open(blanked, at):
            opened.append(_Opened(at))
        elif not (mark in _APOSTROPHES and _is_letter(blanked[at + 1 : at + 2])):
            return Quotations((*pairs, (current.at, at)), at)
    for current in opened:
        if current.possible_end is None:
            return Quotations(tuple(pairs), current.at)
        pairs.append((current.at, current.possible_end))
    return Quotations(tuple(pairs), None)


def _is_letter(character: str) -> bool:
    """Return whether a character is a letter of a script with upper and lower case."""
    return character.isalpha() and character.upper() != character.lower()


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether a mark is an apostrophe, as in `l'événement`, `users'` or `%1'e`, and opens no quotation."""
    if text[at] not in _APOSTROPHES or at == 0:
        return False
    before, after = text[at - 1], text[at + 1 : at + 2]
    if _is_letter(before) or "\u0590" < before < "\u0600":
        return not _QUOTED_PLACEHOLDER.match(text, at)
    return _is_letter(after) and (before.isdecimal() or before in ")]>/%\ufffc")


def _may_open(text: str, at: int) -> bool:
    """Return whether a mark inside a quotation can open another one."""
    mark, after = text[at], text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    return mark in "‘“„‚«‹「『" or (
        mark in "'\"`" and (text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING)
    )
