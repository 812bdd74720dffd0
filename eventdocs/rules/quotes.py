"""Rules about brackets and quotation marks: they match, and quotation marks touch the quoted text."""

import re
from collections.abc import Iterator
from functools import lru_cache

from eventdocs.model.diagnostics import Rule, Severity
from eventdocs.model.strings import TextPair
from eventdocs.rules.checks import Violation, example_pair

BRACKETS = Rule(
    "ED506",
    "unbalanced-brackets",
    Severity.WARNING,
    "Brackets are balanced if they are balanced in the source.",
    "An unmatched bracket is often left over after a sentence was rearranged.",
    example_pair("The disk (%1) is full.", "O disco (%1 está cheio."),
    example_pair("The disk(s) %1 are full.", "Os discos %1 estão cheios."),
)
MIXED_QUOTES = Rule(
    "ED507",
    "mixed-quotes",
    Severity.WARNING,
    "A quotation ends with the mark that matches the opening one.",
    "Readers may take a mark that does not match for part of the quoted value.",
    example_pair("Type '%1' is unknown.", "O tipo '%1” é desconhecido."),
    example_pair("Type '%1' is unknown.", "O tipo “%1” é desconhecido."),
)
SPACED = Rule(
    "ED508",
    "spaced-quotes",
    Severity.WARNING,
    "No space separates a quotation mark from the quoted text, unless the locale requires one.",
    "Readers may take the space for part of the quoted value.",
    example_pair("Type '%1' is unknown.", "O tipo ' %1' é desconhecido."),
    example_pair("Type '%1' is unknown.", "Le type «\u00a0%1\u00a0» est inconnu.", "fr-FR"),
)

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "」": "「", "』": "『", "】": "【"}
_BRACKET = re.compile(r"[()\[\]{}（）［］「」『』【】]")
_TIGHT_QUOTE = re.compile(r"['\"„“”‘’]")
_QUOTE = re.compile(r"['\"‘’“”„‚«»‹›「」『』]")
_CLOSING = {
    "'": "'",
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


def unbalanced_brackets(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched bracket of a translation whose source has none."""
    if _unmatched_bracket(pair.source) is None:
        at = _unmatched_bracket(pair.target)
        if at is not None:
            message = f"unmatched bracket `{pair.target[at]}`"
            yield Violation(at, at + 1, message, "add the matching bracket, or remove this one")


@lru_cache(maxsize=65_536)
def _unmatched_bracket(text: str) -> int | None:
    """Return the position of the first unmatched bracket; full-width and ASCII brackets match each other."""
    if not _BRACKET.search(text):
        return None
    unclosed: list[tuple[str, int]] = []
    for at, bracket in enumerate(text):
        if bracket in _PAIRS.values():
            unclosed.append((bracket, at))
        elif bracket in _PAIRS:
            opening, _ = unclosed.pop() if unclosed else ("", at)
            if _half_width(opening) != _half_width(_PAIRS[bracket]):
                return at
    return next((at for _, at in unclosed), None)


def _half_width(bracket: str) -> str:
    return {"（": "(", "［": "["}.get(bracket, bracket)


def mixed_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield the first unmatched quotation mark of a translation whose source has none."""
    if _unmatched_quote(pair.source) is None:
        at = _unmatched_quote(pair.target)
        if at is not None:
            message = f"unmatched quotation mark {pair.target[at]}"
            yield Violation(at, at + 1, message, "use a matching pair of quotation marks")


@lru_cache(maxsize=65_536)
def _unmatched_quote(text: str) -> int | None:
    """Return the position of the first quotation mark without a matching one."""
    opened: tuple[str, int] | None = None
    for match in _QUOTE.finditer(text):
        quote, at = match[0], match.start()
        if _is_apostrophe(text, at) or (quote in "'’" and _touches_letter(text, at, opened is not None)):
            continue
        if opened is None:
            if quote not in _CLOSING:
                return at
            opened = quote, at
            continue
        opening, _ = opened
        if quote in _CLOSING[opening]:
            opened = None
        elif quote in "'\"" or opening in "'\"" or quote not in _CLOSING:
            return at
    if opened is None:
        return None
    _, at = opened
    return at


def _touches_letter(text: str, at: int, opened: bool) -> bool:
    """Return whether a mark cannot open or close a quotation, because there is a letter on its outer side."""
    return (text[at + 1 : at + 2] if opened else text[at - 1 : at] if at else "").isalpha()


def spaced_quotes(pair: TextPair) -> Iterator[Violation]:
    """Yield spaces on the inner side of quotation marks, unless the source has some."""
    spaces = _inner_spaces(pair.target)
    if spaces and not _inner_spaces(pair.source):
        for start, end, where in spaces:
            yield Violation(start, end, f"space {where} quotation mark", "remove it")


@lru_cache(maxsize=65_536)
def _inner_spaces(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return the ranges of quotation marks with a space on their inner side; `«` and `»` may have one."""
    spaces: list[tuple[int, int, str]] = []
    opened = False
    for match in _TIGHT_QUOTE.finditer(text):
        at = match.start()
        if _is_apostrophe(text, at):
            continue
        opened = not opened
        if opened and text[at + 1 : at + 2] == " ":
            spaces.append((at, at + 2, "after the opening"))
        elif not opened and text[at - 1] == " ":
            spaces.append((at - 1, at + 1, "before the closing"))
    return tuple(spaces)


def _is_apostrophe(text: str, at: int) -> bool:
    """Return whether a mark is an apostrophe, as in `l'événement` or before code, and no quotation mark."""
    after = text[at + 1 : at + 2]
    return text[at] in "'’" and text[at - 1 : at].isalpha() and (after.isalpha() or after in ("`", "«", "%"))
