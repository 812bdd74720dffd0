"""Brackets and quotation marks: in pairs of one kind, close to what they hold."""

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
    "Brackets that open also close, in a text whose source is balanced.",
    "Half of a pair is left over when a sentence was rearranged.",
    example_pair("The disk (%1) is full.", "O disco (%1 está cheio."),
    example_pair("The disk(s) %1 are full.", "Os discos %1 estão cheios."),
)
QUOTES = Rule(
    "ED507",
    "mixed-quotes",
    Severity.WARNING,
    "A quotation closes with the partner of the sign that opened it.",
    "A value between two different signs looks as if one of them belonged to it.",
    example_pair("Type '%1' is unknown.", "O tipo '%1” é desconhecido."),
    example_pair("Type '%1' is unknown.", "O tipo “%1” é desconhecido."),
)
SPACED = Rule(
    "ED508",
    "spaced-quotes",
    Severity.WARNING,
    "No space stands between a quotation mark and what it quotes, unless the locale sets one.",
    "The space reads as a part of the value.",
    example_pair("Type '%1' is unknown.", "O tipo ' %1' é desconhecido."),
    example_pair("Type '%1' is unknown.", "Le type «\u00a0%1\u00a0» est inconnu.", "fr-FR"),
)

_PAIRS = {")": "(", "]": "[", "}": "{", "）": "（", "］": "［", "」": "「", "』": "『", "】": "【"}
_BRACKET = re.compile(r"[()\[\]{}（）［］「」『』【】]")
_STRAIGHT = re.compile(r"['\"„“”‘’]")
_QUOTE = re.compile(r"['\"‘’“”„‚«»‹›「」『』]")
_PARTNERS = {
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
    """Find brackets without a partner."""
    if _lonely(pair.source) is None:
        at = _lonely(pair.target)
        if at is not None:
            message = f"`{pair.target[at]}` has no partner"
            yield Violation(at, at + 1, message, "close it, or take it out")


@lru_cache(maxsize=65_536)
def _lonely(text: str) -> int | None:
    """Place of the first bracket that has no partner; brackets of one kind may be of two widths."""
    if not _BRACKET.search(text):
        return None
    open_: list[tuple[str, int]] = []
    for at, sign in enumerate(text):
        if sign in _PAIRS.values():
            open_.append((sign, at))
        elif sign in _PAIRS:
            if not open_ or _narrow(open_[-1][0]) != _narrow(_PAIRS[sign]):
                return at
            open_.pop()
    return open_[0][1] if open_ else None


def _narrow(sign: str) -> str:
    return {"（": "(", "［": "["}.get(sign, sign)


def mixed_quotes(pair: TextPair) -> Iterator[Violation]:
    """Find quotations that close with another sign than the partner of the first."""
    if _mixed(pair.source) is None:
        at = _mixed(pair.target)
        if at is not None:
            sign = pair.target[at]
            yield Violation(at, at + 1, f"the quotation mark {sign} has no partner", "use one pair of signs")


@lru_cache(maxsize=65_536)
def _mixed(text: str) -> int | None:
    """Place of the first quotation mark that has no partner of its own kind."""
    opened: tuple[str, int] | None = None
    for found in _QUOTE.finditer(text):
        sign, at = found[0], found.start()
        if _is_apostrophe(text, at) or (sign in "'’" and _within_word(text, at, opened is not None)):
            continue
        if opened is None:
            if sign not in _PARTNERS:
                return at
            opened = sign, at
        elif sign in _PARTNERS[opened[0]]:
            opened = None
        elif sign in "'\"" or opened[0] in "'\"" or sign not in _PARTNERS:
            return at
    return opened[1] if opened else None


def _within_word(text: str, at: int, opened: bool) -> bool:
    """Tell a sign that cannot open or close here, since a letter stands on its wrong side."""
    return (text[at + 1 : at + 2] if opened else text[at - 1 : at] if at else "").isalpha()


def spaced_quotes(pair: TextPair) -> Iterator[Violation]:
    """Find spaces that a translation puts between quotation marks and what they quote."""
    found = _spaced(pair.target)
    if found and not _spaced(pair.source):
        for start, end, side in found:
            yield Violation(start, end, f"a space stands {side} quotation mark", "take it out")


@lru_cache(maxsize=65_536)
def _spaced(text: str) -> tuple[tuple[int, int, str], ...]:
    """Stretches of a quotation mark and the space on its inner side; `«` and `»` have theirs."""
    found: list[tuple[int, int, str]] = []
    opened = False
    for mark in _STRAIGHT.finditer(text):
        at = mark.start()
        if _is_apostrophe(text, at):
            continue
        opened = not opened
        if opened and text[at + 1 : at + 2] == " ":
            found.append((at, at + 2, "behind the opening"))
        elif not opened and text[at - 1] == " ":
            found.append((at - 1, at + 1, "before the closing"))
    return tuple(found)


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell an apostrophe, as in `l'événement` or before code, from a quotation mark."""
    after = text[at + 1 : at + 2]
    return text[at] in "'’" and text[at - 1 : at].isalpha() and (after.isalpha() or after in ("`", "«", "%"))
