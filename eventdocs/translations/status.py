"""The strings of a locale with their sources, and their translation status by the ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Segments, keyword_keys, strings_in
from eventdocs.model.group import StringOwner
from eventdocs.model.ledger import (
    Ledger,
    LedgerRecord,
    State,
    TranslationStatus,
    label_key,
    normalize_text,
    string_hash,
    string_key,
    translation_status,
)
from eventdocs.model.strings import (
    TextKind,
    has_blocks,
    merge_labels,
    needs_translation,
    source_labels,
    strings_of,
    text_kind,
)

_EMPTY = Ledger()
OFFICIAL = "official"


class StringPair(NamedTuple):
    """A source string with its translation in one locale; `target` is None if it is missing.

    `path` is the path in a locale block of its `owner`, an event or a group. A label has no owner, and its
    path is its context and key.
    """

    key: str
    owner: StringOwner | None
    path: tuple[str, ...]
    source: Segments
    target: Segments | None

    @property
    def source_hash(self) -> str:
        """Hash of the source text."""
        return string_hash(self.source, self.path)

    @property
    def target_hash(self) -> str | None:
        """Hash of the translation; None if it is missing."""
        return None if self.target is None else string_hash(self.target, self.path)


StringTest = Callable[[StringPair], bool]
"""Returns whether a string is selected."""


def every_string(pair: StringPair) -> bool:
    """Return true: every string is selected."""
    return True


def string_pairs(catalog: Catalog, locale: str) -> Iterator[StringPair]:
    """Yield the source strings with their translations: of events, of groups, then labels."""
    for owner in catalog.string_owners:
        yield from event_string_pairs(owner, catalog.settings.source_locale, locale)
    yield from label_pairs(catalog.settings, keyword_keys(*catalog.events), locale)


def event_string_pairs(owner: StringOwner, source_locale: str, locale: str) -> Iterator[StringPair]:
    """Yield the source strings of an event or a group with their translations.

    Names and code count only in a locale that has them.
    """
    key, targets = owner.key, strings_of(strings_in(owner, locale))
    for path, source in strings_of(strings_in(owner, source_locale)).items():
        if path in targets or needs_translation(owner, path, source):
            yield StringPair(string_key(key, path), owner, path, source, targets.get(path))


def label_pairs(settings: CatalogSettings, keywords: Iterable[str], locale: str) -> Iterator[StringPair]:
    """Yield the labels that the catalog translates; eventdocs itself translates the others.

    The labels of what the catalog declares, and the words that eventdocs does not have in the locale, count
    even if they have no translation yet. `keywords` are the label keys of the events' keywords.
    """
    labels, declared = settings.labels.get(locale, {}), settings.declared_labels(locale)
    own, words = settings.declared_labels(settings.source_locale), settings.interface_words.get(locale, {})
    for context, texts in merge_labels(words, source_labels(settings, keywords)).items():
        for key, text in texts.items():
            target = labels.get(context, {}).get(key) or declared.get(context, {}).get(key)
            if target is not None or key in own.get(context, {}) or key in words.get(context, {}):
                segments = (target,) if target is not None else None
                yield StringPair(label_key(context, key), None, (context, key), (text,), segments)


def translation_statuses(
    catalog: Catalog, locale: str, is_selected: StringTest = every_string
) -> dict[str, TranslationStatus]:
    """Return the status of each string of a locale, or of each selected one, by key."""
    return statuses_of(filter(is_selected, string_pairs(catalog, locale)), catalog.settings, locale)


def statuses_of(
    pairs: Iterable[StringPair], settings: CatalogSettings, locale: str
) -> dict[str, TranslationStatus]:
    """Return the status of some strings of a locale, by key."""
    return {pair.key: status for pair, status in pair_statuses(pairs, settings, locale)}


def pair_statuses(
    pairs: Iterable[StringPair], settings: CatalogSettings, locale: str
) -> Iterator[tuple[StringPair, TranslationStatus]]:
    """Yield some strings of a locale, each with its status."""
    ledger, default = settings.ledgers.get(locale, _EMPTY), settings.default_state(locale)
    for pair in pairs:
        yield pair, _status(pair, ledger, default)


def _status(pair: StringPair, ledger: Ledger, default: State) -> TranslationStatus:
    source, target = pair.source_hash, pair.target_hash
    return translation_status(source, target, ledger.record(pair.key, source, target), default)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The number of strings of a locale by state; stale strings count as `stale` only.

    `official` counts those of all states that are the vendor's own. `words` are those of the sources by
    state, if they were counted.
    """

    locale: str
    counts: Mapping[str, int]
    words: Mapping[str, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Number of all source strings."""
        return sum(count for state, count in self.counts.items() if state != OFFICIAL)

    @property
    def done(self) -> float:
        """Percentage of strings that are translated and not stale, rounded down to a tenth."""
        fresh = self.total - self.counts["missing"] - self.counts["stale"]
        return self._share(fresh) if self.total else 100.0

    @property
    def machine(self) -> float:
        """Percentage of strings that are machine translations, rounded down to a tenth."""
        return self._share(self.counts["machine"]) if self.total else 0.0

    def _share(self, count: int) -> float:
        return count * 1000 // self.total / 10


def coverage(
    catalog: Catalog, locales: Iterable[str], is_selected: StringTest = every_string
) -> list[Coverage]:
    """Return the translation coverage of some locales, of all strings or the selected ones."""
    return [
        Coverage(locale, count_states(translation_statuses(catalog, locale, is_selected).values()))
        for locale in locales
    ]


def count_states(statuses: Iterable[TranslationStatus]) -> dict[str, int]:
    """Return the number of strings by state; stale strings count as `stale` only.

    `official` is the number of those that are the vendor's own; they are in the other numbers too.
    """
    counts = {**{state.value: 0 for state in State}, "stale": 0, OFFICIAL: 0}
    for status in statuses:
        counts[state_name(status)] += 1
        counts[OFFICIAL] += status.official
    return counts


def strings_by_state(
    catalog: Catalog, locale: str, is_selected: StringTest = every_string
) -> dict[str, list[StringPair]]:
    """Return the strings of a locale by state, all or the selected ones; stale ones are in `stale` only."""
    pairs = list(filter(is_selected, string_pairs(catalog, locale)))
    statuses = statuses_of(pairs, catalog.settings, locale)
    states: dict[str, list[StringPair]] = {**{state.value: [] for state in State}, "stale": []}
    for pair in pairs:
        states[state_name(statuses[pair.key])].append(pair)
    return states


class StateChange(NamedTuple):
    """A string whose state in a locale differs between two catalogs, empty in one that lacks the string.

    `file` is that of its event or group, empty for a label.
    """

    locale: str
    key: str
    file: str
    before: str
    after: str


def state_changes(
    before: Catalog, after: Catalog, locale: str, is_selected: StringTest = every_string
) -> Iterator[StateChange]:
    """Yield the strings whose state differs: those of the later catalog, then those that it lacks."""
    old = _states_and_files(before, locale, is_selected) if locale in before.settings.targets else {}
    new = _states_and_files(after, locale, is_selected)
    for key in (*new, *(key for key in old if key not in new)):
        state_before, old_file = old.get(key, ("", ""))
        state_after, file = new.get(key, ("", old_file))
        if state_before != state_after:
            yield StateChange(locale, key, file, state_before, state_after)


def _states_and_files(catalog: Catalog, locale: str, is_selected: StringTest) -> dict[str, tuple[str, str]]:
    """Return the state of each string, and the file of its event or group."""
    pairs = pair_statuses(filter(is_selected, string_pairs(catalog, locale)), catalog.settings, locale)
    return {
        pair.key: (state_name(status), pair.owner.file if pair.owner is not None else "")
        for pair, status in pairs
    }


def state_name(status: TranslationStatus) -> str:
    """Return the name of a state, `stale` for stale translations in any state."""
    return "stale" if status.stale else status.state.value


def unrecorded_locales(catalog: Catalog) -> list[str]:
    """Return the target locales that have translations and no ledger: nothing of them is noticed as stale."""
    return [
        locale
        for locale in catalog.settings.targets
        if locale not in catalog.settings.ledgers
        and any(pair.target is not None for pair in string_pairs(catalog, locale))
    ]


def make_record(pair: StringPair, state: State, by: str, note: str = "") -> LedgerRecord:
    """Return the record of a translation of the current source."""
    return LedgerRecord(pair.source_hash, pair.target_hash or "", state, by, note)


def recorded_text(source: Segments, path: tuple[str, ...]) -> str:
    """Return a source text as ledgers record it: in the form that it is hashed in, or with its blocks."""
    text = " ".join(source)
    if text_kind(path) is TextKind.BLOCKS and has_blocks(source):
        return text  # pages show what was translated; the hash is the same
    return normalize_text(text, lines=path == ("message",))


def with_last_sources(ledger: Ledger, pairs: Iterable[StringPair]) -> Ledger:
    """Return a ledger that records the current source of those strings that are stale in it.

    With it, a translation that is stale now stays stale when a later minor edit of its source is accepted.
    """
    last_sources = dict(ledger.last_sources)
    for pair in pairs:
        record = ledger.record(pair.key, pair.source_hash, pair.target_hash)
        last_sources.pop(pair.key, None)
        if record is not None and record.source != pair.source_hash:
            last_sources[pair.key] = pair.source_hash
    return replace(ledger, last_sources=last_sources)
