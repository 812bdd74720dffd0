"""Notes for translators: where a text is shown, what its placeholders stand for, and its glossary terms."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeAlias

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, strings_in
from eventdocs.model.glossary import Term, TermIndex, TermWording
from eventdocs.model.group import Group
from eventdocs.model.strings import TextKind
from eventdocs.text.placeholders import Placeholder, placeholders
from eventdocs.translations.segments import Segment, max_length, string_notes

_MAX_MEANINGS = 10  # of the placeholders of texts that share a unit
_NAME = re.compile(r"[^\W\d]\w*+")

# Returns the address of an event's page in a locale, empty if the site has no address.
PageAddress: TypeAlias = Callable[[Event, str], str]


class NoteWriter:
    """Writes the notes of a locale's translation units."""

    def __init__(self, catalog: Catalog, locale: str, page_address: PageAddress) -> None:
        self.catalog, self.locale, self.page_address = catalog, locale, page_address
        terms = ((term, (term.term, *term.forms)) for term in catalog.settings.glossary)
        self.terms = TermIndex(terms, catalog.settings.source_locale)

    def notes(self, same: Sequence[Segment]) -> Iterator[str]:
        """Yield the notes of segments that share a unit; all of them may explain the placeholders."""
        first = same[0]
        owner = first.pair.owner
        if owner is None:
            yield f"Label {'.'.join(first.pair.path)}"
        else:
            yield from self._place(first, owner)
        limits = [limit for segment in same if (limit := max_length(self.catalog, segment))]
        if limits:
            yield f"At most {min(limits):,} characters" + (" in the whole text" if first.total > 1 else "")
        meanings = dict.fromkeys(meaning for segment in same for meaning in self._meanings(segment))
        yield from islice(meanings, _MAX_MEANINGS)
        yield from self.term_notes(first.source)

    def term_notes(self, source: str) -> Iterator[str]:
        """Yield how the glossary's terms in a source text are translated."""
        yield from filter(None, map(self._term_note, self.terms.find(source)))

    def _place(self, segment: Segment, owner: Event | Group) -> Iterator[str]:
        path = segment.pair.path
        name = f"Group {owner.key}" if isinstance(owner, Group) else f"{owner.id} - {owner.name}"
        yield f"{name}: {'.'.join(path)}"
        if isinstance(owner, Event):
            level = f"Level: {owner.level}" if owner.level else ""
            address = self.page_address(owner, self.locale or self.catalog.settings.source_locale)
            if level or address:
                yield ", ".join(filter(None, (level, address)))
        notes = string_notes(self.catalog, owner, path)
        if notes and notes.comment:
            yield notes.comment
        if notes and notes.context:
            yield f"Context: {notes.context}"
        if segment.place:
            yield segment.place

    def _meanings(self, segment: Segment) -> Iterator[str]:
        """Yield what the placeholders of a text stand for: names and descriptions of parameters."""
        event = segment.pair.owner
        if not isinstance(event, Event) or not event.parameters:
            return
        texts = strings_in(event, self.catalog.settings.source_locale).parameters
        literal = segment.kind is TextKind.LITERAL
        for placeholder in placeholders(segment.source, segment.placeholders, literal=literal):
            name = _parameter_name(placeholder, [parameter.name for parameter in event.parameters])
            if name:
                description = " ".join(texts.get(name, {}).get("description", ()))
                yield f"{placeholder.text} is {name}" + (f": {description}" if description else "")

    def _term_note(self, term: Term) -> str:
        """Return how a term is translated, such as `Term disk: disco (not: disquete)`; empty if unknown."""
        if term.keep:
            return f"Term {term.term}: do not translate"
        wording = term.wordings.get(self.locale, TermWording())
        avoid = f"(not: {', '.join(wording.avoid)})" if wording.avoid else ""
        words = " ".join(filter(None, (", ".join(wording.use), avoid)))
        return f"Term {term.term}: {words}" if words else ""


def _parameter_name(placeholder: Placeholder, names: Sequence[str]) -> str:
    """Return the name of the parameter that a placeholder stands for; empty if it stands for none."""
    if placeholder.number:
        return names[placeholder.number - 1] if placeholder.number <= len(names) else ""
    if placeholder.syntax == "printf":
        return ""  # the letters of a conversion are no name
    match = _NAME.search(placeholder.text)
    return match[0] if match and match[0] in names else ""
