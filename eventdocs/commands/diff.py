"""Diff: which events changed between two versions of a catalog or a source, and what that makes stale."""

from dataclasses import replace
from pathlib import Path

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import sort_key
from eventdocs.model.garbage import paused_collector
from eventdocs.model.source_mapping import map_providers, source_locale
from eventdocs.model.sources import UNREADABLE_SOURCE
from eventdocs.reports.feed import Feed
from eventdocs.schema.diff import CatalogDiff, diff_catalogs
from eventdocs.store.catalog import read_catalog
from eventdocs.store.git import last_commit_time
from eventdocs.store.revisions import read_catalog_at
from eventdocs.store.source_files import read_source_files


@paused_collector()
def diff_catalog(folder: Path, ref: str) -> CatalogDiff:
    """Compare a catalog with its version at a git revision."""
    return diff_since(read_catalog(folder).catalog, folder, ref)


def diff_since(catalog: Catalog, folder: Path, ref: str) -> CatalogDiff:
    """Compare a catalog that is already read with its version at a git revision."""
    return diff_catalogs(read_catalog_at(folder, ref), catalog)


def diff_sources(old: Path, new: Path) -> CatalogDiff:
    """Compare two files that software ships, such as two versions of its manifest, as catalogs have them.

    Raises `EventdocsError` if one of them cannot be read.
    """
    before, after = _source_catalog(old), _source_catalog(new)
    locales = dict.fromkeys((*after.settings.locales, *before.settings.locales))
    settings = replace(after.settings, locales=tuple(locales))
    return diff_catalogs(before, replace(after, settings=settings))


def _source_catalog(path: Path) -> Catalog:
    """Return what a source means as a catalog of its own."""
    read = read_source_files([path])
    unreadable = next((each for each in read.findings if each.rule is UNREADABLE_SOURCE), None)
    if unreadable is not None:
        raise EventdocsError(
            f"`{unreadable.location}` cannot be read: {unreadable.message}", hint=unreadable.hint
        )
    locale = source_locale(read.providers)
    wanted, settings = map_providers(read.providers, CatalogSettings(locale, (locale,)))
    events = (each.event for provider in wanted for each in provider.events)
    return Catalog(settings, tuple(sorted(events, key=sort_key)))


def feed_of(folder: Path) -> Feed:
    """Return the metadata of a feed of a catalog's changes; its time is that of the last commit."""
    settings = read_catalog(folder).catalog.settings
    title = settings.title.get(settings.source_locale, "eventdocs")
    return Feed(title, last_commit_time(folder), settings.base_url, settings.source_locale)
