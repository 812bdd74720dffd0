"""Merge of translated units into a catalog that may have changed since they were exported.

For each string, three texts are compared: the unit's, the catalog's, and the one that the unit was exported
with. A translation that changed in the catalog is replaced only on request. Each unit that is not imported is
reported.
"""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Segments
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, is_copy, string_of, unit_hash, unit_text
from eventdocs.model.ledger import Ledger, LedgerRecord, State, normalize_text, string_hash
from eventdocs.model.strings import TextKind
from eventdocs.text.blocks import (
    BlockKind,
    is_paragraph,
    replace_blocks,
    single_block,
    structure_difference,
)
from eventdocs.text.placeholders import has_words
from eventdocs.translations.segments import Segment, segments
from eventdocs.translations.status import StringPair

_MAX_CONFLICTS = 10_000
_ORDER = {state: number for number, state in enumerate(State)}
_MISSING = State.MISSING  # each look-up of an enum's member runs Python code
_BLANKS = " \t\r\n"
GONE = "the string no longer exists"
OTHER_BLOCKS = "together, the blocks have another structure than the source"
_COPY = "it equals the source; if it is the translation, write it to the catalog"
_ALTERED = "a tool has changed the source text in the file"

# What equal segments have in common: the group, the source, and the hash of the translation.
_Traits: TypeAlias = tuple[tuple[str, ...], str, str | None]

Validator = Callable[[Segment, str], list[str]]
"""Returns the errors of a new translation of a segment, none if it can be imported."""


class ConflictPolicy(StrEnum):
    """Which translation to use if it changed both in the catalog and in the file."""

    ASK = "neither"
    OURS = "ours"
    THEIRS = "theirs"


@dataclass(frozen=True, slots=True)
class UnitOutcome:
    """A unit's translation for one segment, by key, and the reason if it was not imported.

    `line` is that of the unit in its file. `stale`: it was made from an older source. `unknown`: the catalog
    has no such string.
    """

    key: str
    text: str
    reason: str = ""
    line: int = field(default=0, compare=False)
    stale: bool = field(default=False, compare=False)
    unknown: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class StringEdit:
    """A string that gets a new translation from some units; `segments` are those of the whole string."""

    pair: StringPair
    segments: Segments
    units: tuple[TranslationUnit, ...] = ()


@dataclass(slots=True)
class MergeResult:
    """Outcome of an import in one locale: what to write, and what happened to each unit.

    `records` are ledger records by string key, `sources` the texts that they name, by hash. `conflicts` are
    the units that were not imported for one of their segments; they go back to the translator. `without_base`
    is the number of units that have lost the hash of the translation that they were exported with.
    """

    locale: str
    edits: list[StringEdit] = field(default_factory=list)
    records: dict[str, LedgerRecord] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    imported: list[UnitOutcome] = field(default_factory=list)
    kept: list[UnitOutcome] = field(default_factory=list)
    rejected: list[UnitOutcome] = field(default_factory=list)
    unchanged: int = 0
    without_base: int = 0
    conflicts: list[TranslationUnit] = field(default_factory=list)

    def reject(self, reasons: Mapping[str, str]) -> None:
        """Reject edits that cannot be written, by string key with the reason, with their records."""
        rejected = [edit for edit in self.edits if edit.pair.key in reasons]
        self.edits = [edit for edit in self.edits if edit.pair.key not in reasons]
        self.imported = [outcome for outcome in self.imported if _string_of(outcome, reasons) not in reasons]
        for edit in rejected:
            self.records.pop(edit.pair.key, None)
            reason = reasons[edit.pair.key]
            line = edit.units[0].line if edit.units else 0
            self.rejected.append(UnitOutcome(edit.pair.key, " ".join(edit.segments), reason, line))
        known = {id(unit) for unit in self.conflicts}
        units = {id(unit): unit for edit in rejected for unit in edit.units}
        self.conflicts += [unit for key, unit in units.items() if key not in known]


def _string_of(outcome: UnitOutcome, keys: Container[str]) -> str:
    """Return the key of an outcome's string, given the keys of some strings."""
    return outcome.key if outcome.key in keys else string_of(outcome.key)[0]


