"""The catalog that an import adds to."""

from pathlib import Path

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import EventdocsError
from eventdocs.store.catalog import parse_catalog
from eventdocs.store.catalog_files import read_catalog_files
from eventdocs.store.folders import is_catalog


def read_existing(output: Path, source_locale: str) -> tuple[Catalog, dict[str, bytes]]:
    """Return the catalog in a folder with its files, or an empty one if there is none."""
    if not is_catalog(output):
        return Catalog(CatalogSettings(source_locale, (source_locale,))), {}
    files, problems = read_catalog_files(output)
    loaded = parse_catalog(files)
    if any(finding.severity is Severity.ERROR for finding in (*problems, *loaded.diagnostics)):
        raise EventdocsError(
            f"the catalog `{output}` has errors", hint=f"see them with: eventdocs check {output}"
        )
    return loaded.catalog, files
