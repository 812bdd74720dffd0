"""Records of official texts: translations that are those of the files that the software ships."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from eventdocs.formats import ledger as ledgers
from eventdocs.importers.source_changes import MESSAGE, SourceValue, message_of
from eventdocs.importers.source_declarations import SharedValue
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.ledger import (
    VENDOR,
    Ledger,
    LedgerRecord,
    State,
    label_key,
    string_hash,
    string_key,
)
from eventdocs.model.source_mapping import WantedEvent, WantedLabel
from eventdocs.model.sources import SourceText
from eventdocs.translations.status import recorded_text


def record_official_texts(
    settings: CatalogSettings, messages: Iterable[tuple[WantedEvent, str]], labels: Iterable[WantedLabel]
) -> dict[str, bytes]:
    """Return the ledger files with records of messages, each with its locale, and of labels.

    Each record names the source text that it is a translation of. The result is empty if there are none.
    """
    sources, records = dict(settings.sources), dict[str, dict[str, LedgerRecord]]()

    def record(locale: str, key: str, path: tuple[str, ...], source: str, text: SourceText) -> None:
        digest, target = string_hash((source,), path), string_hash((text.text,), path)
        sources[digest] = recorded_text((source,), path)
        by = f"{VENDOR}{Path(text.file).name}"
        records.setdefault(locale, {})[key] = LedgerRecord(digest, target, State.TRANSLATED, by)

    own = settings.source_locale
    for wanted, locale in messages:
        source = message_of(wanted.event, own)
        if source is not None and locale != own:
            record(locale, string_key(wanted.event.key, MESSAGE), MESSAGE, source, wanted.texts[locale])
    for label in labels:
        path = label.context, label.key
        record(label.locale, label_key(*path), path, label.original, label.text)
    if not records:
        return {}
    found = {
        locale: settings.ledgers.get(locale, Ledger()).with_records(new) for locale, new in records.items()
    }
    return ledgers.write_files({**settings.ledgers, **found}, sources)


def unrecorded_messages(
    settings: CatalogSettings, agreed: Iterable[tuple[WantedEvent, SourceValue]]
) -> Iterator[tuple[WantedEvent, str]]:
    """Yield the messages that equal the source's and that no ledger records, with their locales.

    There are some after an interrupted import.
    """
    for wanted, value in agreed:
        if value.path == MESSAGE and value.locale in wanted.texts:
            key, target = string_key(wanted.event.key, MESSAGE), string_hash((value.theirs or "",), MESSAGE)
            if not _is_recorded(settings, value.locale, key, target):
                yield wanted, value.locale


def unrecorded_labels(settings: CatalogSettings, shared: Iterable[SharedValue]) -> Iterator[WantedLabel]:
    """Yield the translated labels that come from a source and that no ledger records."""
    for value in shared:
        label = value.label
        if label is not None and label.locale != settings.source_locale:
            path = label.context, label.key
            text = settings.labels.get(label.locale, {}).get(label.context, {}).get(label.key)
            target = string_hash((label.text.text,), path)
            is_recorded = _is_recorded(settings, label.locale, label_key(*path), target)
            if text == label.text.text and (value.differs or not is_recorded):
                yield label


def _is_recorded(settings: CatalogSettings, locale: str, key: str, target: str) -> bool:
    """Return whether a ledger has a record of a translation with a hash."""
    record = settings.ledgers.get(locale, Ledger()).records.get(key)
    return record is not None and record.target == target
