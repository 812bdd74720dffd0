"""Bilingual Markdown pairs each text with its source in spans, like the .NET documentation."""

import hashlib

from eventdocs.model.strings import TextKind
from eventdocs.site.learn_markdown import (
    PREFIX,
    bilingual_span,
    code,
    heading_anchor,
    monolingual_span,
    source_sha1,
    string_spans,
    table_cells,
    unit_prefix,
)
from eventdocs.text.blocks import parse_blocks
from tests.site.views import unit


def test_a_text_and_its_source_have_the_same_id() -> None:
    assert bilingual_span(unit("Full.", "Cheio.")) == (
        '<span data-ttu-id="\0-103">Cheio.</span>'
        '<span class="sxs-lookup"><span data-stu-id="\0-103">Full.</span></span>'
    )


def test_a_fallback_names_its_language() -> None:
    span = bilingual_span(unit("Full.", "Full.", missing=True))
    assert span.startswith('<span data-ttu-id="\0-103" lang="en-US">')


def test_segments_are_separated_by_a_space_or_by_two_if_the_text_starts_with_one() -> None:
    first, second = unit("A.", "B."), unit("C.", " D.")
    assert "</span> <span" in string_spans([first, unit("C.", "D.")], bilingual=True)
    assert "</span>  <span" in string_spans([first, second], bilingual=True)
    assert string_spans([first, unit("C.", "D.")], bilingual=False) == "B. D."


def test_the_start_of_a_string_cannot_become_a_list() -> None:
    assert monolingual_span(unit("1. x", "1. x")) == r"1\. x"
    assert monolingual_span(unit("1. x", "1. x"), first=False) == " 1. x"


def test_cells_are_escaped_and_an_empty_one_stays_empty() -> None:
    assert table_cells(unit("a|b", "a|b", TextKind.LITERAL), None, bilingual=False) == "a&#124;b|"


def test_hashes_are_computed_as_the_original_documentation_does() -> None:
    assert unit_prefix("7", "pt-BR") == hashlib.sha1(b"7\0pt-BR").hexdigest()[:5]
    assert source_sha1("a\nb\n") == hashlib.sha1(b"a\r\nb\r\n").hexdigest()


def test_an_anchor_is_named_after_the_source() -> None:
    assert heading_anchor(unit("See also", "Consulte")) == '<a name="see-also"></a>'


def test_code_ends_where_it_should_and_splits_no_cell() -> None:
    assert code("win:UInt32", cell=True) == "`win:UInt32`"
    assert code("a|b", cell=True) == r"`a\|b`"
    assert code("` <img src=x>\n\nx") == "`` ` <img src=x>  x ``"


def test_a_paragraph_of_two_units_has_no_raw_html() -> None:
    units = [unit("a", "a ` b"), unit("c", "`<img src=x onerror=alert(1)>` c")]
    assert "a \\` b" in string_spans(units, bilingual=True)
    line = unit("a", "x\n\r\n<img src=x>", TextKind.LITERAL)
    assert string_spans([line], bilingual=False) == "x<br>\\\\x0D<br>&lt;img src=x>"


def test_each_block_has_its_own_spans_and_code_has_none() -> None:
    source, target = "One.\n\n- two\n\n```sh\nls\n```", "Um.\n\n- dois|\n\n```sh\nls -l\n```"
    pairs = zip(parse_blocks(source), parse_blocks(target), strict=True)
    units = [
        unit(one.text, other.text)._replace(block=other, number=number)
        for number, (one, other) in enumerate(pairs)
    ]
    units[2] = units[2]._replace(kind=TextKind.CODE)
    assert string_spans(units, bilingual=True) == (
        '<span data-ttu-id="\0-0">Um.</span><span class="sxs-lookup"><span data-stu-id="\0-0">One.</span></span>\n\n'
        '* <span data-ttu-id="\0-1">dois|</span><span class="sxs-lookup"><span data-stu-id="\0-1">two</span></span>\n\n'
        "```sh\nls -l\n```"
    )
    assert string_spans(units, bilingual=False) == "Um.\n\n* dois|\n\n```sh\nls -l\n```"


def test_a_text_with_other_blocks_than_its_source_is_shown_without_spans() -> None:
    whole = unit("One.", "Um.\n\n1) dois", TextKind.BLOCKS)
    assert string_spans([whole], bilingual=True) == "Um.\n\n1) dois"


def test_control_characters_of_a_message_are_shown_as_escapes() -> None:
    message = unit("a", "a\x07 b\r\nc", TextKind.LITERAL)
    assert string_spans([message], bilingual=False) == r"a\\x07 b\\x0D<br>c"


def test_no_text_has_what_stands_for_the_prefix_of_a_page() -> None:
    for kind in (TextKind.MARKUP, TextKind.LITERAL, TextKind.LABEL, TextKind.NAME):
        text = unit(f"a{PREFIX}b", f"`c{PREFIX}`", kind)
        assert bilingual_span(text).count(PREFIX) == 2
    assert PREFIX not in code(f"a{PREFIX}")
