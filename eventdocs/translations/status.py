"""Standings: every string of a locale beside its source, and what the ledger makes of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, Segments, keyword_keys, strings_in
from eventdocs.model.ledger import (
    Ledger,
    LedgerRecord,
    State,
    TranslationStatus,
    label_key,
    string_hash,
    string_key,
    translation_status,
)
from eventdocs.model.strings import source_labels, strings_of

_EMPTY = Ledger()
# What is not translated for its own sake: an id or a name that a locale displays otherwise.
_NAMES = ("id", "title", "label", "type")


@dataclass(frozen=True, slots=True)
class StringPair:
    """A string of the source with its translation in one locale; `event` is None for a label.

    `path` is the one in a locale block, or context and key of a label; `target` is None where it is missing.
    """

    key: str
    event: Event | None
    path: tuple[str, ...]
    source: Segments
    target: Segments | None

    @property
    def source_hash(self) -> str:
        """Hash of the source text."""
        return string_hash(self.source, self.path)

    @property
    def target_hash(self) -> str | None:
        """Hash of the translation; None where it is missing."""
        return None if self.target is None else string_hash(self.target, self.path)


def string_pairs(catalog: Catalog, locale: str) -> Iterator[StringPair]:
    """List the strings of the source with their translations: events by key, then labels."""
    for event in catalog.events:
        yield from event_string_pairs(event, catalog.settings.source_locale, locale)
    yield from label_pairs(catalog.settings, keyword_keys(*catalog.events), locale)


def event_string_pairs(event: Event, source_locale: str, locale: str) -> Iterator[StringPair]:
    """List the strings of an event's source with their translations."""
    own = strings_of(strings_in(event, locale))
    for path, source in strings_of(strings_in(event, source_locale)).items():
        if path[-1] not in _NAMES or path in own:
            yield StringPair(string_key(event.key, path), event, path, source, own.get(path))


def label_pairs(settings: CatalogSettings, keywords: Iterable[str], locale: str) -> Iterator[StringPair]:
    """Yield the labels that the catalog translates itself; the program has the others.

    `keywords` are the label keys of the events' keywords.
    """
    labels = settings.labels.get(locale, {})
    for context, texts in source_labels(settings, keywords).items():
        for key, text in texts.items():
            target = labels.get(context, {}).get(key)
            if target is not None:
                yield StringPair(label_key(context, key), None, (context, key), (text,), (target,))


def translation_statuses(catalog: Catalog, locale: str) -> dict[str, TranslationStatus]:
    """Return the status of each string of a locale, by key."""
    return statuses_of(string_pairs(catalog, locale), catalog.settings, locale)


def statuses_of(
    pairs: Iterable[StringPair], settings: CatalogSettings, locale: str
) -> dict[str, TranslationStatus]:
    """Return the status of some strings of a locale, by key."""
    ledger, default = settings.ledgers.get(locale, _EMPTY), settings.default_state(locale)
    return {pair.key: _status(pair, ledger, default) for pair in pairs}


def _status(entry: StringPair, ledger: Ledger, default: State) -> TranslationStatus:
    return translation_status(entry.source_hash, entry.target_hash, ledger.records.get(entry.key), default)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many strings of a locale are in each state; `stale` ones are counted as such only."""

    locale: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All strings of the source."""
        return sum(self.counts.values())

    @property
    def done(self) -> float:
        """Share of strings that are there and not stale, in percent, rounded down to a tenth."""
        fresh = self.total - self.counts["missing"] - self.counts["stale"]
        return fresh * 1000 // self.total / 10 if self.total else 100.0


def coverage(catalog: Catalog, locales: Iterable[str]) -> list[Coverage]:
    """Count the strings of some locales by state."""
    return [Coverage(locale, count_states(translation_statuses(catalog, locale))) for locale in locales]


def count_states(standings: Mapping[str, TranslationStatus]) -> dict[str, int]:
    """Count strings by state; stale ones are counted as such and not by their state."""
    found = {**{state.value: 0 for state in State}, "stale": 0}
    for each in standings.values():
        found["stale" if each.stale else each.state.value] += 1
    return found


def make_record(entry: StringPair, state: State, by: str, note: str = "") -> LedgerRecord:
    """Give the record of a translation that is accepted as it stands, made from the source of today."""
    return LedgerRecord(entry.source_hash, entry.target_hash or "", state, by, note)


def with_last_sources(ledger: Ledger, entries: Iterable[StringPair]) -> Ledger:
    """Return a ledger that knows the source of today for those of some strings that are stale in it.

    A translation that is stale now stays stale when a later minor edit of its source is accepted.
    """
    last = dict(ledger.last_sources)
    for entry in entries:
        record = ledger.records.get(entry.key)
        last.pop(entry.key, None)
        if record is not None and record.source != entry.source_hash:
            last[entry.key] = entry.source_hash
    return replace(ledger, last_sources=last)
