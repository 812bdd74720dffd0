"""Hashes of source pages: a ledger records the source page that each complete translation was made from."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event
from eventdocs.model.ledger import Ledger
from eventdocs.translations.status import event_string_pairs, statuses_of


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
    settings = replace(catalog.settings, ledgers={**catalog.settings.ledgers, **changed})
    candidates = catalog.events if events is None else tuple(events)
    pages = {
        locale: {
            event.key: source_page_hash(event.key)
            for event in candidates
            if is_complete(event, settings, locale)
        }
        for locale in changed
    }
    return {
        locale: replace(ledger, pages={**ledger.pages, **pages.get(locale, {})})
        for locale, ledger in settings.ledgers.items()
    }


def is_complete(event: Event, settings: CatalogSettings, locale: str) -> bool:
    """Return whether an event has strings, and all are translated, accepted and not stale in a locale."""
    pairs = event_string_pairs(event, settings.source_locale, locale)
    statuses = statuses_of(pairs, settings, locale).values()
    return bool(statuses) and all(status.fresh and not status.unaccepted for status in statuses)
