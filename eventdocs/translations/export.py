"""Outgoing: the texts of a locale as messages, one for the same words in the same kind of field."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import strings_in
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, segment_key
from eventdocs.model.ledger import State, TranslationStatus, text_hash
from eventdocs.model.strings import TextKind, text_kind
from eventdocs.translations.status import StringPair, string_pairs, translation_statuses


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment of a string: its place, its texts of today (target None if missing), and what is said of it.

    `group` is what messages are shared by, besides their texts: the kind of field, and a context.
    """

    key: str
    entry: StringPair
    index: int
    count: int
    source: str
    target: str | None
    group: tuple[str, ...]
    kind: TextKind


def segments(catalog: Catalog, locale: str) -> Iterator[Segment]:
    """List the segments of a locale's strings; one whose counts differ from the source is one segment."""
    for entry in string_pairs(catalog, locale):
        own = entry.target
        pairs = len(entry.source) == len(own) if own is not None else True
        sources = entry.source if pairs else (" ".join(entry.source),)
        targets = own if pairs else (" ".join(own or ()),)
        for index, source in enumerate(sources):
            target = targets[index] if targets is not None else None
            key = segment_key(entry.key, index, len(sources))
            kind = TextKind.LABEL if entry.event is None else text_kind(entry.path)
            group = _group(catalog, entry, index, len(sources))
            yield Segment(key, entry, index, len(sources), source, target, group, kind)


def _group(catalog: Catalog, entry: StringPair, index: int, count: int) -> tuple[str, ...]:
    """What keeps the same words apart: the kind of field, and a context in `about`."""
    if entry.event is None:
        return ("label", *entry.path)
    role = ".".join((entry.path[0], *entry.path[2:]))
    about = strings_in(entry.event, catalog.settings.source_locale).about.get(".".join(entry.path))
    return (role, about.context) if about and about.context else (role,)


def export_units(
    catalog: Catalog,
    locale: str,
    wanted: Callable[[StringPair, TranslationStatus], bool] = lambda entry, now: True,
) -> ExchangeFile:
    """Give a locale's messages, in order of key; only those of which some string is wanted."""
    now = translation_statuses(catalog, locale)
    groups: dict[tuple[object, ...], list[Segment]] = {}
    for segment in segments(catalog, locale):
        standing = now[segment.entry.key]
        source = text_hash(segment.source, lines=segment.kind is TextKind.LITERAL)
        name = (segment.group, source, segment.target, standing.stale and standing.previous_source)
        groups.setdefault(name, []).append(segment)
    messages = [
        _message(catalog, group, now[group[0].entry.key])
        for group in groups.values()
        if any(wanted(each.entry, now[each.entry.key]) for each in group)
    ]
    return ExchangeFile(catalog.settings.source_locale, locale, tuple(messages), len(messages))


def _message(catalog: Catalog, group: list[Segment], standing: TranslationStatus) -> TranslationUnit:
    first = group[0]
    literal = first.kind is TextKind.LITERAL
    return TranslationUnit(
        key=first.key,
        source=first.source,
        target=first.target or "",
        base_hash=text_hash(first.target, lines=literal) if first.target is not None else "",
        state=standing.state if first.target is not None else State.MISSING,
        stale=standing.stale,
        previous=catalog.settings.sources.get(standing.previous_source, "") if standing.stale else "",
        kind=first.kind,
        notes=tuple(_notes(catalog, first)),
        keys=tuple(segment.key for segment in group),
    )


def _notes(catalog: Catalog, segment: Segment) -> Iterator[str]:
    """What a translator is told: the event, the comment of its author, what is literal."""
    entry = segment.entry
    if entry.event is None:
        yield f"Label {'.'.join(entry.path)}"
        return
    yield f"{entry.event.id} - {entry.event.name}: {'.'.join(entry.path)}"
    about = strings_in(entry.event, catalog.settings.source_locale).about.get(".".join(entry.path))
    if about and about.comment:
        yield about.comment
    if about and about.context:
        yield f"Context: {about.context}"
    if segment.count > 1:
        yield f"Sentence {segment.index + 1} of {segment.count}"
