"""Translations: accept what stands in the catalog, and say how all of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventdocs.commands.check import chosen_locales
from eventdocs.formats import ledger as ledgers
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import Ledger
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.routes import related
from eventdocs.site.template_env import template_env
from eventdocs.store import catalog as store
from eventdocs.store import templates
from eventdocs.store.checked_catalog import build_errors, read_checked_catalog, read_sound_catalog
from eventdocs.translations.accept import AcceptOptions, AcceptResult, accept, with_page_hashes
from eventdocs.translations.status import Coverage, coverage


@dataclass(frozen=True, slots=True)
class Status:
    """The translation coverage of the files that can be read, and what keeps the catalog from being built."""

    coverages: list[Coverage]
    errors: list[Diagnostic]


def status(folder: Path, locales: Sequence[str] = ()) -> Status:
    """Count the strings of a catalog's target locales by state."""
    loaded = read_checked_catalog(folder)
    catalog = loaded.catalog
    found = _without_source(catalog, locales, chosen_locales(loaded, locales))
    return Status(coverage(catalog, found), build_errors(loaded.diagnostics))


def target_locales(catalog: Catalog, locales: Sequence[str]) -> tuple[str, ...]:
    """Return the target locales of these tags; all of them for none."""
    return _without_source(catalog, locales, select_locales(catalog.settings, locales))


def _without_source(catalog: Catalog, tags: Sequence[str], locales: Sequence[str]) -> tuple[str, ...]:
    found = tuple(tag for tag in locales if tag != catalog.settings.source_locale)
    if locales and tags and not found:
        raise EventdocsError(
            f"`{catalog.settings.source_locale}` is the source locale", hint="name a target locale"
        )
    return found


def accept_translations(folder: Path, locales: Sequence[str], terms: AcceptOptions) -> AcceptResult:
    """Record in the ledgers what the catalog says today."""
    loaded = read_sound_catalog(folder)
    catalog = loaded.catalog
    done = accept(catalog, target_locales(catalog, locales), terms)
    changed = ledger_files(folder, catalog, done.ledgers, done.sources)
    new = {name: data for name, data in changed.items() if loaded.files.get(name) != data}
    store.save_catalog(folder, new, loaded.files)
    return done


def ledger_files(
    folder: Path, catalog: Catalog, changed: dict[str, Ledger], sources: dict[str, str]
) -> dict[str, bytes]:
    """Write ledgers with the hashes of today's source pages, and the sources that records still name."""
    hashes = source_hashes(folder, catalog)
    updated = {locale: with_page_hashes(catalog, each, locale, hashes) for locale, each in changed.items()}
    return ledgers.write_files({**catalog.settings.ledgers, **updated}, sources)


def source_hashes(folder: Path, catalog: Catalog) -> dict[str, str]:
    """Return the hash of the current source page of every event, by key."""
    settings = replace(catalog.settings, locales=(catalog.settings.source_locale,))
    sources = templates.load_templates(folder)
    contexts, env = locale_contexts(settings, sources.labels), template_env(sources.pages, settings.xref)
    refs = {event.key: event.ref for event in catalog.events}
    pages = (
        (event.key, contexts.markdown(lambda locale: env, event, related(event.ref, refs)))
        for event in catalog.events
    )
    return {key: source_sha1(by_locale[settings.source_locale]) for key, by_locale in pages}
