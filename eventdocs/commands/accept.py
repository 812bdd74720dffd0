"""Accept: record the translations of a catalog in its ledgers."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.model.catalog import Catalog, select_target_locales
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.store.catalog import save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.translation_files import source_page_hasher
from eventdocs.translations.accept import AcceptOptions, AcceptResult, accept
from eventdocs.translations.page_hashes import with_page_hashes
from eventdocs.translations.status import string_pairs


def accept_translations(folder: Path, tags: Sequence[str], options: AcceptOptions) -> AcceptResult:
    """Record the current translations of the target locales with these tags; of all if there are no tags."""
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    locales = select_target_locales(catalog.settings, tags)
    _check_keys(catalog, locales, options.only)
    result = accept(catalog, locales, options)
    ledgers = with_page_hashes(catalog, result.ledgers, source_page_hasher(folder, catalog))
    save_changes(folder, ledger_files(ledgers, result.sources), loaded.files)
    result.errors = loaded.diagnostics
    return result


def _check_keys(catalog: Catalog, locales: Iterable[str], keys: Iterable[str]) -> None:
    """Raise an error for a key that neither a string nor an event has."""
    if not keys:
        return
    strings = {pair.key for locale in locales for pair in string_pairs(catalog, locale)}
    known = strings | {key.partition(":")[0] for key in strings}
    for key in sorted(keys):
        if key not in known:
            hint = did_you_mean(key, known) or "name an event (4031) or a string (4031:message)"
            raise EventdocsError(f"there is no event or string `{key}`", hint=hint)
