"""Acceptance: record the catalog's current translations in its ledgers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.ledger import Ledger, LedgerRecord, State, TranslationStatus
from eventdocs.translations.source_edits import SourceEdit, is_one_edit
from eventdocs.translations.status import (
    StringPair,
    make_record,
    recorded_text,
    statuses_of,
    string_pairs,
    with_last_sources,
)


@dataclass(slots=True)
class AcceptResult:
    """Outcome of an acceptance: the new ledgers and sources, and locale and key of strings by outcome.

    `review` are accepted strings whose source changed together with the translation; `stale` are strings
    that stay stale. `minor` are the source edits of strings that a minor edit made stale; they became fresh
    if `refreshed`, and are undecided otherwise. `errors` are those of the files whose strings were left
    alone.
    """

    ledgers: dict[str, Ledger] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    accepted: list[tuple[str, str]] = field(default_factory=list)
    review: list[tuple[str, str]] = field(default_factory=list)
    stale: list[tuple[str, str]] = field(default_factory=list)
    minor: list[SourceEdit] = field(default_factory=list)
    refreshed: bool = False
    errors: list[Diagnostic] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class AcceptOptions:
    """Which translations are accepted, and how they are recorded.

    With `state` None, a recorded machine translation stays one until it is edited. `minor` is the reason why
    translations need not follow the latest edit of their source: those that this edit made stale become
    fresh, those that were stale before do not. Without `only`, this applies only if there is a single edit,
    made in one or more strings: of several, nobody can tell which one is minor. `confirm` accepts stale
    translations as they are: a person has compared them with the new source. `only` are keys of strings or
    events; all if it is empty.
    """

    by: str = ""
    state: State | None = None
    minor: str = ""
    confirm: bool = False
    only: frozenset[str] = frozenset()

    def includes(self, pair: StringPair) -> bool:
        """Return whether a string is one of those to accept."""
        event = pair.key.partition(":")[0]
        return not self.only or pair.key in self.only or event in self.only


def accept(catalog: Catalog, locales: Iterable[str], options: AcceptOptions) -> AcceptResult:
    """Record the current translations of some locales."""
    result = AcceptResult(sources=dict(catalog.settings.sources))
    pairs = {locale: list(string_pairs(catalog, locale)) for locale in locales}
    if options.minor:
        for locale in pairs:
            result.minor += _minor_edits(catalog, locale, pairs[locale], options)
        result.refreshed = bool(options.only) or is_one_edit(result.minor)
        options = options if result.refreshed else replace(options, minor="")
    for locale in pairs:
        result.ledgers[locale] = _accept_locale(catalog, locale, pairs[locale], options, result)
    return result


def _minor_edits(
    catalog: Catalog, locale: str, pairs: Iterable[StringPair], options: AcceptOptions
) -> Iterator[SourceEdit]:
    """Yield the source edits of the strings that a minor edit may have made stale."""
    ledger = catalog.settings.ledgers.get(locale, Ledger())
    for pair in filter(options.includes, pairs):
        record = _recorded(pair, ledger)
        if (
            record is not None
            and record.target == pair.target_hash
            and record.source != pair.source_hash
            and _was_fresh(pair, record, ledger)
        ):
            before = catalog.settings.sources.get(record.source, "")
            yield SourceEdit(locale, pair.key, before, recorded_text(pair.source, pair.path))


def _accept_locale(
    catalog: Catalog,
    locale: str,
    pairs: Sequence[StringPair],
    options: AcceptOptions,
    result: AcceptResult,
) -> Ledger:
    """Return the new ledger of a locale; add sources and outcomes to the result."""
    before = catalog.settings.ledgers.get(locale, Ledger())
    statuses = statuses_of(pairs, catalog.settings, locale)
    records: dict[str, LedgerRecord] = {}
    for pair in pairs:
        status = statuses[pair.key]
        record = _record(pair, status, before, options)
        if record is not None:
            _note_outcome(locale, pair, _recorded(pair, before), record, result)
            records[pair.key] = record
            result.sources[record.source] = recorded_text(pair.source, pair.path)
        elif status.stale:
            result.stale.append((locale, pair.key))
    undecided = set() if result.refreshed else {edit.key for edit in result.minor if edit.locale == locale}
    decided = (pair for pair in pairs if options.includes(pair) and pair.key not in undecided)
    return with_last_sources(before.with_records(records), decided)


def _record(
    pair: StringPair, status: TranslationStatus, ledger: Ledger, options: AcceptOptions
) -> LedgerRecord | None:
    """Return the new record of a string; None if there is nothing to accept."""
    if pair.target is None or not options.includes(pair):
        return None
    if status.unaccepted:
        return make_record(pair, options.state or status.state, options.by)
    old = _recorded(pair, ledger)
    assert old is not None
    if status.stale and options.confirm:
        confirmed = State.TRANSLATED if status.state is State.MACHINE else status.state
        return make_record(pair, options.state or confirmed, options.by or old.by)
    if status.stale:
        minor = options.minor if _was_fresh(pair, old, ledger) else ""
        return make_record(pair, status.state, options.by or old.by, minor) if minor else None
    return old._replace(state=options.state, by=options.by or old.by) if options.state else old


def _was_fresh(pair: StringPair, record: LedgerRecord, ledger: Ledger) -> bool:
    """Return whether a translation was of the current source at the last acceptance or import."""
    return ledger.last_sources.get(pair.key, record.source) == record.source


def _recorded(pair: StringPair, ledger: Ledger) -> LedgerRecord | None:
    return ledger.record(pair.key, pair.source_hash, pair.target_hash)


def _note_outcome(
    locale: str, pair: StringPair, old: LedgerRecord | None, new: LedgerRecord, result: AcceptResult
) -> None:
    if new == old:
        return
    result.accepted.append((locale, pair.key))
    if old and old.source != new.source and old.target != new.target:
        result.review.append((locale, pair.key))
