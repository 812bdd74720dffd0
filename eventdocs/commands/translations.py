"""Translations: accept what stands in the catalog, and say how all of it stands."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventdocs.commands.check import build_errors, check_structure, chosen_locales
from eventdocs.formats import ledger as ledgers
from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import Ledger
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.template_env import template_env
from eventdocs.store import catalog as store
from eventdocs.store import templates
from eventdocs.translations.accept import AcceptOptions, AcceptResult, accept, with_page_hashes
from eventdocs.translations.status import Coverage, coverage


@dataclass(frozen=True, slots=True)
class Status:
    """The translation coverage of the files that can be read, and what keeps the catalog from being built."""

    coverages: list[Coverage]
    errors: list[Diagnostic]


def status(folder: Path, locales: Sequence[str] = ()) -> Status:
    """Count the strings of a catalog's target locales by state."""
    loaded = check_structure(folder)
    catalog = loaded.catalog
    found = _without_source(catalog, locales, chosen_locales(loaded, locales))
    return Status(coverage(catalog, found), build_errors(loaded.diagnostics))


def target_locales(catalog: Catalog, locales: Sequence[str]) -> tuple[str, ...]:
    """Return the target locales of these tags; all of them for none."""
    return _without_source(catalog, locales, select_locales(catalog, locales))


def _without_source(catalog: Catalog, tags: Sequence[str], locales: Sequence[str]) -> tuple[str, ...]:
    found = tuple(tag for tag in locales if tag != catalog.source_locale)
    if locales and tags and not found:
        raise EventdocsError(f"`{catalog.source_locale}` is the source locale", hint="name a target locale")
    return found


def load_sound_catalog(folder: Path) -> store.LoadedCatalog:
    """Read a catalog that is to be changed; one that has faults is refused."""
    loaded = check_structure(folder)
    if build_errors(loaded.diagnostics):
        hint = f"see them with: eventdocs check {folder}"
        raise EventdocsError(f"the catalog `{folder}` has faults", hint=hint)
    return loaded


def accept_translations(folder: Path, locales: Sequence[str], terms: AcceptOptions) -> AcceptResult:
    """Record in the ledgers what the catalog says today."""
    loaded = load_sound_catalog(folder)
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
    return ledgers.files({**catalog.ledgers, **updated}, sources)


def source_hashes(folder: Path, catalog: Catalog) -> dict[str, str]:
    """Hash today's source page of every event."""
    alone = replace(catalog, locales=(catalog.source_locale,))
    sources = templates.load_templates(folder)
    rendering, made = locale_contexts(alone, sources.labels), template_env(sources.pages, catalog.xref)
    return {
        event.key: source_sha1(rendering.markdown(lambda locale: made, event)[catalog.source_locale])
        for event in catalog.events
    }
