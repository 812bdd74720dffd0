"""Placeholders are those of FormatMessage and of brace formats; percentages and code have none."""

import pytest

from eventdocs.text.placeholders import placeholders


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%1 of %2!s!%n", ["%1", "%2!s!", "%n"]),
        ("100%% sure", ["%%"]),
        ("{0} {name} {0:x8}", ["{0}", "{name}", "{0:x8}"]),
        ("70% nominal, 1.5% n", []),
        ("70%%", ["%%"]),
        ("{ no } {}", []),
        ("no placeholder", []),
    ],
)
def test_a_message_has_numbered_named_and_escape_placeholders(text: str, expected: list[str]) -> None:
    assert [placeholder.text for placeholder in placeholders(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("`%1` and %2", ["%2"]), ("%n is a line end", []), ("%% {name}", ["%%", "{name}"])],
)
def test_prose_has_none_in_code_and_no_line_ends(text: str, expected: list[str]) -> None:
    assert [placeholder.text for placeholder in placeholders(text, literal=False)] == expected


def test_a_placeholder_knows_its_range_and_its_number() -> None:
    numbered, named = placeholders("a %12!d! {x}")
    assert (numbered.start, numbered.end, numbered.number) == (2, 8, 12)
    assert (named.start, named.end, named.number) == (9, 12, 0)
