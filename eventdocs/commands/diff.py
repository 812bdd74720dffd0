"""Diff: which events of a catalog changed since a revision, and which translations that makes stale."""

from pathlib import Path

from eventdocs.reports.feed import Feed
from eventdocs.schema.diff import CatalogDiff, diff_catalogs
from eventdocs.store.catalog import read_catalog
from eventdocs.store.git import last_commit_time
from eventdocs.store.revisions import read_catalog_at


def diff_catalog(folder: Path, ref: str) -> CatalogDiff:
    """Compare a catalog with its version at a git revision."""
    current = read_catalog(folder).catalog
    return diff_catalogs(read_catalog_at(folder, ref), current)


def feed_of(folder: Path) -> Feed:
    """Return the metadata of a feed of a catalog's changes; its time is that of the last commit."""
    settings = read_catalog(folder).catalog.settings
    title = settings.title.get(settings.source_locale, "eventdocs")
    return Feed(title, last_commit_time(folder), settings.base_url, settings.source_locale)
