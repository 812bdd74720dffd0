"""Catalogs at a git revision."""

from dataclasses import replace
from pathlib import Path

from eventdocs.model.catalog import Catalog
from eventdocs.model.errors import EventdocsError
from eventdocs.store.catalog import parse_catalog
from eventdocs.store.catalog_files import is_catalog_file
from eventdocs.store.git import files_at
from eventdocs.store.interface_words import with_interface_words


def read_catalog_at(folder: Path, ref: str) -> Catalog:
    """Return the catalog that a folder held at a git revision; raise `EventdocsError` if it held none.

    The words of pages that it has to translate are those of the current templates.
    """
    files = {name: data for name, data in files_at(folder, ref).items() if is_catalog_file(name)}
    catalog = parse_catalog(files).catalog
    if not catalog.settings.source_locale:
        raise EventdocsError(f"`{folder}` is not a catalog at `{ref}`", hint="name a later revision")
    return replace(catalog, settings=with_interface_words(folder, catalog.settings))
