"""Names: what stands in a text and is not prose, so that nothing may translate it."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from eventdocs.text.placeholders import placeholders

_PARTS = {
    "code": r"`+[^`]+`+",
    "reference": r"<xref:[^<>\s]+>|\bxref:[\w.*]+",
    "address": r"(?:https?|ftp|net\.\w+|ldap)://[^\s<>'\"()]+[^\s<>'\"().,;:!?]|\b[\w.+-]+@[\w-]+\.[\w.]+\w",
    "guid": r"\{?\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b\}?",
    "number": r"\b0x[0-9A-Fa-f]+\b",
    "path": r"\b[A-Za-z]:\\[^\s'\"<>|]+|(?<![\w/|])/[A-Za-z][\w.-]*(?:/[\w.-]+)*|\b[A-Z_]{4,}\\[\w\\]+",
    "type": r"\b(?:xs|xsd|win|s):[A-Za-z]\w*",
    "dotted": r"(?<![\w.])[A-Za-z_]\w+(?:\.[A-Za-z_]\w+)+(?:\(\))?",
    "operator": r"(?<=\s)(?:[=!<>]=|=>|->|<->|&&|\|\|)(?=\s)",
    "identifier": r"\b[a-z]+[A-Z]\w*|\b[A-Z]\w*[a-z]\w*[A-Z]\w*|\b[A-Z]{2,}[a-z]{2,}\w*|\b\w*[A-Za-z0-9]_\w+",
}
_NAME = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS.items()), re.ASCII)
# Something that every name has and little else: spares most texts the long search.
_LIKELY = re.compile(r"[`_/\\:@<>=&|]|\w\.\w|[a-z]\d*[A-Z]|[A-Z]{2}[a-z]|[\da-fA-F]{8}-|\b0x", re.ASCII)
# English: an abbreviation in the plural or possessive is a word.
_PLURAL = re.compile(r"[A-Z]{2,}e?s")
_SPACELESS = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+")


class Identifier(NamedTuple):
    """A name, where it begins in its text, and what it is: `code`, `guid`, `identifier`, …"""

    text: str
    start: int
    kind: str

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


@lru_cache(maxsize=65_536)
def identifiers(text: str) -> tuple[Identifier, ...]:
    """Find code, addresses, GUIDs, numbers in hex, paths, types, dotted names and identifiers, in order."""
    if not _LIKELY.search(text):
        return ()
    return tuple(
        Identifier(found[0], found.start(), found.lastgroup or "")
        for start, end in _stretches(text)
        for found in _NAME.finditer(text, start, end)
        if not _PLURAL.fullmatch(found[0])
    )


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where names can be: only code has white space in it, so that most words need no long search."""
    if "`" in text:
        yield 0, len(text)
        return
    for word in _SPACELESS.finditer(text):
        if _LIKELY.search(text, max(0, word.start() - 1), word.end()):
            yield word.start(), word.end() + 1


@lru_cache(maxsize=65_536)
def mask_identifiers(text: str) -> str:
    """Blank out names and inserts: same length, only words that a person would translate are left."""
    pieces, end = [], 0
    for start, stop in sorted([(name.start, name.end) for name in identifiers(text)] + _inserts(text)):
        if stop > end:
            pieces += [text[end : max(end, start)], " " * (stop - max(end, start))]
            end = stop
    return "".join([*pieces, text[end:]])


def _inserts(text: str) -> list[tuple[int, int]]:
    return [(insert.start, insert.end) for insert in placeholders(text)]


@lru_cache(maxsize=65_536)
def prose_words(text: str) -> tuple[str, ...]:
    """Words of a text's prose, as they are written."""
    return tuple(_WORD.findall(mask_identifiers(text)))
