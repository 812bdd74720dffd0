"""Hashes of source pages: a ledger records the source page that each complete translation was made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event
from eventdocs.model.ledger import Ledger, State, translation_status
from eventdocs.translations.status import StringPair, event_string_pairs


def with_page_hashes(
    catalog: Catalog,
    changed: Mapping[str, Ledger],
    source_page_hash: Callable[[str], str],
    events: Iterable[Event] | None = None,
) -> dict[str, Ledger]:
    """Return the catalog's ledgers with the changed ones, which record the current source pages.

    In a changed ledger, each event that is completely translated gets the hash of its current source page,
    by event key from `source_page_hash`. An event with a missing, stale or unaccepted string keeps the hash
    of the page that its translation was made from. `events` are the events to look at, all by default.
    """
    source = catalog.settings.source_locale
    candidates = catalog.events if events is None else tuple(events)
    ledgers = {**catalog.settings.ledgers}
    for locale, ledger in changed.items():
        pages = {
            event.key: source_page_hash(event.key)
            for event in candidates
            if is_complete(event_string_pairs(event, source, locale), ledger)
        }
        ledgers[locale] = replace(ledger, pages={**ledger.pages, **pages})
    return ledgers


def is_complete(pairs: Iterable[StringPair], ledger: Ledger) -> bool:
    """Return whether an event has strings, and all of them are translated, accepted and not stale."""
    statuses = [
        translation_status(
            pair.source_hash,
            pair.target_hash,
            ledger.record(pair.key, pair.source_hash, pair.target_hash),
            default=State.TRANSLATED,
        )
        for pair in pairs
    ]
    return bool(statuses) and all(status.fresh and not status.unaccepted for status in statuses)
