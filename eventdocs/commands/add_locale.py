"""Add a locale to a catalog."""

from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.formats.yaml.edit import insert_item
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import Ledger
from eventdocs.model.locale_tags import check_tag
from eventdocs.store.catalog import save_changes
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.store.folders import CATALOG_FILE


def add_locale(folder: Path, locale: str) -> list[Diagnostic]:
    """Insert a locale into the list in `catalog.yaml`, after the source locale in sorted order.

    It gets an empty ledger, so that its first translations are noticed as not recorded. Returns the errors of
    the files that could not be read.
    """
    check_tag(locale)
    loaded = read_usable_catalog(folder)
    settings = loaded.catalog.settings
    if locale.lower() in {tag.lower() for tag in settings.locales}:
        raise EventdocsError(f"the catalog already has the locale `{locale}`", hint="see: eventdocs status")
    *_, previous = (tag for tag in settings.locales if tag == settings.source_locale or tag < locale)
    data = insert_item(loaded.files[CATALOG_FILE], ("locales",), locale, previous)
    ledgers = ledger_files({**settings.ledgers, locale: Ledger()}, settings.sources)
    save_changes(folder, {CATALOG_FILE: data, **ledgers}, loaded.files)
    return loaded.diagnostics
