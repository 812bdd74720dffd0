"""Prune: drop what the ledgers record about strings that no longer exist."""

from dataclasses import replace
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog
from eventdocs.model.ledger import Ledger, orphaned_keys
from eventdocs.store.catalog import save_changes
from eventdocs.store.checked_catalog import read_sound_catalog
from eventdocs.store.translation_files import source_page_hasher
from eventdocs.translations.page_hashes import with_page_hashes
from eventdocs.translations.status import string_pairs


def prune(folder: Path) -> list[tuple[str, str]]:
    """Drop records of strings that no longer exist; return the locale and key of each.

    Page hashes of events that no longer exist, and source texts that no record names, are dropped too.
    """
    loaded = read_sound_catalog(folder)
    catalog = loaded.catalog
    pruned: dict[str, Ledger] = {}
    dropped: list[tuple[str, str]] = []
    for locale, ledger in catalog.settings.ledgers.items():
        orphans = _orphans(catalog, locale, ledger)
        pruned[locale] = _without(ledger, frozenset(orphans), catalog)
        dropped += [(locale, key) for key in orphans]
    if pruned:
        ledgers = with_page_hashes(catalog, pruned, source_page_hasher(folder, catalog))
        save_changes(folder, ledger_files(ledgers, catalog.settings.sources), loaded.files)
    return dropped


def _orphans(catalog: Catalog, locale: str, ledger: Ledger) -> list[str]:
    translated = frozenset(pair.key for pair in string_pairs(catalog, locale) if pair.target is not None)
    return list(orphaned_keys(ledger, translated))


def _without(ledger: Ledger, orphans: frozenset[str], catalog: Catalog) -> Ledger:
    events = {event.key for event in catalog.events}
    return replace(
        ledger,
        records={key: record for key, record in ledger.records.items() if key not in orphans},
        candidates={key: found for key, found in ledger.candidates.items() if key not in orphans},
        pages={key: sha1 for key, sha1 in ledger.pages.items() if key in events},
        last_sources={key: digest for key, digest in ledger.last_sources.items() if key not in orphans},
    )
