"""Provenance: what imported pages tell about the translations that they brought."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, strings_in
from eventdocs.model.ledger import Ledger, LedgerRecord, State, normalize_text, string_hash, string_key
from eventdocs.model.strings import strings_of
from eventdocs.translations.status import StringPair, string_pairs, with_last_sources


@dataclass(frozen=True, slots=True)
class ImportedTranslation:
    """An event as a page of one locale has it: its state, and the hash of the source page that it names."""

    event: Event
    locale: str
    state: State
    page_hash: str
    by: str


def record_imports(
    catalog: Catalog, pages: Iterable[ImportedTranslation]
) -> tuple[dict[str, Ledger], dict[str, str]]:
    """Give the ledgers and sources of a catalog with what pages brought.

    Only strings that stand in the catalog as the page has them are recorded: one that was kept against the
    page stays as it was.
    """
    ledgers, sources = dict(catalog.settings.ledgers), dict(catalog.settings.sources)
    standing = {locale: _targets(catalog, locale) for locale in catalog.settings.targets}
    for page in pages:
        before = ledgers.get(page.locale, Ledger())
        found = _records(page, catalog.settings.source_locale, standing[page.locale], sources)
        hashes = {page.event.key: page.page_hash} if page.page_hash else {}
        ledgers[page.locale] = replace(
            before, records={**before.records, **found}, pages={**before.pages, **hashes}
        )
    for locale, ledger in ledgers.items():
        listed = list(string_pairs(catalog, locale))
        complete = _with_labels(ledger, listed, catalog.settings.default_state(locale), sources)
        old = catalog.settings.ledgers.get(locale, Ledger()).records
        new = (each for each in listed if complete.records.get(each.key) != old.get(each.key))
        ledgers[locale] = with_last_sources(complete, new)
    return ledgers, sources


def _targets(catalog: Catalog, locale: str) -> dict[str, str | None]:
    return {entry.key: entry.target_hash for entry in string_pairs(catalog, locale)}


def _records(
    page: ImportedTranslation, source: str, standing: Mapping[str, str | None], sources: dict[str, str]
) -> dict[str, LedgerRecord]:
    own = strings_of(strings_in(page.event, page.locale))
    records: dict[str, LedgerRecord] = {}
    for path, segments in strings_of(strings_in(page.event, source)).items():
        key = string_key(page.event.key, path)
        if path in own and standing.get(key) == string_hash(own[path], path):
            digest = string_hash(segments, path)
            sources[digest] = normalize_text(" ".join(segments), lines=path == ("message",))
            records[key] = LedgerRecord(digest, string_hash(own[path], path), page.state, page.by)
    return records


def _with_labels(
    ledger: Ledger, listed: Iterable[StringPair], state: State, sources: dict[str, str]
) -> Ledger:
    """Record the labels that an import derived, where none is recorded yet."""
    records = dict(ledger.records)
    by = next(iter(sorted({record.by for record in records.values()})), "")
    for entry in listed:
        if entry.event is None and entry.target_hash and entry.key not in records:
            records[entry.key] = LedgerRecord(entry.source_hash, entry.target_hash, state, by)
            sources[entry.source_hash] = normalize_text(entry.source[0])
    return replace(ledger, records=records)
