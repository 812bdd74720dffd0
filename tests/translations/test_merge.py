"""Translated units are merged segment by segment with the current catalog."""

from dataclasses import replace
from itertools import product

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash, text_hash
from eventdocs.translations.merge import ConflictPolicy, MergeResult, UnitOutcome, _Merge, merge_exchange
from eventdocs.translations.segments import Segment

SOURCE, TARGET, OTHER = "The disk is full.", "O disco está cheio.", "O disco encheu."
KEY = "7:description"


def block(**texts: tuple[str, ...]) -> LocaleStrings:
    return LocaleStrings(strings=texts)


def catalog(target: str | None = TARGET, source: str = SOURCE, ledger: Ledger | None = None) -> Catalog:
    """Return a catalog of one event with one string."""
    strings = {"en-US": block(description=(source,))}
    if target is not None:
        strings["pt-BR"] = block(description=(target,))
    event = Event("7", "DiskFull", strings=strings, file="events/7.yaml")
    ledgers = {} if ledger is None else {"pt-BR": ledger}
    return Catalog(CatalogSettings("en-US", ("en-US", "pt-BR"), ledgers=ledgers), (event,))


def unit(target: str, base: str = TARGET, key: str = KEY, **values: object) -> TranslationUnit:
    """Return a unit that was exported with the translation `base`; an empty one means none."""
    unit = TranslationUnit(
        key, SOURCE, target, text_hash(base) if base else "", State.TRANSLATED, keys=(key,)
    )
    return replace(unit, **values)  # type: ignore[arg-type]


def merge(
    catalog: Catalog,
    *units: TranslationUnit,
    policy: ConflictPolicy = ConflictPolicy.ASK,
    errors: tuple[str, ...] = (),
) -> MergeResult:
    def validate(segment: Segment, text: str) -> list[str]:
        return list(errors)

    return merge_exchange(catalog, ExchangeFile("en-US", "pt-BR", units), validate, policy, "ana")


def record(source: str = SOURCE, target: str = TARGET, state: State = State.TRANSLATED) -> LedgerRecord:
    path = ("description",)
    return LedgerRecord(string_hash((source,), path), string_hash((target,), path), state, "ana")


def test_a_changed_translation_is_taken_and_recorded_with_its_source() -> None:
    result = merge(catalog(), unit(OTHER))
    assert result.imported == [UnitOutcome(KEY, OTHER)]
    (edit,) = result.edits
    assert (edit.pair.key, edit.segments) == (KEY, (OTHER,))
    assert result.records == {KEY: record(target=OTHER)}
    assert result.sources == {record().source: SOURCE}
    assert result.conflicts == []


def test_a_translation_of_a_missing_string_is_taken() -> None:
    result = merge(catalog(None), unit(TARGET, base=""))
    assert [edit.segments for edit in result.edits] == [(TARGET,)]


def test_a_translation_that_changed_only_in_the_catalog_stays() -> None:
    result = merge(catalog(OTHER), unit(TARGET))
    assert (result.unchanged, result.edits, result.records) == (1, [], {})


@pytest.mark.parametrize(
    ("policy", "edits", "kept", "conflicts"),
    [
        (ConflictPolicy.ASK, 0, 1, 1),
        (ConflictPolicy.OURS, 0, 1, 0),
        (ConflictPolicy.THEIRS, 1, 0, 0),
    ],
)
def test_a_translation_that_changed_on_both_sides_is_a_conflict(
    policy: ConflictPolicy, edits: int, kept: int, conflicts: int
) -> None:
    result = merge(catalog(OTHER), unit("O disco lotou."), policy=policy)
    assert (len(result.edits), len(result.kept), len(result.conflicts)) == (edits, kept, conflicts)
    if kept:
        assert result.kept[0].reason == f"the catalog's translation changed too: {OTHER}"


def test_a_translation_with_errors_is_rejected_and_goes_back() -> None:
    changed = unit(OTHER)
    result = merge(catalog(), changed, errors=("ED301 lost", "ED302 broken"))
    assert result.rejected == [UnitOutcome(KEY, OTHER, "ED301 lost; ED302 broken")]
    assert (result.conflicts, result.edits, result.records) == ([changed], [], {})


def test_a_unit_of_a_removed_string_is_rejected() -> None:
    (outcome,) = merge(catalog(), unit(OTHER, key="9:message")).rejected
    assert outcome.reason == "the string no longer exists"


def test_an_empty_translation_changes_nothing() -> None:
    result = merge(catalog(), unit(" "))
    assert (result.unchanged, result.edits) == (1, [])


def two_sentences(*targets: str) -> Catalog:
    strings = {"en-US": block(cause=("One.", "Two.")), "pt-BR": block(cause=targets) if targets else block()}
    event = Event("7", "DiskFull", strings=strings, file="events/7.yaml")
    return Catalog(CatalogSettings("en-US", ("en-US", "pt-BR")), (event,))


