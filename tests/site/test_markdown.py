"""Catalog strings become safe HTML without losing text."""

import json
import re
from pathlib import Path

import pytest

from eventdocs.model.strings import TextKind
from eventdocs.site.markdown import html

INSERT = '<bdi class="insert" dir="ltr" translate="no">{}</bdi>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain & <simple>", "plain &amp; &lt;simple&gt;"),
        ("a `b<c>` d", 'a <code translate="no" dir="ltr">b&lt;c&gt;</code> d'),
        ("**bold** and *soft*", "<strong>bold</strong> and <em>soft</em>"),
        ("[x](https://example.org/a)", '<a href="https://example.org/a">x</a>'),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](//evil.example)", '[x](//<bdi dir="ltr" translate="no">evil.example</bdi>)'),
        ("![x](https://example.org/a.png)", '!<a href="https://example.org/a.png">x</a>'),
        ("<xref:System.Xml> x", '<code translate="no" dir="ltr">System.Xml</code> x'),
        ("`C:\\Program Files`", '<code translate="no" dir="ltr">C:\\Program Files</code>'),
        ("`C:\\Program Files\\`", '<code class="long" translate="no" dir="ltr">C:\\Program Files\\</code>'),
        ("<b>x<b>", "&lt;b&gt;x&lt;b&gt;"),
        ("of MyClass", 'of <bdi dir="ltr" translate="no">MyClass</bdi>'),
        ("**%1**", f"<strong>{INSERT.format('%1')}</strong>"),
    ],
)
def test_inline_markdown_is_rendered_and_html_is_not(text: str, expected: str) -> None:
    assert html(text, TextKind.MARKUP) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [("` x `", "x"), ("` x`", " x"), ("`x `", "x "), ("`  `", "  "), ("`x`", "x")],
)
@pytest.mark.parametrize("rest", [" y", " *y*"], ids=["code only", "with other markup"])
def test_code_loses_one_space_at_both_ends_as_in_commonmark(rest: str, code: str, expected: str) -> None:
    result = str(html(f"{code}{rest}", TextKind.MARKUP))
    assert result.startswith(f'<code translate="no" dir="ltr">{expected}</code>')


def test_references_use_the_address_pattern_of_the_catalog() -> None:
    rendered = html("<xref:System.Xml>", TextKind.MARKUP, xref="https://docs.example/{uid}")
    assert (
        rendered
        == '<a href="https://docs.example/System.Xml"><code translate="no" dir="ltr">System.Xml</code></a>'
    )


def test_a_message_is_literal_and_its_inserts_are_isolated() -> None:
    text = "*%1* [operation %2] at 70%% <x>"
    expected = (
        f"*{INSERT.format('%1')}* [operation {INSERT.format('%2')}] at 70{INSERT.format('%%')} &lt;x&gt;"
    )
    assert html(text, TextKind.LITERAL) == expected
    assert html("a\nb", TextKind.LITERAL) == "a<br>b"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("للعنوان uri:'%1' بالحالة:'%2'.", "للعنوان <bdi>uri:'[%1]'</bdi> بالحالة:'[%2]'."),
        ("(uri(%1)), %1/%2; 0x%1 %1ms.", "(uri([%1])), [%1]/[%2]; 0x[%1] [%1]ms."),  # not right to left
        (
            "و (uri(%1)) و %1/%2 و 0x%1 و %1ms.",
            "و (<bdi>uri([%1])</bdi>) و <bdi>[%1]/[%2]</bdi> و <bdi>0x[%1]</bdi> و <bdi>[%1]ms</bdi>.",
        ),
        ("خيار --name=%1، «%1» و :%1.", "خيار <bdi>--name=[%1]</bdi>، «[%1]» و :[%1]."),
        ("ع x((((%1))))", "ع <bdi>x(((([%1])))</bdi>)"),
    ],
)
def test_text_attached_to_a_placeholder_keeps_its_side_in_right_to_left_texts(
    text: str, expected: str
) -> None:
    wanted = re.sub(r"\[(%\d)\]", lambda found: INSERT.format(found[1]), expected)
    assert html(text, TextKind.LITERAL) == wanted.replace("<bdi>", '<bdi dir="ltr">')


@pytest.mark.parametrize("kind", list(TextKind))
def test_no_payload_creates_an_element(kind: TextKind, shared: Path) -> None:
    from html.parser import HTMLParser

    class Elements(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.found: list[tuple[str, dict[str, str | None]]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.found.append((tag, dict(attrs)))

    ours = {"a", "code", "strong", "em", "br", "wbr", "bdi"}
    if kind is TextKind.BLOCKS:
        ours |= {"p", "ul", "ol", "li", "blockquote", "pre", "div", "table", "thead", "tr", "th", "td"}
    payloads = [
        case["payload"] for case in json.loads((shared / "hostile/xss-dompurify.json").read_text("utf-8"))
    ]
    assert len(payloads) > 200
    for payload in payloads:
        parser = Elements()
        parser.feed(str(html(payload, kind)))
        for tag, attributes in parser.found:
            assert tag in ours
            assert set(attributes) <= {
                *("href", "title", "class", "dir", "translate"),
                *(("start", "tabindex", "role", "aria-label", "scope") if kind is TextKind.BLOCKS else ()),
            }
            address = (attributes.get("href") or "").lower()
            assert not address.startswith(("javascript", "data", "vbscript", "//"))


def test_control_characters_of_a_message_are_shown_as_escapes() -> None:
    assert html("a\r\n\tb\x00\x1b[0m\x85", TextKind.LITERAL) == "a\\x0D<br>\tb\\x00\\x1B[0m\\x85"
    assert html("\n  a  b\u200f", TextKind.LITERAL) == "<br>  a  b\u200f"


def test_blocks_are_rendered_and_their_code_is_isolated() -> None:
    text = "One *two*\n\n- <b>\n\n```sh\n'%1' <x>\n```"
    assert html(text, TextKind.BLOCKS) == (
        "<p>One <em>two</em></p>\n<ul>\n<li>\n<p>&lt;b&gt;</p>\n</li>\n</ul>\n"
        '<pre translate="no" dir="ltr" tabindex="0"><code>&#39;%1&#39; &lt;x&gt;</code></pre>\n'
    )


def test_references_in_blocks_use_the_address_pattern() -> None:
    assert '<a href="https://docs.example/a">' in html(
        "- <xref:a>", TextKind.BLOCKS, xref="https://docs.example/{uid}"
    )
