"""Accept: record the translations of a catalog in its ledgers."""

from collections.abc import Sequence
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import select_target_locales
from eventdocs.model.garbage import paused_collector
from eventdocs.store.catalog import save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.translation_files import source_page_hasher
from eventdocs.translations.accept import AcceptOptions, AcceptResult, accept
from eventdocs.translations.page_hashes import with_page_hashes
from eventdocs.translations.selection import require_keys


@paused_collector()
def accept_translations(folder: Path, tags: Sequence[str], options: AcceptOptions) -> AcceptResult:
    """Record the current translations of the target locales with these tags; of all if there are no tags."""
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    locales = select_target_locales(catalog.settings, tags)
    require_keys(catalog, locales, options.only)
    result = accept(catalog, locales, options)
    ledgers = with_page_hashes(catalog, result.ledgers, source_page_hasher(folder, catalog))
    save_changes(folder, ledger_files(ledgers, result.sources), loaded.files)
    result.errors = loaded.diagnostics
    return result
