"""A text is split into blocks, whose texts can be replaced without changing anything around them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eventdocs.text.blocks import (
    Block,
    BlockKind,
    Container,
    _is_plain,
    _parse,
    _whole,
    block_places,
    inline_text,
    is_paragraph,
    leaves,
    parse_blocks,
    replace_blocks,
    shape,
    single_block,
    unsupported_markup,
    without_start_escape,
)

EVERYTHING = """First
  line.

- One
- Two `a`

  ```sql
  SELECT 1;

  x
  ```
> quote
lazy

| a | b |
|:--|--:|
| x \\| y | z
| only

3. three
   - nested
     more

         code

end  """

_PIECES = st.sampled_from(
    (
        "a",
        "b c",
        "- ",
        "* ",
        "+",
        "1. ",
        "12) ",
        "> ",
        "\n",
        "\n\n",
        "    ",
        "\t",
        "  ",
        "```",
        "~~~",
        "| ",
        "|",
        "|-|-|",
        "---",
        "***",
        "# ",
        "===",
        "\\",
        "`",
        "\r\n",
        "\r",
        "\0",
        "\xa0",
        "\u3000",
        "<b>",
        "[x]: y",
        ":-",
    )
)
TEXT = st.lists(_PIECES, max_size=25).map("".join) | st.text(max_size=40)


def paths(text: str) -> list[tuple[str, str, str]]:
    """Return the containers, the kind and the text of each block, for comparison."""
    return [
        (
            "/".join(f"{container.tag}{container.index}" for container in block.containers),
            block.kind.value,
            block.text,
        )
        for block in parse_blocks(text)
    ]


def test_every_kind_of_block_is_found_with_its_containers() -> None:
    assert paths(EVERYTHING) == [
        ("", "paragraph", "First\nline."),
        ("bullet_list1/item0", "paragraph", "One"),
        ("bullet_list1/item1", "paragraph", "Two `a`"),
        ("bullet_list1/item1", "code", "SELECT 1;\n\nx"),
        ("quote2", "paragraph", "quote\nlazy"),
        ("table3/head0", "cell", "a"),
        ("table3/head0", "cell", "b"),
        ("table3/row1", "cell", "x | y"),
        ("table3/row1", "cell", "z"),
        ("table3/row2", "cell", "only"),
        ("table3/row2", "cell", ""),
        ("numbered_list4/item0", "paragraph", "three"),
        ("numbered_list4/item0/bullet_list1/item0", "paragraph", "nested\nmore"),
        ("numbered_list4/item0/bullet_list1/item0", "code", "code"),
        ("", "paragraph", "end"),
    ]


def test_a_block_has_its_language_alignment_and_first_number() -> None:
    blocks = {block.text: block for block in parse_blocks(EVERYTHING)}
    assert blocks["SELECT 1;\n\nx"].info == "sql"
    assert (blocks["a"].info, blocks["z"].info) == ("left", "right")
    assert blocks["three"].containers[0] == Container("numbered_list", 4, 3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The disk is full.",
        "Two lines\nof one paragraph.",
        "  indented a little",
        "**Note** the `code`.",
        "-5 degrees",
        "1.5 times",
        "# not a heading here",
        "<div>\nnot HTML\n</div>",
        "[x]: https://example.org/",
        "-",
        ">",
        "a | b",
        "foo\n===",
        "~~~\n~~~",
        "***very*** strong",
        "--- a ---",
    ],
)
def test_a_paragraph_is_the_whole_text(text: str) -> None:
    assert is_paragraph(text)
    assert parse_blocks(text) == (Block(BlockKind.PARAGRAPH, text),)


@pytest.mark.parametrize(
    "text",
    [
        "- a",
        "* a\n* b",
        "7. a",
        "> a",
        "    code",
        "\tcode",
        "```\ncode",
        "~~~\nx\n~~~",
        "a\n\nb",
        "a\n---\nb",
        "|a|\n|-|",
        "a\n- b",
        "a | b\n--|--",
        "a\r\n\r\nb",
        "a\r\rb",
    ],
)
def test_other_blocks_are_no_paragraph(text: str) -> None:
    assert not is_paragraph(text)


def test_text_nested_deeper_than_the_parser_reads_is_one_paragraph() -> None:
    assert parse_blocks(">" * 30 + " deep") == (Block(BlockKind.PARAGRAPH, ">" * 30 + " deep"),)


def test_an_empty_item_is_a_block() -> None:
    assert paths("- a\n-\n- c")[1] == ("bullet_list0/item1", "paragraph", "")


def test_the_shape_has_neither_texts_nor_markers() -> None:
    assert shape(parse_blocks("A\n\n* b\n* c")) == shape(parse_blocks("X\n\n- y\n\n- z"))
    assert shape(parse_blocks("A\n\n* b\n* c")) != shape(parse_blocks("A\n\n* b\n\n   c"))
    assert shape(parse_blocks("1. a")) != shape(parse_blocks("- a"))


@given(TEXT)
@example(EVERYTHING)
@example(EVERYTHING.replace("\n", "\r\n"))
@example("-\t\tx\n\t\ty")
@example("- ```\n\tx\n  ```")
@example("> |a|\n> |-|\n> |>|")
@example("\x0cfoo\n\x0c\n- a")
def test_its_own_texts_give_the_same_text(text: str) -> None:
    blocks = parse_blocks(text)
    assert replace_blocks(text, [block.text for block in blocks]) == text
    for leaf in leaves(text):
        assert leaf.block.text == "\n".join(line.text for line in leaf.lines)


@given(TEXT, st.data())
@example(EVERYTHING, None)
def test_replaced_texts_are_the_texts_of_the_new_blocks(text: str, data: st.DataObject | None) -> None:
    """A changed text has the same structure, or there is no result."""
    before = parse_blocks(text)
    texts = [block.text + "x" if data is None else data.draw(TEXT) for block in before]
    replaced = replace_blocks(text, texts)
    if replaced is not None:
        assert [block.text for block in parse_blocks(replaced)] == texts
        assert shape(parse_blocks(replaced)) == shape(before)


@given(TEXT)
def test_a_text_that_the_guard_accepts_is_one_paragraph(text: str) -> None:
    if _is_plain(text):
        assert _parse(text).leaves == (_whole(text),)


@given(TEXT)
@example(EVERYTHING)
def test_ranges_point_to_the_same_characters(text: str) -> None:
    for leaf in leaves(text):
        locate = leaf.locator()
        for at, character in enumerate(leaf.block.text):
            if leaf.block.kind is not BlockKind.CODE and character not in "\n\r|":
                assert text[slice(*locate(at, at + 1))] == character


@pytest.mark.parametrize(
    ("text", "texts", "expected"),
    [
        ("- a\n- b", ["one\ntwo", "b"], "- one\n  two\n- b"),
        ("> - a\n\nb", ["one\ntwo", "b"], "> - one\n>   two\n\nb"),
        ("- a\n  b\n- c", ["x", "y"], "- x\n- y"),
        ("|a|\n|-|\n|b|", ["x|y", "`c|d`"], "|x\\|y|\n|-|\n|`c\\|d`|"),
        ("a\n\n    c\n\n    d", ["a", "x\n\ny\nz"], "a\n\n    x\n\n    y\n    z"),
        ("a\r\n\r\n- b", ["a", "x\ny"], "a\r\n\r\n- x\r\n  y"),
        ("a\n\nb", ["- x", "b"], None),
        ("a\n\nb", ["a\n\nc", "b"], None),
        ("a\n\nb", ["a"], None),
        ("a", ["- a"], None),
        ("|a|b|\n|-|-|\n|c", ["a", "b", "c", "d"], None),
    ],
)
def test_new_texts_get_the_marks_of_their_containers(
    text: str, texts: list[str], expected: str | None
) -> None:
    assert replace_blocks(text, texts) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Causes", [("#", "a heading")]),
        ("Causes\n===", [("===", "a heading")]),
        ("a ![disk](disk.png) b", [("![disk](disk.png)", "an image")]),
        ("`![x](y)` and #5", []),
        ("* * *", [("* * *", "a thematic break")]),
        ("[disk]: https://example.org/", [("[disk]:", "a link definition")]),
        ("a = b", []),
        ("Wow![^1]", []),
    ],
)
def test_unsupported_markup_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[start:end], what) for start, end, what in unsupported_markup(text)] == found


@pytest.mark.parametrize(
    ("text", "kind", "single"),
    [
        ("- a", BlockKind.PARAGRAPH, "\\- a"),
        ("12. a\n  + b", BlockKind.PARAGRAPH, "12\\. a\n\\+ b"),
        ("    a  ", BlockKind.PARAGRAPH, "a"),
        ("> a\n| - | - |", BlockKind.PARAGRAPH, "\\> a\n\\| - | - |"),
        ("-5 and *b*", BlockKind.PARAGRAPH, "-5 and *b*"),
        ("a\n\n- b", BlockKind.PARAGRAPH, "a\n\n- b"),
        ("a|\n:-", BlockKind.PARAGRAPH, "a|\n\\:-"),
        ("a|\n-: ", BlockKind.PARAGRAPH, "a|\n\\-:"),
        ("a\nb", BlockKind.CELL, "a b"),
        ("- a", BlockKind.CELL, "- a"),
        ("  - a", BlockKind.CODE, "  - a"),
    ],
)
def test_a_text_is_escaped_so_that_it_is_one_block(text: str, kind: BlockKind, single: str) -> None:
    assert single_block(text, kind) == single
    assert single_block(single, kind) == single


@given(TEXT)
def test_an_escaped_text_without_blank_lines_is_one_paragraph(text: str) -> None:
    single = single_block(text, BlockKind.PARAGRAPH)
    if "\n\n" not in single and single.strip() and single != text:
        assert is_paragraph(single)


@given(TEXT.map(lambda text: text.replace("\n", " ").replace("\r", " ")))
@example("123456789. a")
@example("\\- a")
def test_inline_text_is_one_paragraph_and_comes_back(text: str) -> None:
    if text == text.strip(" \t"):
        inline = inline_text(text)
        assert is_paragraph(inline)
        assert inline == text or without_start_escape(inline) == text


def test_a_location_has_the_kind_and_the_number_of_blocks() -> None:
    assert block_places(parse_blocks("A\n\n- b\n\n  c\n- d\n\n> e\n\n|f|\n|-|\n\n    g")) == [
        "Paragraph 1 of 1",
        "List item 1 of 2",
        "Paragraph in a list item 1 of 1",
        "List item 2 of 2",
        "Quotation 1 of 1",
        "Table cell 1 of 1",
        "Code block 1 of 1",
    ]
