"""States of translations: what a ledger recorded, and what follows from the texts of today.

Hashes are over NFC text with white space folded, line breaks kept in messages, segments joined by a space:
rewrapping and splitting are no changes.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from eventdocs.model.event import Segments

DIGITS = 16


class State(StrEnum):
    """How good a translation is; `stale` is computed beside it, never stored."""

    MISSING = "missing"
    MACHINE = "machine"
    TRANSLATED = "translated"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """What a ledger holds of one string: hashes of the source and translation, the state, who or what."""

    source: str
    target: str
    state: State
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The records of one locale by string key, and of its pages by event key: the hash of their source page.

    `last_sources` holds the hash of the source text at the last acceptance, for translations that were
    already stale then. `damaged` are keys whose records contradict each other; nothing is known of them.
    `lines` are the lines of keys in the file, counted from 1.
    """

    records: Mapping[str, LedgerRecord] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    last_sources: Mapping[str, str] = field(default_factory=dict)
    damaged: frozenset[str] = frozenset()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class TranslationStatus:
    """How a string of one locale stands.

    `stale`: the source changed and the translation did not. `unaccepted`: the translation is not what the
    ledger recorded, or it recorded none. `then` is the hash of the source that it was made from.
    """

    state: State
    stale: bool = False
    unaccepted: bool = False
    previous_source: str = ""

    @property
    def fresh(self) -> bool:
        """Whether the translation is there and made from the source of today."""
        return self.state is not State.MISSING and not self.stale


def translation_status(
    source: str, target: str | None, record: LedgerRecord | None, default: State
) -> TranslationStatus:
    """Say how a string stands, by the hashes of its texts; `default` is the state where none is recorded."""
    if target is None:
        return TranslationStatus(State.MISSING)
    if record is None:
        return TranslationStatus(default, unaccepted=True)
    if record.target != target:
        return TranslationStatus(State.TRANSLATED, unaccepted=True, previous_source=record.source)
    return TranslationStatus(record.state, stale=record.source != source, previous_source=record.source)


@lru_cache(maxsize=131_072)
def text_hash(text: str, *, lines: bool = False) -> str:
    """Hash a text; `lines` keeps its line breaks apart, as messages need."""
    return hashlib.sha256(normalize_text(text, lines=lines).encode("utf-8", "surrogatepass")).hexdigest()[
        :DIGITS
    ]


def normalize_text(text: str, *, lines: bool = False) -> str:
    """Give the text that a hash is over: NFC, white space folded."""
    folded = unicodedata.normalize("NFC", text)
    if lines:
        return "\n".join(" ".join(line.split()) for line in re.split(r"\r\n?|\n", folded.strip()))
    return " ".join(folded.split())


def string_hash(segments: Segments, path: tuple[str, ...]) -> str:
    """Hash a string by its segments and the path in its locale block."""
    return text_hash(" ".join(segments), lines=path == ("message",))


def string_key(event: str, path: tuple[str, ...]) -> str:
    """Key of a string in ledgers and exchange files: `4031:message`, `4031:parameters.Uri.description`."""
    return f"{event}:{'.'.join(path)}"


def label_key(context: str, key: str) -> str:
    """Key of a label in ledgers and exchange files: `label:headings.description`."""
    return f"label:{context}.{key}"


def ledger_digests_by_event(ledgers: Mapping[str, Ledger], sources: Mapping[str, str]) -> dict[str, bytes]:
    """Digest of what pages may show of the ledgers, by event key; of labels, by `label`.

    `sources` are source texts by hash.
    """
    found: dict[str, hashlib._Hash] = {}
    for locale, ledger in sorted(ledgers.items()):
        said = [(key, (one.source, one.target, one.state)) for key, one in ledger.records.items()]
        for key, values in sorted([*said, *((key, (page,)) for key, page in ledger.pages.items())]):
            event = key.partition(":")[0]
            if event not in found:
                found[event] = hashlib.sha256()
            then = sources.get(values[0], "")
            found[event].update(repr((locale, key, *map(str, values), then)).encode())
    return {event: each.digest() for event, each in found.items()}


def orphaned_keys(ledger: Ledger, known: frozenset[str]) -> Iterator[str]:
    """Keys of records whose string is not there any more, sorted."""
    return (key for key in sorted(ledger.records) if key not in known)
