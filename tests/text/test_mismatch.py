"""The first difference of two texts has a position, and shows both texts there."""

import pytest

from eventdocs.text.mismatch import Mismatch, first_mismatch


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("a: 1\nb: 2\n", "a: 1\nb: 3\n", Mismatch(2, 4, "`b: 2`", "`b: 3`")),
        ("t: é1\n", "t: é2\n", Mismatch(1, 5, "`t: é1`", "`t: é2`")),
        ("a\r\nb", "a\nb", Mismatch(1, 2, r"`a\r\n`", r"`a\n`")),
        ("a\r\n", "b\r\n", Mismatch(1, 1, "`a`", "`b`")),
        ("a\n", "a", Mismatch(1, 2, r"`a\n`", "`a` and ends there")),
        ("a\n", "a\nb\n", Mismatch(2, 1, "no more text", "`b`")),
        ("a  \n", "a\n", Mismatch(1, 2, "`a  `", r"`a\n`")),
        ("\ufeffa", "a", Mismatch(1, 1, r"`\ufeffa`", "`a`")),
        ("a\xa0b", "a b", Mismatch(1, 2, r"`a\xa0b`", "`a b`")),
        ("a\n", "", Mismatch(1, 1, "`a`", "no more text")),
    ],
)
def test_the_first_difference_is_placed_and_shown(first: str, second: str, expected: Mismatch) -> None:
    assert first_mismatch(first, second) == expected


def test_a_long_line_is_cut_around_the_difference() -> None:
    found = first_mismatch("x" * 100 + "a" + "y" * 100, "x" * 100 + "b" + "y" * 100)
    assert found is not None
    assert found.column == 101
    assert found.first == f"`…{'x' * 24}a{'y' * 39}…`"
    assert found.second == f"`…{'x' * 24}b{'y' * 39}…`"


def test_equal_texts_have_no_difference() -> None:
    assert first_mismatch("a", "a") is None
