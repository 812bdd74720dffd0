"""Texts are exported as units; equal texts in the same kind of field share a unit."""

from collections.abc import Iterable

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, StringNotes
from eventdocs.model.exchange import Match
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash, text_hash
from eventdocs.model.strings import TextKind
from eventdocs.translations import export
from eventdocs.translations.export import export_units
from eventdocs.translations.memory import TranslationMemory, memory_of
from eventdocs.translations.segments import Segment, segments


def event(number: int, target: str | None = "Cheio.", **values: object) -> Event:
    blocks = {"en-US": LocaleStrings(strings={"message": ("Full.",)}, **values)}  # type: ignore[arg-type]
    if target is not None:
        blocks["pt-BR"] = LocaleStrings(strings={"message": (target,)})
    return Event(str(number), f"Event{number}", strings=blocks)


def catalog(*events: Event, **settings: object) -> Catalog:
    return Catalog(CatalogSettings("en-US", ("en-US", "pt-BR"), **settings), events)  # type: ignore[arg-type]


def keys(catalog: Catalog) -> list[tuple[str, ...]]:
    return [unit.keys for unit in export_units(catalog, "pt-BR").units]


def test_equal_texts_with_equal_translations_share_a_unit() -> None:
    assert keys(catalog(event(1), event(2))) == [("1:message", "2:message")]
    assert keys(catalog(event(1), event(2, "Lotado."))) == [("1:message",), ("2:message",)]
    assert keys(catalog(event(1, None), event(2, None))) == [("1:message", "2:message")]


def test_a_context_and_the_kind_of_field_keep_equal_texts_apart() -> None:
    tape = event(2, about={"message": StringNotes(context="tape", comment="A tape drive.")})
    assert keys(catalog(event(1), tape)) == [("1:message",), ("2:message",)]
    parameters = event(2, parameters={"Uri": {"description": ("Full.",)}, "Id": {"description": ("Full.",)}})
    assert keys(catalog(event(1), parameters)) == [
        ("1:message", "2:message"),
        ("2:parameters.Uri.description", "2:parameters.Id.description"),
    ]


def test_a_unit_has_the_hash_of_its_translation_and_notes_for_the_translator() -> None:
    tape = event(2, about={"message": StringNotes(context="tape", comment="A tape drive.")})
    (unit,) = export_units(catalog(tape), "pt-BR").units
    assert (unit.key, unit.source, unit.target, unit.kind) == (
        "2:message",
        "Full.",
        "Cheio.",
        TextKind.LITERAL,
    )
    assert unit.base_hash == text_hash("Cheio.")
    assert unit.notes == ("2 - Event2: message", "A tape drive.", "Context: tape")


def test_a_unit_has_the_smallest_limit_of_its_strings() -> None:
    limited = [event(number, about={"message": StringNotes(max_length=number)}) for number in (8, 7)]
    (unit,) = export_units(catalog(*limited, event(9)), "pt-BR").units
    assert unit.max_length == 7
    parts = {
        "en-US": LocaleStrings(strings={"cause": ("A.", "B.")}, about={"cause": StringNotes(max_length=9)})
    }
    assert [
        unit.max_length for unit in export_units(catalog(Event("7", "A", strings=parts)), "pt-BR").units
    ] == [
        0,
        0,
    ]


def test_a_missing_translation_has_no_hash() -> None:
    (unit,) = export_units(catalog(event(1, None)), "pt-BR").units
    assert (unit.target, unit.base_hash, unit.state) == ("", "", State.MISSING)


def test_a_stale_unit_has_the_source_that_was_translated() -> None:
    old = string_hash(("Was full.",), ("message",))
    record = LedgerRecord(old, string_hash(("Cheio.",), ("message",)), State.REVIEWED)
    stale = catalog(
        event(1), event(2), ledgers={"pt-BR": Ledger({"1:message": record})}, sources={old: "Was full."}
    )
    first, second = export_units(stale, "pt-BR").units
    assert (first.keys, first.stale, first.previous) == (("1:message",), True, "Was full.")
    assert (second.keys, second.stale, second.previous) == (("2:message",), False, "")


def text_event(number: int, source: str, target: str | None) -> Event:
    blocks = {"en-US": LocaleStrings(strings={"message": (source,)})}
    if target is not None:
        blocks["pt-BR"] = LocaleStrings(strings={"message": (target,)})
    return Event(str(number), f"Event{number}", strings=blocks)


