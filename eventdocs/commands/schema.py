"""Schema: the JSON Schema of a kind of catalog file, with what a catalog declares."""

from pathlib import Path

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.errors import EventdocsError
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.fields import CATALOG, GLOSSARY, GROUP, PROFILE
from eventdocs.schema.json_schema import json_schema
from eventdocs.schema.records import record_schema
from eventdocs.store.catalog import read_settings
from eventdocs.store.checked_catalog import has_settings


def file_schema(file: str, catalog: Path | None) -> dict[str, object]:
    """Return the JSON Schema of a kind of catalog file.

    The schemas of events, records and labels allow what the catalog in a folder declares.
    """
    event, labels = catalog_types(_settings(catalog) if catalog else CatalogSettings("", ()))
    if file == "record":
        return record_schema(event)
    types = {
        "event": event,
        "group": GROUP,
        "catalog": CATALOG,
        "glossary": GLOSSARY,
        "labels": labels,
        "pages": PROFILE,
    }
    return json_schema(types[file], f"eventdocs: {file} file")


def _settings(folder: Path) -> CatalogSettings:
    settings = read_settings(folder).catalog.settings
    if not has_settings(settings):
        hint = f"see the errors with: eventdocs check {folder}"
        raise EventdocsError(f"the declarations of `{folder}` cannot be read", hint=hint)
    return settings
