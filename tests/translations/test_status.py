"""The strings of a locale are paired with their sources, and counted by state."""

from eventdocs.formats.ledger import read_sources, write_sources
from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.ledger import Ledger, State, string_hash
from eventdocs.translations.status import (
    Coverage,
    StringPair,
    count_states,
    coverage,
    make_record,
    recorded_text,
    string_pairs,
    translation_statuses,
    with_last_sources,
)


def pairs_by_key(catalog: Catalog) -> dict[str, StringPair]:
    return {pair.key: pair for pair in string_pairs(catalog, "pt-BR")}


def catalog(ledger: Ledger | None = None) -> Catalog:
    event = Event(
        "7",
        "DiskFull",
        keywords=("Storage",),
        strings={
            "en-US": LocaleStrings(
                strings={"title": ("7: DiskFull",), "message": ("Full.",), "cause": ("One.", "Two.")},
                parameters={"Uri": {"label": ("Uri",), "description": ("An address.",)}},
            ),
            "pt-BR": LocaleStrings(strings={"message": ("Cheio.",)}, parameters={"Uri": {"label": ("URI",)}}),
        },
    )
    labels = {
        "en-US": {"headings": {"message": "Message", "cause": "Cause"}},
        "pt-BR": {"headings": {"message": "Mensagem"}, "keywords": {"Storage": "Discos"}},
    }
    settings = CatalogSettings(
        "en-US", ("en-US", "pt-BR"), labels=labels, ledgers={"pt-BR": ledger} if ledger else {}
    )
    return Catalog(settings, (event,))


def test_names_count_only_where_a_locale_has_them_and_labels_where_they_are_translated() -> None:
    assert {key: pair.target for key, pair in pairs_by_key(catalog()).items()} == {
        "7:message": ("Cheio.",),
        "7:cause": None,
        "7:parameters.Uri.label": ("URI",),
        "7:parameters.Uri.description": None,
        "label:headings.message": ("Mensagem",),
        "label:keywords.Storage": ("Discos",),
    }


def test_a_label_has_no_event_and_a_missing_string_no_hash() -> None:
    pairs = pairs_by_key(catalog())
    assert pairs["label:headings.message"].owner is None
    assert pairs["7:cause"].target_hash is None
    assert pairs["7:cause"].source_hash


def test_stale_strings_count_as_stale_only() -> None:
    pairs = pairs_by_key(catalog())
    stale = make_record(pairs["7:cause"], State.REVIEWED, "ana")
    message = pairs["7:message"]
    ledger = Ledger(
        {
            "7:message": make_record(
                StringPair(message.key, message.owner, message.path, ("Old.",), message.target),
                State.REVIEWED,
                "ana",
            ),
            "7:parameters.Uri.label": make_record(pairs["7:parameters.Uri.label"], State.MACHINE, ""),
        }
    )
    counts = count_states(translation_statuses(catalog(ledger), "pt-BR").values())
    assert counts == {"missing": 2, "machine": 1, "translated": 2, "reviewed": 0, "stale": 1, "official": 0}
    (row,) = coverage(catalog(ledger), ["pt-BR"])
    assert (row.total, row.done) == (6, 50.0)
    assert stale.target == ""


def test_the_share_of_machine_translations_is_rounded_as_the_whole_is() -> None:
    row = Coverage("ko", {"machine": 23, "missing": 57, "stale": 0})
    assert (row.done, row.machine) == (28.7, 28.7)


def test_a_catalog_without_strings_is_done() -> None:
    empty = Catalog(CatalogSettings("en-US", ("en-US", "pt-BR")))
    (row,) = coverage(empty, ["pt-BR"])
    assert (row.total, row.done) == (0, 100.0)


def test_the_last_source_is_recorded_of_stale_strings_and_dropped_of_fresh_ones() -> None:
    pair = pairs_by_key(catalog())["7:message"]
    old = StringPair(pair.key, pair.owner, pair.path, ("Old.",), pair.target)
    stale = Ledger({pair.key: make_record(old, State.TRANSLATED, "")})
    assert with_last_sources(stale, [pair]).last_sources == {pair.key: pair.source_hash}
    fresh = Ledger({pair.key: make_record(pair, State.TRANSLATED, "")}, last_sources={pair.key: "x"})
    assert with_last_sources(fresh, [pair]).last_sources == {}
    other = Ledger(last_sources={"8:message": "x"})
    assert with_last_sources(other, [pair]).last_sources == {"8:message": "x"}


def test_a_recorded_source_is_normalized_and_keeps_the_lines_of_a_message_and_the_blocks_of_a_long_text() -> (
    None
):
    assert recorded_text(("One  two.\n Three.",), ("message",)) == "One two.\nThree."
    assert recorded_text(("One  two.\n Three.",), ("description",)) == "One two. Three."
    assert recorded_text(("One.", "-  Two."), ("description",)) == "One. - Two."
    blocks = "One.\n\n- two\n\n```\na  b\n```"
    assert recorded_text((blocks,), ("description",)) == blocks
    assert recorded_text((blocks,), ("steps",)) == "One. - two ``` a b ```"
    assert read_sources(write_sources({string_hash((blocks,), ("cause",)): blocks})).popitem()[1] == blocks


def test_official_translations_count_in_addition_to_their_state_until_they_are_stale() -> None:
    pairs = pairs_by_key(catalog())
    message, label = pairs["7:message"], pairs["label:keywords.Storage"]
    records = {
        message.key: make_record(message, State.TRANSLATED, "source:disk.rc"),
        label.key: make_record(label, State.REVIEWED, "source:disk.rc"),
    }
    counts = count_states(translation_statuses(catalog(Ledger(records)), "pt-BR").values())
    assert (counts["translated"], counts["reviewed"], counts["official"]) == (3, 1, 2)
    before = label._replace(source=("Drives",))
    records[label.key] = make_record(before, State.REVIEWED, "source:disk.rc")
    counts = count_states(translation_statuses(catalog(Ledger(records)), "pt-BR").values())
    assert (counts["stale"], counts["official"]) == (1, 1)
    assert coverage(catalog(Ledger(records)), ["pt-BR"])[0].total == 6
