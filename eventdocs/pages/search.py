"""The search index of a locale: a classic script, so that it works from a file as well.

It calls `eventdocsIndex` with one row for each event: address, id, title, level, description, messages, and
all other texts. The reader's browser folds accents and case; here nothing is lost.
"""

import json
from collections.abc import Iterable, Iterator

from eventdocs.pages.views import PageView, Unit


def search_index(views: Iterable[PageView]) -> str:
    """Write the index of the pages of one locale."""
    rows = [json.dumps(_row(view), ensure_ascii=False, separators=(",", ":")) for view in views]
    safe = ",\n".join(rows).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"eventdocsIndex([\n{safe}\n]);\n"


def _row(view: PageView) -> tuple[object, ...]:
    sections = {section.role: section.paragraph for section in view.sections}
    description, message = sections.get("description", ()), sections.get("message", ())
    messages = list(dict.fromkeys(_both(message)))
    others = (unit for unit in view.units() if unit.path and unit not in message and unit not in description)
    texts = dict.fromkeys((*_both(description)[1:], *(text for unit in others for text in _texts(unit))))
    event = view.event
    return (
        event.slug,
        event.id,
        view.title.target,
        event.level,
        _both(description)[0] if description else "",
        messages,
        "\n".join(texts),
    )


def _both(units: tuple[Unit, ...]) -> list[str]:
    """The translation of a string as a whole, and its source."""
    found = (" ".join(unit.target for unit in units), " ".join(unit.source for unit in units))
    return [text for text in dict.fromkeys(found) if text]


def _texts(unit: Unit) -> Iterator[str]:
    yield from (text for text in (unit.target, unit.source) if text)
