"""Escaped text is shown verbatim by a Markdown page, and unescaping restores it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.text.escaping import (
    code_parts,
    escape_cell,
    escape_literal,
    escape_markup,
    escape_start,
    unescape,
)

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)


@given(TEXT)
def test_literal_text_survives_escaping(text: str) -> None:
    plain = text.replace("&#124;", "").replace("&lt;", "").replace("&amp;", "")
    assert unescape(escape_literal(plain), literal=True) == plain


@given(TEXT)
def test_no_raw_html_is_left_in_markup(text: str) -> None:
    from markdown_it import MarkdownIt

    html = MarkdownIt("commonmark").parseInline(escape_markup(text))
    kinds = [token.type for block in html for token in block.children or []]
    assert "html_inline" not in kinds


@pytest.mark.parametrize(
    ("text", "cell"),
    [("a|b", "a&#124;b"), ("`a|b`", r"`a\|b`"), ("x `|` |", r"x `\|` &#124;"), ("plain", "plain")],
)
def test_bars_are_escaped_for_tables(text: str, cell: str) -> None:
    assert escape_cell(text) == cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<xref:System.Xml> stays", "<xref:System.Xml> stays"),
        ("see <https://example.org/a>", "see <https://example.org/a>"),
        ("`<b>` is code", "`<b>` is code"),
        ("<xref:a b>", "&lt;xref:a b>"),
    ],
)
def test_html_is_escaped_and_references_stay(text: str, expected: str) -> None:
    assert escape_markup(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("- x", r"\- x"),
        ("#1 is fine", "#1 is fine"),
    ],
)
def test_the_start_of_a_paragraph_is_not_read_as_a_block(text: str, expected: str) -> None:
    assert escape_start(text) == expected


def test_code_spans_are_found_whole() -> None:
    assert code_parts("a `b` ``c`d``") == [("a ", False), ("`b`", True), (" ", False), ("``c`d``", True)]
