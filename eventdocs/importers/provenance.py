"""Provenance: what imported pages say about the origin of their translations, recorded in the ledgers."""

import re
from collections.abc import Iterable, Mapping

from eventdocs.formats import ledger as ledgers
from eventdocs.formats.learn.read import LearnPage
from eventdocs.importers.source_pages import locale_of
from eventdocs.model.event import Event
from eventdocs.model.ledger import State
from eventdocs.store.catalog import parse_catalog
from eventdocs.translations.imported_pages import ImportedTranslation, record_imports

_SHA1 = re.compile(r"[0-9a-f]{40}")


def ledger_files_of_pages(
    files: Mapping[str, bytes], pages: Iterable[tuple[LearnPage, Event]]
) -> dict[str, bytes]:
    """Return the ledger files of a catalog, with records of the pages that were imported into it.

    `files` are those of the catalog after the import. The import made the event next to each page.
    """
    catalog = parse_catalog(files).catalog
    spellings = {tag.lower(): tag for tag in catalog.settings.locales}
    imports = [
        _imported_translation(page, event, spellings[locale_of(page).lower()]) for page, event in pages
    ]
    return ledgers.write_files(*record_imports(catalog, imports))


def _imported_translation(page: LearnPage, event: Event, locale: str) -> ImportedTranslation:
    is_machine = page.front_matter.get("ms.translationtype") == "MT"
    state, by = (State.MACHINE, "mt:learn") if is_machine else (State.TRANSLATED, "learn")
    sha1 = page.front_matter.get("ms.openlocfilehash", "")
    return ImportedTranslation(event, locale, state, sha1 if _SHA1.fullmatch(sha1) else "", by)
