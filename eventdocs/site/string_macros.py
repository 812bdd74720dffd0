"""Phrases: how strings, labels and names are shown in one locale; what pages share is rendered once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from eventdocs.site.edit_links import NO_LINK, EditLink
from eventdocs.site.markdown import Markup, safe
from eventdocs.site.page_view import PageUnit

_CACHE_SIZE = 1024  # texts of each kind; there is one memory for each locale

EditLinkFactory = Callable[[tuple[str, ...]], EditLink]


class StringTemplates(Protocol):
    """The macros of `strings.html`, bound to the words of a locale."""

    def string(self, units: tuple[PageUnit, ...], reveal: str, place: EditLink | None) -> str:
        """Show a string; `reveal` discloses its original, `place` is where its marks lead, if it has any."""

    def label(self, unit: PageUnit) -> str:
        """Show a label."""

    def name(self, unit: PageUnit) -> str:
        """Show a name, which nothing may translate."""

    def heading(self, role: str, unit: PageUnit) -> str:
        """Show the heading of a section."""

    def reveal(self, title: str) -> str:
        """Show the button that discloses the originals below a heading."""


class StringMacros:
    """The functions that templates of pages call; `preview` has each string lead to its place."""

    def __init__(self, macros: StringTemplates, *, preview: bool) -> None:
        self.macros, self.preview = macros, preview
        self.reveal = lru_cache(_CACHE_SIZE)(lambda title: safe(macros.reveal(title)))
        self._string = lru_cache(_CACHE_SIZE)(self._shown)
        self._label = lru_cache(_CACHE_SIZE)(lambda *text: safe(macros.label(PageUnit(0, *text))))
        self._heading = lru_cache(_CACHE_SIZE)(
            lambda role, *text: safe(macros.heading(role, PageUnit(0, *text)))
        )
        self._name = lru_cache(_CACHE_SIZE)(lambda *text: safe(macros.name(PageUnit(0, *text))))

    def label(self, unit: PageUnit) -> Markup:
        """Show a label; each distinct one is rendered once."""
        return self._label(*unit[1:6])

    def heading(self, role: str, unit: PageUnit) -> Markup:
        """Show the heading of a section."""
        return self._heading(role, *unit[1:6])

    def name(self, unit: PageUnit) -> Markup:
        """Show a name."""
        return self._name(*unit[1:6])

    def string(self, correction: EditLinkFactory, units: tuple[PageUnit, ...], title: str) -> Markup | str:
        """Show a string; one that is not what readers expect says so and leads to its place."""
        if not units:
            return ""
        first = units[0]
        place = (
            correction(first.path) if first.machine or first.stale or first.missing or self.preview else None
        )
        if place and not self.preview and place == correction(()):
            place = NO_LINK  # the page's own link leads there
        return self._string(tuple(unit[1:9] for unit in units), title, place)

    def _shown(self, texts: tuple[tuple[Any, ...], ...], title: str, place: EditLink | None) -> Markup:
        return safe(
            self.macros.string(tuple(PageUnit(0, *text) for text in texts), self.reveal(title), place)
        )
