"""The text report marks the characters of a finding and contains no control characters."""

from dataclasses import replace

import pytest

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.reports.sanitize import printable
from eventdocs.reports.text import width, write

RULE = Rule("ED999", "test", Severity.ERROR, "A test.")


def report(line: str, start: int, end: int, **more: str) -> list[str]:
    """Return the lines of a report on one line of a file; columns count from 1."""
    location = Location("f.yaml", 1, start, 1, end)
    finding = Diagnostic(RULE, location, more.get("message", "wrong"), more.get("hint", ""))
    return next(write([finding], "catalog/", lambda file: line)).split("\n")


def test_a_finding_has_location_code_message_line_and_hint() -> None:
    assert report("mesage: x", 1, 7, hint="did you mean `message`?") == [
        "catalog/f.yaml:1:1 ED999 wrong",
        "    1 | mesage: x",
        "      | ^^^^^^",
        "      = did you mean `message`?",
    ]


def test_carets_are_below_wide_characters() -> None:
    assert report("日本: 語x", 5, 7)[1:] == ["    1 | 日本: 語x", "      |       ^^^"]


def test_combining_characters_take_no_column_and_tabs_four() -> None:
    assert width("e\u0301") == 1
    assert report("\te\u0301 x", 5, 6)[2] == "      |       ^"


def test_a_long_line_is_shortened_around_the_finding() -> None:
    lines = report("a" * 500 + "X" + "b" * 500, 501, 502)
    assert len(lines[1]) <= 130
    assert lines[1][lines[2].index("^")] == "X"


@pytest.mark.parametrize("text", ["\x1b[31m", "\u202eabc", "a\rb", "\x9b", "\u2028", "\x07"])
def test_control_characters_do_not_reach_the_terminal(text: str) -> None:
    lines = report(f"x {text} y", 1, 2, message=text, hint=text)
    assert not set(text) & {"\x1b", "\u202e", "\r", "\x9b", "\u2028", "\x07"} & set("".join(lines))
    assert "�" in printable(text)


def test_the_code_is_colored_only_on_request() -> None:
    finding = Diagnostic(RULE, Location("f"), "wrong")
    assert "\x1b" not in next(write([finding], "", lambda file: ""))
    assert "\x1b[31mED999\x1b[0m" in next(write([finding], "", lambda file: "", color=True))


def test_a_group_of_findings_lists_its_first_places() -> None:
    first, *others = (Diagnostic(RULE, Location(f"{name}.yaml"), "wrong") for name in "abcdef")
    text = next(write([replace(first, repeated=tuple(others))], "c/", lambda file: ""))
    assert (
        text.split("\n")[-1] == "      = also at c/b.yaml:1:1, c/c.yaml:1:1, c/d.yaml:1:1 and 2 more places"
    )
