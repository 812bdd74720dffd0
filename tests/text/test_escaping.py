"""Escaped text is shown verbatim by a Markdown page, and unescaping restores it."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from eventdocs.text.escaping import (
    character_references,
    code_parts,
    code_span,
    code_text,
    escape_bars,
    escape_cell,
    escape_literal,
    escape_markup,
    escape_start,
    one_line,
    unescape,
)

TEXT = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)
# Texts made of the characters that are syntax in Markdown.
SYNTAX = st.text(st.sampled_from("`<>\\[]()!&*_~|#-=:/ x1\"'"), max_size=40)
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def inline_tokens(text: str) -> list[Token]:
    return [token for block in PARSER.parseInline(text) for token in block.children or []]


@given(TEXT)
def test_literal_text_survives_escaping(text: str) -> None:
    plain = text.replace("&#124;", "").replace("&lt;", "").replace("&amp;", "")
    assert unescape(escape_literal(plain), literal=True) == plain


@given(TEXT | SYNTAX, TEXT | SYNTAX)
@example("a ` b", "`<img src=x>` c")
@example("[x](a", "`) <img src=x>`")
@example("x\\", "<img src=x>")
def test_markup_has_no_raw_html_whatever_is_next_to_it(first: str, second: str) -> None:
    tokens = inline_tokens(f"{escape_markup(first)} {escape_markup(second)}")
    assert not [token for token in tokens if token.type in ("html_inline", "image")]


@given(TEXT | SYNTAX)
def test_escaping_markup_again_changes_nothing(text: str) -> None:
    assert escape_markup(escape_markup(text)) == escape_markup(text)


@given(TEXT | SYNTAX)
@example("`a`` b` <c>")
@example("\\`<b>`")
def test_code_spans_are_those_of_commonmark(text: str) -> None:
    found = [code_text(part) for part, is_code in code_parts(escape_markup(text)) if is_code]
    assert found == [
        token.content for token in inline_tokens(escape_markup(text)) if token.type == "code_inline"
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a|b", "a&#124;b"),
        ("`a|b`", r"`a\|b`"),
        ("x `|` |", r"x `\|` &#124;"),
        ("plain", "plain"),
        (r"a\|b", "a&#124;b"),
        (r"a\\|b", r"a\\&#124;b"),
        (r"`a\|b`", r"`a\|b`"),
        (r"`a\\|b`", r"`a\\\|b`"),
    ],
)
def test_bars_are_escaped_for_tables(text: str, cell: str) -> None:
    assert escape_cell(text) == cell


@given(SYNTAX)
def test_no_bar_splits_a_cell(text: str) -> None:
    for cell in (escape_cell(escape_markup(text)), escape_bars(escape_markup(text))):
        rows = PARSER.parse(f"|a|b|\n|-|-|\n|{cell} |x|\n")
        cells = [rows[at + 1].content for at, token in enumerate(rows) if token.type == "td_open"]
        assert len(cells) == 2
        assert cells[1] == "x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("<xref:System.Xml> stays", "<xref:System.Xml> stays"),
        ("see <https://example.org/a>", "see <https://example.org/a>"),
        ("`<b>` is code", "`<b>` is code"),
        ("<xref:a b>", "&lt;xref:a b>"),
        ("<xref:a/onclick=alert(1)>", "&lt;xref:a/onclick=alert(1)>"),
        (r"a \`<img src=x onerror=alert(1)>`", r"a \`&lt;img src=x onerror=alert(1)>\`"),
        ("``<img src=x onerror=alert(1)>` x ```", r"\`\`&lt;img src=x onerror=alert(1)>\` x \`\`\`"),
        (r"\<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)>"),
        ("[x](a`)<img src=x onerror=alert(1)>`", r"[x\](a`)<img src=x onerror=alert(1)>`"),
        ('[x](a "`") <img> `', r'[x\](a "`") <img> `'),
        ("![x](https://example.org/a.png)", r"\![x](https://example.org/a.png)"),
        ("ends with \\", "ends with \\\\"),
    ],
)
def test_html_is_escaped_and_references_stay(text: str, expected: str) -> None:
    assert escape_markup(text) == expected


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://example.org/a)",
        "[x](<https://example.org/a>)",
        "[x](HTTP://example.org)",
        "[x](mailto:a@example.org)",
        "[x](xref:System.Xml)",
        "[x](../a_(b).md#c 'title')",
        "[x](/a?b=c:d)",
        "[x](#a)",
        "[x]()",
        "[x](\\_a)",
    ],
)
def test_links_to_the_web_and_within_the_site_stay(link: str) -> None:
    assert escape_markup(link) == link
    assert "link_open" in [token.type for token in inline_tokens(link)]


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "<javascript:alert(1)>",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&NewLine;script:alert(1)",
        "java&Tab;script:alert(1)",
        "javascript\\:alert(1)",
        "\x01javascript:alert(1)",
        "java\x02script:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:a",
        "//evil.example",
        "\\\\evil.example",
        "/\\evil.example",
        "&sol;/evil.example",
        "unknown:a",
    ],
)
def test_unsafe_links_are_text(address: str) -> None:
    escaped = escape_markup(f"[x]({address})")
    assert escaped.startswith(r"[x\](")
    assert "link_open" not in [token.type for token in inline_tokens(escaped)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# not a heading", r"\# not a heading"),
        ("1. not a list", r"1\. not a list"),
        ("- x", r"\- x"),
        ("#1 is fine", "#1 is fine"),
        (">not a quotation", r"\>not a quotation"),
        ("~~~ js", r"~~\~ js"),
        ("***", r"**\*"),
        ("- - -", r"\- - -"),
        ("__", r"_\_"),
        ("=", r"\="),
        ("--", r"-\-"),
        (":--|--:", r":--|--&#58;"),
        ("|--|", r"|--\|"),
        ("[x]: javascript:alert(1)", r"\[x]: javascript:alert(1)"),
        ("*[x]: y", r"\*[x]: y"),
        ("::: danger", "::&#58; danger"),
        ("!!! note", r"!!\! note"),
        ("??? note", "??&#63; note"),
        ("     code", "code"),
        ("\tcode", "code"),
        (" text", " text"),
        ("  # x", r"\# x"),
    ],
)
def test_the_start_of_a_paragraph_is_not_read_as_a_block(text: str, expected: str) -> None:
    assert escape_start(text) == expected


@given(SYNTAX, SYNTAX)
@example("a | b", "-|-")
@example("a", "==")
@example("[x]: javascript:alert(1)", "[x]")
def test_lines_are_one_paragraph(first: str, second: str) -> None:
    lines = [escape_start(escape_markup(text)) for text in (f"x{first}", second)]
    blocks = {token.type for token in PARSER.parse("\n".join(lines))}
    assert blocks <= {"paragraph_open", "inline", "paragraph_close"}


def test_code_spans_are_found_whole() -> None:
    assert code_parts("a `b` ``c`d``") == [("a ", False), ("`b`", True), (" ", False), ("``c`d``", True)]


@given(TEXT | SYNTAX)
@example(" a ")
@example("`")
@example("``` a")
def test_a_code_span_shows_its_text(text: str) -> None:
    if text:
        (token,) = inline_tokens(code_span(text))
        assert (token.type, token.content) == ("code_inline", text)
        assert code_text(code_span(text)) == text


def test_encoded_text_has_no_syntax() -> None:
    assert character_references("{{ a }}") == "&#123;&#123; a &#125;&#125;"


def test_all_line_ends_are_replaced_and_controls_are_visible() -> None:
    assert one_line("a\r\nb\rc\nd") == "a b c d"
    assert one_line("a\r\nb", "<br>") == "a<br>b"
    assert one_line("jav\x02a\xa0é") == "jav\ufffda\xa0é"


@pytest.mark.parametrize(
    "pattern",
    ["`", "` ", "<", "<xref:", "](", '[x](a "', "[x](a(", "[x](a\\", "\\", "\\|", "=|", "- ", " \t", "&#"],
)
def test_long_texts_take_linear_time(pattern: str) -> None:
    text = pattern * (100_000 // len(pattern))
    started = time.process_time()
    escape_bars(escape_cell(escape_start(escape_markup(text))))
    escape_literal(text)
    assert time.process_time() - started < 2


def test_runs_of_backticks_of_many_lengths_take_linear_time() -> None:
    text = "x".join("`" * (number % 400 + 1) for number in range(500))
    started = time.process_time()
    code_parts(text)
    assert time.process_time() - started < 2
