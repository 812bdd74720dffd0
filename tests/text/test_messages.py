"""Stored messages become valid texts of a catalog without losing anything that a reader sees."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.text.control_characters import control_characters
from eventdocs.text.messages import normalize_message


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("The disk is full.\r\n", "The disk is full."),
        ("one\r\ntwo\nthree", "one\ntwo\nthree"),
        ("one\n\n", "one\n"),  # only one line end is not content
        ("  two  columns\t", "  two  columns\t"),
        ("%1!s!%n%t%%5 %0", "%1!s!%n%t%%5 %0"),
        ("one\rtwo\x0bthree\x0cfour\x85five\u2028six\u2029seven", "one\ntwo\nthree\nfour\nfive\nsix\nseven"),
        (" \r\n\t", ""),
        ("", ""),
        ("名前\u3000、\u200f", "名前\u3000、\u200f"),
    ],
)
def test_line_ends_are_line_feeds_and_all_else_is_content(raw: str, text: str) -> None:
    assert normalize_message(raw) == (text, "")


def test_control_characters_are_dropped_and_named_once() -> None:
    raw = "\ufeffa\x00b\x07c\x07\x9f\ud800d\uffff"
    assert normalize_message(raw) == ("abcd", "\ufeff\x00\x07\x9f\ud800\uffff")


@given(st.text(st.characters(max_codepoint=0x2100) | st.characters()))
def test_a_catalog_can_hold_every_result(raw: str) -> None:
    text, _ = normalize_message(raw)
    assert control_characters(text) == []
    text.encode()
    assert text.endswith("\n") or normalize_message(text) == (text, "")
