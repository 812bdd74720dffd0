"""Leaves are written in their containers, as HTML and as Markdown that can be read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.site.block_structure import assemble_html, assemble_markdown
from eventdocs.text.blocks import Block, BlockKind, parse_blocks
from eventdocs.text.escaping import fenced_code

TEXTS = [
    "One.\n\nTwo.",
    "- one\n- two",
    "- one\n\n  more\n- two\n  - inner\n    1. deep",
    "1. one\n2. two",
    "7) seven\n8) eight",
    "- one\n\n* another list\n\n1. a third\n\n1) a fourth",
    "> quoted\n>\n> - in a list\n>\n>   > quoted again",
    "> one\n\n<!-- -->\n\n> two",
    "```sh\na\n\n\nb\n```",
    "- one\n\n  ```\n    a\n\n  ````\n\n  ```\n- two",
    "    indented\n      code",
    "> ```\n> code\n>\n> more\n> ```",
    "| a | b |\n| :-- | --: |\n| c | |\n| d | e |",
    "- | a | b |\n  | --- | :-: |\n  | c | d |\n- x",
    "| a |\n| - |\n| b |\n\n| c |\n| - |\n| d |",
    "- - - deep",
    "-\n- after an empty item",
    "999999999. last number",
]


def leaf(block: Block) -> str:
    """Return the Markdown of a leaf."""
    if block.kind is BlockKind.CODE:
        return fenced_code(block.text, block.info)
    return block.text.replace("|", "\\|") if block.kind is BlockKind.CELL else block.text


def written_and_read(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Write blocks as Markdown and return the blocks that are read from it."""
    return parse_blocks(assemble_markdown(blocks, [leaf(block) for block in blocks]))


def without_info(blocks: tuple[Block, ...]) -> list[Block]:
    """Return blocks without the languages of code, because the default is `text`."""
    return [block._replace(info="") if block.kind is BlockKind.CODE else block for block in blocks]


@pytest.mark.parametrize("text", TEXTS)
def test_markdown_has_the_blocks_that_it_was_written_from(text: str) -> None:
    blocks = parse_blocks(text)
    assert len(blocks) > 1 or blocks[0].containers or blocks[0].kind is BlockKind.CODE
    assert without_info(written_and_read(blocks)) == without_info(blocks)


def _nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return a strategy for lists, quotations and sequences of texts."""

    def indented(first: str, text: str) -> str:
        rest = " " * len(first) if first != "> " else first
        return "\n".join((rest if index else first) + line for index, line in enumerate(text.split("\n")))

    return st.one_of(
        st.tuples(st.sampled_from(["- ", "* ", "3. ", "> "]), inner).map(lambda pair: indented(*pair)),
        st.lists(inner, min_size=2, max_size=3).map("\n\n".join),
    )


BLOCK_TEXTS = st.recursive(
    st.sampled_from(["word", "two\nlines", "```\na\n\n  b\n```", "| a | b |\n| - | - |\n| c | |"]),
    _nested,
    max_leaves=8,
)


@given(BLOCK_TEXTS)
def test_any_nesting_can_be_read_back(text: str) -> None:
    blocks = parse_blocks(text)
    assert without_info(written_and_read(blocks)) == without_info(blocks)


def test_html_has_each_container_once() -> None:
    blocks = parse_blocks("Why:\n\n- one\n- two\n  1. three\n\n> quoted")
    leaves = [f"<p>{block.text}</p>\n" for block in blocks]
    assert assemble_html(blocks, leaves) == (
        "<p>Why:</p>\n<ul>\n<li>\n<p>one</p>\n</li>\n<li>\n<p>two</p>\n<ol>\n<li>\n<p>three</p>\n</li>\n</ol>\n"
        "</li>\n</ul>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n"
    )


def test_a_list_starts_with_its_first_number() -> None:
    assert assemble_html(parse_blocks("3. x"), ["x"]) == '<ol start="3">\n<li>\nx</li>\n</ol>\n'


def test_a_table_scrolls_by_keyboard_and_is_named_by_its_heads() -> None:
    blocks = parse_blocks('| a"> | b |\n| --- | ---: |\n| c | d |')
    assert assemble_html(blocks, [block.text.upper() for block in blocks]) == (
        '<div class="wide" role="group" tabindex="0" aria-label="a&quot;&gt;, b">\n<table>\n'
        '<thead>\n<tr><th scope="col">A"></th><th scope="col" class="end">B</th></tr>\n</thead>\n'
        '<tr><td>C</td><td class="end">D</td></tr>\n</table>\n</div>\n'
    )
