"""The macros that render strings, labels and names in one locale, with a cache for texts on many pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, Protocol

from eventdocs.model.event import EventRef
from eventdocs.model.strings import TextKind
from eventdocs.site.edit_links import NO_LINK, EditLink
from eventdocs.site.markdown import Markup, safe
from eventdocs.site.page_view import FLAGS, PageUnit
from eventdocs.text.placeholders import Syntaxes

_CACHE_SIZE = 1024  # texts of each kind, in each locale

EditLinkFactory = Callable[[tuple[str, ...]], EditLink]


class StringTemplates(Protocol):
    """The macros of `strings.html`, with the labels of a locale."""

    def string(
        self, units: tuple[PageUnit, ...], reveal: str, marks: Sequence[str], link: EditLink | None
    ) -> str:
        """Return a string as HTML.

        `reveal` is the button that shows its source, `marks` are the flags that it is marked with, `link` is
        its edit link.
        """

    def state(self, unit: PageUnit, marks: Sequence[str], link: EditLink | None) -> str:
        """Return what is said below a text: its marks, its edit link, and the source it was made from."""

    def label(self, unit: PageUnit) -> str:
        """Return a label as HTML."""

    def name(self, unit: PageUnit) -> str:
        """Return a name as HTML that browsers do not translate."""

    def heading(self, role: str, unit: PageUnit) -> str:
        """Return the heading of a section as HTML."""

    def reveal(self, title: str) -> str:
        """Return the button that shows the source texts below a heading."""

    def neighbour(self, up: str, event: EventRef, level: str) -> str:
        """Return the entry of an event in the list beside a page; `level` is a built-in one."""


class StringMacros:
    """The functions that page templates call; with `preview`, each string has an edit link.

    `base_levels` are the built-in levels of the catalog's own ones.
    """

    def __init__(
        self, macros: StringTemplates, base_levels: Mapping[str, str] | None = None, *, preview: bool
    ) -> None:
        self.macros, self.preview = macros, preview
        levels = base_levels or {}
        self.neighbour = lru_cache(_CACHE_SIZE)(
            lambda up, event: safe(macros.neighbour(up, event, levels.get(event.level, event.level)))
        )
        self.reveal = lru_cache(_CACHE_SIZE)(lambda title: safe(macros.reveal(title)))
        self._string = lru_cache(_CACHE_SIZE)(self._render_string)
        self._label = lru_cache(_CACHE_SIZE)(lambda *text: safe(macros.label(PageUnit(0, *text))))
        self._heading = lru_cache(_CACHE_SIZE)(
            lambda role, *text: safe(macros.heading(role, PageUnit(0, *text)))
        )
        self._name = lru_cache(_CACHE_SIZE)(lambda *text: safe(macros.name(PageUnit(0, *text))))

    def label(self, unit: PageUnit) -> Markup:
        """Return a label as HTML."""
        return self._label(*_label_fields(unit))

    def heading(self, role: str, unit: PageUnit) -> Markup:
        """Return the heading of a section as HTML."""
        return self._heading(role, *_label_fields(unit))

    def name(self, unit: PageUnit) -> Markup:
        """Return a name as HTML."""
        return self._name(*_label_fields(unit))

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
        return self._string(tuple(map(_string_fields, units)), title, marks, link)

    def title_state(
        self, edit_link: EditLinkFactory, page_flags: Sequence[str], title: PageUnit
    ) -> Markup | str:
        """Return the marks and the edit link of a title that has words to translate."""
        return (
            safe(self.macros.state(title, *self._marks(edit_link, page_flags, title))) if title.path else ""
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

    def _render_string(
        self,
        texts: tuple[tuple[Any, ...], ...],
        title: str,
        marks: tuple[str, ...],
        link: EditLink | None,
    ) -> Markup:
        units = tuple(PageUnit(0, *text) for text in texts)
        return safe(self.macros.string(units, self.reveal(title), marks, link))


def _label_fields(unit: PageUnit) -> tuple[str, str, str, TextKind, Syntaxes, bool]:
    """Return the fields that a label's HTML depends on, from `source` to `missing`: a key for caches."""
    return unit[1:7]


def _string_fields(unit: PageUnit) -> tuple[Any, ...]:
    """Return the fields that a string's HTML depends on: without `number` and `path`, which differ."""
    return unit[1:10] if unit.block is None else (*unit[1:10], (), unit.block)
