"""Glossary: a catalog's terms for translators' tools."""

from pathlib import Path

from eventdocs.formats import tmx
from eventdocs.store.checked_catalog import read_usable_catalog


def export_glossary(folder: Path) -> bytes:
    """Return the glossary of a catalog as a TBX file."""
    settings = read_usable_catalog(folder).catalog.settings
    return tmx.write_terms(settings.glossary, settings.source_locale)
