"""Identifiers: the parts of a text that are not prose, such as code and paths, and must not be translated."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Role, Syntaxes, placeholders

# Every pattern stops at the first character that cannot belong to it, and never goes back over a run of
# characters: possessive quantifiers, and bounds where a search may begin anywhere in a run. An address has at
# most 64 characters before `@` and 63 in a label (RFC 5321, RFC 1035).
_PARTS = {
    "code": r"(?<!`)`++[^`]++`++",
    "reference": r"<xref:[^<>\s]+>|\bxref:[\w.*]+",
    "address": r"(?:https?|ftp|net\.\w++|ldap)://[^\s<>'\"()|\[\]，。、；：（）]+[^\s<>'\"()|\[\].,;:!?，。、；：（）]"
    r"|\b[\w.+-]{1,64}+@[\w-]{1,63}+\.[\w.]{1,255}\w",
    "guid": r"\{?\b[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12}\b\}?",
    "number": r"\b0x[0-9A-Fa-f]++\b",
    "path": r"\b[A-Za-z]:\\[^\s'\"<>|]+"
    r"|(?<![\w/|)+<\[\]\ufffc])(?<!\ufffc['\"])(?<!\w\.)/[A-Za-z][\w.-]*(?:/[\w.-]+)*(?<!\.)"
    r"|\b[A-Z_]{4,}+\\[\w\\]+",
    "type": r"\b(?:xs|xsd|win|s):[A-Za-z]\w*",
    "dotted": r"(?<![\w.])[A-Za-z_]\w+(?:\.[A-Za-z_]\w+)+(?:\(\))?",
    "operator": r"(?<=\s)(?:[=!<>]=|=>|->|<->|&&|\|\|)(?=\s)",
    "identifier": r"(?<![%\ufffc])\b"
    r"(?:[a-z]++[A-Z]\w*|[A-Z][A-Z\d_]*+[a-z][a-z\d_]*+[A-Z]\w*|[A-Z]{2,}+[a-z]{2}\w*)"
    r"|\b(?![\d_]++\b)_*+[A-Za-z0-9]++_\w+",
}
_IDENTIFIER = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PARTS.items()), re.ASCII)
# Matches in every text with an identifier, and in few others: most texts skip the slow search. It begins with
# a character that few texts have and looks back from there, which is seven times as fast.
_LIKELY = re.compile(
    r"[`_/\\:@<>=&|.A-Z\-0]"
    r"(?:(?<=[`_/\\:@<>=&|])|(?<=\w\.)\w|(?<=[a-z\d][A-Z])|(?<=[A-Z]{2})[a-z]|(?<=[\da-fA-F]{8}-)|(?<=\b0)x)",
    re.ASCII,
)
_BLANK = "\ufffc"
# Escapes of string literals that print white space. A backslash before a word in lower case may be in a path.
_LITERAL_ESCAPE = re.compile(r"\\r\\n|(?<!\b[A-Za-z]:)\\[rnt](?![a-z])")
# The plural of an abbreviation, a unit, letters that a user may type, such as `yY`, and `U_ser` of a menu.
_NO_NAME = re.compile(
    r"[A-Z]{2,}(?:e?s|st|nd|rd|th)|[kKMGTPE]i?B|[kMGT]Hz|[a-zA-Z]{2}|(?:[a-z][A-Z]){2,}|(?:[A-Z][a-z]){2}|[A-Z][a-z]*_[a-z]+"
)
_WORD = re.compile(r"[^\W\d_]+")


class Identifier(NamedTuple):
    """An identifier, its start in the text, and its kind: `code`, `guid`, `identifier` and so on."""

    text: str
    start: int
    kind: str

    @property
    def end(self) -> int:
        """Its end in the text, exclusive."""
        return self.start + len(self.text)


@lru_cache(maxsize=128)  # rules ask several times in a row
def identifiers(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> tuple[Identifier, ...]:
    """Return the identifiers of a text in order: code, addresses, GUIDs, paths, types, names."""
    if not _LIKELY.search(text):
        return ()
    blanked = blank_placeholders(text, syntaxes)
    return tuple(
        [
            Identifier(text[start + first : start + last], start + first, kind)
            for start, part in _likely_parts(blanked)
            for first, last, kind in _find(part)
        ]
    )


@lru_cache(maxsize=4_096)
def _find(part: str) -> tuple[tuple[int, int, str], ...]:
    """Return start, end and kind of the identifiers in a part of a text: texts have the same names."""
    return tuple(
        [
            (match.start(), match.end(), match.lastgroup or "")
            for match in _IDENTIFIER.finditer(part)
            if not _NO_NAME.fullmatch(match[0])
        ]
    )


@lru_cache(maxsize=128)
def blank_placeholders(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> str:
    """Return a text of the same length without placeholders and layout escapes, for rules about the rest.

    A placeholder becomes object replacement characters (U+FFFC), which are neither letters nor spaces. What
    prints a line break, a tab or a space becomes spaces.
    """
    pieces, end = [], 0
    for placeholder in placeholders(text, syntaxes):
        blank = " " if placeholder.role is Role.LAYOUT else _BLANK
        pieces += [text[end : placeholder.start], blank * len(placeholder.text)]
        end = placeholder.end
    blanked = "".join([*pieces, text[end:]]) if pieces else text
    if "\\" not in blanked:
        return blanked
    return _LITERAL_ESCAPE.sub(lambda match: " " * len(match[0]), blanked)


def _likely_parts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the parts of a text that may hold identifiers, each with its start.

    Only code contains white space. A text without code is searched only around what makes an identifier
    likely, from one space to the next; patterns look at both.
    """
    if "`" in text:
        yield 0, text
        return
    end = 0
    while likely := _LIKELY.search(text, end):
        start = max(end - 1, text.rfind(" ", end, likely.start()), 0)
        end = text.find(" ", likely.end()) + 1
        yield start, text[start : end or len(text)]
        if not end:
            return


@lru_cache(maxsize=1_024)
def mask_identifiers(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> str:
    """Return a text of the same length with spaces for identifiers and placeholders: only prose is left."""
    return blank_identifiers(text, syntaxes).replace(_BLANK, " ")


def blank_identifiers(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> str:
    """Return the text of `blank_placeholders` with spaces for identifiers."""
    blanked = blank_placeholders(text, syntaxes)
    pieces, end = [], 0
    for identifier in identifiers(text, syntaxes):
        pieces += [blanked[end : identifier.start], " " * len(identifier.text)]
        end = identifier.end
    return "".join([*pieces, blanked[end:]])


@lru_cache(maxsize=1_024)
def prose_words(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> tuple[str, ...]:
    """Return the words of a text's prose, as they are written."""
    return tuple(_WORD.findall(mask_identifiers(text, syntaxes)))