def merge_exchange(
    catalog: Catalog,
    exchange: ExchangeFile,
    validate: Validator,
    policy: ConflictPolicy = ConflictPolicy.ASK,
    by: str = "",
    gone: str = GONE,
) -> MergeResult:
    """Merge the units of a file into a catalog.

    `by` is who translated, for the ledger, `gone` the reason for texts whose string is not in the catalog.
    """
    merge = _Merge(catalog, exchange, validate, policy, by, gone)
    for unit in exchange.units:
        merge.add(unit)
    merge.finish()
    return merge.result


@dataclass(frozen=True, slots=True)
class _Translation:
    """A segment's translation, and the unit that it comes from."""

    unit: TranslationUnit
    text: str


class _Merge:
    """A merge in progress: the segments of the catalog, and the translations found for them so far."""

    def __init__(
        self,
        catalog: Catalog,
        exchange: ExchangeFile,
        validate: Validator,
        policy: ConflictPolicy,
        by: str,
        gone: str,
    ) -> None:
        self.exchange, self.validate, self.policy = exchange, validate, policy
        self.by, self.gone = by, gone
        self.ledger = catalog.settings.ledgers.get(exchange.locale, Ledger())
        self.sources = catalog.settings.sources
        self.result = MergeResult(exchange.locale)
        self.segments: dict[str, Segment] = {}
        self.traits: dict[str, _Traits] = {}
        self.equal: dict[_Traits, list[Segment]] = defaultdict(list)
        for segment in segments(catalog, exchange.locale):
            key, _, _, _, source, target, group, kind, *_ = segment
            target_hash = "" if target is None else unit_hash(target, kind)
            self.segments[key] = segment
            self.traits[key] = traits = group, unit_text(source, kind), target_hash
            self.equal[traits].append(segment)
        self.translations: dict[str, dict[int, _Translation]] = defaultdict(dict)

    @cached_property
    def contradicted(self) -> set[str]:
        """The keys of segments that the file translates in two different ways."""
        texts: dict[str, str] = {}
        contradicted: set[str] = set()
        for unit in self.exchange.units:
            for key in {unit.key, *unit.keys} if unit.target.strip() else ():
                first = texts.setdefault(key, unit.target)
                if first != unit.target and key in self.segments:
                    kind = self.segments[key].kind
                    if unit_hash(first, kind) != unit_hash(unit.target, kind):
                        contradicted.add(key)
        return contradicted

    def add(self, unit: TranslationUnit) -> None:
        """Decide what happens to a unit at each of its segments."""
        if self.is_unchanged(unit):
            self.result.unchanged += len(self.equal.pop(self.traits[unit.key]))
            return
        if unit.base_hash is None:
            unit = self.with_base(unit)
        matching = self.matching_segments(unit)
        if not unit.target.strip():
            self.result.unchanged += 1
        elif not matching:
            self.add_orphan(unit)
        else:
            settled = [self.merge_segment(unit, segment) for segment in matching]
            if not all(settled):
                source = matching[0].source if unit.altered else unit.source
                self.result.conflicts.append(replace(unit, source=source))

    def is_unchanged(self, unit: TranslationUnit) -> bool:
        """Return whether a unit and its segments are as exported, and no other segment is equal to them.

        This is true for most units of a file, which need nothing else of what follows.
        """
        first = self.segments.get(unit.key)
        if first is None or unit.source != first.source or unit.state is _MISSING:
            return False
        traits = self.traits[unit.key]
        equal, (_, _, target) = self.equal.get(traits), traits
        if equal is None or target != unit.base_hash or len(equal) != len(unit.keys):
            return False
        for key, segment in zip(unit.keys, equal, strict=True):
            if key != segment.key or not self.is_settled(unit, segment):
                return False
        return True

    def with_base(self, unit: TranslationUnit) -> TranslationUnit:
        """Return a unit with the hash of the translation that it was exported with, if that can be known.

        A tool has removed it from the file, but the ledger knows it: a translation that is still the recorded
        one has not changed since.
        """
        segment = self.segments.get(unit.key)
        if segment is None:
            return unit
        self.result.without_base += 1
        if segment.target is None:
            return replace(unit, base_hash="", state=State.TRANSLATED)
        pair = segment.pair
        record = self.ledger.record(pair.key, pair.source_hash, pair.target_hash)
        if record is None or record.target != pair.target_hash:
            return unit
        is_same = unit_hash(unit.target, segment.kind) == _target_hash(segment)
        state = State.MISSING if is_same else State.TRANSLATED
        return replace(unit, base_hash=_target_hash(segment), state=state)

    def add_orphan(self, unit: TranslationUnit) -> None:
        """Report a unit whose string no longer exists, if its translation was edited."""
        if unit_hash(unit.target, unit.kind) == unit.base_hash:
            self.result.unchanged += 1
            return
        outcome = UnitOutcome(unit.key, unit.target, self.gone, unit.line, unknown=True)
        self.result.rejected.append(outcome)
        if len(self.result.conflicts) < _MAX_CONFLICTS:  # the file may be about another catalog
            self.result.conflicts.append(unit)

    def matching_segments(self, unit: TranslationUnit) -> list[Segment]:
        """Return the segments that a unit names, and others that have the same source by now.

        Each of the others gets the translation of one unit: of the one that names it, or else of the first.
        """
        keys = dict.fromkeys((unit.key, *unit.keys))
        named = [self.segments[key] for key in keys if key in self.segments]
        if not named:
            return []
        first = named[0]
        is_edited = self.target_hash(unit, first) != unit.base_hash and bool(unit.target.strip())
        if not is_edited and unit.state is State.MISSING:
            return named  # it changes nothing
        group, source, _ = self.traits[first.key]
        if unit.source != first.source:
            source = unit_text(unit.source, first.kind)
        for base in ("", unit.base_hash) if is_edited else (unit.base_hash,):
            for segment in self.equal.pop((group, source, base), ()):
                known = self.translations.get(segment.pair.key, ())
                if segment.key not in keys and segment.position not in known:
                    named.append(segment)
        return named

    def target_hash(self, unit: TranslationUnit, segment: Segment) -> str:
        """Return the hash of a unit's translation; most units have that of the segment."""
        if unit.target == segment.target:
            _, _, target = self.traits[segment.key]
            return target or ""
        return unit_hash(unit.target, segment.kind)

    def merge_segment(self, unit: TranslationUnit, segment: Segment) -> bool:
        """Merge a unit into one segment; return whether that is settled, or the translator has to decide."""
        if segment.kind is TextKind.CODE or self.is_settled(unit, segment):  # nobody translates code
            self.result.unchanged += 1
            return True
        returned = _as_block(unit, segment)
        unit = _with_ends(returned, segment)
        theirs, ours = self.target_hash(unit, segment), _target_hash(segment)
        if theirs == ours and unit.target != returned.target and unit.state is not State.REVIEWED:
            unit = replace(unit, state=State.MISSING)  # only white space was edited, by a tool
        if theirs == ours:
            self.result.unchanged += 1
            if unit.state is not State.MISSING and not unit.stale and unit.base_hash is not None:
                self.translate(segment, unit, segment.target or unit.target)
            return True
        if theirs == unit.base_hash:  # only the catalog's translation changed since the export
            self.result.unchanged += 1
            return True
        reason = unit.problem or self.foreign_reason(unit, segment)
        if reason:
            self.result.rejected.append(UnitOutcome(segment.key, unit.target, reason, unit.line))
            return False
        if not unit.stated and _is_source(segment, unit):
            self.result.rejected.append(UnitOutcome(segment.key, unit.target, _COPY, unit.line))
            return True
        if ours not in ("", unit.base_hash) and self.policy is not ConflictPolicy.THEIRS:
            reason = f"the catalog's translation changed too: {segment.target}"
            if unit.base_hash is None:
                reason = f"the file does not say from which translation it was made: {segment.target}"
            self.result.kept.append(UnitOutcome(segment.key, unit.target, reason, unit.line))
            return self.policy is ConflictPolicy.OURS
        return self.take(unit, segment)

    def is_settled(self, unit: TranslationUnit, segment: Segment) -> bool:
        """Return whether a unit has the translation of a whole string that the ledger records already."""
        pair = segment.pair
        record = self.ledger.records.get(pair.key)
        return (
            unit.target == segment.target
            and segment.leaf is None
            and record is not None
            and pair.target is not None
            and len(pair.source) == len(pair.target) == 1
            and (record.target == self.traits[segment.key][2] or record.target == pair.target_hash)
            and record.source in self.sources
            and (self.sources[record.source] == segment.source or record.source == pair.source_hash)
            and _ORDER[unit.state] <= _ORDER[record.state]
        )

    def foreign_reason(self, unit: TranslationUnit, segment: Segment) -> str:
        """Return why a unit cannot come from an export of a segment; nothing if it can.

        A unit names its own string, and others with the same source. It may also come from the source that
        was translated last, or replace the translation that it was exported with.
        """
        if segment.key in self.contradicted:
            return "the file has two different translations of it"
        if unit.altered:
            return _ALTERED
        source = unit_hash(unit.source, segment.kind)
        pair = segment.pair
        record = self.ledger.record(pair.key, pair.source_hash, pair.target_hash)
        is_ours = (
            segment.key == unit.key
            or source == unit_hash(segment.source, segment.kind)
            or (record is not None and record.source == string_hash((unit.source,), pair.path))
            or (unit.base_hash and unit.base_hash == _target_hash(segment))
        )
        return "" if is_ours else "the file has another source text for it"

    def take(self, unit: TranslationUnit, segment: Segment) -> bool:
        """Take a unit's translation of a segment if it has no errors; return whether it was imported."""
        errors = segment_errors(segment, unit.target) or self.validate(segment, unit.target)
        if errors:
            outcome = UnitOutcome(segment.key, unit.target, "; ".join(errors), unit.line)
            self.result.rejected.append(outcome)
            return False
        stale = unit_hash(unit.source, segment.kind) != unit_hash(segment.source, segment.kind)
        self.result.imported.append(UnitOutcome(segment.key, unit.target, line=unit.line, stale=stale))
        self.translate(segment, unit, unit.target)
        return True

    def translate(self, segment: Segment, unit: TranslationUnit, text: str) -> None:
        """Note a segment's translation."""
        self.translations[segment.pair.key][segment.position] = _Translation(unit, text)

    def finish(self) -> None:
        """Combine the translations of segments to strings; reject those of a string that lacks some."""
        strings: dict[str, list[Segment]] = defaultdict(list)
        for segment in self.segments.values():
            if segment.pair.key in self.translations:
                strings[segment.pair.key].append(segment)
        reasons: dict[str, str] = {}
        for key, translations in self.translations.items():
            string = strings[key]
            texts = _string_texts(string, translations)
            missing = texts.count(None)
            target = None if missing else combine_texts(string, [text or "" for text in texts])
            if target is not None:
                self.finish_string(string, translations, target)
            else:
                reason = untranslated_reason(string, missing) if missing else OTHER_BLOCKS
                reasons |= {segment.key: reason for segment in string if segment.position in translations}
        self.reject_segments(reasons)

    def reject_segments(self, reasons: Mapping[str, str]) -> None:
        """Reject the translations that were imported for some segments, by key with the reason."""
        imported = self.result.imported
        self.result.imported = [outcome for outcome in imported if outcome.key not in reasons]
        self.result.rejected += [
            replace(outcome, reason=reasons[outcome.key]) for outcome in imported if outcome.key in reasons
        ]

    def finish_string(
        self, string: list[Segment], translations: Mapping[int, _Translation], target: Segments
    ) -> None:
        """Add the edit and the record of a string whose segments are all translated."""
        pair, kind = string[0].pair, string[0].kind
        record = self.record(string, translations, target)
        is_edited = record.target != pair.target_hash or (kind is TextKind.LITERAL and target != pair.target)
        if is_edited:
            units = tuple(translation.unit for translation in translations.values())
            self.result.edits.append(StringEdit(pair, target, units))
        previous = self.ledger.record(pair.key, pair.source_hash, pair.target_hash)
        if previous is not None and previous.target == record.target:
            is_new = _is_improved(pair, previous, record)
        else:
            is_new = any(
                unit_hash(translation.text, kind) != translation.unit.base_hash
                for translation in translations.values()
            )
        if is_edited or is_new:
            self.result.records[pair.key] = record

    def record(
        self, string: list[Segment], translations: Mapping[int, _Translation], target: Segments
    ) -> LedgerRecord:
        """Return the record of a translation made from the source in the file, which may be an older one."""
        path = string[0].pair.path
        source = _source_text(string, translations)
        digest = string_hash((source,), path)
        self.result.sources[digest] = normalize_text(source, lines=path == ("message",))
        state = _lowest_state(translation.unit.state for translation in translations.values())
        return LedgerRecord(digest, string_hash(target, path), state, self.by)


