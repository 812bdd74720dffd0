"""File names are valid everywhere, paths that collide on some file systems are found, and links are encoded once."""

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Literal
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.text.addresses import LONGEST_NAME, file_name_problem, folded, href, safe_file_name


@cache
def characters() -> list[str]:
    """Return all characters of Unicode."""
    return [chr(point) for point in range(sys.maxunicode + 1) if not 0xD800 <= point < 0xE000]


def normalize(form: Literal["NFC", "NFD", "NFKC", "NFKD"]) -> Callable[[str], str]:
    return lambda text: unicodedata.normalize(form, text)


def casefold(text: str) -> str:
    """Return a text folded for caseless matching as the Unicode standard defines it: decomposed first."""
    return unicodedata.normalize("NFD", text).casefold()


VARIANTS = (casefold, str.lower, normalize("NFC"), normalize("NFD"), normalize("NFKC"), normalize("NFKD"))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("pt-BR/7-diskfull-v2.html", "pt-BR/7-diskfull-v2.html"),
        ("a#b?c", "a%23b%3Fc"),
        ("%2e%2e/7", "%252e%252e/7"),
        ("a&b;c+d=e's [x](y) {z}", "a%26b%3Bc%2Bd%3De%27s%20%5Bx%5D%28y%29%20%7Bz%7D"),
        ("http:", "http%3A"),
        ("größe", "gr%C3%B6%C3%9Fe"),
    ],
)
def test_an_address_is_encoded_once(path: str, address: str) -> None:
    assert href(path) == address


@given(st.text())
def test_decoding_an_address_once_gives_the_path(path: str) -> None:
    assert unquote(href(path), errors="strict") == path
    assert href(path).isascii()


def test_all_characters_fold_like_their_variants() -> None:
    wrong = [
        character
        for character in characters()
        for variant in VARIANTS
        if variant(character) != character and folded(variant(character)) != folded(character)
    ]
    assert wrong == []


@given(st.text(st.sampled_from([*"aAsSiIſßẞıİﬁᾳΣσςéÉe\u0301\u0345\u1e9b\u0323\u212b²½Å"]), max_size=8))
def test_texts_fold_like_their_variants(text: str) -> None:
    for first in VARIANTS:
        for second in VARIANTS:
            assert folded(second(first(text))) == folded(text)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nul", "reserved"),
        ("CON.txt", "reserved"),
        ("Aux .a.b", "reserved"),
        ("com¹", "reserved"),
        ("conin$", "reserved"),
        (".", "begins with a dot"),
        ("..", "begins with a dot"),
        (".7", "begins with a dot"),
        ("7.", "ends with a dot"),
        ("7 ", "ends with a space"),
        ("a/b", "U\\+002F"),
        ("a\\b", "U\\+005C"),
        ('a"b', "U\\+0022"),
        ("a\0", "U\\+0000"),
        ("a\x7f", "U\\+007F"),
        ("a\u202e", "U\\+202E"),
        ("a\u2067", "U\\+2067"),
        ("a\u200d", "U\\+200D"),
        ("a\u00a0b", "U\\+00A0"),
        ("a\u3164", "U\\+3164"),
        ("a\U000e0100", "U\\+E0100"),
        ("a\ud800", "U\\+D800"),
        ("a\uffff", "U\\+FFFF"),
        ("e\u0301", "NFC"),
        ("\u212b", "NFC"),
        ("é" * 101, "too long"),
    ],
)
def test_a_name_that_some_system_refuses_has_a_problem(name: str, problem: str) -> None:
    assert re.search(problem, file_name_problem(name))


@pytest.mark.parametrize(
    "name",
    ["7", "con-7", "console", "com", "com10", "é", "a b", "a.b", "%2e%2e", "#", "~", "x" * LONGEST_NAME],
)
def test_other_names_have_none(name: str) -> None:
    assert file_name_problem(name) == ""


@given(st.text(st.characters(exclude_categories=()) | st.sampled_from("./\u0301e\u3164é"), max_size=300))
def test_a_safe_name_has_no_problem_and_a_valid_name_is_unchanged(text: str) -> None:
    name = safe_file_name(text)
    assert file_name_problem(name) in ("", "is reserved on Windows")
    assert safe_file_name(name) == name


@pytest.mark.parametrize(
    ("text", "longest", "name"),
    [("..a.b..", 9, "a.b"), ("a/\x00b", 9, "ab"), ("ééé", 5, "éé"), ("a.b", 2, "a"), ("..", 9, "")],
)
def test_a_safe_name_keeps_what_is_valid_and_fits(text: str, longest: int, name: str) -> None:
    assert safe_file_name(text, longest) == name
