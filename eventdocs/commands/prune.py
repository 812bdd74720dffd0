"""Prune: drop what the ledgers record about strings that no longer exist."""

from collections.abc import Container
from dataclasses import dataclass, replace
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.ledger import Ledger, orphaned_keys
from eventdocs.store.catalog import save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.translation_files import source_page_hasher
from eventdocs.translations.page_hashes import with_page_hashes
from eventdocs.translations.status import string_pairs


@dataclass(frozen=True, slots=True)
class Pruned:
    """The locale and key of each record that was dropped, and the errors of files that cannot be read."""

    dropped: list[tuple[str, str]]
    errors: list[Diagnostic]


def prune(folder: Path) -> Pruned:
    """Drop records of strings that no longer exist.

    Page hashes of events that no longer exist, and source texts that no record names, are dropped too. While
    a file has errors, the records of all events that are not there stay: they may be of this file.
    """
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    present = {owner.key for owner in catalog.string_owners} | {"label"}
    pruned: dict[str, Ledger] = {}
    dropped: list[tuple[str, str]] = []
    for locale, ledger in catalog.settings.ledgers.items():
        orphans = _orphans(catalog, locale, ledger)
        if loaded.diagnostics:
            orphans = [key for key in orphans if key.partition(":")[0] in present]
        known = {*ledger.pages} if loaded.diagnostics else present
        pruned[locale] = _without(ledger, frozenset(orphans), known)
        dropped += [(locale, key) for key in orphans]
    if pruned:
        ledgers = with_page_hashes(catalog, pruned, source_page_hasher(folder, catalog))
        save_changes(folder, ledger_files(ledgers, catalog.settings.sources), loaded.files)
    return Pruned(dropped, loaded.diagnostics)


def _orphans(catalog: Catalog, locale: str, ledger: Ledger) -> list[str]:
    translated = frozenset(pair.key for pair in string_pairs(catalog, locale) if pair.target is not None)
    return list(orphaned_keys(ledger, translated))


def _without(ledger: Ledger, orphans: frozenset[str], events: Container[str]) -> Ledger:
    return replace(
        ledger,
        records={key: record for key, record in ledger.records.items() if key not in orphans},
        candidates={key: found for key, found in ledger.candidates.items() if key not in orphans},
        pages={key: sha1 for key, sha1 in ledger.pages.items() if key in events},
        last_sources={key: digest for key, digest in ledger.last_sources.items() if key not in orphans},
    )
