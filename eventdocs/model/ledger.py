"""Ledgers: the recorded state of each translation, and the status that follows from the current texts.

Texts are hashed in NFC with white space folded and segments joined by a space, so rewrapping a text or
splitting it into segments is not a change. The line breaks of messages are kept.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeVar

from eventdocs.model.event import Segments

_Value = TypeVar("_Value")
DIGITS = 16
VENDOR = "source:"  # the author of a text from a file that the software ships begins with this


class State(StrEnum):
    """The quality of a translation. Whether it is stale is computed, never stored."""

    MISSING = "missing"
    MACHINE = "machine"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"

    __hash__ = str.__hash__  # that of enums is written in Python, and each record has a state


class LedgerRecord(NamedTuple):
    """The ledger's record of a string: hashes of source and translation, the state, its author, a note."""

    source: str
    target: str
    state: State
    by: str = ""
    note: str = ""

    @property
    def is_official(self) -> bool:
        """Whether the translation came from a file that the software ships."""
        return self.by.startswith(VENDOR)


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger of one locale: records by string key, and hashes of source pages by event key.

    `last_sources` are the hashes of the source texts at the last acceptance, for translations that were
    already stale. `damaged` are keys with invalid lines, or with records that contradict each other, which
    are in `candidates`. `lines` are the lines of the keys in the file, counted from 1.
    """

    records: Mapping[str, LedgerRecord] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    last_sources: Mapping[str, str] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()
    candidates: Mapping[str, tuple[LedgerRecord, ...]] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    def record(self, key: str, source: str, target: str | None) -> LedgerRecord | None:
        """Return the record of a string, given the hashes of its current texts; None if there is none.

        Of several candidates, those of the current translation count, and of these those of the current
        source. The lowest state wins.
        """
        found = self.records.get(key)
        candidates = self.candidates.get(key, ())
        if found is not None or not candidates:
            return found
        same_target = [record for record in candidates if record.target == target] or candidates
        same_source = [record for record in same_target if record.source == source] or same_target
        return _lowest_record(same_source)

    def with_records(self, records: Mapping[str, LedgerRecord]) -> "Ledger":
        """Return the ledger with other records of some strings."""
        others = {key: found for key, found in self.candidates.items() if key not in records}
        return replace(
            self,
            records={**self.records, **records},
            candidates=others,
            damaged=self.damaged & others.keys(),
        )

    def only(self, keys: Iterable[str]) -> "Ledger":
        """Return the part of the ledger with the entries of some strings and events."""
        wanted = tuple(keys)
        return Ledger(
            {key: self.records[key] for key in wanted if key in self.records},
            {key: self.pages[key] for key in wanted if key in self.pages},
            {key: self.last_sources[key] for key in wanted if key in self.last_sources},
            frozenset(key for key in wanted if key in self.damaged),
            {key: self.candidates[key] for key in wanted if key in self.candidates},
        )

    def with_part(self, part: "Ledger", keys: Sequence[str]) -> "Ledger":
        """Return the ledger with the entries that a part of it has of some keys instead of its own."""
        return replace(
            self,
            records=_with_part(self.records, part.records, keys),
            pages=_with_part(self.pages, part.pages, keys),
            last_sources=_with_part(self.last_sources, part.last_sources, keys),
            candidates=_with_part(self.candidates, part.candidates, keys),
            damaged=(self.damaged - frozenset(keys)) | part.damaged,
        )


def _with_part(
    whole: Mapping[str, _Value], part: Mapping[str, _Value], keys: Sequence[str]
) -> dict[str, _Value]:
    values = dict(whole)  # a copy and few changes take less time than a comprehension
    for key in keys:
        values.pop(key, None)
        if key in part:
            values[key] = part[key]
    return values


def _lowest_record(records: Iterable[LedgerRecord]) -> LedgerRecord:
    """Return the record with the lowest state, of several records of one string."""
    order = list(State)
    return min(records, key=lambda record: (order.index(record.state), record.by, record.source))


class TranslationStatus(NamedTuple):
    """The status of a string's translation.

    `stale`: the source changed and the translation did not. `unaccepted`: the ledger has no record of this
    translation. `previous_source` is the hash of the source text that it was made from, empty if unknown.
    `official`: the translation is fresh and the vendor's own.
    """

    state: State
    stale: bool = False
    unaccepted: bool = False
    previous_source: str = ""
    official: bool = False

    @property
    def fresh(self) -> bool:
        """Whether there is a translation of the current source text."""
        return self.state is not State.MISSING and not self.stale


def translation_status(
    source: str, target: str | None, record: LedgerRecord | None, default: State
) -> TranslationStatus:
    """Return a translation's status from the hashes of its texts; without a record its state is `default`."""
    if target is None:
        return TranslationStatus(State.MISSING)
    if record is None:
        return TranslationStatus(default, unaccepted=True)
    if record.target != target:
        return TranslationStatus(State.TRANSLATED, unaccepted=True, previous_source=record.source)
    stale = record.source != source
    official = record.is_official and not stale
    return TranslationStatus(record.state, stale, previous_source=record.source, official=official)


