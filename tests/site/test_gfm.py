"""Text for other site generators is escaped as Markdown, MDX and YAML."""

import pytest

from eventdocs.model.strings import TextKind
from eventdocs.site.gfm import cell, fenced, quoted, tidy, write


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("{0} of `{1}`", TextKind.MARKUP, r"\{0\} of `{1}`"),
        ("see <xref:System.Xml>", TextKind.MARKUP, "see `System.Xml`"),
        ("a\nb", TextKind.MARKUP, "a b"),
        ("a\nb", TextKind.LITERAL, "a<br />b"),
        ("a > b", TextKind.LITERAL, "a &gt; b"),
        ("a\nb", TextKind.NAME, "a b"),
    ],
)
def test_a_text_is_escaped_by_its_kind(text: str, kind: TextKind, expected: str) -> None:
    assert write(text, kind) == expected
    assert write(text, str(kind.value)) == expected


def test_bars_and_line_ends_cannot_split_a_cell() -> None:
    assert cell("a | b\n c") == r"a \| b c"


def test_a_fence_is_longer_than_the_backticks_in_the_code() -> None:
    assert fenced("x") == "```text\nx\n```"
    assert fenced("a ```` b") == "`````text\na ```` b\n`````"


def test_front_matter_values_are_json_strings_on_one_line() -> None:
    assert quoted('say "é"\n now') == '"say \\"é\\" now"'


def test_empty_lines_are_reduced_outside_of_code_only() -> None:
    assert tidy("\n\na\n\n\n\nb\n\n```text\nx\n\n\n\ny\n```\n\n\n\nc\n\n") == (
        "a\n\nb\n\n```text\nx\n\n\n\ny\n```\n\nc\n"
    )
