"""Export of a locale's texts as translation units: one unit for equal texts in the same kind of field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import TypeAlias

from eventdocs.model.catalog import Catalog
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, unit_hash
from eventdocs.model.ledger import State, TranslationStatus
from eventdocs.model.strings import TextKind
from eventdocs.translations.memory import TranslationMemory, matches_of, memory_of
from eventdocs.translations.notes import NoteWriter, PageAddress
from eventdocs.translations.segments import Segment, max_length, segments
from eventdocs.translations.status import StringPair, translation_statuses

_NO_LOCALE = ""  # in which nothing is translated
_ORDER = list(State)

IsSelected: TypeAlias = Callable[[StringPair, TranslationStatus], bool]


def export_units(
    catalog: Catalog,
    locale: str,
    is_selected: IsSelected = lambda pair, status: True,
    page_address: PageAddress = lambda event, locale: "",
    *,
    with_matches: bool = False,
) -> ExchangeFile:
    """Return the translation units of a locale, in order of key, that have a selected string.

    `with_matches`: those that are missing or stale have the best matches of the translation memory.
    """
    statuses = translation_statuses(catalog, locale)
    shared: dict[tuple[object, ...], list[Segment]] = {}
    for segment in segments(catalog, locale):
        if not (segment.is_translatable or segment.kind is TextKind.CODE):
            continue
        status = statuses[segment.pair.key]
        source = unit_hash(segment.source, segment.kind)
        previous_source = status.stale and status.previous_source
        key = (segment.group, segment.placeholders, source, segment.target, previous_source)
        shared.setdefault(key, []).append(segment)
    writer = NoteWriter(catalog, locale, page_address)

    @cache
    def memory() -> TranslationMemory:
        known = chain.from_iterable(shared.values())
        return memory_of(segment for segment in known if not statuses[segment.pair.key].stale)

    units: list[TranslationUnit] = []
    for same in shared.values():
        if any(is_selected(segment.pair, statuses[segment.pair.key]) for segment in same):
            unit = _unit(catalog, same, statuses, tuple(writer.notes(same)))
            if with_matches and (unit.stale or unit.state is State.MISSING):
                unit = replace(unit, matches=matches_of(same[0], memory()))
            units.append(unit)
    return ExchangeFile(catalog.settings.source_locale, locale, tuple(units), len(units))


def export_sources(catalog: Catalog, is_selected: IsSelected, page_address: PageAddress) -> ExchangeFile:
    """Return the translation units of all locales: without translations and what depends on them."""
    exchange = export_units(catalog, _NO_LOCALE, is_selected, page_address)
    return replace(exchange, units=tuple(replace(unit, base_hash=None) for unit in exchange.units))


def _unit(
    catalog: Catalog,
    same: Sequence[Segment],
    statuses: Mapping[str, TranslationStatus],
    notes: tuple[str, ...],
) -> TranslationUnit:
    """Return the unit of segments that share it: the key and texts of the first, and the lowest state."""
    first = same[0]
    status = statuses[first.pair.key]
    states = [statuses[segment.pair.key].state for segment in same]
    limits = [limit for segment in same if segment.total == 1 and (limit := max_length(catalog, segment))]
    return TranslationUnit(
        key=first.key,
        source=first.source,
        target=first.target or "",
        base_hash=unit_hash(first.target, first.kind) if first.target is not None else "",
        state=min(states, key=_ORDER.index) if first.target is not None else State.MISSING,
        stale=status.stale,
        previous=catalog.settings.sources.get(status.previous_source, "") if status.stale else "",
        kind=first.kind,
        placeholders=first.placeholders,
        max_length=min(limits, default=0),
        notes=notes,
        keys=tuple(segment.key for segment in same),
    )
