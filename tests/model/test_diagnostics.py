"""Diagnostics have one order, and hints suggest what the author may have meant."""

import itertools

import pytest

from eventdocs.model.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    did_you_mean,
    sort_diagnostics,
)

FIRST = Rule("ED001", "first", Severity.ERROR, "")
SECOND = Rule("ED002", "second", Severity.WARNING, "")


def test_diagnostics_are_sorted_by_location_then_code_then_message() -> None:
    expected = [
        Diagnostic(SECOND, Location("a.yaml", 2), "z"),
        Diagnostic(FIRST, Location("a.yaml", 10), "a"),
        Diagnostic(FIRST, Location("a.yaml", 10), "b"),
        Diagnostic(SECOND, Location("a.yaml", 10), "a"),
        Diagnostic(FIRST, Location("b.yaml"), "a"),
    ]
    for order in itertools.permutations(expected):
        assert sort_diagnostics(order) == expected


def test_a_diagnostic_has_the_severity_of_its_rule() -> None:
    assert Diagnostic(SECOND, Location("a.yaml"), "").severity is Severity.WARNING


def test_a_location_is_written_as_editors_read_it() -> None:
    assert str(Location("events/7.yaml", 3, 5, 3, 9)) == "events/7.yaml:3:5"


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("mesage", ["message", "name"], "did you mean `message`?"),
        ("pt-br", ["en-US", "pt-BR"], "did you mean `pt-BR`?"),
        ("zzz", ["b", "a"], "known here: `a`, `b`"),
        ("zzz", [f"value{number}" for number in range(13)], ""),
        ("zzz", [], ""),
    ],
)
def test_a_hint_suggests_the_most_similar_word_or_lists_a_few(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint
