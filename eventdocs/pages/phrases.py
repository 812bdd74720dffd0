"""Phrases: how strings, labels and names are shown in one locale; what pages share is rendered once."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from eventdocs.pages.links import NOWHERE, Link
from eventdocs.pages.markdown import Markup, safe
from eventdocs.pages.views import Property, Unit

_MEMORY = 8192

Correction = Callable[[tuple[str, ...]], Link]


class Macros(Protocol):
    """The macros of `strings.html`, bound to the words of a locale."""

    def string(self, units: tuple[Unit, ...], title: str, place: Link | None) -> str:
        """Show a string; `place` is where its marks lead, None where it has none."""

    def label(self, unit: Unit) -> str:
        """Show a label."""

    def name(self, unit: Unit) -> str:
        """Show a name, which nothing may translate."""

    def heading(self, role: str, unit: Unit) -> str:
        """Show the heading of a section."""

    def property(self, row: Property) -> str:
        """Show a row of the properties."""

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
        self._property = lru_cache(_MEMORY)(self._row)

    def label(self, unit: Unit) -> Markup:
        """Show a label; each distinct one is rendered once."""
        return self._label(*unit[1:6])

    def heading(self, role: str, unit: Unit) -> Markup:
        """Show the heading of a section."""
        return self._heading(role, *unit[1:6])

    def property(self, row: Property) -> Markup:
        """Show a row of the properties that has a value."""
        assert row.value is not None
        return self._property(row.label[1:6], row.value[1:6])

    def _row(self, label: tuple[Any, ...], value: tuple[Any, ...]) -> Markup:
        return safe(self.macros.property(Property("", Unit(0, *label), Unit(0, *value))))

    def name(self, unit: Unit) -> Markup:
        """Show a name."""
        return safe(self.macros.name(unit))

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
        return safe(self.macros.string(tuple(Unit(0, *text) for text in texts), title, place))
