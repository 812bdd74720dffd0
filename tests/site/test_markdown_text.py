"""Markdown templates leave Markdown unchanged and escape everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from eventdocs.schema.fields import LINK
from eventdocs.site.markdown import Markup
from eventdocs.site.markdown_text import Markdown, encode_link, encode_url, escape_markdown_output, join

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXT = st.text(st.sampled_from("`<>\\[]()!&*_~|#-=:/ x1\"'{}.;"), min_size=1, max_size=30)


def test_markdown_is_written_as_it_is() -> None:
    assert escape_markdown_output(Markdown("<b>`x`")) == "<b>`x`"


def test_everything_else_is_escaped_also_html_that_is_marked_as_safe() -> None:
    assert escape_markdown_output("<b>`x`") == "&lt;b&gt;&#96;x&#96;"
    assert escape_markdown_output(Markup("<b>")) == "&lt;b&gt;"
    assert escape_markdown_output(7) == "7"


def test_ordinary_text_is_not_changed() -> None:
    for text in ("4031 - DispatchSession_Failed", "Propriétés d'un fichier (R&D)", "win:UInt32", "x-y", "ID"):
        assert escape_markdown_output(text) == text


@given(TEXT)
def test_a_text_is_shown_verbatim_in_paragraphs_cells_and_attributes(text: str) -> None:
    text = text.strip() or "x"
    escaped = escape_markdown_output(text)
    (_, paragraph, _) = PARSER.parse(f"{escaped}\n")
    assert "".join(token.content for token in paragraph.children or []) == text
    rows = PARSER.parse(f"|a|b|\n|-|-|\n|{escaped}|x|\n")
    assert [token.type for token in rows].count("td_open") == 2
    rendered = PARSER.renderInline(f'<b title="{escaped}">x</b> [{escaped}](a)')
    assert rendered.count("<") == 4
    assert '<a href="a">' in rendered


@pytest.mark.parametrize("text", ["import x from 'y'", "export const a = 1", "- x", "# x", "1. x", "::: x"])
def test_a_text_starts_no_block_and_no_code_of_mdx(text: str) -> None:
    assert "&#" in escape_markdown_output(text)[:9]


def test_joining_gives_markdown_if_one_part_is() -> None:
    assert join(["<", 1]) == "<1"
    assert type(join(["<", 1])) is str
    joined = join([Markdown("<b>"), "<i>"])
    assert (joined, type(joined)) == ("<b>&lt;i&gt;", Markdown)


def test_a_path_is_percent_encoded_and_not_escaped_again() -> None:
    assert escape_markdown_output(encode_link("en-US/[1_$]-a b")) == "en-US/%5B1_%24%5D-a%20b"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://a.example/b?c=d&e=f#g", "https://a.example/b?c=d&amp;e=f#g"),
        ("https://a.example/disk_(full)", "https://a.example/disk_%28full%29"),
        ("https://a.example/100%25", "https://a.example/100%25"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("mailto:a@b.example", "mailto:a@b.example"),
    ],
)
def test_a_web_address_is_written_so_that_it_is_the_target_of_a_link(url: str, written: str) -> None:
    assert encode_url(url) == written
    assert type(encode_url(url)) is Markdown


@given(st.from_regex(LINK.pattern, fullmatch=True))
def test_no_address_ends_its_link_early(url: str) -> None:
    (link, *_) = PARSER.parseInline(f"[x]({encode_url(url)})")[0].children or []
    assert link.type == "link_open"
    assert not set(str(link.attrGet("href"))) & set(" ()<>")
