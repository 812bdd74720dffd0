"""Strings are listed by state."""

from eventdocs.model.event import Event
from eventdocs.reports.string_states import write_keys
from eventdocs.translations.status import StringPair

EVENT = Event("7", "DiskFull", file="events/7.yaml")
LABEL = StringPair("label:levels.error", None, ("levels", "error"), ("Error",), None)
CAUSE = StringPair("7:cause", EVENT, ("cause",), ("Logs are big.", "Tapes."), ("Registros.", "Fitas."))
EMPTY = {state: list[StringPair]() for state in ("reviewed", "translated", "machine", "stale", "missing")}
STRINGS = {"pt-BR": {**EMPTY, "missing": [LABEL], "stale": [CAUSE]}}


def test_the_strings_of_wanted_states_are_listed_with_their_files() -> None:
    assert list(write_keys(STRINGS, ["stale", "machine"])) == ["pt-BR stale 7:cause events/7.yaml"]
    assert list(write_keys(STRINGS, ["missing"])) == ["pt-BR missing label:levels.error"]
