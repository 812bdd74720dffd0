"""Ledger records of translations that come from imported pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event, strings_in
from eventdocs.model.ledger import Ledger, LedgerRecord, State, normalize_text, string_hash, string_key
from eventdocs.model.strings import strings_of
from eventdocs.translations.status import StringPair, recorded_text, string_pairs, with_last_sources


@dataclass(frozen=True, slots=True)
class ImportedTranslation:
    """An event as an imported page of one locale has it.

    `page_hash` is the hash of the source page that the page names, empty if it names none.
    """

    event: Event
    locale: str
    state: State
    page_hash: str
    by: str


def record_imports(
    catalog: Catalog, pages: Iterable[ImportedTranslation]
) -> tuple[dict[str, Ledger], dict[str, str]]:
    """Return the ledgers of a catalog, and the sources by hash, with records of imported translations.

    A string is recorded only if its translation in the catalog is that of the page: one that the import
    kept as it was has another origin. What people recorded about the same texts stays.
    """
    ledgers, sources = dict(catalog.settings.ledgers), dict(catalog.settings.sources)
    pairs = {
        locale: {pair.key: pair for pair in string_pairs(catalog, locale)}
        for locale in catalog.settings.targets
    }
    for page in pages:
        before = ledgers.get(page.locale, Ledger())
        records = _records(page, catalog.settings.source_locale, pairs[page.locale], before, sources)
        hashes = {page.event.key: page.page_hash} if page.page_hash else {}
        ledgers[page.locale] = replace(before.with_records(records), pages={**before.pages, **hashes})
    return {locale: _completed(catalog, locale, ledgers[locale], sources) for locale in ledgers}, sources


def _records(
    page: ImportedTranslation,
    source_locale: str,
    pairs: Mapping[str, StringPair],
    before: Ledger,
    sources: dict[str, str],
) -> dict[str, LedgerRecord]:
    """Return the records of a page's strings, and add their source texts to the sources."""
    own = strings_of(strings_in(page.event, page.locale))
    records: dict[str, LedgerRecord] = {}
    for path, source in strings_of(strings_in(page.event, source_locale)).items():
        key = string_key(page.event.key, path)
        pair = pairs.get(key)
        if pair is None or path not in own or pair.target_hash != string_hash(own[path], path):
            continue
        digest, target = string_hash(source, path), string_hash(own[path], path)
        sources[digest] = recorded_text(source, path)
        record = before.record(key, pair.source_hash, target)
        if record is None or record.target != target or record.source not in (digest, pair.source_hash):
            records[key] = LedgerRecord(digest, target, page.state, page.by)
    return records


def _completed(catalog: Catalog, locale: str, ledger: Ledger, sources: dict[str, str]) -> Ledger:
    """Return a ledger with records of labels, and with the last sources of the strings that are new in it."""
    pairs = list(string_pairs(catalog, locale))
    complete = _with_labels(ledger, pairs, catalog.settings.default_state(locale), sources)
    old = catalog.settings.ledgers.get(locale, Ledger()).records
    new = (pair for pair in pairs if complete.records.get(pair.key) != old.get(pair.key))
    return with_last_sources(complete, new)


def _with_labels(
    ledger: Ledger, pairs: Iterable[StringPair], state: State, sources: dict[str, str]
) -> Ledger:
    """Return a ledger with records of the labels that the import found in the pages."""
    records = dict(ledger.records)
    by = min((record.by for record in records.values()), default="")
    for pair in pairs:
        if pair.owner is None and pair.target_hash:
            record = LedgerRecord(pair.source_hash, pair.target_hash, state, by)
            if records.setdefault(pair.key, record).source == pair.source_hash:
                sources[pair.source_hash] = normalize_text(*pair.source)
    return replace(ledger, records=records)
