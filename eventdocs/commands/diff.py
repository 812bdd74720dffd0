"""Diff: what changed in a catalog's events since a revision, and which translations that makes stale."""

from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.reports.feed import Feed
from eventdocs.schema.diff import CatalogDiff, diff_catalogs
from eventdocs.store import catalog as store
from eventdocs.store.catalog import read_catalog
from eventdocs.store.git import files_at, last_commit_time


def diff_catalog(folder: Path, ref: str) -> CatalogDiff:
    """Compare a catalog with itself at a git revision."""
    now = read_catalog(folder).catalog
    then = store.parse_catalog(
        {name: data for name, data in files_at(folder, ref).items() if store.is_catalog_file(name)}
    )
    if not then.catalog.settings.source_locale:
        raise EventdocsError(f"`{folder}` is no catalog at `{ref}`", hint="name a later revision")
    return diff_catalogs(then.catalog, now)


def feed_of(folder: Path) -> Feed:
    """Say of a catalog what a feed of its changes says of itself; its time is that of the last commit."""
    catalog = read_catalog(folder).catalog
    title = catalog.settings.title.get(catalog.settings.source_locale, "eventdocs")
    return Feed(title, last_commit_time(folder), catalog.settings.base_url, catalog.settings.source_locale)
