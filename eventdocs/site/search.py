"""The search index of a group of events: a classic script, so that it works from a file as well.

It calls `eventdocsIndex` with the texts that several events have, with one row for each event, and with the
group's number where there are several: id, name, description, messages, other texts (a number stands for a
shared one); title and address where they do not follow from id and name. What is empty at the end of a row is
left out. The reader's browser folds accents and case; here nothing is lost.

The one index of a small catalog is whole: an event is found by its originals too. In a large one the
originals stand in the source's index only, whose parts a page in another language loads behind its own: no
index holds two languages, and the originals are there once for all of them.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from eventdocs.site.page_view import PageUnit, PageView
from eventdocs.text.locales import spaceless


class SearchDocument(NamedTuple):
    """What the search knows of an event in one locale: the texts shown, and apart from them the originals."""

    id: str
    name: str
    description: str
    messages: tuple[str, ...]
    texts: tuple[str, ...]
    title: str
    slug: str
    original_messages: tuple[str, ...]
    original_texts: tuple[str, ...]


def search_index(rows: Iterable[SearchDocument], part: int = 0, *, originals: bool = True) -> str:
    """Write the index of a group's pages in one locale; `part` is its number, 0 where it is the only one."""
    known = [_whole(row) for row in rows] if originals else list(rows)
    often = Counter(text for row in known for text in row.texts)
    shared = {text: number for number, text in enumerate(text for text, count in often.items() if count > 1)}
    lines = ",\n".join(_json(_values(row, shared)) for row in known)
    return f"eventdocsIndex({_json(list(shared))},[\n{lines}\n]{f',{part}' if part else ''});\n"


def search_shards(count: int, originals: str = "") -> str:
    """Write what stands in the place of the one index: how many parts there are.

    `originals` is the way to the folder of the parts that hold the originals, if these do not.
    """
    return f"eventdocsIndex({count}{',' + _json(originals) if originals else ''});\n"


def search_document(view: PageView) -> SearchDocument:
    """Gather what is found of an event."""
    event, title = view.event, view.title.target
    sections = {section.role: section.paragraph for section in view.sections}
    description, message = sections.get("description", ()), sections.get("message", ())
    others = [unit for unit in view.units() if unit.path and unit not in message and unit not in description]
    shown, original = _joined(description)
    said, printed = _joined(message)
    originals = dict.fromkeys((original, *(unit.source for unit in others)))
    texts = dict.fromkeys(unit.target for unit in others)
    return SearchDocument(
        event.id,
        event.name,
        shown,
        (said,) if said not in ("", printed) else (),
        tuple(text for text in texts if text not in ("", shown) and text not in originals),
        "" if title == f"{event.id} - {event.name}" else title,
        "" if event.slug == f"{event.id}-{event.name}".lower() else event.slug,
        (printed,) if printed else (),
        tuple(text for text in originals if text not in ("", shown)),
    )


def _whole(row: SearchDocument) -> SearchDocument:
    return row._replace(messages=row.messages + row.original_messages, texts=row.texts + row.original_texts)


def _values(row: SearchDocument, shared: Mapping[str, int]) -> list[object]:
    values: list[object] = [*row[:4], [shared.get(text, text) for text in row.texts], row.title, row.slug]
    while not values[-1]:
        values.pop()
    return values


def _json(value: object) -> str:
    """Write a value so that it is also a value of JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _joined(units: tuple[PageUnit, ...]) -> tuple[str, str]:
    """The translation of a string as a whole, and its source."""
    gap = "" if units and spaceless(units[0].locale) else " "
    return gap.join(unit.target for unit in units), " ".join(unit.source for unit in units)
