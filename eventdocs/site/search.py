"""The search index of a shard: a classic script, so that the search also works on pages opened from disk.

It calls `eventdocsIndex` with the texts that several events share, with one row for each event, and with the
shard's number if there are several. A row has id, name, description, messages and other texts (a number
refers to a shared text), then title and encoded slug if they do not follow from id and name, and the values
of custom fields that are found as a whole; empty values at the end are left out. Texts are indexed unchanged:
the browser folds accents and case.

The script knows the default syntaxes of placeholders, and ignores them to find the message of a log line. In
messages with other syntaxes, a mark before and after each placeholder shows where it is.

In a site of one shard, each locale's index also has the source texts. In a larger site only the source
locale's indexes have them, and pages in other locales load these after their own: no index has two languages,
and the source texts are there once for all locales.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.declarations import FieldSearch
from eventdocs.model.event import Event
from eventdocs.site.block_units import first_paragraph, source_texts, target_texts
from eventdocs.site.listing import field_values
from eventdocs.site.page_view import PageUnit, PageView, is_block_text
from eventdocs.text.addresses import href
from eventdocs.text.locales import spaceless
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, placeholders

_OWN_ENTRIES = (("description",), ("message",))
_PLACEHOLDER_MARK = "\0"


class SearchDocument(NamedTuple):
    """What the search indexes of an event in one locale: its page's texts, and separately their sources."""

    id: str
    name: str
    description: str
    messages: tuple[str, ...]
    texts: tuple[str, ...]
    title: str
    slug: str
    exact: tuple[str, ...]
    original_messages: tuple[str, ...]
    original_texts: tuple[str, ...]


def search_index(documents: Iterable[SearchDocument], number: int = 0, *, originals: bool = True) -> str:
    """Return the index of a shard in one locale; `number` is the shard's, 0 if it is the only one."""
    indexed = [_with_originals(document) for document in documents] if originals else list(documents)
    counts = Counter(text for document in indexed for text in document.texts)
    shared_texts = (text for text, count in counts.items() if count > 1)
    shared = {text: position for position, text in enumerate(shared_texts)}
    rows = ",\n".join(_json(_values(document, shared)) for document in indexed)
    return f"eventdocsIndex({_json(list(shared))},[\n{rows}\n]{f',{number}' if number else ''});\n"


def search_shards(count: int, originals: str = "") -> str:
    """Return the script that a site of several shards has instead of one index: it says how many there are.

    `originals` is the relative path to the indexes with the source texts, if this locale's do not have them.
    """
    return f"eventdocsIndex({count}{',' + _json(originals) if originals else ''});\n"


def search_document(view: PageView, settings: CatalogSettings) -> SearchDocument:
    """Return what the search indexes of an event's page.

    A description of several blocks is shown as its first paragraph; all of its blocks are searched.
    """
    event, title, address = view.event, view.title.target, href(view.event.slug)
    sections = {section.role: section.paragraph for section in view.sections}
    description, message = sections.get("description", ()), sections.get("message", ())
    others = [unit for unit in view.units() if unit.path and unit.path not in _OWN_ENTRIES]
    description_text, description_source = _joined(description)
    if is_block_text(description):
        shown = first_paragraph(description)
        description_text, description_source = shown.target if shown else "", ""
        others += description
    message_text, message_source = _joined(tuple(map(_marked, message)))
    words = _values_of(view.event, settings, FieldSearch.WORDS)
    originals = dict.fromkeys((description_source, *source_texts(others), *words))
    texts = dict.fromkeys(target_texts(others))
    return SearchDocument(
        event.id,
        event.name,
        description_text,
        (message_text,) if message_text not in ("", message_source) else (),
        tuple(text for text in texts if text not in ("", description_text) and text not in originals),
        "" if title == f"{event.id} - {event.name}" else title,
        "" if address == f"{event.id}-{event.name}".lower() else address,
        _values_of(view.event, settings, FieldSearch.EXACT),
        (message_source,) if message_source else (),
        tuple(text for text in originals if text not in ("", description_text)),
    )


def _values_of(event: Event, settings: CatalogSettings, search: FieldSearch) -> tuple[str, ...]:
    """Return the values of custom fields that are found in one way."""
    if not event.fields:
        return ()
    names = (name for name, declared in settings.shown_fields().items() if declared.search is search)
    return tuple(str(value) for name in names for value in field_values(event, name))


def _with_originals(document: SearchDocument) -> SearchDocument:
    return document._replace(
        messages=document.messages + document.original_messages,
        texts=document.texts + document.original_texts,
    )


def _values(document: SearchDocument, shared: Mapping[str, int]) -> list[object]:
    id_, name, description, messages, texts, title, slug, exact, *_ = document
    numbered_texts = [shared.get(text, text) for text in texts]
    values: list[object] = [id_, name, description, messages, numbered_texts, title, slug, exact]
    while not values[-1]:
        values.pop()
    return values


def _json(value: object) -> str:
    """Return a value as JSON that is also valid in JavaScript."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _marked(unit: PageUnit) -> PageUnit:
    """Return a unit of a message with marks around placeholders that the script does not know."""
    if unit.placeholders == DEFAULT_SYNTAXES:
        return unit
    return unit._replace(
        target=_marked_text(unit.target, unit.placeholders),
        source=_marked_text(unit.source, unit.placeholders),
    )


def _marked_text(text: str, syntaxes: Syntaxes) -> str:
    pieces, end = [], 0
    for found in placeholders(text, syntaxes):
        pieces += [text[end : found.start], _PLACEHOLDER_MARK, found.text, _PLACEHOLDER_MARK]
        end = found.end
    return "".join([*pieces, text[end:]])


def _joined(units: tuple[PageUnit, ...]) -> tuple[str, str]:
    """Return the whole translation of a string, and its whole source."""
    gap = "" if units and spaceless(units[0].locale) else " "
    return gap.join(unit.target for unit in units), " ".join(unit.source for unit in units)
