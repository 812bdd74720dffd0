"""Diagnostics have one order, and hints suggest what the author may have meant."""

import itertools

import pytest

from eventdocs.model.diagnostics import (
    Diagnostic,
    Location,
    Rule,
    Severity,
    Suggestions,
    TextRange,
    cap_findings,
    did_you_mean,
    group_findings,
    sort_diagnostics,
    split_groups,
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
        ("zzz", ["b", "a"], "known: `a`, `b`"),
        ("zzz", [f"value{number}" for number in range(13)], ""),
        ("zzz", [], ""),
    ],
)
def test_a_hint_suggests_the_most_similar_word_or_lists_a_few(word: str, known: list[str], hint: str) -> None:
    assert did_you_mean(word, known) == hint


def _many(number: int, rule: Rule = FIRST, file: str = "a.yaml") -> list[Diagnostic]:
    return [Diagnostic(rule, Location(file, line + 1), f"m{line}") for line in range(number)]


def test_findings_of_one_rule_in_one_file_are_capped_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cap_findings(_many(100)) == _many(100)
    *first, more = cap_findings(_many(10_000))
    assert first == _many(100)
    assert (more.location.line, more.count, more.rule) == (101, 9_900, FIRST)
    assert more.message == "9,900 more ED001 findings in this file are not shown"
    assert more.hint == "at most 100 findings are allowed; set EVENTDOCS_MAX_FINDINGS to allow more"
    monkeypatch.setenv("EVENTDOCS_MAX_FINDINGS", "20000")
    assert cap_findings(_many(10_000)) == _many(10_000)


def test_each_rule_file_and_severity_is_capped_on_its_own() -> None:
    other = FIRST._replace(severity=Severity.INFO)
    findings = [*_many(100), *_many(100, SECOND), *_many(100, other), *_many(100, FIRST, "b.yaml")]
    assert cap_findings(findings) == sort_diagnostics(findings)


def test_findings_that_were_already_capped_are_counted_again() -> None:
    capped = cap_findings(_many(250))
    assert cap_findings(capped) == capped
    *_, more = cap_findings([*capped, *_many(50)])
    assert sum(finding.count for finding in cap_findings([*capped, *_many(50)])) == 300
    assert more.count == 200


def test_endless_messages_are_cut() -> None:
    finding = Diagnostic(FIRST, Location("a"), "x" * 100_000, "y" * 100_000)
    assert (len(finding.message), len(finding.hint)) == (1_001, 1_001)
    assert Diagnostic(FIRST, Location("a"), "short", "hint").message == "short"


def test_long_words_have_no_suggestion_and_are_cut_in_a_list() -> None:
    assert did_you_mean("a" * 101, ["a" * 100, "b"]) == f"known: `{'a' * 100}`, `b`"
    assert did_you_mean("a" * 99, ["a" * 100, "c" * 200]) == f"did you mean `{'a' * 100}`?"
    assert did_you_mean("x", ["c" * 200]) == f"known: `{'c' * 100}`"


def test_one_instance_makes_a_limited_number_of_suggestions() -> None:
    names = [f"name{number:05}" for number in range(5_000)]
    suggestions = Suggestions(names)
    hints = [suggestions.hint("name02x") for _ in range(50)]
    assert hints[0].startswith("did you mean `name0")
    assert hints[-1] == ""


def _about(file: str, text: str, locale: str = "pt-BR") -> Diagnostic:
    return Diagnostic(FIRST, Location(file), "wrong", locale=locale, text_range=TextRange(text, 0, 1))


def test_findings_about_the_same_characters_of_equal_texts_of_a_locale_are_one() -> None:
    findings = [
        _about("a.yaml", "x"),
        _about("b.yaml", "y"),
        _about("c.yaml", "x"),
        _about("d.yaml", "x", "de"),
    ]
    first, *others = group_findings(findings)
    assert first.repeated == (findings[2],)
    assert others == [findings[1], findings[3]]


def test_findings_without_a_text_are_not_grouped() -> None:
    findings = [Diagnostic(FIRST, Location(file), "wrong") for file in ("a.yaml", "b.yaml")]
    assert group_findings(findings) == findings


def test_split_groups_are_the_findings_before() -> None:
    findings = [_about(file, text) for file, text in zip("abcd", "xyyx", strict=True)]
    assert split_groups(group_findings(findings)) == findings
