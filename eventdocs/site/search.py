"""The search index of a site: which events have a term, and what a hit shows of an event.

All files are classic scripts that call `eventdocsIndex`, so that the search also works on pages opened from
disk. A locale has three kinds of them, and a reader's browser loads only what a query needs:

- `search.js`: the state of the index, labels of hits, and the rules for folding and plurals.
- `search/B.js`: the terms whose CRC-32 has the remainder `B`, as one string: the state of the index, and for
  each term a semicolon, the term, a space and its value. The value of an ordinary term lists events, such as
  `.1:ĀĄ.3:Ĉ`: a point and the number of a shard, a colon, and a character for each event. `=4031` before
  it says that there were so many events, of which only the best are listed. The value of `re*` and `*ed` is a
  list of the words that begin or end so, for words that are misspelled or not complete.
- `search/S-P.js`: the key of shard `S`, and the events of its part `P` as hits show them.

The state is the keys of all shards. A key follows from the events of the shard and their order, so positions
in one file never lead to other events in a file of another state, such as while a site is uploaded. Shard 0
has the pages of providers (`provider_search.py`), and the number of term files in its key.

The character of an event is U+0100 plus its position in the shard, times four, plus the weight of the term:
in a name, in a message, in a fact, in another text. `#4031` is the term of an id, and `#40` that of what ids
begin with.

The terms of source texts are only in the source locale's files. Pages in other locales load both, and find
there the terms of their own texts. A site without its source locale has them in all files.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, TypeAlias
from zlib import crc32

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.declarations import FieldSearch
from eventdocs.model.event import Event, EventRef
from eventdocs.site.block_units import first_paragraph
from eventdocs.site.data_script import data_script
from eventdocs.site.listing import field_values
from eventdocs.site.markdown import html, isolated_text
from eventdocs.site.page_view import PageUnit, PageView, is_block_text
from eventdocs.text.addresses import href
from eventdocs.text.locales import spaceless
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, placeholders
from eventdocs.text.search_terms import (
    FOLDED_LETTERS,
    SCRIPT_PATTERNS,
    guid_term,
    id_terms,
    is_pair,
    is_word,
    script_stems,
    terms,
)

Parts: TypeAlias = tuple[str, ...]
TermGroups: TypeAlias = tuple[set[str], ...]


_EVENTS_PER_TERM_FILE = 16
_LONGEST_LIST = 1000
_MOST_BEGINNINGS = 20
_LONGEST_DESCRIPTION = 240
_LONGEST_MESSAGE = 400
_NAME, _MESSAGE, _FACT, _TEXT = range(4)
_FIRST_CODE = 0x100
_SHARD = re.compile(r"\.([0-9]+):([^.0-9]*)")


class Hit(NamedTuple):
    """The values that a hit shows; `message` and `source_message` alternate literal parts and placeholders.

    `title` has the id. It and `slug` are empty if they follow from id and name.
    """

    id: str
    name: str
    level: str
    provider: str
    description: str
    message: Parts
    source_message: Parts
    title: str
    slug: str


class SearchDocument(NamedTuple):
    """The index entry of an event in one locale: a hit, and terms by weight, separated by spaces."""

    hit: tuple[object, ...]
    terms: tuple[str, ...]


def term_file_count(events: int) -> int:
    """Return how many files the terms of a locale are in: a power of two, so that it seldom changes."""
    return 1 << max(0, (events // _EVENTS_PER_TERM_FILE).bit_length() - 1)


def search_documents(
    events: Sequence[Sequence[PageView]], settings: CatalogSettings, *, has_source: bool
) -> list[tuple[SearchDocument, ...]]:
    """Return what the search indexes of events, for each of their views.

    `has_source` says that the site has the source locale, whose files then have the terms of the source. All
    terms come before the hits, for the reason that pages are rendered kind by kind.
    """
    words = [_words(views, settings, has_source=has_source) for views in events]
    hits = [[tuple(_hit(view, settings.xref)) for view in views] for views in events]
    return [tuple(map(SearchDocument, *each)) for each in zip(hits, words, strict=True)]


def shard_key(events: Iterable[EventRef]) -> str:
    """Return a key of some events in their order: three hexadecimal digits."""
    return f"{crc32('/'.join(event.slug for event in events).encode()) & 0xFFF:03x}"


def shard_terms(documents: Iterable[SearchDocument], number: int, count: int, key: str) -> bytes:
    """Return the terms of a shard in one locale: a line for each of `count` files.

    A line has the shard's key, then terms and values.
    """
    lists: defaultdict[str, str] = defaultdict(str)
    for position, document in enumerate(documents):
        for weight, words in enumerate(document.terms):
            code = chr(_FIRST_CODE + position * 4 + weight)
            for term in words.split():
                lists[term] += code
    words_by_edge: defaultdict[str, list[str]] = defaultdict(list)
    lines = [[key] for _ in range(count)]
    shard = f".{number}:"
    for term in sorted(lists):
        lines[crc32(term.encode()) % count] += (term, shard + lists[term])
        if is_word(term):
            words_by_edge[f"{term[:2]}*"].append(term[2:])
            words_by_edge[f"*{term[-2:]}"].append(term[:-2])
        elif is_pair(term):
            words_by_edge[f"{term[0]}*"].append(term[1])
    for edge, rests in words_by_edge.items():
        lines[crc32(edge.encode()) % count] += (edge, ",".join(rests))
    return "\n".join(map(" ".join, lines)).encode()


def search_terms(lines: Iterable[str]) -> str:
    """Return a term file, from the lines that all shards have for it."""
    values: dict[str, str] = {}
    keys = []
    for line in lines:
        key, *words = line.split(" ")
        keys.append(key)
        for term, value in zip(words[::2], words[1::2], strict=True):
            known = values.get(term)
            values[term] = value if known is None else f"{known}{',' if '*' in term else ''}{value}"
    entries = [f"{term} {_shortened(term, values[term])};" for term in sorted(values)]
    return data_script(f"{' '.join(keys)};{''.join(entries)}")


def search_hits(key: str, hits: Iterable[Sequence[object]]) -> str:
    """Return the file with what hits show of some events of the shard with a key.

    Fields that are empty at the end are left out.
    """
    return data_script([key, *map(_trimmed, hits)])


def search_manifest(
    provider_key: str,
    shards: Sequence[Sequence[EventRef]],
    folders: Sequence[tuple[str, str]],
    labels: Mapping[str, Mapping[str, object]],
) -> str:
    """Return the file that tells how to search.

    `provider_key` is the key of the shard of providers. `folders` are the relative paths to the term files of
    the page's locale and of the source, each with the locale that the terms are in. `labels` are what hits
    show, by kind and key.
    """
    events = sum(map(len, shards))
    return data_script(
        {
            "state": " ".join((provider_key, *map(shard_key, shards))),
            "files": term_file_count(events),
            "events": events,
            "folders": [(path, script_stems(locale)) for path, locale in folders],
            "language": folders[0][1],
            "patterns": SCRIPT_PATTERNS,
            "folded": FOLDED_LETTERS,
            **labels,
        }
    )


def _words(
    views: Sequence[PageView], settings: CatalogSettings, *, has_source: bool
) -> list[tuple[str, ...]]:
    """Return the terms of an event by weight, separated by spaces, for each view."""
    if not views:
        return []
    source = _source_terms(views[0], settings)
    known: set[str] = set()
    _keep_best(source, known)
    groups = [
        _own_terms(view, source, known, has_source=has_source) if view.bilingual else source for view in views
    ]
    return [tuple([" ".join(sorted(group)) for group in own]) for own in groups]


def _source_terms(view: PageView, settings: CatalogSettings) -> TermGroups:
    """Return the terms of an event's source texts, of its ids and of its technical names, by weight."""
    event, locale = view.event, view.source_locale
    names, messages, facts, texts = _searched_units(view)
    literal = [_literal_text(unit.source, unit.placeholders) for unit in messages]
    id_term, beginnings = id_terms(event.id)
    groups = (
        terms("\n".join([event.name, *[unit.source for unit in names]]), locale),
        terms("\n".join(literal), locale),
        terms("\n".join([unit.source for unit in facts]), locale),
        terms("\n".join([unit.source for unit in texts]), locale),
    )
    groups[_NAME].add(id_term)
    groups[_NAME].update(id_terms(value)[0] for value in _field_values(event, settings, FieldSearch.EXACT))
    groups[_MESSAGE].update(beginnings)
    groups[_FACT].update(_fact_terms(tuple(_facts(event, settings)), locale))
    return groups


def _own_terms(view: PageView, source: TermGroups, known: set[str], *, has_source: bool) -> TermGroups:
    """Return the terms that a locale's files have of an event: those that the source's files lack.

    `known` are all terms of the source.
    """
    groups: TermGroups = (set(), set(), set(), set())
    searched = _searched_units(view)
    for locale in (view.locale, *view.fallback_locales):
        if locale == view.source_locale:
            continue
        for weight, (group, units) in enumerate(zip(groups, searched, strict=True)):
            own = [unit for unit in units if unit.locale == locale]
            if weight == _MESSAGE:
                texts = [_literal_text(unit.target, unit.placeholders) for unit in own]
            else:
                texts = [unit.target for unit in own]
            group.update(terms("\n".join(texts), locale))
    if not has_source:
        for group, words in zip(groups, source, strict=True):
            group.update(words)
    _keep_best(groups, set(known) if has_source else set())
    return groups


def _keep_best(groups: TermGroups, known: set[str]) -> None:
    """Remove the terms that are known or that have a better weight, and add those that are left."""
    for group in groups:
        group.difference_update(known)
        known.update(group)


def _searched_units(view: PageView) -> tuple[list[PageUnit], ...]:
    """Return the units of a page that are searched, by weight."""
    names: list[PageUnit] = [view.title]
    messages: list[PageUnit] = []
    facts: list[PageUnit] = []
    texts: list[PageUnit] = [*view.intro]
    fields = view.event.fields
    for section in view.sections:
        units = messages if section.role == "message" else texts
        units += section.paragraph
        units += section.note
        units += section.steps
        facts += [row.value for row in section.properties if row.value and row.key not in fields]
        for parameter in section.parameters:
            facts.append(parameter.name)
            texts += parameter.description
    return names, messages, facts, texts