def _with_ends(unit: TranslationUnit, segment: Segment) -> TranslationUnit:
    """Return a unit whose edited translation begins and ends with the white space of the source.

    Tools add line breaks and spaces there, or remove them.
    """
    if unit_hash(unit.target, segment.kind) in (_target_hash(segment), unit.base_hash):
        return unit
    source, text = segment.source, unit.target.strip(_BLANKS)
    if unit.source != source and _squeezed(unit.source) == _squeezed(source):  # reformatted by a tool
        if segment.target is not None and _squeezed(text) == _squeezed(segment.target):
            return replace(unit, target=segment.target)
        if not is_copy(unit.source, source):
            return replace(unit, problem=_ALTERED)
        if source.split() == source.split(" "):
            text = " ".join(text.split())
    start = source[: len(source) - len(source.lstrip(_BLANKS))]
    end = source[len(source.rstrip(_BLANKS)) :]
    target = f"{start}{text}{end}"
    return unit if target == unit.target else replace(unit, target=target)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _is_source(segment: Segment, unit: TranslationUnit) -> bool:
    """Return whether a translation equals its source, in the file or in the catalog, and that has words."""
    literal = segment.kind is TextKind.LITERAL
    return any(
        is_copy(source, unit.target) and has_words(source, segment.placeholders, literal=literal)
        for source in (unit.source, segment.source)
    )


