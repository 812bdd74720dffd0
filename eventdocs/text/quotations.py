"""Quotation marks: which ones belong together, and which are apostrophes."""

import re
from functools import lru_cache
from typing import NamedTuple

from eventdocs.text.identifiers import blank_placeholders
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes

# Two apostrophes are a mark in TeX, and a backtick opens a quotation in messages of GNU: `file'.
_MARK = re.compile(r"['\"‘’“”„‚«»‹›「」『』`](?:(?<=')')?")
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
_TAG = re.compile(r"<[A-Za-z][^<>=]*+=[^<>]*+>")  # the values of attributes are in quotation marks
_QUOTED_PLACEHOLDER = re.compile("(['’])\ufffc+\\1")
_BEFORE_OPENING = "([{<>（［【=:,;/|-–—‘“„‚«‹「『'\""


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


@lru_cache(maxsize=1_024)
def quotations(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> Quotations:
    """Return the quotation marks of a text, without its apostrophes.

    A mark between letters is an apostrophe, unless the quotation has no other end: in Turkish, suffixes
    follow the closing mark directly. A letter of a script without upper case, such as Hangul, is never next
    to an apostrophe.
    """
    if not _MARK.search(text):
        return Quotations((), None)
    scanner = _Scanner(_without_tags(blank_placeholders(text, syntaxes)))
    for match in _MARK.finditer(scanner.text):
        if (match[0] != "''" or scanner.is_closed_before_suffix(match.end())) and not scanner.read(
            match.start()
        ):
            return Quotations(tuple(scanner.pairs), match.start())
    return scanner.result()


def _without_tags(text: str) -> str:
    """Return a text of the same length without the tags of HTML that have attributes."""
    return _TAG.sub(lambda match: "\x01" * len(match[0]), text) if "<" in text and "=" in text else text


class _Scanner:
    """Reads the marks of a text one after the other, and pairs them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: list[tuple[int, int]] = []
        self.opened: list[_Opened] = []

    def is_closed_before_suffix(self, end: int) -> bool:
        """Return whether the first of two apostrophes is a closing mark, as in the Turkish `'%s''i`."""
        is_open = bool(self.opened) and self.text[self.opened[-1].at] == "'"
        return is_open and _is_letter(self.text[end : end + 1])

    def read(self, at: int) -> bool:
        """Read the mark at a position; return whether it has a match so far."""
        mark = self.text[at]
        if not self.opened:
            if not _is_apostrophe(self.text, at):
                self.opened.append(_Opened(at))
                return mark in _CLOSING
        elif mark in _CLOSING[self.text[self.opened[-1].at]]:
            self._close(at)
        elif _may_open(self.text, at) or mark == self.text[self.opened[-1].at] == "«":
            self.opened.append(_Opened(at))  # French has spaces inside of its marks, and nests them
        elif mark not in _APOSTROPHES or not _is_letter(self.text[at + 1 : at + 2]):
            self.pairs.append((self.opened[-1].at, at))
            return False
        return True

    def _close(self, at: int) -> None:
        """Close the current quotation, or note that the mark is its end if there is no other one."""
        current = self.opened.pop()
        before, after = self.text[at - 1], self.text[at + 1 : at + 2]
        if before.isspace() and current.possible_end is not None and not (after or " ").isspace():
            self.pairs.append((current.at, current.possible_end))
            self.opened.append(_Opened(at))
        elif self.text[at] not in _APOSTROPHES or not _is_letter(after):
            self.pairs.append((current.at, at))
        elif before.isspace() or _is_letter(before):
            self.opened.append(_Opened(current.at, current.possible_end or at))
        else:
            self.pairs.append((current.at, at))

    def result(self) -> Quotations:
        """Return the pairs, and the first mark without an end."""
        for current in self.opened:
            if current.possible_end is None:
                return Quotations(tuple(self.pairs), current.at)
            self.pairs.append((current.at, current.possible_end))
        return Quotations(tuple(self.pairs), None)


def _is_letter(character: str) -> bool:
    """Return whether a character is a letter of a script with upper and lower case."""
    return character.isalpha() and character.upper() != character.lower()


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether a mark is an apostrophe, as in `l'événement`, `users'`, `%1'e`, `"x"'e` or `0'5`.

    The mark of an inch, as in `4"`, opens no quotation either.
    """
    if text[at] == '"' and text[at - 1 : at].isdecimal():
        return True
    if text[at] not in _APOSTROPHES or at == 0:
        return False
    before, after = text[at - 1], text[at + 1 : at + 2]
    if _is_letter(before) or "\u0590" < before < "\u0600":
        return not _QUOTED_PLACEHOLDER.match(text, at)
    if before.isdecimal() and after.isdecimal():
        return True
    return _is_letter(after) and (before.isdecimal() or before in ').]}>/%*+#\ufffc"”»')


def _may_open(text: str, at: int) -> bool:
    """Return whether a mark inside a quotation can open another one."""
    mark, after = text[at], text[at + 1 : at + 2]
    if not after or after.isspace():
        return False
    return mark in "‘“„‚«‹「『" or (
        mark in "'\"`" and (text[at - 1].isspace() or text[at - 1] in _BEFORE_OPENING)
    )
