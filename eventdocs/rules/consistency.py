"""Consistency: one text is translated in one way, and two texts in two."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString, TextKind
from eventdocs.rules.checks import Violation, diagnostic_for_string, full_range
from eventdocs.text.identifiers import identifiers, prose_words

_TWO = (
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n{0}"
    "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nstrings:\n{1}"
)
_ONE = "  en-US: {{message: {0}}}\n  pt-BR: {{message: {1}}}\n"


def _example(first: tuple[str, str], second: tuple[str, str]) -> str:
    return _TWO.format(_ONE.format(*first), _ONE.format(*second))


SPLIT = Rule(
    "ED206",
    "two-translations",
    Severity.WARNING,
    "One source text has one translation within the same kind of field.",
    "A reader takes two wordings for two facts. Where the context differs, `context` in `about` tells so.",
    _example(("The disk is full.", "O disco está cheio."), ("The disk is full.", "Disco lotado.")),
    _example(("The disk is full.", "O disco está cheio."), ("The disk is full.", "O disco está cheio.")),
)
MERGED = Rule(
    "ED207",
    "one-translation",
    Severity.WARNING,
    "Two source texts that say different things have two translations.",
    "A start that reads like a stop sends the reader to the wrong place.",
    _example(("Writing started.", "Gravação."), ("Writing stopped.", "Gravação.")),
    _example(("Writing started.", "Gravação iniciada."), ("Writing stopped.", "Gravação encerrada.")),
)
_STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "of",
        "to",
        "for",
        "on",
        "in",
        "at",
        "by",
        "with",
        "when",
        "that",
        "this",
        "it",
        "its",
    ]
)
_ENDING = re.compile(r"(?:ed|ing|es|s|e|ion|ment)$")
_CONTRASTS = tuple(
    frozenset(pair.split())
    for pair in (
        "start stop",
        "begin end",
        "open clos",
        "success fail",
        "succeed fail",
        "send receiv",
        "read writ",
        "sent receiv",
        "connect disconnect",
        "creat remov",
        "add remov",
        "start complet",
        "begin complet",
        "abort clos",
        "fault clos",
        "maximum minimum",
        "enabl disabl",
        "client server",
        "request reply",
        "request respons",
        "before after",
        "encod decod",
        "serializ deserializ",
        "hit miss",
        "register unregister",
        "accept reject",
        "local remot",
    )
)


def split(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translations that differ from the usual one of the same source text."""
    groups: dict[tuple[str, str, str, str], dict[str, list[CatalogString]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for unit in _prose(units):
        groups[unit.locale, unit.role, unit.source or "", _context(unit)][unit.target].append(unit)
    for (_, _, source, _), targets in groups.items():
        if len(targets) == 1 or len(prose_words(source)) == 1:
            continue
        usual = max(targets, key=lambda text: len(targets[text]))
        for target, same in targets.items():
            if target != usual:
                yield _split(same, usual, targets[usual])


def _split(same: Sequence[CatalogString], usual: str, others: Sequence[CatalogString]) -> Diagnostic:
    start, end = _difference(same[0].target, usual)
    places = tuple(unit.where(0, 0) for unit in (*others[:1], *same[1:]))
    message = f"the same source text is also translated as `{usual}`"
    return diagnostic_for_string(
        SPLIT, same[0], Violation(start, end, message, f"for example at {places[0]}"), places
    )


def _difference(text: str, other: str) -> tuple[int, int]:
    """Give the stretch of a text that another does not share at its beginning and end."""
    start = next((at for at, (a, b) in enumerate(zip(text, other, strict=False)) if a != b), 0)
    tail = 0
    while tail < min(len(text), len(other)) - start and text[-1 - tail] == other[-1 - tail]:
        tail += 1
    end = len(text) - tail
    while start and _in_word(text[start - 1]) and _in_word(text[start : start + 1]):
        start -= 1
    while end < len(text) and _in_word(text[end]) and _in_word(text[end - 1]):
        end += 1
    return (start, end) if start < end else (0, len(text))


def _in_word(letter: str) -> bool:
    """Tell a letter of a script that puts spaces between words."""
    return letter.isalnum() and letter < "\u2e80"


def merged(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find one translation for sources that say the opposite, or name different things."""
    groups: dict[tuple[str, str, str], dict[str, CatalogString]] = defaultdict(dict)
    for unit in _prose(units):
        groups[unit.locale, unit.role, unit.target].setdefault(unit.source or "", unit)
    for sources in groups.values():
        texts = list(sources)
        for at, text in enumerate(texts[1:], start=1):
            other = next((each for each in texts[:at] if _opposed(text, each)), None)
            if other is not None:
                unit, first = sources[text], sources[other].where(0, 0)
                message = f"the source `{other}` has the same translation"
                hint = f"this one is about `{text}`; the other stands at {first}"
                yield diagnostic_for_string(
                    MERGED, unit, Violation(*full_range(unit), message, hint), (first,)
                )


def _opposed(text: str, other: str) -> bool:
    """Tell whether two sources contrast: opposite verbs, a negation, or different names."""
    mine, theirs = _stems(text), _stems(other)
    only, also = mine - theirs, theirs - mine
    if {each.text for each in identifiers(text)} != {each.text for each in identifiers(other)}:
        return True
    if any(len(pair & only) == 1 and len(pair & also) == 1 for pair in _CONTRASTS):
        return True
    return ("not" in only) != ("not" in also) and only | also <= {"not", "did", "do", "no"}


def _stems(text: str) -> frozenset[str]:
    lowered = (word.lower() for word in prose_words(text))
    return frozenset(_stem(word) for word in lowered if word not in _STOP)


def _stem(word: str) -> str:
    short = _ENDING.sub("", word)
    short = short if len(short) > 2 else word
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "sl" else short


def _prose(units: Iterable[CatalogString]) -> Iterator[CatalogString]:
    return (
        unit
        for unit in units
        if unit.source and unit.target and unit.kind in (TextKind.MARKUP, TextKind.LITERAL)
    )


def _context(unit: CatalogString) -> str:
    """What the string's `about` says that keeps it apart from the same words elsewhere."""
    if not isinstance(unit.owner, Event):
        return ""
    about = strings_in(unit.owner, unit.source_locale).about.get(".".join(unit.path[2:]))
    return about.context if about else ""
