"""Text for other site generators is escaped as Markdown, MDX and YAML."""

import pytest

from eventdocs.model.strings import TextKind
from eventdocs.site.gfm import cell, fenced, quoted, start, tidy, write


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