def _target_hash(segment: Segment) -> str:
    return "" if segment.target is None else unit_hash(segment.target, segment.kind)


def _string_texts(string: Iterable[Segment], translations: Mapping[int, _Translation]) -> list[str | None]:
    """Return the translation of each segment of a string: the new one, or else the catalog's.

    What needs no translation is as in the source.
    """
    return [
        translations[segment.position].text if segment.position in translations else _current_text(segment)
        for segment in string
    ]


def _current_text(segment: Segment) -> str | None:
    if segment.target is None and not segment.is_translatable:
        return segment.source
    return segment.target


def combine_texts(string: Sequence[Segment], texts: Sequence[str]) -> Segments | None:
    """Return the segments of a string with these texts; None if they make other blocks than the source has.

    The markup around the blocks is that of the translation in the catalog, or else of the source.
    """
    pair, leaf = string[0].pair, string[0].leaf
    if leaf is None:
        return tuple(texts)
    (text,) = pair.target or pair.source
    combined = replace_blocks(text, texts)
    return None if combined is None else (combined,)


def _source_text(string: Sequence[Segment], translations: Mapping[int, _Translation]) -> str:
    """Return the source text that a string was translated from: in the file, else in the catalog."""
    sources = [
        translations[segment.position].unit.source if segment.position in translations else segment.source
        for segment in string
    ]
    if string[0].leaf is None:
        return " ".join(sources)
    (source,) = string[0].pair.source
    return replace_blocks(source, sources) or " ".join(sources)


