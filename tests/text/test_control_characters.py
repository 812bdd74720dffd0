"""Control characters are found with their positions, except for tabs and line feeds."""

import pytest

from eventdocs.text.control_characters import character_name, control_characters


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("A\tb\nc é\u00a0\u200b", []),
        ("A\x07b\r\n\0", [(1, "\x07"), (3, "\r"), (5, "\0")]),
        ("\x7f\x85\u2028\ufeff", [(0, "\x7f"), (1, "\x85"), (2, "\u2028"), (3, "\ufeff")]),
    ],
)
def test_control_characters_are_found_with_their_places(text: str, found: list[tuple[int, str]]) -> None:
    assert control_characters(text) == found


def test_a_character_is_named_by_its_code() -> None:
    assert [character_name(character) for character in "\r\u2028"] == ["U+000D", "U+2028"]