def _literal_text(message: str, syntaxes: Syntaxes) -> str:
    """Return the literal parts of a message."""
    return " ".join(_parts(message, syntaxes)[::2])


@lru_cache(maxsize=4096)
def _fact_terms(facts: tuple[str, ...], locale: str) -> AbstractSet[str]:
    found = (terms(fact, locale) for fact in facts)
    return frozenset().union(*found, filter(None, map(guid_term, facts)))


def _facts(event: Event, settings: CatalogSettings) -> Iterator[str]:
    """Yield the technical names of an event, which pages may show translated, and its provider's GUID."""
    key = event.provider or settings.default_provider
    provider = settings.providers.get(key)
    yield from (key, provider.name if provider else "", provider.guid if provider else "")
    yield from (event.level, event.channel, settings.channels_of(event.provider).get(event.channel, ""))
    yield from event.keywords or ()
    yield event.task
    yield from _field_values(event, settings, FieldSearch.WORDS)


def _field_values(event: Event, settings: CatalogSettings, search: FieldSearch) -> Iterator[str]:
    """Yield the values of custom fields that are found in one way."""
    for name, declared in settings.shown_fields().items() if event.fields else ():
        if declared.search is search:
            yield from map(str, field_values(event, name))


def _hit(view: PageView, xref: str) -> Hit:
    event, title, address = view.event, view.title.target, href(view.event.slug)
    usual = f"{event.id} - {event.name}"
    sections = {section.role: section.paragraph for section in view.sections}
    message = sections.get("message", ())
    target, source = _joined(message)
    syntaxes = message[0].placeholders if message else DEFAULT_SYNTAXES
    return Hit(
        event.id,
        event.name,
        event.level,
        event.provider,
        clamped(_plain(sections.get("description", ()), xref)),
        _beginning(_parts(target, syntaxes)) if target else (),
        _beginning(_parts(source, syntaxes)) if source and source != target else (),
        "" if title == usual else title if event.id in title else f"{event.id} - {title}",
        "" if address == f"{event.id}-{event.name}".lower() else address,
    )


def _plain(units: Sequence[PageUnit], xref: str) -> str:
    """Return the text of units without its markup; of several blocks, the first paragraph."""
    if is_block_text(units):
        first = first_paragraph(units)
        units = (first,) if first else ()
    gap = "" if units and spaceless(units[0].locale) else " "
    return gap.join(isolated_text(html(unit.target, unit.kind, unit.placeholders, xref)) for unit in units)


def clamped(text: str) -> str:
    """Return the beginning of a long description."""
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return text[:_LONGEST_DESCRIPTION].rpartition(" ")[0] + "…"


def _joined(units: Sequence[PageUnit]) -> tuple[str, str]:
    """Return the whole translation of a string, and its whole source."""
    gap = "" if units and spaceless(units[0].locale) else " "
    return gap.join(unit.target for unit in units), " ".join(unit.source for unit in units)


def _parts(message: str, syntaxes: Syntaxes) -> Parts:
    """Return the literal parts of a message and between them its placeholders."""
    parts: list[str] = []
    end = 0
    for placeholder in placeholders(message, syntaxes):
        parts += [message[end : placeholder.start], placeholder.text]
        end = placeholder.end
    return (*parts, message[end:])


def _beginning(parts: Parts) -> Parts:
    """Return the parts at the beginning of a long message, so that no file of hits is large."""
    if sum(map(len, parts)) <= _LONGEST_MESSAGE:
        return parts
    lengths = accumulate(map(len, parts))
    count = sum(1 for length in lengths if length <= _LONGEST_MESSAGE)
    return parts[: count - 1 + count % 2] if count else (parts[0][:_LONGEST_MESSAGE],)


def _shortened(term: str, value: str) -> str:
    """Return the value of a term: words sorted and each once, of a long list of events only the best."""
    if "*" in term:
        return ",".join(sorted(set(value.split(","))))
    longest = _MOST_BEGINNINGS if term[0] == "#" else _LONGEST_LIST
    if len(value) <= longest:
        return value
    found = [(match[1], code) for match in _SHARD.finditer(value) for code in match[2]]
    if len(found) <= longest:
        return value
    best = sorted(sorted(range(len(found)), key=lambda at: (ord(found[at][1]) - _FIRST_CODE) % 4)[:longest])
    by_shard: defaultdict[str, str] = defaultdict(str)
    for at in best:
        shard, code = found[at]
        by_shard[shard] += code
    return f"={len(found)}" + "".join(f".{shard}:{codes}" for shard, codes in by_shard.items())


def _trimmed(values: Sequence[object]) -> Sequence[object]:
    """Return values without the empty ones at the end."""
    end = len(values)
    while end and not values[end - 1]:
        end -= 1
    return values[:end]
