"""Every regular expression of the code base takes linear time, whatever the text."""

import re

import pytest

from tests.patterns import FoundPattern, all_patterns, has_possessive_group, is_linear, script_literals


@pytest.fixture(scope="module")
def patterns() -> list[FoundPattern]:
    """Return all patterns. With a test for each, every worker of a test run would have to find them."""
    return all_patterns()


def test_all_patterns_take_linear_time(patterns: list[FoundPattern]) -> None:
    problems = {found: is_linear(found) for found in patterns}
    assert {found: problem for found, problem in problems.items() if problem} == {}


@pytest.mark.parametrize(
    ("pattern", "anchored"),
    [
        (r"(?:a+)+b", True),  # exponential
        (r"(?:\w|a\w?)*;", True),
        (r"\w+@", False),  # each start scans the same characters again
        (r"\b[\w.]+@", False),
        (r"`+[^`]+`+", False),
        (r"\[[^\]]*\]\(", False),
        (r"<a>.*?</a>", False),
        (r"\d+(?!\d*x)(?!\w)", True),
        (r"\b[A-Z]\w*[a-z]\w*[A-Z]", False),
    ],
)
def test_a_pattern_that_takes_longer_is_found(pattern: str, anchored: bool) -> None:
    assert is_linear(FoundPattern("", pattern, anchored=anchored))


@pytest.mark.parametrize(
    "pattern", [r"\b\w++@", r"(?<!`)`++[^`]++`++", r"a{1,9}b", r"[^<>]+", r"<a>[^<]*</a>"]
)
def test_a_pattern_without_repeated_work_passes(pattern: str) -> None:
    assert is_linear(FoundPattern("", pattern)) == ""


def test_patterns_of_all_kinds_are_found(patterns: list[FoundPattern]) -> None:
    places = {found.where for found in patterns}
    assert {
        "eventdocs.text.identifiers._IDENTIFIER",  # a constant
        "Jpan",  # made from an argument
        "eventdocs.site.resolve.anchor",  # in a function
        "eventdocs.schema.fields",  # of a field
        "search.js",
    } <= places
    assert len(patterns) > 100


def test_the_expressions_of_a_script_are_found(patterns: list[FoundPattern]) -> None:
    script = 'var a = b / c / d; // not /this/\nx.replace(/\\p{M}/gu, "").split(/[/]|\\//);'
    assert script_literals(script) == [(r"\p{M}", "gu"), (r"[/]|\/", "")]
    assert all(re.compile(found.pattern, found.flags) for found in patterns)


def test_no_group_is_possessive(patterns: list[FoundPattern]) -> None:
    """Python before 3.11.5 skips the text that the last, incomplete repetition matched. Atomic groups work."""
    assert [found for found in patterns if has_possessive_group(found)] == []


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        (r"a*+[^b]++\w?+", False),
        (r"(?>(?:ab)*)", False),
        (r"x(?:ab)*+", True),
        (r"(x|y(?:a|bc){2,}+)?", True),
    ],
)
def test_possessive_groups_are_found(pattern: str, expected: bool) -> None:
    assert has_possessive_group(FoundPattern("", pattern)) is expected
