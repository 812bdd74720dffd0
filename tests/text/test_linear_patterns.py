"""Patterns of users take linear time, or are rejected with a reason."""

import re

import pytest

from eventdocs.text.linear_patterns import LONGEST, PatternError, linear_pattern
from tests.patterns import FoundPattern, is_linear

ACCEPTED = {
    "~[a-z]+~": ("~file~", "~File~"),
    r"%\w+%": ("%PATH%", "%a b%"),
    r"\$\(\w+\)": ("$(name)", "$()"),
    r"#\d{1,3}": ("#12", "#"),
    "(?:ab|c)+d": ("abcabd", "abcab"),
    "<[^<>]+>": ("<a b>", "<>"),
    r"\bID\d?": ("ID7", "xyz"),
    r"[^]]x": ("ax", "]x"),
    r"[\]a]+": ("]a]", "b"),
    "(@a|@b)": ("@b", "@c"),
}
REFUSED = {
    "(a+)+": "a repeated group must not have repetitions in it",
    "(?:(?:a|b)?c+)*": "a repeated group must not have repetitions in it",
    "@.*@": "`.` matches too much",
    "a*": "matches an empty text",
    "x|": "matches an empty text",
    r"\b": "matches an empty text",
    r"\w+_": "also matches the `_`",
    "(?<=a)b": "is not supported",
    "(?P<n>a)": "is not supported",
    r"(a)\1": "is not supported",
    "^a$": "is not supported",
    "a++": "doubled repetition",
    "a+?": "are not supported",
    "[a": "not closed",
    "(a": "not closed",
    "a)": "no opening",
    "*a": "nothing to repeat",
    "a{1,999}": "at most 100",
    "a{3,2}": "at most",
    "{a": "must be escaped",
    "[z-a]": "not a regular expression",
    "[[a]": "not a regular expression",
    "x" * (LONGEST + 1): "at most 200",
}


@pytest.mark.parametrize("pattern", ACCEPTED)
def test_a_pattern_matches_correctly_in_linear_time(pattern: str) -> None:
    good, bad = ACCEPTED[pattern]
    written = linear_pattern(pattern)
    assert re.search(written, good)
    assert not re.search(written, bad)
    assert is_linear(FoundPattern("", written)) == ""


@pytest.mark.parametrize("pattern", REFUSED)
def test_other_patterns_are_refused_with_the_reason(pattern: str) -> None:
    with pytest.raises(PatternError, match=re.escape(REFUSED[pattern])):
        linear_pattern(pattern)


@pytest.mark.parametrize(
    "pattern", [r"\d{1,9}" * 28, "(?:a|aa)" * 24, "(?:a?b?)?" * 20 + "c", "a?" * 90 + "b"]
)
def test_long_patterns_take_linear_time(pattern: str) -> None:
    assert is_linear(FoundPattern("", linear_pattern(pattern))) == ""


@pytest.mark.parametrize("pattern", ["(" * 200, "[" * 200, "((a|b)" * 33, "(?:a|" * 40])
def test_unclosed_groups_are_refused(pattern: str) -> None:
    with pytest.raises(PatternError, match="not closed"):
        linear_pattern(pattern)
