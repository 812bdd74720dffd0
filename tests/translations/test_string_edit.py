"""A person's translation of one string becomes an edit of the catalog and a record of the ledger."""

from dataclasses import replace

import pytest

from eventdocs.model.catalog import Catalog
from eventdocs.model.ledger import Ledger, State
from eventdocs.store.catalog import read_catalog
from eventdocs.translations.merge import OTHER_BLOCKS
from eventdocs.translations.segments import Segment, segments
from eventdocs.translations.status import StringPair, make_record
from eventdocs.translations.string_edit import (
    adjusted_texts,
    edit_errors,
    edit_string,
    fingerprint,
)
from tests.conftest import Write

FILE = """
    id: 8
    name: DiskLost
    level: error
    channel: analytic
    strings:
      en-US:
        description: [The disk is gone., Look for it.]
        message: Disk %1 is gone.
        resolution: "Look for %1:\\n\\n```\\nlsblk\\n```\\n"
      pt-BR:
        message: O disco %1 sumiu.
"""


@pytest.fixture
def found(catalog: Write) -> Catalog:
    """Return a catalog with one event."""
    folder = catalog({"events/7-diskfull.yaml": FILE})
    return read_catalog(folder).catalog


def string(catalog: Catalog, field: str) -> list[Segment]:
    return [each for each in segments(catalog, "pt-BR") if each.pair.path == (field,)]


def recorded(catalog: Catalog, pair: StringPair, state: State) -> Catalog:
    ledger = Ledger({pair.key: make_record(pair, state, "rui")})
    return replace(catalog, settings=replace(catalog.settings, ledgers={"pt-BR": ledger}))


def test_a_fingerprint_changes_with_each_text_and_with_its_white_space() -> None:
    pair = StringPair("7:message", None, ("message",), ("a",), ("b",))
    others = [
        pair._replace(source=("a ",)),
        pair._replace(target=("b ",)),
        pair._replace(target=None),
        pair._replace(target=("b", "")),
        pair._replace(source=("a", "b"), target=()),
    ]
    assert len({fingerprint(each) for each in (pair, *others)}) == 6
    assert fingerprint(pair._replace()) == fingerprint(pair)


def test_texts_end_like_their_sources_and_code_is_kept(found: Catalog) -> None:
    assert adjusted_texts(string(found, "message"), [" O disco %1 sumiu.\n"]) == ["O disco %1 sumiu."]
    assert adjusted_texts(string(found, "resolution"), ["- Procure %1:", "rm"]) == [
        "\\- Procure %1:",
        "lsblk",
    ]


@pytest.mark.parametrize(
    ("field", "texts", "errors"),
    [
        ("message", ["x"], []),
        ("message", [" "], ["the text is not translated yet"]),
        ("description", ["x", ""], ["1 of 2 sentences are not translated yet"]),
        ("resolution", ["", "lsblk"], ["1 of 2 blocks are not translated yet"]),
        ("resolution", ["x", "lsblk"], []),
        ("resolution", ["x", "```"], [OTHER_BLOCKS]),
    ],
)
def test_incomplete_strings_and_other_blocks_are_errors(
    field: str, texts: list[str], errors: list[str], found: Catalog
) -> None:
    assert list(edit_errors(string(found, field), texts)) == errors


def test_a_block_must_stay_one_block(found: Catalog) -> None:
    (error,) = edit_errors(string(found, "resolution"), ["x\n\ny", "lsblk"])
    assert error


def test_a_new_text_is_an_edit_with_its_record_and_source(found: Catalog) -> None:
    merged = edit_string(found, "pt-BR", string(found, "description"), ["A", "B"], State.TRANSLATED, "ana")
    (edit,) = merged.edits
    assert edit.segments == ("A", "B")
    record = merged.records["8:description"]
    assert (record.state, record.by) == (State.TRANSLATED, "ana")
    assert merged.sources == {record.source: "The disk is gone. Look for it."}


@pytest.mark.parametrize(
    ("before", "state", "is_recorded"),
    [
        (State.MACHINE, State.TRANSLATED, True),
        (State.TRANSLATED, State.TRANSLATED, False),
        (State.TRANSLATED, State.REVIEWED, True),
        (State.REVIEWED, State.TRANSLATED, False),
    ],
)
def test_an_unchanged_text_is_only_recorded_in_a_higher_state(
    before: State, state: State, is_recorded: bool, found: Catalog
) -> None:
    message = string(found, "message")
    catalog = recorded(found, message[0].pair, before)
    merged = edit_string(catalog, "pt-BR", message, ["O disco %1 sumiu."], state, "ana")
    assert merged.edits == []
    assert bool(merged.records) is is_recorded


def test_an_unchanged_text_that_is_not_accepted_or_stale_is_recorded(found: Catalog) -> None:
    message = string(found, "message")
    texts = ["O disco %1 sumiu."]
    assert edit_string(found, "pt-BR", message, texts, State.TRANSLATED, "").records
    stale = recorded(found, message[0].pair._replace(source=("Old.",)), State.REVIEWED)
    record = edit_string(stale, "pt-BR", message, texts, State.TRANSLATED, "ana").records["8:message"]
    assert record == make_record(message[0].pair, State.TRANSLATED, "ana")