def test_a_string_waits_until_all_its_segments_are_translated() -> None:
    first = TranslationUnit("7:cause#1", "One.", "Um.", keys=("7:cause#1",))
    second = TranslationUnit("7:cause#2", "Two.", "Dois.", keys=("7:cause#2",))
    result = merge(two_sentences(), first)
    assert (result.edits, result.records, result.imported) == ([], {}, [])
    assert result.rejected == [UnitOutcome("7:cause#1", "Um.", "1 of 2 sentences are not translated yet")]
    both = merge(two_sentences(), first, second)
    assert [edit.segments for edit in both.edits] == [("Um.", "Dois.")]
    assert both.sources[both.records["7:cause"].source] == "One. Two."
    assert len(both.imported) == 2


def test_the_segments_of_incomplete_strings_are_rejected_in_one_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """One pass for each string would take quadratic time for a file with thousands of them."""
    passes: list[object] = []
    monkeypatch.setattr(_Merge, "reject_segments", lambda self, reasons: passes.append(reasons))
    events = tuple(
        Event(key, "DiskFull", strings={"en-US": block(cause=("One.", "Two."))}) for key in ("7", "8", "9")
    )
    units = [TranslationUnit(f"{key}:cause#1", "One.", f"Um {key}.", base_hash="") for key in ("7", "8", "9")]
    merge(Catalog(CatalogSettings("en-US", ("en-US", "pt-BR")), events), *units)
    reason = "1 of 2 sentences are not translated yet"
    assert passes == [{f"{key}:cause#1": reason for key in ("7", "8", "9")}]


def test_the_other_segments_of_a_translated_string_stay() -> None:
    second = TranslationUnit("7:cause#2", "Two.", "Duas.", text_hash("Dois."), keys=("7:cause#2",))
    result = merge(two_sentences("Um.", "Dois."), second)
    assert [edit.segments for edit in result.edits] == [("Um.", "Duas.")]


def test_a_new_string_with_the_same_source_gets_the_translation_too() -> None:
    (event,) = catalog().events
    new = replace(event, id="8", name="New", file="events/8.yaml", strings={"en-US": event.strings["en-US"]})
    both = replace(catalog(), events=(event, new))
    result = merge(both, unit(OTHER))
    assert [edit.pair.key for edit in result.edits] == [KEY, "8:description"]


def test_a_late_file_is_not_taken_for_strings_with_the_newer_source() -> None:
    (event,) = catalog(source="A newer source.").events
    newer, same = (
        replace(event, id=key, file=f"events/{key}.yaml", strings={"en-US": block(description=(source,))})
        for key, source in (("8", "A newer source."), ("9", SOURCE))
    )
    result = merge(replace(catalog(), events=(event, newer, same)), unit(OTHER))
    assert [edit.pair.key for edit in result.edits] == [KEY, "9:description"]


@pytest.mark.parametrize(
    ("old", "state", "is_recorded"),
    [
        (record(state=State.TRANSLATED), State.REVIEWED, True),
        (record(state=State.REVIEWED), State.TRANSLATED, False),
        (record(source="An older source."), State.TRANSLATED, True),
        (record(source="An older source."), State.MACHINE, False),
        (record(), State.TRANSLATED, False),
    ],
)
def test_an_unchanged_translation_is_recorded_if_its_state_is_higher_or_it_is_confirmed(
    old: LedgerRecord, state: State, is_recorded: bool
) -> None:
    result = merge(catalog(ledger=Ledger({KEY: old})), unit(TARGET, state=state))
    assert (result.edits, result.unchanged) == ([], 1)
    assert result.records == ({KEY: record(state=state)} if is_recorded else {})


def test_a_stale_unit_that_comes_back_unchanged_confirms_nothing() -> None:
    old = record(source="An older source.")
    assert merge(catalog(ledger=Ledger({KEY: old})), unit(TARGET, stale=True)).records == {}


def test_a_unit_does_not_replace_what_another_one_says_about_its_own_string() -> None:
    """In any order of units, each string gets the translation of the unit that names it."""
    events = tuple(
        Event(number, f"E{number}", strings={"en-US": block(description=(SOURCE,))}, file=f"{number}.yaml")
        for number in "789"
    )
    before = Catalog(CatalogSettings("en-US", ("en-US", "pt-BR")), events)
    own = [unit(TARGET, "", KEY), unit(OTHER, "", "8:description")]
    for units in (own, own[::-1]):
        texts = {edit.pair.key: edit.segments[0] for edit in merge(before, *units).edits}
        assert texts == {KEY: TARGET, "8:description": OTHER, "9:description": units[0].target}


def test_units_with_the_same_source_are_merged_in_linear_time() -> None:
    """Many strings with one source, each with a unit of its own, are not compared with each other."""
    events = tuple(
        Event(str(number), "E", strings={"en-US": block(description=(SOURCE,))}, file=f"{number}.yaml")
        for number in range(100)
    )
    before = Catalog(CatalogSettings("en-US", ("en-US", "pt-BR")), events)
    result = merge(before, *(unit(TARGET, "", f"{event.key}:description") for event in events))
    assert len(result.edits) == 100
    assert len(result.imported) < 300