def text_hash(text: str, *, lines: bool = False) -> str:
    """Return the hash of a text; `lines` keeps line breaks, which matter in messages."""
    if lines and ("\n" in text or "\r" in text):
        return _digest(normalize_text(text, lines=True))
    return _folded_hash(text)


@lru_cache(maxsize=131_072)
def literal_hash(text: str) -> str:
    """Return the hash of a message with all of its spaces; without extra spaces it is that of the text."""
    return _digest(unicodedata.normalize("NFC", text))


@lru_cache(maxsize=131_072)
def _folded_hash(text: str) -> str:
    """Return the hash of a text on one line. Most texts are one, and have the same hash for all purposes."""
    return _digest(normalize_text(text))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def normalize_text(text: str, *, lines: bool = False) -> str:
    """Return the text to hash: in NFC, with white space folded; `lines` keeps line breaks."""
    folded = unicodedata.normalize("NFC", text)
    if folded.isprintable() and "  " not in folded:  # most texts: all other white space is not printable
        return folded.strip()
    if lines:
        return "\n".join(" ".join(line.split()) for line in re.split(r"\r\n?|\n", folded.strip()))
    return " ".join(folded.split())


def string_hash(segments: Segments, path: tuple[str, ...]) -> str:
    """Return the hash of a string by its segments; `path` is its path in the locale block."""
    return text_hash(" ".join(segments), lines=path == ("message",))


def string_key(event: str, path: tuple[str, ...]) -> str:
    """Return a string's key in ledgers and exchange files: `4031:parameters.Uri.description`."""
    return f"{event}:{'.'.join(path)}"


def label_key(context: str, key: str) -> str:
    """Return a label's key in ledgers and exchange files: `label:headings.description`."""
    return f"label:{context}.{key}"


OFFICIAL_LABELS = "official labels"  # no event has this key


def ledger_digests_by_event(ledgers: Mapping[str, Ledger], sources: Mapping[str, str]) -> dict[str, bytes]:
    """Return a digest of everything in the ledgers that an event's pages may show, by event key.

    The digest of labels has the key `label`, that of official labels `OFFICIAL_LABELS`. `sources` are source
    texts by hash.
    """
    hashes: dict[str, hashlib._Hash] = {}
    for locale, ledger in sorted(ledgers.items()):
        for key, values in sorted(_entries(ledger)):
            event, _, _ = key.partition(":")
            source_hash, *_ = values
            entry = repr((locale, key, *values, sources.get(source_hash, ""))).encode()
            is_official_label = event == "label" and values[-1] == "official"
            for name in (event, OFFICIAL_LABELS) if is_official_label else (event,):
                if name not in hashes:
                    hashes[name] = hashlib.sha256()
                hashes[name].update(entry)
    return {event: event_hash.digest() for event, event_hash in hashes.items()}


def _entries(ledger: Ledger) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the values that pages may show, by key; the first is the hash of the source."""
    for key, record in ledger.records.items():
        yield key, _shown(record)
    for key, candidates in ledger.candidates.items():
        for record in candidates:
            yield key, _shown(record)
    for key, source_page in ledger.pages.items():
        yield key, (source_page,)


def _shown(record: LedgerRecord) -> tuple[str, ...]:
    official = ("official",) if record.is_official else ()
    return (record.source, record.target, record.state.value, *official)


def orphaned_keys(ledger: Ledger, known: frozenset[str]) -> Iterator[str]:
    """Yield the keys of records whose string no longer exists, sorted."""
    return (key for key in sorted({*ledger.records, *ledger.candidates}) if key not in known)
