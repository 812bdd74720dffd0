"""Record: what imported pages tell about their translations goes into the ledgers."""

import re
from collections.abc import Callable, Iterable, Mapping

from eventdocs.formats import ledger as ledgers
from eventdocs.formats.learn.read import LearnPage
from eventdocs.importers.source_pages import locale_of
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event
from eventdocs.model.ledger import State
from eventdocs.store import catalog as store
from eventdocs.translations.import_records import ImportedTranslation, record_imports

_SHA1 = re.compile(r"[0-9a-f]{40}")


def ledger_files_of_pages(
    files: Mapping[str, bytes],
    pages: Iterable[LearnPage],
    event_of: Callable[[CatalogSettings, str, LearnPage], Event],
) -> dict[str, bytes]:
    """Return the ledger files of a catalog into which pages were imported.

    `event_of` parses a page as an event with the settings of the catalog, for the page's locale.
    """
    catalog = store.parse_catalog(files).catalog
    locales = {tag.lower(): tag for tag in catalog.settings.locales}
    imports = []
    for page in pages:
        locale = locales[locale_of(page).lower()]
        imports.append(_imported_translation(page, event_of(catalog.settings, locale, page), locale))
    return ledgers.write_files(*record_imports(catalog, imports))


def _imported_translation(page: LearnPage, event: Event, locale: str) -> ImportedTranslation:
    machine = page.front_matter.get("ms.translationtype") == "MT"
    state, by = (State.MACHINE, "mt:learn") if machine else (State.TRANSLATED, "learn")
    sha1 = page.front_matter.get("ms.openlocfilehash", "")
    return ImportedTranslation(event, locale, state, sha1 if _SHA1.fullmatch(sha1) else "", by)
