"""The functions with which the pages of a locale show events: strings, labels, rows, sections.

Each is a macro of `strings.html` or `sections.html`. What has other texts on each page is rendered with
skeletons; labels and rows, which are the same on many pages, are rendered once.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any, TypeVar

from eventdocs.model.event import EventRef
from eventdocs.model.labels import LabelReads
from eventdocs.model.strings import TextKind
from eventdocs.site.edit_links import NO_LINK, EditLink
from eventdocs.site.markdown import Markup, safe
from eventdocs.site.page_view import FLAGS, PageUnit, PageView, ParameterRow, Property, Section
from eventdocs.site.skeletons import Known, Later, Skeletons, known
from eventdocs.text.placeholders import Syntaxes

_R = TypeVar("_R")

_CACHE_SIZE = 1024  # labels, names, rows and neighbours, in each locale

EditLinkFactory = Callable[[tuple[str, ...]], EditLink]
Describe = Callable[[str], PageUnit | None]
ShowString = Callable[[tuple[PageUnit, ...], str], Markup | str]


class StringMacros:
    """The functions that page templates call; with `preview`, each string has an edit link.

    `macros_of` returns the macros of a template, which can use the given functions. `base_levels` are the
    built-in levels of the catalog's own ones. `reads` records which labels the macros look up.
    """

    def __init__(
        self,
        macros_of: Callable[..., Any],
        base_levels: Mapping[str, str] | None = None,
        *,
        preview: bool,
        reads: LabelReads | None = None,
    ) -> None:
        self.preview = preview
        share = (reads or LabelReads()).share

        def remembered(function: Callable[..., _R]) -> Callable[..., _R]:
            return lru_cache(_CACHE_SIZE)(share(function))

        levels = base_levels or {}
        strings = macros_of("strings.html")
        self._write_string = _skeletons(strings.string)
        self.reveal = remembered(lambda title: safe(strings.reveal(title)))
        self._write_state, self._write_current = strings.state, _skeletons(strings.current)
        write_neighbour, self._write_turn = _skeletons(strings.neighbour), _skeletons(strings.turn)
        self._neighbour = remembered(
            lambda up, event: write_neighbour(up, event, levels.get(event.level, event.level))
        )
        self._label = remembered(lambda *text: safe(strings.label(PageUnit(0, *text))))
        self._heading = remembered(lambda role, *text: safe(strings.heading(role, PageUnit(0, *text))))
        self._name = remembered(lambda *text: safe(strings.name(PageUnit(0, *text))))
        self._real_name = remembered(lambda real, *text: safe(strings.real_name(real, PageUnit(0, *text))))
        functions: dict[str, Callable[..., Any]] = {
            "label": self.label,
            "name": self.name,
            "real_name": self.real_name,
            "heading": self.heading,
            "property_html": partial(self.row, "property"),
            "parameter_html": self.parameter,
            "related_html": self.related,
            "maps_html": self.maps,
        }
        sections = macros_of("sections.html", **{name: Later(each) for name, each in functions.items()})
        self._write_section = _skeletons(sections.section)
        self._write_parameter = _skeletons(sections.parameter)
        self._write_related = _skeletons(sections.related)
        self._write_maps = sections.maps
        self._row = remembered(lambda macro, *row: safe(getattr(sections, macro)(*row)))
        reveal = Later(self.reveal)

        def unmarked(units: tuple[PageUnit, ...], title: str) -> Markup | str:
            """Return a string as HTML that has neither marks nor an edit link."""
            return strings.string(units, reveal(title), (), None) if units else ""

        self.unmarked: ShowString = unmarked
        self._unmarked = Known(unmarked)
        self.functions = {
            **{name: Later(each) for name, each in functions.items()},
            "reveal": reveal,
            "neighbours_html": Later(self.neighbours),
            "current_html": Later(self.current),
            "turn_html": Later(self.turn),
            "fact": Later(partial(self.row, "fact")),
            "section_html": Later(self.section),
        }

    def label(self, unit: PageUnit) -> Markup:
        """Return a label as HTML."""
        return self._label(*_label_fields(unit))

    def heading(self, role: str, unit: PageUnit) -> Markup:
        """Return the heading of a section as HTML."""
        return self._heading(role, *_label_fields(unit))

    def name(self, unit: PageUnit) -> Markup:
        """Return a name as HTML that browsers do not translate."""
        return self._name(*_label_fields(unit))

    def real_name(self, real: str, unit: PageUnit) -> Markup:
        """Return the name that software writes, and after it what it is called, as HTML."""
        return self._real_name(real, *_label_fields(unit))

    def neighbours(self, up: str, events: Sequence[EventRef]) -> Markup:
        """Return the entries of events in the list next to a page."""
        return safe("".join([self._neighbour(up, event) for event in events]))

    def current(self, up: str, event: EventRef, level: str) -> Markup:
        """Return the entry of the page's own event in the list next to it; `level` is a built-in one."""
        return safe(self._write_current(known(up), event, level))

    def turn(self, rel: str, up: str, event: EventRef) -> Markup:
        """Return the link to the previous or next event; `rel` is `prev` or `next`."""
        return safe(self._write_turn(known(rel), known(up), event))

    def row(self, macro: str, row: Property, here: str, level: str, provider_page: str) -> Markup:
        """Return a row of the properties as HTML, at the top of the page or in a section.

        `level` is the built-in level as which the event's level is shown, `provider_page` the path of the
        page of the event's provider.
        """
        assert row.value is not None
        shown_level = level if row.key == "level" else ""
        shown_page = provider_page if row.key == "provider" else ""
        return self._row(macro, row, here, shown_level, shown_page)

    def section(self, section: Section, here: str, string: ShowString, describe: Describe) -> Markup:
        """Return a section as HTML.

        `string` shows a string of the page, `describe` returns the description of a related event.
        """
        return safe(self._write_section(section, known(here), self._shown_by(string), describe))

    def parameter(self, row: ParameterRow, string: ShowString, section: Section) -> Markup:
        """Return a row of a section's parameters as HTML."""
        number = str(section.maps.index(row.map) + 1) if row.map else ""
        return safe(self._write_parameter(row, self._shown_by(string), number))

    def maps(self, section: Section) -> Markup:
        """Return the tables of the values of a section's parameters as HTML."""
        has_maps = any(row.map for row in section.parameters)
        return safe(self._write_maps(section) if has_maps else "")

    def related(self, event: EventRef, describe: Describe, here: str) -> Markup:
        """Return the link to a related event, with its description, as HTML."""
        return safe(self._write_related(event, describe(event.file), known(here)))

    def _shown_by(self, string: ShowString) -> ShowString | Known:
        """Return a function that shows strings; that for unmarked ones becomes part of skeletons."""
        return self._unmarked if string is self.unmarked else string

    def string_of(self, view: PageView, edit_link: EditLinkFactory) -> ShowString | Known:
        """Return the function with which a page shows its strings."""
        is_marked = any(flag not in view.page_flags for flag in view.translation_flags)
        if self.preview or is_marked or view.has_blocks:
            return partial(self.string, edit_link, view.page_flags)
        return self._unmarked

    def string(
        self,
        edit_link: EditLinkFactory,
        page_flags: Sequence[str],
        units: tuple[PageUnit, ...],
        title: str,
    ) -> Markup | str:
        """Return a string as HTML, with marks for the flags that the page's notice does not have.

        A marked string has an edit link; in a preview, every string has one.
        """
        if not units:
            return ""
        marks, link = self._marks(edit_link, page_flags, units[0])
        return safe(self._write_string(units, self.reveal(title), Known(marks) if marks else marks, link))

    def title_state(
        self, edit_link: EditLinkFactory, page_flags: Sequence[str], title: PageUnit
    ) -> Markup | str:
        """Return the marks and the edit link of a title that has words to translate."""
        return (
            safe(self._write_state(title, *self._marks(edit_link, page_flags, title))) if title.path else ""
        )

    def _marks(
        self, edit_link: EditLinkFactory, page_flags: Sequence[str], unit: PageUnit
    ) -> tuple[tuple[str, ...], EditLink | None]:
        """Return the flags that the page's notice does not have, and the edit link if there is to be one."""
        marks: tuple[str, ...] = ()
        if unit.machine or unit.stale or unit.missing:
            marks = tuple(flag for flag in FLAGS if getattr(unit, flag) and flag not in page_flags)
        link = edit_link(unit.path) if marks or self.preview else None
        if link and not self.preview and link == edit_link(()):
            link = NO_LINK  # the page's own edit link has the same address
        return marks, link


def _skeletons(macro: Callable[..., Any]) -> Callable[..., str]:
    """Return a function that writes what a macro does, with skeletons."""
    return Skeletons(lambda *values: [macro(*values)]).render


def _label_fields(unit: PageUnit) -> tuple[str, str, str, TextKind, Syntaxes, bool]:
    """Return the fields that a label's HTML depends on, from `source` to `missing`: a key for caches."""
    return unit[1:7]
