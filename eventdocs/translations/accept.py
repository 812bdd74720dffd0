"""Accepting: what people wrote in the catalog becomes what the ledger knows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.ledger import Ledger, LedgerRecord, State, TranslationStatus, normalize_text
from eventdocs.translations.status import (
    StringPair,
    make_record,
    string_pairs,
    translation_statuses,
    with_last_sources,
)


@dataclass(slots=True)
class AcceptResult:
    """What an acceptance did: the new ledgers and sources, and keys by what became of them.

    `review` are strings whose source and translation both changed; `stale` are those that still wait.
    """

    ledgers: dict[str, Ledger] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    accepted: list[tuple[str, str]] = field(default_factory=list)
    review: list[tuple[str, str]] = field(default_factory=list)
    stale: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AcceptOptions:
    """On what terms translations are accepted.

    `state` None keeps a machine's work apart from a person's. `minor` is the reason why translations need
    not follow the latest edit of their source: those that this edit made stale become fresh, those that were
    stale before do not. `only` are keys or events' keys, all where empty.
    """

    by: str = ""
    state: State | None = None
    minor: str = ""
    only: frozenset[str] = frozenset()

    def includes(self, entry: StringPair) -> bool:
        """Tell whether a string is one of those that are accepted."""
        event = entry.key.partition(":")[0]
        return not self.only or entry.key in self.only or event in self.only


def accept(catalog: Catalog, locales: Iterable[str], options: AcceptOptions) -> AcceptResult:
    """Record the translations of some locales as they stand."""
    done = AcceptResult(sources=dict(catalog.settings.sources))
    for locale in locales:
        done.ledgers[locale] = _ledger(catalog, locale, options, done)
    return done


def _ledger(catalog: Catalog, locale: str, terms: AcceptOptions, done: AcceptResult) -> Ledger:
    before = catalog.settings.ledgers.get(locale, Ledger())
    now = translation_statuses(catalog, locale)
    records = dict(before.records)
    listed = list(string_pairs(catalog, locale))
    for entry in listed:
        record = _record(entry, now[entry.key], before, terms)
        if record is not None:
            if records.get(entry.key) != record:
                done.accepted.append((locale, entry.key))
                old = records.get(entry.key)
                if old and old.source != record.source and old.target != record.target:
                    done.review.append((locale, entry.key))
            records[entry.key] = record
            done.sources[record.source] = source_text(entry)
        elif now[entry.key].stale:
            done.stale.append((locale, entry.key))
    after = replace(before, records=records, damaged=frozenset())
    return with_last_sources(after, filter(terms.includes, listed))


def _record(
    entry: StringPair, now: TranslationStatus, ledger: Ledger, terms: AcceptOptions
) -> LedgerRecord | None:
    """Return the new record of a string; None where there is nothing to accept."""
    if entry.target is None or not terms.includes(entry):
        return None
    if now.unaccepted:
        return make_record(entry, terms.state or now.state, terms.by)
    old = ledger.records[entry.key]
    if now.stale:
        was_fresh = ledger.last_sources.get(entry.key, old.source) == old.source
        minor = terms.minor if was_fresh else ""
        return make_record(entry, now.state, terms.by or old.by, minor) if minor else None
    return replace(old, state=terms.state, by=terms.by or old.by) if terms.state else old


def source_text(entry: StringPair) -> str:
    """Source text of a string as sources keep it: the text that its hash is over."""
    return normalize_text(" ".join(entry.source), lines=entry.path == ("message",))


def with_page_hashes(catalog: Catalog, ledger: Ledger, locale: str, hashes: Mapping[str, str]) -> Ledger:
    """Record the hash of the source page for each event whose strings are all fresh in a locale.

    `hashes` are those of today's source pages by event key. A page with a stale or missing string keeps the
    hash that is recorded: the page of which its translation was made.
    """
    settings = replace(catalog.settings, ledgers={**catalog.settings.ledgers, locale: ledger})
    now = translation_statuses(replace(catalog, settings=settings), locale)
    waiting = {key.partition(":")[0] for key, each in now.items() if not each.fresh or each.unaccepted}
    present = {key.partition(":")[0] for key in now}
    fresh = {key: sha1 for key, sha1 in hashes.items() if key in present and key not in waiting}
    return replace(ledger, pages={**ledger.pages, **fresh})
