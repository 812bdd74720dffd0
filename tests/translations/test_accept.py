"""Accepting a translation records it with its current source, and reports what needs attention."""

from dataclasses import replace

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings, PageProfile
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.translations.accept import AcceptOptions, accept

KEY = ("pt-BR", "7:message")
PATH = ("message",)


def catalog(source: str = "Full.", target: str | None = "Cheio.", ledger: Ledger | None = None) -> Catalog:
    strings = {"en-US": LocaleStrings(strings={"message": (source,)})}
    if target is not None:
        strings["pt-BR"] = LocaleStrings(strings={"message": (target,)})
    settings = CatalogSettings(
        "en-US",
        ("en-US", "pt-BR"),
        ledgers={"pt-BR": ledger} if ledger else {},
        sources={record().source: "Full."} if ledger else {},
    )
    return Catalog(settings, (Event("7", "DiskFull", strings=strings),))


def record(source: str = "Full.", target: str = "Cheio.", state: State = State.TRANSLATED) -> LedgerRecord:
    return LedgerRecord(string_hash((source,), PATH), string_hash((target,), PATH), state, "ana")


def ledger(**values: object) -> Ledger:
    return Ledger({"7:message": record()}, **values)  # type: ignore[arg-type]


def test_a_new_translation_is_recorded_with_the_text_of_its_source() -> None:
    result = accept(catalog(), ["pt-BR"], AcceptOptions(by="ana"))
    assert result.ledgers["pt-BR"].records == {"7:message": record()}
    assert result.sources == {record().source: "Full."}
    assert (result.accepted, result.review, result.stale) == ([KEY], [], [])


def test_a_missing_translation_is_not_recorded() -> None:
    result = accept(catalog(target=None), ["pt-BR"], AcceptOptions())
    assert (result.ledgers["pt-BR"].records, result.accepted) == ({}, [])


def test_a_recorded_translation_stays_as_it_is() -> None:
    result = accept(catalog(ledger=ledger()), ["pt-BR"], AcceptOptions(by="rui"))
    assert result.ledgers["pt-BR"] == ledger()
    assert result.accepted == []


@pytest.mark.parametrize(
    ("source", "target", "accepted", "review", "stale"),
    [
        ("Is full.", "Cheio.", [], [], [KEY]),
        ("Full.", "Lotado.", [KEY], [], []),
        ("Is full.", "Lotado.", [KEY], [KEY], []),
    ],
)
def test_a_change_of_source_and_translation_asks_for_a_review_and_of_the_source_alone_is_stale(
    source: str,
    target: str,
    accepted: list[tuple[str, str]],
    review: list[tuple[str, str]],
    stale: list[tuple[str, str]],
) -> None:
    result = accept(catalog(source, target, ledger()), ["pt-BR"], AcceptOptions(by="ana"))
    assert (result.accepted, result.review, result.stale) == (accepted, review, stale)


def test_a_minor_edit_of_the_source_refreshes_a_translation_with_its_reason() -> None:
    result = accept(catalog("Full!", ledger=ledger()), ["pt-BR"], AcceptOptions(minor="a sign"))
    assert result.ledgers["pt-BR"].records == {"7:message": record("Full!")._replace(note="a sign")}
    assert (result.accepted, result.review) == ([KEY], [])


def test_a_minor_edit_does_not_refresh_what_was_stale_before() -> None:
    before = ledger(last_sources={"7:message": "an older hash"})
    result = accept(catalog("Full!", ledger=before), ["pt-BR"], AcceptOptions(minor="a sign"))
    assert (result.ledgers["pt-BR"].records, result.stale) == (before.records, [KEY])


def test_a_minor_edit_of_an_unknown_source_refreshes_only_what_is_named() -> None:
    unknown = catalog("Full!", ledger=ledger())
    unknown = replace(unknown, settings=replace(unknown.settings, sources={}))
    assert accept(unknown, ["pt-BR"], AcceptOptions(minor="a sign")).stale == [KEY]
    only = frozenset({"7:message"})
    assert accept(unknown, ["pt-BR"], AcceptOptions(minor="a sign", only=only)).accepted == [KEY]


def test_a_state_is_recorded_for_known_translations_too() -> None:
    result = accept(catalog(ledger=ledger()), ["pt-BR"], AcceptOptions(state=State.REVIEWED))
    assert result.ledgers["pt-BR"].records["7:message"] == record(state=State.REVIEWED)


def test_an_unrecorded_translation_has_the_state_of_its_page_profile() -> None:
    machine = {"pt-BR": PageProfile("ms.translationtype: MT\n")}
    settings = replace(catalog().settings, profiles=machine)
    result = accept(replace(catalog(), settings=settings), ["pt-BR"], AcceptOptions())
    assert result.ledgers["pt-BR"].records["7:message"].state is State.MACHINE


@pytest.mark.parametrize(("only", "count"), [("7", 1), ("7:message", 1), ("8", 0), ("7:cause", 0)])
def test_only_named_strings_or_events_are_accepted(only: str, count: int) -> None:
    assert len(accept(catalog(), ["pt-BR"], AcceptOptions(only=frozenset({only}))).accepted) == count


def test_accepting_clears_damaged_records() -> None:
    assert accept(catalog(ledger=ledger(damaged=frozenset({"x"}))), ["pt-BR"], AcceptOptions()).ledgers == {
        "pt-BR": ledger()
    }
