"""Page views: an event as the readers of one locale see it, with all texts resolved and nothing formatted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from eventdocs.model.event import Event, EventRef
from eventdocs.model.strings import TextKind
from eventdocs.text.blocks import Block
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes

_BLOCKS = TextKind.BLOCKS  # looking up a member of an enum is slow
_PAIRS = {"{": "{}", "<": "<>"}
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
    "links",
)
HTML_ORDER = (
    "message",
    "cause",
    "resolution",
    "description",
    "details",
    "examples",
    "properties",
    "links",
    "see_also",
)
_HTML_POSITIONS = {role: at for at, role in enumerate(HTML_ORDER)}
# Properties at the top of HTML pages, in this order; the others have a section of their own.
FACTS = ("level", "channel", "task", "provider", "since", "deprecated", "replaced_by")
_FACTS = frozenset(FACTS)


class PageUnit(NamedTuple):
    """A source segment with its translation; `locale` is the one that the translation is written in.

    `number` counts units in document order. `placeholders` are the syntaxes of the text's placeholders.
    `missing` says that there is no translation and `target` is a fallback, `machine` that the translation was
    made by a machine, `stale` that the source changed after it, from `previous_source` if that is known.
    `path` is the string's path in a locale block, empty for labels and names. `block` is the block of a long
    text that this is the unit of; it is None in a string of one paragraph.
    """

    number: int
    source: str
    target: str
    locale: str
    kind: TextKind
    placeholders: Syntaxes = DEFAULT_SYNTAXES
    missing: bool = False
    machine: bool = False
    stale: bool = False
    previous_source: str = ""
    path: tuple[str, ...] = ()
    block: Block | None = None


def is_block_text(units: Sequence[PageUnit]) -> bool:
    """Return whether a string is more than one paragraph."""
    return bool(units) and (units[0].block is not None or units[0].kind is _BLOCKS)


class Property(NamedTuple):
    """A row of the properties table; `value` is None if the cell is empty.

    A value that is a link has a web address as `url`, or leads to the page of an `event`. `real` is the value
    as software writes it, in no language, such as the full name of a channel. `official` says that the
    translation is the vendor's own.

    `named` has the name itself as the source text, if the source locale has a display text for it.
    """

    key: str
    label: PageUnit
    value: PageUnit | None
    url: str = ""
    event: EventRef | None = None
    real: str = ""
    official: bool = False
    named: PageUnit | None = None

    @property
    def written(self) -> PageUnit | None:
        """The value on pages that show one text: with the name, which a display text never replaces."""
        return self.named or self.value


class MapEntry(NamedTuple):
    """An entry of a map: its number, its name, and its display text if that is another one."""

    number: str
    name: str
    text: PageUnit | None


class MapTable(NamedTuple):
    """What the values of a parameter mean; with `bits`, a value is a combination of the entries.

    `official` says that all translations of its texts are the vendor's own.
    """

    name: str
    bits: bool
    entries: tuple[MapEntry, ...]
    official: bool = False

    @property
    def has_names(self) -> bool:
        """Whether any entry has a name."""
        return any(entry.name for entry in self.entries)

    @property
    def has_texts(self) -> bool:
        """Whether any entry has a display text."""
        return any(entry.text for entry in self.entries)


class ParameterRow(NamedTuple):
    """A row of the parameters table; if `type_text` is given, it is shown for `type`.

    `placeholder` is how the message refers to the parameter: `%N`, or with its name as it is written there.
    `real` is the name that software has for it.
    `map` is the table of its values, if its provider declares one.
    """

    number: int
    name: PageUnit
    type: str
    type_text: tuple[PageUnit, ...]
    description: tuple[PageUnit, ...]
    placeholder: str
    real: str = ""
    map: MapTable | None = None


class TitledLink(NamedTuple):
    """A link to a page outside of the site."""

    title: PageUnit
    url: str


class GroupView(NamedTuple):
    """A group of events: its folder below `events`, its title and its introduction, which may be empty."""

    folder: str
    title: tuple[PageUnit, ...]
    introduction: tuple[PageUnit, ...]


class Section(NamedTuple):
    """A part of the page under a heading; `after` is the built-in section that a custom one follows.

    `official` says that the translation of the text is the vendor's own and fresh.
    """

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
    web_links: tuple[TitledLink, ...] = ()
    after: str = ""
    official: bool = False

    @property
    def title(self) -> str:
        """The heading in the page's locale."""
        return self.heading.target

    @property
    def element_id(self) -> str:
        """The id and class of the section in HTML; no custom section has those of another element."""
        return f"section-{self.role}" if self.after else self.role

    @property
    def placeholder_mark(self) -> str:
        """What the placeholders of the parameters look like: `%`, `{}`, or empty if there are none."""
        if not self.parameters:
            return ""
        first = next((row.placeholder[:1] for row in self.parameters if row.placeholder), "")
        return _PAIRS.get(first, first)

    @property
    def maps(self) -> tuple[MapTable, ...]:
        """The tables of the parameters' values, each once."""
        if not self.parameters:
            return ()
        return tuple({row.map.name: row.map for row in self.parameters if row.map}.values())

    @property
    def has_content(self) -> bool:
        """Whether the section has anything below its heading."""
        texts = self.paragraph or self.note or self.steps
        links = self.links or self.web_links
        if texts or self.parameters or self.examples or links:
            return True
        return any(row.value for row in self.properties)


