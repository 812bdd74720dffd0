"""The status of a translation follows from the hashes of its texts and the ledger's record."""

import pytest

from eventdocs.model.ledger import (
    Ledger,
    LedgerRecord,
    State,
    TranslationStatus,
    label_key,
    ledger_digests_by_event,
    orphaned_keys,
    string_hash,
    string_key,
    text_hash,
    translation_status,
)

RECORD = LedgerRecord("source", "target", State.REVIEWED)


@pytest.mark.parametrize(
    ("source", "target", "record", "expected"),
    [
        ("source", None, RECORD, TranslationStatus(State.MISSING)),
        ("source", "target", None, TranslationStatus(State.MACHINE, unaccepted=True)),
        ("source", "target", RECORD, TranslationStatus(State.REVIEWED, previous_source="source")),
        ("new", "target", RECORD, TranslationStatus(State.REVIEWED, stale=True, previous_source="source")),
        (
            "source",
            "edited",
            RECORD,
            TranslationStatus(State.TRANSLATED, unaccepted=True, previous_source="source"),
        ),
        (
            "new",
            "edited",
            RECORD,
            TranslationStatus(State.TRANSLATED, unaccepted=True, previous_source="source"),
        ),
    ],
)
def test_status(
    source: str, target: str | None, record: LedgerRecord | None, expected: TranslationStatus
) -> None:
    assert translation_status(source, target, record, State.MACHINE) == expected


def test_a_translation_is_fresh_if_it_exists_and_is_not_stale() -> None:
    assert TranslationStatus(State.MACHINE, unaccepted=True).fresh
    assert not TranslationStatus(State.REVIEWED, stale=True).fresh
    assert not TranslationStatus(State.MISSING).fresh


@pytest.mark.parametrize("text", ["a  b", " a b ", "a\nb", "a\r\n b"])
def test_rewrapping_does_not_change_a_hash(text: str) -> None:
    assert text_hash(text) == text_hash("a b")


def test_composed_and_decomposed_characters_have_one_hash() -> None:
    assert text_hash("e\u0301") == text_hash("\u00e9")


def test_line_breaks_change_the_hash_of_a_message_but_not_its_line_ends() -> None:
    assert text_hash("a\nb", lines=True) != text_hash("a b", lines=True)
    assert text_hash("a\r\nb", lines=True) == text_hash("a \n b", lines=True)


def test_splitting_into_segments_does_not_change_a_hash() -> None:
    assert string_hash(("a.", "b."), ("cause",)) == string_hash(("a. b.",), ("cause",))
    assert string_hash(("a\nb",), ("message",)) != string_hash(("a b",), ("message",))


def test_keys_name_event_and_path_or_label() -> None:
    assert string_key("disk/7@1", ("parameters", "Uri", "type")) == "disk/7@1:parameters.Uri.type"
    assert label_key("headings", "cause") == "label:headings.cause"


def digests(record: LedgerRecord, sources: dict[str, str], page: str = "p") -> dict[str, bytes]:
    ledger = Ledger({"7:message": record, "label:headings.cause": RECORD}, {"8": page})
    return ledger_digests_by_event({"pt-BR": ledger}, sources)


def test_a_digest_changes_with_the_records_of_its_event_only() -> None:
    old = digests(RECORD, {})
    for new in (
        digests(LedgerRecord("source", "target", State.MACHINE), {}),
        digests(RECORD, {"source": "A"}),
    ):
        assert old.keys() == {"7", "8", "label"}
        assert old["7"] != new["7"]
        assert old["8"] == new["8"]
    assert old["8"] != digests(RECORD, {}, "q")["8"]


def test_who_made_a_translation_does_not_change_a_digest() -> None:
    assert digests(RECORD, {}) == digests(LedgerRecord("source", "target", State.REVIEWED, "ana", "ok"), {})


def test_records_of_strings_that_no_longer_exist_are_orphaned() -> None:
    ledger = Ledger({"9:cause": RECORD, "7:message": RECORD, "7:cause": RECORD})
    assert list(orphaned_keys(ledger, frozenset({"7:message"}))) == ["7:cause", "9:cause"]
