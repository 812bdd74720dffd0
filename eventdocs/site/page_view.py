"""Page views: one event as one locale's readers see it, everything resolved, nothing yet formatted."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from eventdocs.model.event import Event, EventRef
from eventdocs.model.strings import TextKind

FLAGS = ("machine", "stale", "missing")
READING_ORDER = (
    "description",
    "message",
    "cause",
    "resolution",
    "properties",
    "details",
    "examples",
    "see_also",
)


class PageUnit(NamedTuple):
    """A source segment with its translation; `locale` is the one that the translation is written in.

    `number` is the unit's place in document order. `missing` tells that the text stands in for a
    translation that does not exist; `machine` that a machine made it; `stale` that the source changed since
    it was made, from `then` if known. `path` is the string's in a locale block, empty for labels and names.
    """

    number: int
    source: str
    target: str
    locale: str
    kind: TextKind
    missing: bool = False
    machine: bool = False
    stale: bool = False
    previous_source: str = ""
    path: tuple[str, ...] = ()


class Property(NamedTuple):
    """A row of the properties: its key, its label and its value, None where the cell is empty."""

    key: str
    label: PageUnit
    value: PageUnit | None


class ParameterRow(NamedTuple):
    """A row of the parameters, the N-th for `%N`; `type` is a code unless `type_text` says it in words."""

    number: int
    name: PageUnit
    type: str
    type_text: tuple[PageUnit, ...]
    description: tuple[PageUnit, ...]


class Section(NamedTuple):
    """A part of the page under a heading."""

    role: str
    heading: PageUnit
    paragraph: tuple[PageUnit, ...] = ()
    note: tuple[PageUnit, ...] = ()
    steps: tuple[PageUnit, ...] = ()
    properties: tuple[Property, ...] = ()
    columns: tuple[PageUnit, ...] = ()
    parameters: tuple[ParameterRow, ...] = ()
    examples: tuple[str, ...] = ()
    links: tuple[EventRef, ...] = ()

    @property
    def has_content(self) -> bool:
        """Whether anything stands under the heading."""
        filled = any(row.value for row in self.properties)
        written = self.paragraph or self.note or self.steps
        return bool(filled or written or self.parameters or self.examples or self.links)


@dataclass(frozen=True, slots=True)
class PageView:
    """One page: an event in a locale. `sections` stand in the order of the document."""

    event: Event
    locale: str
    source_locale: str
    direction: str
    source_direction: str
    title: PageUnit
    intro: tuple[PageUnit, ...]
    sections: tuple[Section, ...]
    first_number: int

    @property
    def machine(self) -> bool:
        """Whether a machine made any of the texts."""
        return any(unit.machine for unit in self.units())

    @property
    def translation_flags(self) -> tuple[str, ...]:
        """What is to be said of single texts on the page, each once: machine, stale, missing."""
        strings = [unit for unit in self.units() if unit.path]
        return tuple(mark for mark in FLAGS if any(getattr(unit, mark) for unit in strings))

    @property
    def reading_order(self) -> tuple[Section, ...]:
        """The sections as a reader in a hurry needs them: what to do before what is known."""
        return tuple(sorted(self.sections, key=lambda section: READING_ORDER.index(section.role)))

    @property
    def bilingual(self) -> bool:
        """Whether the page shows a translation beside its source."""
        return self.locale != self.source_locale

    @property
    def fallback_locales(self) -> tuple[str, ...]:
        """Locales whose texts stand in for missing translations, sorted."""
        return tuple(sorted({unit.locale for unit in self.units() if unit.missing}))

    def units(self) -> Iterator[PageUnit]:
        """All units in document order."""
        yield self.title
        yield from self.intro
        for section in self.sections:
            yield section.heading
            for row in section.properties:
                yield row.label
                if row.value:
                    yield row.value
            yield from (*section.paragraph, *section.note, *section.steps, *section.columns)
            for line in section.parameters:
                yield from (line.name, *line.type_text, *line.description)