class OutlineEntry(NamedTuple):
    """A section in the list of a page's contents; `title` is its heading in the page's locale."""

    element_id: str
    title: str


@dataclass(frozen=True)
class PageView:
    """One page: an event in a locale. `sections` are in document order.

    `marked` are the units of texts that are missing, translated by a machine or stale: most pages have none.
    `has_blocks` says whether any of the texts is more than one paragraph.
    `base_level` is the built-in level as which the event's level is shown. `replacement` is the event that
    replaces this one. `group` is the group that the event belongs to. `provider_rows` are properties of the
    event's provider, which only HTML pages show.
    """

    event: Event
    locale: str
    source_locale: str
    direction: str
    source_direction: str
    title: PageUnit
    intro: tuple[PageUnit, ...]
    sections: tuple[Section, ...]
    first_number: int
    marked: tuple[PageUnit, ...] = ()
    has_blocks: bool = False
    base_level: str = ""
    replacement: EventRef | None = None
    group: GroupView | None = None
    provider_rows: tuple[Property, ...] = ()

    def section(self, role: str) -> Section | None:
        """Return a section by name, or None if the page does not have it."""
        for section in self.sections:
            if section.role == role:
                return section
        return None

    @property
    def machine(self) -> bool:
        """Whether any of the texts was translated by a machine."""
        return bool(self.marked) and any(unit.machine for unit in self.marked)

    @property
    def translation_flags(self) -> tuple[str, ...]:
        """The flags of the strings on the page, each once, in the order machine, stale, missing."""
        if not self.marked:
            return ()
        marked = [unit for unit in self.marked if unit.path]
        return tuple(flag for flag in FLAGS if any(getattr(unit, flag) for unit in marked))

    @property
    def page_flags(self) -> tuple[str, ...]:
        """The flags that hold for all strings of the page, so that it is enough to show them once.

        The strings that are missing do not count, unless all are.
        """
        return self._page_flags if self.marked else ()

    @cached_property
    def _page_flags(self) -> tuple[str, ...]:
        strings = [unit for unit in self.units() if unit.path]
        present = [unit for unit in strings if not unit.missing] or strings
        return tuple(flag for flag in FLAGS if present and all(getattr(unit, flag) for unit in present))

    @property
    def facts(self) -> tuple[Property, ...]:
        """The properties at the top of HTML pages."""
        rows = {row.key: row for row in self._rows() if row.value}
        return tuple([rows[key] for key in FACTS if key in rows])

    @property
    def other_properties(self) -> tuple[Property, ...]:
        """The properties that HTML pages show in a section: neither facts nor part of the title."""
        id_ = self.event.id
        return tuple(
            [
                row
                for row in self._rows()
                if row.key not in _FACTS
                and row.value
                and not (row.key == "id" and row.value.source == row.value.target == id_)
            ]
        )

    def _rows(self) -> tuple[Property, ...]:
        section = self.section("properties")
        return (*section.properties, *self.provider_rows) if section else self.provider_rows

    @property
    def reading_order(self) -> tuple[Section, ...]:
        """The sections in the order of GFM pages: cause and resolution before properties and details."""
        return tuple(
            sorted(self.sections, key=lambda section: READING_ORDER.index(section.after or section.role))
        )

    @cached_property
    def html_sections(self) -> tuple[Section, ...]:
        """The sections that HTML pages show, in their order: the message, then what to do about the event."""
        sections = [
            section._replace(properties=self.other_properties) if section.properties else section
            for section in self.sections
        ]
        shown = [section for section in sections if section.has_content]
        return tuple(sorted(shown, key=lambda section: _HTML_POSITIONS[section.after or section.role]))

    @property
    def outline(self) -> tuple[OutlineEntry, ...]:
        """The sections that HTML pages show, for the list of the page's contents."""
        return tuple([OutlineEntry(section.element_id, section.title) for section in self.html_sections])

    @property
    def has_own_title(self) -> bool:
        """Whether the title is another text than the id and the name of the event."""
        event = self.event
        return not self.title.source == self.title.target == f"{event.id} - {event.name}"

    def row(self, key: str) -> Property | None:
        """Return the row of the properties table with a key, such as the name of a custom field."""
        rows = (row for section in self.sections for row in section.properties)
        return next((row for row in rows if row.key == key), None)

    @property
    def bilingual(self) -> bool:
        """Whether the page shows translations together with their source."""
        return self.locale != self.source_locale

    @property
    def fallback_locales(self) -> tuple[str, ...]:
        """The locales whose texts replace missing translations, sorted."""
        return tuple(sorted({unit.locale for unit in self.marked if unit.missing})) if self.marked else ()

    def units(self) -> Iterator[PageUnit]:
        """Yield all units in document order."""
        yield self.title
        yield from self.intro
        for section in self.sections:
            yield section.heading
            for row in section.properties:
                yield row.label
                if row.value:
                    yield row.value
            yield from (*section.paragraph, *section.note, *section.steps, *section.columns)
            for parameter in section.parameters:
                yield from (parameter.name, *parameter.type_text, *parameter.description)
            yield from (link.title for link in section.web_links)
