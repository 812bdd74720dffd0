"""Glossary: a catalog's terms for translators' tools."""

from pathlib import Path

from eventdocs.formats import tmx
from eventdocs.model.exchange import Export
from eventdocs.store.checked_catalog import read_usable_catalog


def export_glossary(folder: Path) -> Export:
    """Return the glossary of a catalog as a TBX file."""
    loaded = read_usable_catalog(folder)
    settings = loaded.catalog.settings
    return Export(tmx.write_terms(settings.glossary, settings.source_locale), loaded.diagnostics)
