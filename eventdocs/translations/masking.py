"""Masking: what must not be translated is replaced by numbered marks, and restored afterwards."""

import re
from collections.abc import Iterator, Sequence

from eventdocs.model.glossary import Term, find_term
from eventdocs.model.strings import TextKind
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, placeholders

_MARK = re.compile(r"\[\[(\d{1,6})\]\]")


def mask(
    text: str, kind: TextKind, terms: Sequence[Term] = (), syntaxes: Syntaxes = DEFAULT_SYNTAXES
) -> tuple[str, list[str]]:
    """Replace placeholders, code, names and terms to keep by `[[1]]`, `[[2]]`, …; return them as a list.

    What looks like such a mark in the text is masked, too.
    """
    masked: list[str] = []
    pieces, end = [], 0
    for start, stop in sorted(_spans(text, kind, terms, syntaxes), key=lambda span: (span[0], -span[1])):
        if start >= end:
            masked.append(text[start:stop])
            pieces += [text[end:start], f"[[{len(masked)}]]"]
            end = stop
    return "".join([*pieces, text[end:]]), masked


def _spans(text: str, kind: TextKind, terms: Sequence[Term], syntaxes: Syntaxes) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each part of a text that must not be translated; parts may overlap."""
    for placeholder in placeholders(text, syntaxes, literal=kind is TextKind.LITERAL):
        yield placeholder.start, placeholder.end
    for mark in _MARK.finditer(text):
        yield mark.span()
    for identifier in identifiers(text, syntaxes):
        yield identifier.start, identifier.end
    for term in terms:
        found = find_term(text, (term.term,), "en") if term.keep else None
        if found:
            yield found


def unmask(text: str, masked: Sequence[str]) -> str | None:
    """Put the masked parts back; return None if a mark is lost, repeated or unknown."""
    numbers = [int(number) for number in _MARK.findall(text)]
    if sorted(numbers) != list(range(1, len(masked) + 1)):
        return None
    return _MARK.sub(lambda mark: masked[int(mark[1]) - 1], text)
