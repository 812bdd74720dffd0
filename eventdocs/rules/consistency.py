"""Rules about consistency: equal source texts have equal translations, different ones different ones."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString, TextKind
from eventdocs.rules.checks import Violation, diagnostic_for_string, full_range
from eventdocs.text.identifiers import blank_placeholders, identifiers, prose_words
from eventdocs.text.placeholders import Syntaxes

_TWO_EVENTS = (
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n{0}"
    "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nstrings:\n{1}"
)
_STRINGS = "  en-US: {{message: {0}}}\n  pt-BR: {{message: {1}}}\n"


def _example(first: tuple[str, str], second: tuple[str, str]) -> str:
    return _TWO_EVENTS.format(_STRINGS.format(*first), _STRINGS.format(*second))


TWO_TRANSLATIONS = Rule(
    "ED206",
    "two-translations",
    Severity.WARNING,
    "The same source text has the same translation in all fields of the same kind.",
    "Readers take two wordings for two different facts. If the context differs, describe it with `context` "
    "in `about`.",
    _example(("The disk is full.", "O disco está cheio."), ("The disk is full.", "Disco lotado.")),
    _example(("The disk is full.", "O disco está cheio."), ("The disk is full.", "O disco está cheio.")),
)
ONE_TRANSLATION = Rule(
    "ED207",
    "one-translation",
    Severity.WARNING,
    "Source texts with different meanings have different translations.",
    "If `started` and `stopped` have the same translation, readers cannot tell the two events apart. "
    "Opposite words, a negation and other names in the same words are different meanings.",
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
_NEGATIONS = frozenset(("not", "no"))
_MAX_COMPARED = 20  # sources with the same translation that each further one is compared with
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


def two_translations(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations that differ from the most frequent one of the same source text."""
    groups: dict[tuple[str, str, str, str], dict[str, list[CatalogString]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for string in _prose(strings):
        groups[string.locale, string.role, string.source or "", _context(string)][string.target].append(
            string
        )
    for (_, _, source, _), targets in groups.items():
        if len(targets) == 1:
            continue
        usual = max(targets, key=lambda text: len(targets[text]))
        example, *_ = targets[usual]
        if len(prose_words(source, example.placeholders)) == 1:
            continue
        for target, (first, *others) in targets.items():
            if target != usual:
                yield _deviation(first, others, usual, example)


def _deviation(
    first: CatalogString, others: Sequence[CatalogString], usual: str, example: CatalogString
) -> Diagnostic:
    """Return the diagnostic for all strings of one unusual translation, at the first of them."""
    start, end = _difference(first.target, usual)
    message = f"the same source text is also translated as `{usual}`"
    violation = Violation(start, end, message, f"for example at {example.where()}")
    related = (example.first_place(), *(string.first_place() for string in others))
    return diagnostic_for_string(TWO_TRANSLATIONS, first, violation, related)


def _difference(text: str, other: str) -> tuple[int, int]:
    """Return the range of a text between the prefix and suffix shared with another, in whole words."""
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
    """Return whether a character is a letter or digit of a script that puts spaces between words."""
    return letter.isalnum() and letter < "\u2e80"


def one_translation(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations shared by source texts that are opposites or contain different names."""
    groups: dict[tuple[str, str, str], dict[str, CatalogString]] = defaultdict(dict)
    for string in _prose(strings):
        groups[string.locale, string.role, string.target].setdefault(string.source or "", string)
    for sources in groups.values():
        texts = list(sources)
        if len(texts) == 1 or not _has_letters(sources[texts[0]]):
            continue
        for at, text in enumerate(texts[1:], start=1):
            earlier_texts = texts[: min(at, _MAX_COMPARED)]
            string = sources[text]
            other = next(
                (earlier for earlier in earlier_texts if _are_opposed(text, earlier, string.placeholders)),
                None,
            )
            if other is not None:
                location = sources[other].where()
                message = f"the source `{other}` has the same translation"
                hint = f"this one translates `{text}`; the other is at {location}"
                violation = Violation(*full_range(string), message, hint)
                yield diagnostic_for_string(ONE_TRANSLATION, string, violation, (location,))


def _has_letters(string: CatalogString) -> bool:
    """Return whether a translation has letters outside its placeholders."""
    return any(map(str.isalpha, blank_placeholders(string.target, string.placeholders)))


def _are_opposed(first: str, second: str, syntaxes: Syntaxes) -> bool:
    """Return whether two sources contrast: opposite verbs, a negation, or other names in the same words."""
    first_stems, second_stems = _stems(first, syntaxes), _stems(second, syntaxes)
    if first_stems == second_stems:
        return bool(first_stems) and _names(first, syntaxes) != _names(second, syntaxes)
    only_first, only_second = first_stems - second_stems, second_stems - first_stems
    if any(len(pair & only_first) == 1 and len(pair & only_second) == 1 for pair in _CONTRASTS):
        return True
    negated = bool(_NEGATIONS & only_first) != bool(_NEGATIONS & only_second)
    return negated and only_first | only_second <= {"not", "did", "do", "no"}


@lru_cache(maxsize=1_024)
def _names(text: str, syntaxes: Syntaxes) -> frozenset[str]:
    return frozenset(identifier.text for identifier in identifiers(text, syntaxes))


@lru_cache(maxsize=1_024)
def _stems(text: str, syntaxes: Syntaxes) -> frozenset[str]:
    lowered = (word.lower() for word in prose_words(text, syntaxes))
    return frozenset(_stem(word) for word in lowered if word not in _STOP)


def _stem(word: str) -> str:
    short = _ENDING.sub("", word)
    short = short if len(short) > 2 and short not in _NEGATIONS else word  # not of `note`
    return short[:-1] if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "sl" else short


def _prose(strings: Iterable[CatalogString]) -> Iterator[CatalogString]:
    return (
        string
        for string in strings
        if string.source and string.target and string.kind in (TextKind.MARKUP, TextKind.LITERAL)
    )


def _context(string: CatalogString) -> str:
    """Return the `context` in the string's `about`, which allows a different translation of the same text."""
    if not isinstance(string.owner, Event):
        return ""
    about = strings_in(string.owner, string.source_locale).about.get(".".join(string.path[2:]))
    return about.context if about else ""
