"""The search index of a group of events: a classic script, so that it works from a file as well.

It calls `eventdocsIndex` with the texts that several events have, with one row for each event, and with the
group's number where there are several: id, name, description, messages, other texts (a number stands for a
shared one); title and address where they do not follow from id and name. What is empty at the end of a row is
left out. The reader's browser folds accents and case; here nothing is lost.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from eventdocs.model.locales import spaceless
from eventdocs.pages.views import PageView, Unit


class Found(NamedTuple):
    """What the search knows of an event in one locale."""

    id: str
    name: str
    description: str
    messages: tuple[str, ...]
    texts: tuple[str, ...]
    title: str
    slug: str


def search_index(rows: Iterable[Found], part: int = 0) -> str:
    """Write the index of a group's pages in one locale; `part` is its number, 0 where it is the only one."""
    rows = tuple(rows)
    often = Counter(text for row in rows for text in row.texts)
    shared = {text: number for number, text in enumerate(text for text, count in often.items() if count > 1)}
    lines = ",\n".join(_json(_values(row, shared)) for row in rows)
    return f"eventdocsIndex({_json(list(shared))},[\n{lines}\n]{f',{part}' if part else ''});\n"


def search_parts(count: int) -> str:
    """Write what stands in the place of the one index: how many parts there are."""
    return f"eventdocsIndex({count});\n"


def found(view: PageView) -> Found:
    """Gather what is found of an event."""
    sections = {section.role: section.paragraph for section in view.sections}
    description, message = sections.get("description", ()), sections.get("message", ())
    others = (unit for unit in view.units() if unit.path and unit not in message and unit not in description)
    first, *rest = _both(description) or [""]
    texts = dict.fromkeys((*rest, *(text for unit in others for text in (unit.target, unit.source) if text)))
    event, title = view.event, view.title.target
    return Found(
        event.id,
        event.name,
        first,
        tuple(_both(message)),
        tuple(texts),
        "" if title == f"{event.id} - {event.name}" else title,
        "" if event.slug == f"{event.id}-{event.name}".lower() else event.slug,
    )


def _values(row: Found, shared: Mapping[str, int]) -> list[object]:
    values: list[object] = [*row[:4], [shared.get(text, text) for text in row.texts], row.title, row.slug]
    while not values[-1]:
        values.pop()
    return values


def _json(value: object) -> str:
    """Write a value so that it is also a value of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _both(units: tuple[Unit, ...]) -> list[str]:
    """The translation of a string as a whole, and its source."""
    gap = "" if units and spaceless(units[0].locale) else " "
    found = (gap.join(unit.target for unit in units), " ".join(unit.source for unit in units))
    return [text for text in dict.fromkeys(found) if text]
