"""ICU messages are parsed in one pass, and mistakes have positions."""

import pytest

from eventdocs.text.icu import icu_pieces


def names(text: str) -> list[str]:
    """Return the names of the arguments that a translation must have."""
    return [piece.key for piece in icu_pieces(text).pieces if piece.key]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{a} {b}", ["a", "b"]),
        ("{n, plural, one {{x}} other {{x} {x}}}", ["n", "x", "x"]),
        ("{n, plural, one {{x} {x}} other {{x}}}", ["n", "x", "x"]),
        ("{g, select, a {{x}} b {{y}} other {}}", ["g", "x", "y"]),
        ("{g, select, a {{n, plural, other {{x}}}} other {{x}}}", ["g", "n", "x"]),
        ("{n, plural, other {{n} files}} {n}", ["n", "n"]),
    ],
)
def test_an_argument_counts_as_often_as_in_the_branch_with_most(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "start", "message"),
    [
        ("a {x", 2, "`{x` is not closed"),
        ("a } b", 2, "`}` has no opening brace"),
        ("a {} b", 2, "`{` does not begin an argument"),
        ("{n, plural, one {x}}", 0, "`{n, plural` has no branch `other`"),
        ("{n, plural, }", 0, "a branch of `{n` is missing"),
        ("{n, plural, other {x}", 0, "a branch of `{n` is missing"),
        ("{n, plural, other {x", 0, "`{n` is not closed"),
        ("{d, date, x", 0, "`{d` is not closed"),
        ("{a, select, other {" * 33 + "}}" * 33, 627 - 19, "arguments are nested more than 32 levels deep"),
    ],
)
def test_a_mistake_is_found_where_it_is(text: str, start: int, message: str) -> None:
    error = icu_pieces(text).error
    assert error is not None
    assert error.message == message
    assert error.start == start or message.startswith("a branch")


def test_plurals_have_their_selectors() -> None:
    (plural,) = icu_pieces("{n, plural, =0 {} one {#} other {#}}").plurals
    assert (plural.name, plural.type, plural.selectors) == ("n", "plural", ("=0", "one", "other"))


def test_long_messages_take_linear_time() -> None:
    for text in (
        "{n, plural, other {" * 20_000,
        "'{" * 50_000,
        "{" * 100_000,
        "{a}" * 30_000,
        "{a, select," * 9_000,
    ):
        icu_pieces(text)
