"""Markdown as text: what a string must look like inside a page so that it says itself, and the way back."""

import re

_CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<(?:xref:[^<>\s]+|https?://[^<>\s]+)>")
_LITERAL = re.compile(r"[*`<\\]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|\](?=[(\[])")
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_BLOCK_START = re.compile(r"(?:#{1,6}|[>+*-]|\d{1,9}[.)]|={3,}|-{3,}|~{3,})(?=\s|$)")
_ESCAPED = re.compile(r"&(?:#124|lt|amp);|\\[*`_\]\\]")
_UNESCAPES = {"&#124;": "|", "&lt;": "<", "&amp;": "&"}


def escape_literal(text: str) -> str:
    """Write text that is not Markdown, such as a message, so that a Markdown page shows it as it is."""
    return _LITERAL.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), text)


def escape_markup(text: str) -> str:
    """Write inline Markdown so that no raw HTML is in it; code, `<xref:…>` and `<https://…>` stay."""
    return "".join(
        piece if is_code or _AUTOLINK.fullmatch(piece) else piece.replace("<", "&lt;")
        for part, is_code in code_parts(text)
        for piece in ([part] if is_code else re.split(f"({_AUTOLINK.pattern})", part))
    )


def escape_cell(text: str) -> str:
    """Write text for a cell of a table: a bar is an entity, and an escaped bar inside code."""
    return "".join(part.replace("|", r"\|" if is_code else "&#124;") for part, is_code in code_parts(text))


def escape_start(text: str) -> str:
    """Keep the first word of a paragraph from being read as a heading, a list or a quotation."""
    found = _BLOCK_START.match(text)
    return text if not found else f"{text[: found.end() - 1]}\\{text[found.end() - 1 :]}"


def unescape(text: str, *, literal: bool) -> str:
    """Undo the escapes of this module; `literal` for text that is not Markdown."""
    if literal:
        return _ESCAPED.sub(lambda found: _UNESCAPES.get(found[0], found[0][1:]), text)
    return text.replace("&#124;", "|").replace("&lt;", "<")


def code_parts(text: str) -> list[tuple[str, bool]]:
    """Split inline Markdown into parts, each with whether it is a code span (its backticks included)."""
    parts, end = [], 0
    for found in _CODE_SPAN.finditer(text):
        parts += [(text[end : found.start()], False), (found[0], True)]
        end = found.end()
    return [part for part in (*parts, (text[end:], False)) if part[0]]
