"""Escape text for Markdown pages, and undo the escapes."""

import re

_CODE_SPAN = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<(?:xref:[^<>\s]+|https?://[^<>\s]+)>")
_LITERAL = re.compile(r"[*`<\\]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|\](?=[(\[])")
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_BLOCK_START = re.compile(r"(?:#{1,6}|[>+*-]|\d{1,9}[.)]|={3,}|-{3,}|~{3,})(?=\s|$)")
_ESCAPED = re.compile(r"&(?:#124|lt|amp);|\\[*`_\]\\]")
_UNESCAPES = {"&#124;": "|", "&lt;": "<", "&amp;": "&"}


def escape_literal(text: str) -> str:
    """Return text that is not Markdown, such as a message, so that a Markdown page shows it verbatim."""
    return _LITERAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def escape_markup(text: str) -> str:
    """Return inline Markdown without raw HTML; code, `<xref:…>` and `<https://…>` stay as they are."""
    return "".join(
        piece if is_code or _AUTOLINK.fullmatch(piece) else piece.replace("<", "&lt;")
        for part, is_code in code_parts(text)
        for piece in ([part] if is_code else re.split(f"({_AUTOLINK.pattern})", part))
    )


def escape_cell(text: str) -> str:
    """Return text for a table cell: `|` becomes an entity, or is escaped inside code."""
    return "".join(part.replace("|", r"\|" if is_code else "&#124;") for part, is_code in code_parts(text))


def escape_start(text: str) -> str:
    """Return a paragraph whose first word cannot be read as a heading, a list or a quotation."""
    match = _BLOCK_START.match(text)
    if not match:
        return text
    last = match.end() - 1
    return f"{text[:last]}\\{text[last:]}"


def unescape(text: str, *, literal: bool) -> str:
    """Return text without this module's escapes; `literal` if the text is not Markdown."""
    if literal:
        return _ESCAPED.sub(lambda match: _UNESCAPES.get(match[0], match[0][1:]), text)
    return text.replace("&#124;", "|").replace("&lt;", "<")


def code_parts(text: str) -> list[tuple[str, bool]]:
    """Return the parts of inline Markdown, each with whether it is a code span (with its backticks)."""
    parts, end = [], 0
    for match in _CODE_SPAN.finditer(text):
        parts += [(text[end : match.start()], False), (match[0], True)]
        end = match.end()
    return [(part, is_code) for part, is_code in (*parts, (text[end:], False)) if part]
