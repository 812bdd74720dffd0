"""Text for other site generators is escaped as Markdown, MDX and YAML."""

import re
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.model.strings import TextKind
from eventdocs.site.gfm import cell, fenced, quote, quoted, start, tidy, write
from eventdocs.site.markdown import html
from eventdocs.site.markdown_text import Markdown
from eventdocs.site.routes import Format
from eventdocs.text.blocks import BlockKind, parse_blocks, shape
from tests.block_texts import write_catalog


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("{0} of `{1}`", TextKind.MARKUP, r"\{0\} of `{1}`"),
        ("see <xref:System.Xml>", TextKind.MARKUP, "see `System.Xml`"),
        ("a\nb", TextKind.MARKUP, "a b"),
        ("a\nb", TextKind.LITERAL, "a<br />b"),
        ("a > b", TextKind.LITERAL, "a &gt; b"),
        ("a\nb", TextKind.NAME, "a b"),
        ("![x](y)", TextKind.NAME, r"\![x\](y)"),
    ],
)
def test_a_text_is_escaped_by_its_kind(text: str, kind: TextKind, expected: str) -> None:
    assert write(text, kind) == expected
    assert write(text, str(kind.value)) == expected


def test_bars_and_line_ends_cannot_split_a_cell() -> None:
    assert cell(write("a | b\n c", "markup")) == r"a \| b c"
    assert cell("a | b\n c") == "a &#124; b c"
    assert cell(write(r"`a\|b` `a\\|b`", "markup")) == r"`a\|b` `a\\\|b`"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`{{ site }}`", "<code>&#123;&#123; site &#125;&#125;</code>"),
        ("`{% raw %}` and `{0}`", "<code>&#123;&#37; raw &#37;&#125;</code> and `{0}`"),
        ("{{ site }}", r"\{\{ site \}\}"),
        ("~~x~~ ~", r"\~\~x\~\~ ~"),
        ("`<xref:a>` <xref:b>", "`<xref:a>` `b`"),
        (r"a \`<img src=x onerror=alert(1)>`", r"a \`&lt;img src=x onerror=alert(1)>\`"),
        ("[x](javascript:alert(1))", r"[x\](javascript:alert(1))"),
    ],
)
def test_other_generators_read_no_tags_and_no_html(text: str, expected: str) -> None:
    assert write(text, TextKind.MARKUP) == expected


def test_code_blocks_have_no_template_tags() -> None:
    assert fenced("a {{ b }}\nc") == "<code>a &#123;&#123; b &#125;&#125;</code><br /><code>c</code>"


def test_a_line_starts_no_block_and_no_code_of_mdx() -> None:
    assert start(write("import x", TextKind.MARKUP)) == "&#105;mport x"
    assert start(write("important", TextKind.MARKUP)) == "important"
    assert start(write("- x", TextKind.MARKUP)) == r"\- x"


def test_tags_in_front_matter_are_disarmed() -> None:
    assert quoted("a < b <xref:a.b> <img src=x>") == '"a < b <xref:a.b> ‹img src=x>"'


def test_a_fence_is_longer_than_the_backticks_in_the_code() -> None:
    assert fenced("x") == "```text\nx\n```"
    assert fenced("a ```` b") == "`````text\na ```` b\n`````"


def test_front_matter_values_are_json_strings_on_one_line() -> None:
    assert quoted('say "é"\n now') == '"say \\"é\\" now"'


def test_empty_lines_are_reduced_outside_of_code_only() -> None:
    assert tidy("\n\na\n\n\n\nb\n\n```text\nx\n\n\n\ny\n```\n\n\n\nc\n\n") == (
        "a\n\nb\n\n```text\nx\n\n\n\ny\n```\n\nc\n"
    )


def test_code_in_backticks_at_the_start_of_a_line_is_no_code_block() -> None:
    assert tidy("```a``` b\n\n\n\nc\n") == "```a``` b\n\nc\n"


def test_control_characters_of_a_message_are_shown_as_escapes() -> None:
    assert write("a\x07\r\nb", TextKind.LITERAL) == r"a\\x07\\x0D<br />b"
    assert write("a\x07b", TextKind.NAME) == "a\ufffdb"


def test_code_keeps_its_language_if_that_is_a_name() -> None:
    assert fenced("x", "c++") == "```c++\nx\n```"
    assert fenced("x", "{.x}") == "```text\nx\n```"


def test_a_quotation_has_a_mark_on_each_line() -> None:
    assert quote(Markdown("a\n\n- b\n")) == "> a\n>\n> - b"


@pytest.mark.parametrize("start", ["- ```text", "1. ```", "> ```sh", "  ```text"])
def test_empty_lines_of_code_in_lists_and_quotations_are_kept(start: str) -> None:
    indent = "> " if start.startswith(">") else " " * (len(start) - len(start.lstrip("-1. ")))
    page = f"a\n\n{start}\n{indent}x\n\n\n{indent}y\n{indent}```\n\n\n\nz\n"
    assert tidy(page) == page.replace("\n\n\n\nz", "\n\nz")


def inline(text: str) -> str:
    """Return the HTML of a text without the elements around placeholders and names."""
    return re.sub("</?bdi[^>]*>", "", html(text, TextKind.MARKUP))


@pytest.mark.parametrize(
    "text",
    [
        "One <b> {x}.\n\n- two\n- three\n  > four\n\n1. five\n\n   ```sh\n   a ```` b\n\n\n   c\n   ```",
        "| a \\| b | {c} |\n| :-: | --- |\n| `x` | |",
        "- import x\n- \\# no heading\n- \\> no quotation",
    ],
)
def test_pages_of_the_source_can_be_read_back_and_translations_have_it_in_quotations(
    text: str, tmp_path: Path
) -> None:
    source = {"description": text, "note": text, "cause": "One.\n\nTwo."}
    write_catalog(tmp_path / "catalog", {"en-US": source, "pt-BR": {"cause": "Um.\n\n* Dois."}})
    build(tmp_path / "catalog", tmp_path / "site", [Format.GFM])
    page = (tmp_path / "site/en-US/7-diskfull.md").read_text("utf-8")
    section = page.partition("## Description\n\n")[2].partition("\n\n> **")[0]
    assert shape(parse_blocks(section)) == shape(parse_blocks(text))
    shown = zip(parse_blocks(section), parse_blocks(text), strict=True)
    for block, original in shown:
        if block.kind is BlockKind.CODE:
            assert block == original._replace(info=original.info or "text")
        else:
            assert inline(block.text) == inline(original.text)
    translation = (tmp_path / "site/pt-BR/7-diskfull.md").read_text("utf-8")
    assert (
        'Um.\n\n* Dois.\n\n> <span lang="en-US">One.</span>\n>\n> <span lang="en-US">Two.</span>\n'
        in translation
    )