def stale_catalog() -> Catalog:
    """Return a catalog whose string 1 is missing, 2 is stale, and others are translated."""
    old = string_hash(("Was full.",), ("message",))
    record = LedgerRecord(old, string_hash(("Cheio?",), ("message",)), State.TRANSLATED)
    return catalog(
        text_event(1, "The disk is full.", None),
        text_event(2, "The disk is full!", "Cheio?"),
        text_event(3, "The disk is fuller.", "Mais cheio."),
        text_event(4, "The disks are full.", "Discos cheios."),
        text_event(5, "The disk was nearly full.", "Quase cheio."),
        text_event(6, "Nothing of the kind", "Nada"),
        ledgers={"pt-BR": Ledger({"2:message": record})},
        sources={old: "Was full."},
    )


def test_missing_and_stale_units_have_the_two_best_matches_and_no_stale_translation_is_one() -> None:
    units = export_units(stale_catalog(), "pt-BR", with_matches=True).units
    found = {unit.key: [match.target for match in unit.matches] for unit in units if unit.matches}
    assert found == {
        "1:message": ["Mais cheio.", "Discos cheios."],
        "2:message": ["Mais cheio.", "Discos cheios."],
    }
    assert units[0].matches[0] == Match("The disk is fuller.", "Mais cheio.", 34 / 36)
    assert not any(unit.matches for unit in export_units(stale_catalog(), "pt-BR").units)


def test_the_memory_is_made_only_if_a_selected_unit_needs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []

    def memory(translated: Iterable[Segment]) -> TranslationMemory:
        made.append(True)
        return memory_of(translated)

    monkeypatch.setattr(export, "memory_of", memory)
    export_units(stale_catalog(), "pt-BR", lambda pair, status: pair.key == "3:message", with_matches=True)
    assert made == []
    export_units(stale_catalog(), "pt-BR", with_matches=True)
    assert made == [True]


def test_a_unit_is_exported_if_one_of_its_strings_is_selected() -> None:
    both = catalog(event(1), event(2), event(3, "Lotado."))
    exchange = export_units(both, "pt-BR", lambda pair, status: pair.key == "2:message")
    assert [unit.keys for unit in exchange.units] == [("1:message", "2:message")]
    assert exchange.count == 1


def test_a_string_is_split_into_segments_if_its_translation_has_as_many() -> None:
    blocks = {
        "en-US": LocaleStrings(strings={"cause": ("One.", "Two.")}),
        "pt-BR": LocaleStrings(strings={"cause": ("Um.", "Dois.")}),
    }
    split = catalog(Event("7", "A", strings=blocks))
    assert [(s.key, s.source, s.target) for s in segments(split, "pt-BR")] == [
        ("7:cause#1", "One.", "Um."),
        ("7:cause#2", "Two.", "Dois."),
    ]
    first, _ = export_units(split, "pt-BR").units
    assert first.notes == ("7 - A: cause", "Sentence 1 of 2")
    joined = catalog(
        Event("7", "A", strings={**blocks, "pt-BR": LocaleStrings(strings={"cause": ("Um e dois.",)})})
    )
    assert [(s.key, s.source, s.target) for s in segments(joined, "pt-BR")] == [
        ("7:cause", "One. Two.", "Um e dois.")
    ]
    missing = catalog(Event("7", "A", strings={"en-US": blocks["en-US"]}))
    assert [(s.key, s.target) for s in segments(missing, "pt-BR")] == [
        ("7:cause#1", None),
        ("7:cause#2", None),
    ]


def test_a_label_is_a_unit_of_its_own_with_a_note() -> None:
    labels = {"en-US": {"headings": {"message": "Full."}}, "pt-BR": {"headings": {"message": "Cheio."}}}
    _, label = export_units(catalog(event(1), labels=labels), "pt-BR").units
    assert (label.key, label.kind, label.notes) == (
        "label:headings.message",
        TextKind.LABEL,
        ("Label headings.message",),
    )


def test_an_accepted_translation_shares_a_unit_with_one_that_nobody_accepted() -> None:
    record = LedgerRecord(
        string_hash(("Full.",), ("message",)), string_hash(("Cheio.",), ("message",)), State.TRANSLATED
    )
    accepted = catalog(event(1), event(2), ledgers={"pt-BR": Ledger({"1:message": record})})
    assert keys(accepted) == [("1:message", "2:message")]
