"""Strings are listed by state, and their words and characters are counted."""

from eventdocs.model.event import Event
from eventdocs.reports.string_states import write_keys, write_words
from eventdocs.translations.status import StringPair

EVENT = Event("7", "DiskFull", file="events/7.yaml")
LABEL = StringPair("label:levels.error", None, ("levels", "error"), ("Error",), None)
CAUSE = StringPair("7:cause", EVENT, ("cause",), ("Logs are big.", "Tapes."), ("Registros.", "Fitas."))
EMPTY = {state: list[StringPair]() for state in ("reviewed", "translated", "machine", "stale", "missing")}
STRINGS = {"pt-BR": {**EMPTY, "missing": [LABEL], "stale": [CAUSE]}}


def test_words_and_characters_of_the_source_are_counted_by_state() -> None:
    assert [line.split() for line in write_words(STRINGS).splitlines()] == [
        ["locale", "state", "strings", "words", "characters"],
        ["pt-BR", "reviewed", "0", "0", "0"],
        ["pt-BR", "translated", "0", "0", "0"],
        ["pt-BR", "machine", "0", "0", "0"],
        ["pt-BR", "stale", "1", "4", "20"],
        ["pt-BR", "missing", "1", "1", "5"],
        ["pt-BR", "total", "2", "5", "25"],
    ]


def test_the_strings_of_wanted_states_are_listed_with_their_files() -> None:
    assert list(write_keys(STRINGS, ["stale", "machine"])) == ["pt-BR stale 7:cause events/7.yaml"]
    assert list(write_keys(STRINGS, ["missing"])) == ["pt-BR missing label:levels.error"]
