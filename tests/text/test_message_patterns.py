"""The pattern of a message matches the output of the software, in three dialects of regular expressions."""

import re

import pytest

from eventdocs.text.message_patterns import message_pattern
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, SYNTAXES, Syntaxes
from tests.patterns import FoundPattern, is_linear
from tests.text.placeholder_cases import CASES

PRINTF = Syntaxes(("printf",))


@pytest.mark.parametrize(
    ("text", "syntaxes", "printed", "values"),
    [
        ("Disk %1 is full.", DEFAULT_SYNTAXES, "Disk C: is full.", {"p1": "C:"}),
        ("Disk %1 holds %2.", DEFAULT_SYNTAXES, "Disk a b holds 7.", {"p1": "a b", "p2": "7"}),
        ("%1: %2", DEFAULT_SYNTAXES, "a: b: c", {"p1": "a", "p2": "b: c"}),
        ("One%nTwo %1%.", DEFAULT_SYNTAXES, "One\r\nTwo x%.", {"p1": "x"}),
        ("100%% of {name} (a|b)", DEFAULT_SYNTAXES, "100% of x (a|b)", {"name": "x"}),
        ("%1 and %1", DEFAULT_SYNTAXES, "a and b", {"p1": "a", "p1__2": "b"}),
        (
            "{a} {a} {a__2} {a}.",
            DEFAULT_SYNTAXES,
            "1 2 3 4.",
            {"a": "1", "a__2": "2", "a__2__2": "3", "a__3": "4"},
        ),
        ("%s took %d ms", PRINTF, "a b 5 took 12 ms", {"p1": "a b 5", "p2": "12"}),
        ("%s %d ms", PRINTF, "a b 12 ms", {"p1": "a b", "p2": "12"}),
        ("at 0x%08x: %.2f%%", PRINTF, "at 0x00ff: 1.50%", {"p1": "00ff", "p2": "1.50"}),
        ("%2$s of %1$d", PRINTF, "x of 7", {"p2": "x", "p1": "7"}),
        (
            "%1:s: %0:d of %2:.2m, 100%%",
            Syntaxes(("pascal",)),
            "x: 7 of 1 234,50 €, 100%",
            {"p2": "x", "p1": "7", "p3": "1 234,50 €"},
        ),
        ("Unit @UNIT@.", Syntaxes(("journal",)), "Unit a.service.", {"UNIT": "a.service"}),
        (
            "{who} has {n, plural, one {# {x}} other {#}} now, it''s '{'x'}'",
            Syntaxes(("icu",)),
            "Ann has 3 files now, it's {x}",
            {"who": "Ann", "n": "3 files"},
        ),
        ("{{user.name}} left", Syntaxes(("mustache",)), "Ann left", {"user_name": "Ann"}),
        ("A  B\nC %1", DEFAULT_SYNTAXES, "A B C x", {"p1": "x"}),
    ],
)
def test_a_pattern_finds_the_values(
    text: str, syntaxes: Syntaxes, printed: str, values: dict[str, str]
) -> None:
    pattern = message_pattern(text, syntaxes)
    assert pattern is not None
    for written in (pattern.python, pattern.javascript.replace("(?<", "(?P<").replace("(?P<!", "(?<!")):
        match = re.search(written, printed)
        assert match is not None
        assert match.groupdict() == values
    assert re.search(pattern.re2, printed)
    assert "(?!" not in pattern.re2


@pytest.mark.parametrize(
    ("text", "printed"),
    [("Disk %1 is full.", "Disk C: is empty."), ("%d ms", "x ms"), ("%D ms", "x ms"), ("a", "xax")],
)
def test_other_messages_do_not_match(text: str, printed: str) -> None:
    pattern = message_pattern(text, Syntaxes(("windows", "printf", "pascal")))
    assert pattern is not None
    assert not re.search(pattern.python, printed)
    assert not re.search(pattern.re2, printed)


def test_a_message_without_literal_text_has_no_pattern() -> None:
    assert message_pattern("%1", DEFAULT_SYNTAXES) is None
    assert message_pattern("%1 %2", DEFAULT_SYNTAXES) is None
    assert message_pattern("x" + " %1" * 51, DEFAULT_SYNTAXES) is None


@pytest.mark.parametrize("syntaxes", CASES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_patterns_are_valid_and_linear(syntaxes: Syntaxes) -> None:
    for number, case in enumerate(CASES[syntaxes].strip().split("\n")):
        pattern = message_pattern(re.sub("[⟦⟧]", "", case), syntaxes)
        if pattern is not None:
            for written in (pattern.python, pattern.re2):
                re.compile(written)
            if number < 3:
                assert is_linear(FoundPattern("", pattern.python, anchored=True)) == ""


def test_many_values_take_linear_time() -> None:
    for text in (" and ".join(["%s"] * 20), "%s a %d " * 10, "x%s" * 20, "%s%s%s x"):
        pattern = message_pattern(text, Syntaxes(tuple(SYNTAXES)))
        assert pattern is not None
        assert is_linear(FoundPattern("", pattern.python, anchored=True)) == "", text
