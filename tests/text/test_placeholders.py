"""Placeholders of each syntax are found at the right positions, and nowhere else."""

import re

import pytest

from eventdocs.text.placeholders import DEFAULT_SYNTAXES, SYNTAXES, Role, Syntaxes, placeholders
from tests.text.placeholder_cases import CASES


def keys(text: str, *names: str) -> list[str]:
    """Return the keys of the placeholders of a message."""
    return [each.key for each in placeholders(text, Syntaxes(names))]


@pytest.mark.parametrize("syntaxes", CASES, ids=lambda syntaxes: "".join(syntaxes.names) or "custom")
def test_the_placeholders_of_a_syntax_are_found(syntaxes: Syntaxes) -> None:
    cases = CASES[syntaxes].strip().split("\n")
    assert sum("⟦" in case for case in cases) >= 30
    for case in cases:
        text = re.sub("[⟦⟧]", "", case)
        marked = text
        for each in reversed(placeholders(text, syntaxes)):
            assert text[each.start : each.end] == each.text
            marked = f"{marked[: each.start]}⟦{each.text}⟧{marked[each.end :]}"
        assert marked == case


def test_every_syntax_has_cases() -> None:
    assert {"".join(syntaxes.names) for syntaxes in CASES} == {*SYNTAXES, ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%1 of %2!s!%n", ["%1", "%2!s!", "%n"]),
        ("100%% sure", ["%%"]),
        ("{0} {name} {0:x8}", ["{0}", "{name}", "{0:x8}"]),
        ("70% nominal, 1.5% n", []),
        ("70%%", ["%%"]),
        ("{ no } {}", []),
        ("%1$s of %2$ and %3", ["%2", "%3"]),
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


def test_a_placeholder_has_its_range_and_its_number() -> None:
    numbered, named = placeholders("a %12!d! {x}")
    assert (numbered.start, numbered.end, numbered.number) == (2, 8, 12)
    assert (named.start, named.end, named.number) == (9, 12, 0)


def test_layout_is_not_compared() -> None:
    found = placeholders("a%n%t%b%r%0")
    assert [(each.role, each.key) for each in found] == [(Role.LAYOUT, "")] * 5
    assert [each.role for each in placeholders("Wait%. Now%!")] == [Role.LAYOUT] * 2


def test_numbered_and_unnumbered_arguments_of_printf_have_the_same_keys() -> None:
    assert keys("%s took %i ms: %m", "printf") == keys("%1$s took %2$d ms: %m", "printf")
    assert keys("%*d %s", "printf") == keys("%2$*1$d %3$s", "printf")
    assert keys("%s %d", "printf") != keys("%d %s", "printf")
    assert keys("%ld", "printf") != keys("%d", "printf")


def test_arguments_of_pascal_are_counted_from_the_last_number() -> None:
    assert keys("%s took %d ms", "pascal") == keys("%0:S took %1:d ms", "pascal")
    assert keys("%:s %d", "pascal") == keys("%0:s %1:d", "pascal")
    assert keys("%1:s %s %0:s %s", "pascal") == keys("%1:s %2:s %0:s %1:s", "pascal")
    assert keys("%*.*f %d", "pascal") == ["3$**f", "4$d"]
    assert keys("%1:*d %s", "pascal") == ["2$*d", "3$s"]
    assert keys("%m %n", "pascal") == keys("%e %g", "pascal")
    assert keys("%x", "pascal") != keys("%d", "pascal")


def test_empty_braces_of_python_count_up() -> None:
    assert keys("{} and {}", "python") == keys("{0} and {1}", "python")


def test_width_is_the_format_and_not_the_key() -> None:
    for syntax, one, other in (
        ("windows", "%1!-10s!", "%1"),
        ("printf", "%-10.3f", "%f"),
        ("pascal", "%-10.3n", "%f"),
        ("braces", "{0,-10:X}", "{0}"),
        ("python", "%(n)5d", "%(n)d"),
    ):
        first, second = placeholders(f"{one}{other}", Syntaxes((syntax,)))
        assert first.key.removeprefix("1$") == second.key.removeprefix("2$")
        assert (bool(first.format), second.format) == (True, "")


def test_several_syntaxes_are_tried_in_the_order_of_the_table() -> None:
    text = "%1$s %2 {{x}} ${a} <b> @C@"
    found = placeholders(text, Syntaxes(tuple(SYNTAXES)))
    assert [(each.syntax, each.text) for each in found] == [
        ("printf", "%1$s"),
        ("windows", "%2"),
        ("mustache", "{{x}}"),
        ("shell", "${a}"),
        ("angle", "<b>"),
        ("journal", "@C@"),
    ]


def test_texts_without_signs_and_without_syntaxes_have_none() -> None:
    assert placeholders("%1 {0}", Syntaxes(())) == ()
    assert placeholders("plain", DEFAULT_SYNTAXES) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("为$user保留", "$user"),
        ("пользователя $userили", "$user"),
        ("$3или", "$3"),
        ("$größe", "$größe"),
        ("$имя", "$имя"),
    ],
)
def test_a_match_of_an_own_pattern_ends_before_a_word_of_another_script(text: str, expected: str) -> None:
    assert [each.text for each in placeholders(text, Syntaxes((), r"\$\w+"))] == [expected]
