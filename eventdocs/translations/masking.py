"""Protection: what nothing may translate is taken out of a text, and has to come back."""

import re
from collections.abc import Sequence

from eventdocs.model.glossary import Term, find_term
from eventdocs.model.strings import TextKind
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import placeholders

_PLACE = re.compile(r"\[\[(\d+)\]\]")


def mask(text: str, kind: TextKind, terms: Sequence[Term] = ()) -> tuple[str, list[str]]:
    """Put `[[1]]`, `[[2]]`, … in the place of inserts, code, names and kept terms; give those as a list."""
    spans = [(each.start, each.end) for each in placeholders(text, literal=kind is TextKind.LITERAL)]
    spans += [(each.start, each.end) for each in identifiers(text)]
    for term in terms:
        found = find_term(text, (term.term,), "en") if term.keep else None
        if found:
            spans.append(found)
    kept: list[str] = []
    pieces, end = [], 0
    for start, stop in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= end:
            kept.append(text[start:stop])
            pieces += [text[end:start], f"[[{len(kept)}]]"]
            end = stop
    return "".join([*pieces, text[end:]]), kept


def unmask(text: str, kept: Sequence[str]) -> str | None:
    """Put back what was taken out; None where a place is lost, doubled or made up."""
    places = [int(each) for each in _PLACE.findall(text)]
    if sorted(places) != list(range(1, len(kept) + 1)):
        return None
    return _PLACE.sub(lambda found: kept[int(found[1]) - 1], text)
