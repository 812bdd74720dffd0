"""Incoming: messages that come back, merged string by string with what the catalog says meanwhile.

Three texts meet for each string: theirs, ours, and the one that the file was made from. Nothing of ours is
replaced that moved since, unless it is asked for; nothing of theirs is dropped without being told.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Segments
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import LedgerRecord, State, normalize_text, string_hash, text_hash
from eventdocs.model.strings import TextKind, TextPair
from eventdocs.translations.export import Segment, segments
from eventdocs.translations.status import StringPair

Validator = Callable[[TextPair], list[str]]


class ConflictPolicy(StrEnum):
    """Whose text wins where both moved."""

    ASK = "neither"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """What became of one message at one place, and why."""

    key: str
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StringEdit:
    """A string that gets a new translation; `segments` are those of the string as a whole."""

    entry: StringPair
    segments: Segments


@dataclass(slots=True)
class MergeResult:
    """Outcome of an import in one locale: what to write, and what is told of every message.

    `conflicts` are messages of which some place kept ours; they go back to the translator.
    """

    locale: str
    edits: list[StringEdit] = field(default_factory=list)
    records: dict[str, LedgerRecord] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    taken: list[UnitOutcome] = field(default_factory=list)
    kept: list[UnitOutcome] = field(default_factory=list)
    rejected: list[UnitOutcome] = field(default_factory=list)
    unchanged: int = 0
    conflicts: list[TranslationUnit] = field(default_factory=list)


def merge_exchange(
    catalog: Catalog,
    exchange: ExchangeFile,
    judge: Validator,
    prefer: ConflictPolicy = ConflictPolicy.ASK,
    by: str = "",
) -> MergeResult:
    """Merge a file's messages into a catalog; `judge` names what an error-level check finds in a pair."""
    outcome = MergeResult(exchange.locale)
    today = {segment.key: segment for segment in segments(catalog, exchange.locale)}
    shared: dict[tuple[object, ...], list[Segment]] = defaultdict(list)
    for segment in today.values():
        shared[segment.group, _hash(segment.source, segment.kind)].append(segment)
    news: dict[str, dict[int, tuple[TranslationUnit, str]]] = defaultdict(dict)
    for message in exchange.units:
        places = list(_places(message, today, shared))
        if not places:
            outcome.rejected.append(
                UnitOutcome(message.key, message.target, "there is no such string any more")
            )
        elif message.target.strip():
            _decide(message, places, exchange, judge, prefer, outcome, news)
        else:
            outcome.unchanged += 1
    _write(catalog, news, today, outcome, by)
    return outcome


def _hash(text: str, kind: TextKind) -> str:
    return text_hash(text, lines=kind is TextKind.LITERAL)


def _places(
    message: TranslationUnit, today: dict[str, Segment], shared: dict[tuple[object, ...], list[Segment]]
) -> Iterator[Segment]:
    """Segments that a message is about: those it names, and others that have the same words by now."""
    named = [today[key] for key in dict.fromkeys((message.key, *message.keys)) if key in today]
    yield from named
    if named:
        keys = {segment.key for segment in named}
        same = shared.get((named[0].group, _hash(message.source, named[0].kind)), [])
        yield from (
            each for each in same if each.key not in keys and _current_hash(each) in ("", message.base_hash)
        )


def _current_hash(segment: Segment) -> str:
    return "" if segment.target is None else _hash(segment.target, segment.kind)


def _decide(
    message: TranslationUnit,
    places: Iterable[Segment],
    exchange: ExchangeFile,
    judge: Validator,
    prefer: ConflictPolicy,
    outcome: MergeResult,
    news: dict[str, dict[int, tuple[TranslationUnit, str]]],
) -> None:
    """Decide on each place of a message: unchanged, taken, kept or rejected."""
    conflict = False
    for segment in places:
        theirs, ours = _hash(message.target, segment.kind), _current_hash(segment)
        told = UnitOutcome(segment.key, message.target)
        if theirs == ours:
            outcome.unchanged += 1
            if message.state is not State.MISSING and not message.stale:
                news[segment.entry.key][segment.index] = (message, segment.target or message.target)
        elif theirs == message.base_hash:
            outcome.unchanged += 1  # they changed nothing, we did
        elif ours not in ("", message.base_hash) and prefer is not ConflictPolicy.THEIRS:
            conflict = conflict or prefer is ConflictPolicy.ASK
            outcome.kept.append(
                UnitOutcome(segment.key, message.target, f"ours changed meanwhile: {segment.target}")
            )
        else:
            pair = TextPair(
                segment.source, message.target, exchange.locale, segment.kind, exchange.source_locale
            )
            faults = judge(pair)
            if faults:
                outcome.rejected.append(UnitOutcome(segment.key, message.target, "; ".join(faults)))
                conflict = True
            else:
                outcome.taken.append(told)
                news[segment.entry.key][segment.index] = (message, message.target)
    if conflict:
        outcome.conflicts.append(message)


def _write(
    catalog: Catalog,
    news: dict[str, dict[int, tuple[TranslationUnit, str]]],
    today: dict[str, Segment],
    outcome: MergeResult,
    by: str,
) -> None:
    """Put segments together to strings; one that would stay incomplete waits, and says so."""
    strings: dict[str, list[Segment]] = defaultdict(list)
    for segment in today.values():
        strings[segment.entry.key].append(segment)
    ledger = catalog.settings.ledgers.get(outcome.locale)
    for key, parts in news.items():
        own = strings[key]
        texts = [parts[each.index][1] if each.index in parts else each.target for each in own]
        lacking = sum(text is None for text in texts)
        if lacking:
            reason = f"{lacking} of {len(own)} sentences are not translated yet"
            gone = {each.key for each in own if each.index in parts}
            outcome.rejected += [
                UnitOutcome(told.key, told.text, reason) for told in outcome.taken if told.key in gone
            ]
            outcome.taken = [told for told in outcome.taken if told.key not in gone]
            continue
        whole = tuple(text or "" for text in texts)
        entry = own[0].entry
        changed = entry.target is None or string_hash(whole, entry.path) != entry.target_hash
        record = _record(entry, own, parts, whole, by, outcome)
        if changed:
            outcome.edits.append(StringEdit(entry, whole))
        known = ledger.records.get(key) if ledger else None
        theirs = any(_hash(text, own[0].kind) != message.base_hash for message, text in parts.values())
        if changed or (known != record and theirs) or (known and _better(entry, known, record)):
            outcome.records[key] = record


def _better(entry: StringPair, old: LedgerRecord, new: LedgerRecord) -> bool:
    """Tell whether a file says more of a known translation than the ledger: further on, or still right."""
    order = list(State)
    further = order.index(new.state) > order.index(old.state)
    still_right = old.source != new.source and new.state is not State.MACHINE
    return old.target == new.target and new.source == entry.source_hash and (further or still_right)


def _record(
    entry: StringPair,
    own: list[Segment],
    parts: dict[int, tuple[TranslationUnit, str]],
    whole: Segments,
    by: str,
    outcome: MergeResult,
) -> LedgerRecord:
    """Record from which source text a translation was made: the file's own, which may not be today's."""
    source = " ".join(parts[each.index][0].source if each.index in parts else each.source for each in own)
    digest = string_hash((source,), entry.path)
    outcome.sources[digest] = normalize_text(source, lines=entry.path == ("message",))
    states = [message.state for message, _ in parts.values()]
    known = [state for state in states if state is not State.MISSING] or [State.TRANSLATED]
    state = min(known, key=list(State).index)
    return LedgerRecord(digest, string_hash(whole, entry.path), state, by)
