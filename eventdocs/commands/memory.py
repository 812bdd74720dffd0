"""Memory: a catalog's translations as a translation memory for other tools."""

from pathlib import Path

from eventdocs.formats import tmx
from eventdocs.model.catalog import select_target_locales
from eventdocs.model.exchange import Export
from eventdocs.model.ledger import normalize_text
from eventdocs.store.checked_catalog import read_usable_catalog
from eventdocs.translations.memory import build_memory
from eventdocs.version import __version__


def export_memory(folder: Path, tag: str) -> Export:
    """Return the translations of a catalog into a locale as a TMX file."""
    loaded = read_usable_catalog(folder)
    catalog = loaded.catalog
    (locale,) = select_target_locales(catalog.settings, [tag])
    targets = build_memory(catalog, locale).targets
    # The sources in the memory have single spaces, too.
    pairs = (
        (source, each)
        for source in sorted(targets)
        for each in sorted(set(map(normalize_text, targets[source])))
    )
    data = tmx.write(pairs, catalog.settings.source_locale, locale, __version__)
    return Export(data, loaded.diagnostics)