def adjust_text(segment: Segment, text: str) -> str:
    """Return a new translation of a segment as it is written to the catalog.

    It begins and ends like the source, and what would start a list in a paragraph is escaped.
    """
    unit = TranslationUnit(segment.key, segment.source, text, base_hash=None, kind=segment.kind)
    return _with_ends(_as_block(unit, segment), segment).target


def _as_block(unit: TranslationUnit, segment: Segment) -> TranslationUnit:
    """Return a unit whose translation can be a block; what would start a list in it is escaped."""
    if segment.leaf is None:
        return unit
    target = single_block(unit.target, segment.leaf.block.kind)
    return unit if target == unit.target else replace(unit, target=target)


def segment_errors(segment: Segment, text: str) -> list[str]:
    """Return what is wrong with a translation of a block that is not one block."""
    if segment.leaf is None or segment.leaf.block.kind is BlockKind.CELL or is_paragraph(text):
        return []
    return [structure_difference([segment.source], [text])]


def untranslated_reason(string: Sequence[Segment], missing: int) -> str:
    """Return why a string whose translation lacks some segments cannot be written."""
    if len(string) == 1:
        return "the text is not translated yet"
    kind = "sentences" if string[0].leaf is None else "blocks"
    return f"{missing} of {len(string)} {kind} are not translated yet"


def _lowest_state(states: Iterable[State]) -> State:
    """Return the lowest state, where units that do not say count as translated."""
    known = [state for state in states if state is not State.MISSING] or [State.TRANSLATED]
    return min(known, key=_ORDER.__getitem__)


def _is_improved(pair: StringPair, old: LedgerRecord, new: LedgerRecord) -> bool:
    """Return whether an unchanged translation is in a higher state now, or confirmed for a new source."""
    is_higher = _ORDER[new.state] > _ORDER[old.state]
    is_confirmed = old.source != new.source and new.state is not State.MACHINE
    return old.target == new.target and new.source == pair.source_hash and (is_higher or is_confirmed)
