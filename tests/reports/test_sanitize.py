"""Sanitized text has no character that a terminal, a log or Markdown would interpret."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.reports.sanitize import escape_line, is_active_control, is_bidi, json_text, printable
from tests.reports.samples import CONTROLS, HOSTILE


@pytest.mark.parametrize("text", HOSTILE)
def test_printable_text_has_no_control_characters(text: str) -> None:
    assert not (CONTROLS | {"\n"}) & set(printable(text))


def test_printable_text_keeps_letters_of_all_scripts_and_expands_tabs() -> None:
    assert printable("ação\t日本\u0301") == "ação    日本\u0301"
    assert printable("a\x1bb") == "a\ufffdb"


def test_printable_text_shows_line_breaks_on_one_line() -> None:
    assert printable("One.\nTwo.\r\nThree.") == "One.⏎Two.⏎Three."


def test_markdown_is_escaped_on_one_line() -> None:
    assert escape_line("a *b*\n[c](d)") == r"a \*b\* \[c\]\(d\)"


@given(st.text() | st.sampled_from(HOSTILE))
def test_a_parser_gets_the_same_value_from_json_without_controls(text: str) -> None:
    document = json_text({"key": text})
    assert json.loads(document) == {"key": text}
    assert not [character for character in document if is_active_control(character) and character != "\n"]


def test_json_escapes_characters_beyond_16_bits_as_surrogate_pairs() -> None:
    assert json_text("\U000f0000") == '"\\udb80\\udc00"'


def test_bidi_controls_are_active_controls() -> None:
    assert is_bidi("\u202e")
    assert is_active_control("\u202e")
    assert not is_bidi("a")
