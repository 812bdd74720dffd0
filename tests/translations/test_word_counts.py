"""Words are counted by state, and those of missing and stale texts by match, as translation tools do it."""

import pytest

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.ledger import Ledger, LedgerRecord, State, string_hash
from eventdocs.translations.status import pair_statuses, string_pairs
from eventdocs.translations.word_counts import (
    NO_MATCH,
    REPETITIONS,
    TextAmount,
    count_words,
    word_count,
    words_by_state,
)

PT, MESSAGE = "pt-BR", ("message",)
KNOWN = "The disk %1 of the server is full."


def catalog(*texts: tuple[str, str | None], ledger: Ledger | None = None, **sources: str) -> Catalog:
    """Make a catalog of events with these messages and their translations."""
    events = []
    for number, (source, target) in enumerate(texts, start=1):
        blocks = {"en-US": LocaleStrings(strings={"message": (source,)})}
        if target is not None:
            blocks[PT] = LocaleStrings(strings={"message": (target,)})
        events.append(Event(str(number), f"Event{number}", strings=blocks))
    ledgers = {PT: ledger} if ledger else {}
    return Catalog(CatalogSettings("en-US", ("en-US", PT), ledgers=ledgers, sources=sources), tuple(events))


def classes(found: Catalog) -> dict[str, TextAmount]:
    """Return the classes that have texts."""
    return {name: amount for name, amount in count_words(found, PT).matches.items() if amount.texts}


def test_words_and_characters_are_those_of_the_source_by_state() -> None:
    states = count_words(catalog((KNOWN, "O disco %1."), ("It failed.", None)), PT).states
    assert states["translated"] == TextAmount(1, 8, len(KNOWN))
    assert states["missing"] == TextAmount(1, 2, 10)
    assert states["stale"] == states["machine"] == states["reviewed"] == TextAmount(0, 0, 0)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (KNOWN, "100%"),
        (KNOWN.replace("full.", "full!"), "95-99%"),
        (KNOWN.replace("full", "empty"), "85-94%"),
        (KNOWN.replace("the server", "it"), "75-84%"),
        ("The disk %1 of the old computer has been stopped by somebody.", "50-74%"),
        ("Nothing like it.", NO_MATCH),
    ],
)
def test_a_missing_text_is_in_the_class_of_its_best_match(text: str, name: str) -> None:
    assert classes(catalog((KNOWN, "O disco %1 está cheio."), (text, None))) == {
        name: TextAmount(1, len(text.split()), len(text))
    }


def test_a_text_that_occurs_again_is_a_repetition() -> None:
    assert classes(catalog(("Full.", None), ("It  is.", None), ("It is.", None), ("It is.", None))) == {
        REPETITIONS: TextAmount(2, 4, 12),
        NO_MATCH: TextAmount(2, 3, 12),
    }


def test_a_stale_text_is_as_similar_as_its_previous_source() -> None:
    record = LedgerRecord(string_hash((KNOWN,), MESSAGE), string_hash(("Cheio.",), MESSAGE), State.REVIEWED)
    new = KNOWN.replace("full", "empty")
    stale = catalog((new, "Cheio."), ledger=Ledger({"1:message": record}), **{record.source: KNOWN})
    assert classes(stale) == {"85-94%": TextAmount(1, 8, len(new))}
    assert count_words(stale, PT).states["stale"].texts == 1
    unknown = catalog((new, "Cheio."), ledger=Ledger({"1:message": record}))
    assert list(classes(unknown)) == [NO_MATCH]


def test_code_does_not_count() -> None:
    text = "Run this:\n\n    rm -r logs\n"
    event = Event("1", "A", strings={"en-US": LocaleStrings(strings={"cause": (text,)})})
    counts = count_words(Catalog(CatalogSettings("en-US", ("en-US", PT)), (event,)), PT)
    assert counts.states["missing"] == TextAmount(1, 2, 9)
    assert counts.matches[NO_MATCH] == TextAmount(1, 2, 9)


def test_a_string_with_other_blocks_than_its_source_counts_without_code() -> None:
    text = "Do this:\n\n- Stop it.\n- Start it.\n\n      now\n"
    blocks = {
        "en-US": LocaleStrings(strings={"cause": (text,)}),
        PT: LocaleStrings(strings={"cause": ("Pare.",)}),
    }
    found = Catalog(CatalogSettings("en-US", ("en-US", PT)), (Event("1", "A", strings=blocks),))
    assert count_words(found, PT).states["translated"] == TextAmount(1, 6, 25)
    pairs = pair_statuses(string_pairs(found, PT), found.settings, PT)
    assert words_by_state(pairs)["translated"] == 6


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The disk is full.", 4),
        ("O disco está cheio.", 4),
        ("磁盘已满", 4),
        ("Der Dienst ディスク läuft", 7),
        ("", 0),
    ],
)
def test_each_character_of_a_script_without_spaces_is_a_word(text: str, words: int) -> None:
    assert word_count(text) == words


def test_only_selected_strings_count_and_the_memory_has_all() -> None:
    found = catalog((KNOWN, "O disco %1 está cheio."), (KNOWN, None), ("It failed.", None))
    counts = count_words(found, PT, lambda pair: pair.key == "2:message")
    assert {name: amount.texts for name, amount in counts.states.items() if amount.texts} == {"missing": 1}
    assert counts.matches["100%"].texts == 1
    assert counts.matches[NO_MATCH].texts == 0
