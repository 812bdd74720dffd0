"""One string, translated by a person: what is edited in the catalog, and what the ledger records about it."""

import hashlib
import json
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.ledger import State, TranslationStatus
from eventdocs.translations.merge import (
    OTHER_BLOCKS,
    MergeResult,
    StringEdit,
    adjust_text,
    combine_texts,
    segment_errors,
    untranslated_reason,
)
from eventdocs.translations.segments import Segment
from eventdocs.translations.status import StringPair, make_record, recorded_text, statuses_of

_DIGITS = 16


def fingerprint(pair: StringPair) -> str:
    """Return a digest of a string's source and translation, exactly as they are in the catalog."""
    texts = json.dumps([pair.source, pair.target]).encode()
    return hashlib.sha256(texts).hexdigest()[:_DIGITS]


def adjusted_texts(string: Sequence[Segment], texts: Sequence[str]) -> list[str]:
    """Return new translations of a string's segments as they are written; code is that of the catalog."""
    return [
        adjust_text(segment, text) if segment.is_translatable else segment.target or segment.source
        for segment, text in zip(string, texts, strict=True)
    ]


def edit_errors(string: Sequence[Segment], texts: Sequence[str]) -> Iterator[str]:
    """Yield what prevents that texts are written as the translation of a string."""
    missing = sum(
        segment.is_translatable and not text.strip() for segment, text in zip(string, texts, strict=True)
    )
    if missing:
        yield untranslated_reason(string, missing)
        return
    wrong = [
        error for segment, text in zip(string, texts, strict=True) for error in segment_errors(segment, text)
    ]
    yield from wrong
    if not wrong and combine_texts(string, texts) is None:
        yield OTHER_BLOCKS


def edit_string(
    catalog: Catalog, locale: str, string: Sequence[Segment], texts: Sequence[str], state: State, by: str
) -> MergeResult:
    """Return the edit and the record of a string's new translation, for which `edit_errors` has no errors.

    A reviewed translation stays reviewed if its text and source are unchanged. If nothing changes, the result
    is empty.
    """
    merged, pair = MergeResult(locale), string[0].pair
    target = combine_texts(string, texts)
    assert target is not None
    edited = StringPair(pair.key, pair.owner, pair.path, pair.source, target)
    if target != pair.target:
        merged.edits.append(StringEdit(edited, target))
    status = statuses_of([pair], catalog.settings, locale)[pair.key]
    if target == pair.target and _is_settled(status, state):
        return merged
    record = make_record(edited, state, by)
    merged.records[pair.key] = record
    merged.sources[record.source] = recorded_text(pair.source, pair.path)
    return merged


def _is_settled(status: TranslationStatus, state: State) -> bool:
    """Return whether an unchanged translation is recorded in a state, or in a higher one."""
    order = list(State)
    return status.fresh and not status.unaccepted and order.index(status.state) >= order.index(state)
