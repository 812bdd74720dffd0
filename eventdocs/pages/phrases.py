"""Phrases: how strings, labels and names are shown in one locale; what pages share is rendered once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from eventdocs.pages.links import NOWHERE, Link
from eventdocs.pages.markdown import Markup, safe
from eventdocs.pages.views import Unit

_MEMORY = 1024  # texts of each kind; there is one memory for each locale

Correction = Callable[[tuple[str, ...]], Link]


class Macros(Protocol):
    """The macros of `strings.html`, bound to the words of a locale."""

    def string(self, units: tuple[Unit, ...], reveal: str, place: Link | None) -> str:
        """Show a string; `reveal` discloses its original, `place` is where its marks lead, if it has any."""

    def label(self, unit: Unit) -> str:
        """Show a label."""

    def name(self, unit: Unit) -> str:
        """Show a name, which nothing may translate."""

    def heading(self, role: str, unit: Unit) -> str:
        """Show the heading of a section."""

    def reveal(self, title: str) -> str:
        """Show the button that discloses the originals below a heading."""


class Phrases:
    """The functions that templates of pages call; `preview` has each string lead to its place."""

    def __init__(self, macros: Macros, *, preview: bool) -> None:
        self.macros, self.preview = macros, preview
        self.reveal = lru_cache(_MEMORY)(lambda title: safe(macros.reveal(title)))
        self._string = lru_cache(_MEMORY)(self._shown)
        self._label = lru_cache(_MEMORY)(lambda *text: safe(macros.label(Unit(0, *text))))
        self._heading = lru_cache(_MEMORY)(lambda role, *text: safe(macros.heading(role, Unit(0, *text))))
        self._name = lru_cache(_MEMORY)(lambda *text: safe(macros.name(Unit(0, *text))))

    def label(self, unit: Unit) -> Markup:
        """Show a label; each distinct one is rendered once."""
        return self._label(*unit[1:6])

    def heading(self, role: str, unit: Unit) -> Markup:
        """Show the heading of a section."""
        return self._heading(role, *unit[1:6])

    def name(self, unit: Unit) -> Markup:
        """Show a name."""
        return self._name(*unit[1:6])

    def string(self, correction: Correction, units: tuple[Unit, ...], title: str) -> Markup | str:
        """Show a string; one that is not what readers expect says so and leads to its place."""
        if not units:
            return ""
        first = units[0]
        place = (
            correction(first.path) if first.machine or first.stale or first.missing or self.preview else None
        )
        if place and not self.preview and place == correction(()):
            place = NOWHERE  # the page's own link leads there
        return self._string(tuple(unit[1:9] for unit in units), title, place)

    def _shown(self, texts: tuple[tuple[Any, ...], ...], title: str, place: Link | None) -> Markup:
        return safe(self.macros.string(tuple(Unit(0, *text) for text in texts), self.reveal(title), place))