def test_a_late_file_is_recorded_with_the_source_that_was_translated() -> None:
    result = merge(catalog(source="A newer source."), unit(OTHER))
    assert result.records == {KEY: record(target=OTHER)}


def test_a_unit_without_a_state_counts_as_translated_and_the_lowest_state_counts() -> None:
    units = [
        TranslationUnit(f"7:cause#{number}", source, target, state=state, keys=(f"7:cause#{number}",))
        for number, source, target, state in (
            (1, "One.", "Um.", State.REVIEWED),
            (2, "Two.", "Dois.", State.MACHINE),
        )
    ]
    assert merge(two_sentences(), *units).records["7:cause"].state is State.MACHINE
    unknown = [replace(unit, state=State.MISSING) for unit in units]
    assert merge(two_sentences(), *unknown).records["7:cause"].state is State.TRANSLATED


def test_a_rejected_edit_takes_its_record_and_its_outcomes_with_it() -> None:
    result = merge(catalog(), unit(OTHER))
    result.reject({KEY: "reason"})
    assert (result.edits, result.records, result.imported) == ([], {}, [])
    assert result.rejected == [UnitOutcome(KEY, OTHER, "reason")]
    assert result.conflicts == [unit(OTHER)]


def test_two_different_translations_of_a_string_in_one_file_are_both_rejected() -> None:
    result = merge(catalog(), unit(OTHER), unit("O disco lotou."))
    assert (result.edits, result.imported, len(result.conflicts)) == ([], [], 2)
    reason = "the file has two different translations of it"
    assert result.rejected == [UnitOutcome(KEY, OTHER, reason), UnitOutcome(KEY, "O disco lotou.", reason)]
    assert [edit.segments for edit in merge(catalog(), unit(OTHER), unit(OTHER)).edits] == [(OTHER,)]


def test_a_unit_is_not_taken_for_a_string_that_never_had_its_source() -> None:
    (event,) = catalog().events
    strings = {"en-US": block(description=("Something else.",))}
    other = replace(event, id="8", name="Other", file="events/8.yaml", strings=strings)
    both = replace(catalog(), events=(event, other))
    changed = unit(OTHER, keys=(KEY, "8:description"))
    result = merge(both, changed)
    assert [edit.pair.key for edit in result.edits] == [KEY]
    assert result.rejected == [UnitOutcome("8:description", OTHER, "the file has another source text for it")]
    known = Ledger({"8:description": record()})
    settings = replace(both.settings, ledgers={"pt-BR": known})
    assert len(merge(replace(both, settings=settings), changed).edits) == 2


def test_units_that_the_ledger_has_already_are_merged_without_looking_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Skipping units with `is_settled` gives the same result, for all combinations of file, catalog and ledger."""
    records = [
        None,
        *(
            record(source, target, state)
            for source in (SOURCE, OTHER)
            for target in (TARGET, OTHER)
            for state in (State.MACHINE, State.TRANSLATED, State.REVIEWED)
        ),
    ]
    units = [
        unit(target, base, state=state, stale=stale, source=source)
        for target in (TARGET, OTHER, f"{TARGET} ", "")
        for base in (TARGET, OTHER, "")
        for state in State
        for stale in (False, True)
        for source in (SOURCE, OTHER)
    ]
    settled = 0
    for known in records:
        ledger = Ledger({KEY: known} if known else {})
        before = catalog(ledger=ledger)
        for sources, given in product(({}, {record().source: SOURCE}), units):
            before = replace(before, settings=replace(before.settings, sources=sources))
            with monkeypatch.context() as patch:
                patch.setattr(_Merge, "is_settled", lambda self, unit, segment: False)
                expected = merge(before, given)
            found = merge(before, given)
            settled += found.sources != expected.sources
            assert replace(found, sources=expected.sources) == expected
            used = {each.source for each in (known, *found.records.values()) if each}
            assert _only(used, {**sources, **found.sources}) == _only(used, {**sources, **expected.sources})
    assert settled > 10


def _only(hashes: set[str], sources: dict[str, str]) -> dict[str, str]:
    return {digest: text for digest, text in sources.items() if digest in hashes}


def test_outcomes_have_the_line_of_their_unit_and_say_what_is_stale_or_unknown() -> None:
    known = {hash_: text for text in (SOURCE,) if (hash_ := string_hash((text,), ("description",)))}
    edited = catalog(source="The disk is very full.", ledger=Ledger({KEY: record()}))
    edited = replace(edited, settings=replace(edited.settings, sources=known))
    result = merge(edited, unit(OTHER, line=12), unit(OTHER, "", key="9:cause", line=20))
    assert [(each.line, each.stale) for each in result.imported] == [(12, True)]
    assert [(each.line, each.unknown) for each in result.rejected] == [(20, True)]
    (fresh,) = merge(catalog(), unit(OTHER, line=3)).imported
    assert (fresh.line, fresh.stale, fresh.unknown) == (3, False, False)
