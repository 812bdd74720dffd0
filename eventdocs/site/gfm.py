"""Functions of the templates that write GitHub-flavoured Markdown for other site generators.

Outside of code, nothing is left that these generators read as HTML, a link that runs a program, MDX (braces,
`import`, `export`), a template tag of Hugo, Jekyll or Vue, an attribute list, or an admonition. Template tags
work inside of code as well, so code that has one is written with character references.
"""

import json
import re
from collections.abc import Callable, Iterator, Sequence

from eventdocs.model.strings import TextKind
from eventdocs.site.block_structure import assemble_markdown
from eventdocs.site.markdown_text import Markdown, escape_markdown_output
from eventdocs.site.page_view import PageUnit
from eventdocs.text.escaping import (
    character_references,
    code_parts,
    code_span,
    code_text,
    escape_bars,
    escape_literal,
    escape_markup_text,
    escape_start,
    fenced_code,
    one_line,
    show_controls,
)

_BRACES = re.compile(r"[{}]|~(?=~)|(?<=~)~")
_IMAGE = re.compile(r"!(?=\[)")
_XREF = re.compile(r"<xref:([^<>\s`]+)>")
_TEMPLATE_TAG = re.compile(r"\{[{%#]|[%#}]\}|-8<-")
_MDX_CODE = re.compile(r"(?:import|export)\b")
# A line that opens fenced code, also in lists and quotations.
_FENCE_START = re.compile(r"(?>(?:[ >]|[-*] |\d{1,9}[.)] )*)(`{3,})[^`]*+")
# What a browser could read as a tag; a reference is harmless.
_TAG = re.compile(r"<(?=[A-Za-z/!?])(?!xref:[^<>\s/\"]+>)")


def write(text: str, kind: TextKind | str) -> Markdown:
    """Return a unit's text escaped as Markdown. Line breaks become `<br />` in messages, spaces elsewhere."""
    kind = TextKind(kind)
    if kind is TextKind.MARKUP:
        text = one_line(text.strip())
        return Markdown("".join([_code(part) if code else _prose(part) for part, code in code_parts(text)]))
    shown = show_controls(text) if kind is TextKind.LITERAL else text
    lines = one_line(escape_literal(shown).replace(">", "&gt;"), "\n")
    # In a link's text, the end of the link would be that of an image.
    return Markdown(
        _escape_braces(_IMAGE.sub(r"\!", lines)).replace("\n", "<br />" if kind is TextKind.LITERAL else " ")
    )


def _prose(text: str) -> str:
    """Return inline Markdown without code spans; references become code."""
    return "".join(
        [
            code_span(part) if is_reference else _escape_braces(escape_markup_text(part))
            for part, is_reference in _reference_parts(text)
        ]
    )


def _reference_parts(text: str) -> Iterator[tuple[str, bool]]:
    for index, part in enumerate(_XREF.split(text)):
        yield part, index % 2 == 1


def _escape_braces(text: str) -> str:
    return _BRACES.sub(r"\\\g<0>", text)


def _code(code: str) -> str:
    return f"<code>{character_references(code_text(code))}</code>" if _TEMPLATE_TAG.search(code) else code


def cell(text: str) -> Markdown:
    """Return text for a table cell; bars are escaped because they split cells even inside code."""
    return Markdown(escape_bars(" ".join(escape_markdown_output(text).split())))


def start(text: str) -> Markdown:
    """Return text that starts a line, so that it is not read as another block or as code of MDX."""
    escaped = escape_start(escape_markdown_output(text))
    return Markdown(f"&#{ord(escaped[0])};{escaped[1:]}" if _MDX_CODE.match(escaped) else escaped)


def fenced(text: str, language: str = "") -> Markdown:
    """Return a fenced code block, with a fence longer than any run of backticks in the text."""
    if _TEMPLATE_TAG.search(text):
        return Markdown(
            "<br />".join(f"<code>{character_references(line)}</code>" for line in text.splitlines())
        )
    return Markdown(fenced_code(text, language))


def join_blocks(units: Sequence[PageUnit], leaf: Callable[..., str], *arguments: object) -> Markdown:
    """Return the blocks of a text as Markdown; the macro `leaf` writes each with these arguments."""
    blocks = [unit.block for unit in units if unit.block is not None]
    return Markdown(assemble_markdown(blocks, [leaf(unit, *arguments).strip("\n") for unit in units]))


def quote(text: str) -> Markdown:
    """Return Markdown as a quotation."""
    return Markdown(
        "\n".join(f"> {line}".rstrip(" ") for line in escape_markdown_output(text).strip("\n").split("\n"))
    )


def quoted(text: str) -> Markdown:
    """Return a value for YAML front matter; a JSON string is a YAML string.

    Some themes write these values into pages without escaping them, so `<` becomes a character like it.
    """
    return Markdown(json.dumps(_TAG.sub("\u2039", " ".join(text.split())), ensure_ascii=False))


def tidy(page: str) -> str:
    """Return a page with runs of empty lines outside code blocks reduced to one."""
    kept: list[str] = []
    fence = ""
    for line in page.strip("\n").split("\n"):
        if fence:
            fence = "" if line.lstrip(" >") == fence else fence
        elif "```" in line and (start := _FENCE_START.fullmatch(line)):
            fence = start[1]
        elif not line and kept and not kept[-1]:
            continue
        kept.append(line)
    return "\n".join(kept).strip() + "\n"


FUNCTIONS: dict[str, Callable[..., object]] = {
    "md": write,
    "cell": cell,
    "fenced": fenced,
    "start": start,
    "md_blocks": join_blocks,
    "quote": quote,
}
