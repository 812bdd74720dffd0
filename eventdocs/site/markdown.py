"""Inline Markdown to safe HTML: the one door to markdown-it and MarkupSafe.

Raw HTML is off and links lead only to the web or to a place in the site. Code, inserts and names are wrapped
so that no browser translates or reorders them.
"""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup as Markup
from markupsafe import escape as escape

from eventdocs.model.strings import TextKind
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import placeholders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_MARKUP = re.compile(r"[*_`\[\]<>&\\!\n]")
# Text and code in single backticks, and nothing else that the parser knows.
_CODE_ONLY = re.compile(r"[^*_`\[\]<>&\\!\n]*(?:`[^`\n]+`[^*_`\[\]<>&\\!\n]+)*(?:`[^`\n]+`)?")
_XREF = re.compile(r"<xref:([^<>\s]+)>")
_SAFE_LINK = re.compile(r"(?:https?://[^/]|mailto:|#|[^/:?#]+(?:[/?#]|$))", re.IGNORECASE)
_NAME = '<bdi dir="ltr" translate="no">'
_INSERT = '<bdi class="insert" dir="ltr" translate="no">'
_KEEP = '<code translate="no" dir="ltr">'


def safe(text: str) -> Markup:
    """Mark what templates or this module made as safe HTML."""
    return Markup(text)  # noqa: S704 - the one door: who comes here has escaped, or had the parser do so


def html(text: str, kind: TextKind, xref: str = "") -> Markup:
    """Render a unit's text by its kind; `xref` is a web address with `{uid}` for `<xref:uid>`."""
    if kind is TextKind.MARKUP:
        return inline(text.strip(), xref)
    return literal(text) if kind is TextKind.LITERAL else escape(text)


@lru_cache(maxsize=4096)
def inline(text: str, xref: str = "") -> Markup:
    """Render a string's inline Markdown; `xref` is a web address with `{uid}` for `<xref:uid>`."""
    if not _MARKUP.search(text):
        return _escape_isolating(text, literal=False)
    if _CODE_ONLY.fullmatch(text):
        return _with_code(text)
    linked = _XREF.sub(lambda found: _xref(found[1], xref), text)
    return safe(_parser().renderInline(linked))


def _with_code(text: str) -> Markup:
    """Render a text whose only markup are code spans in single backticks, as the parser would."""
    parts: list[str] = []
    for at, part in enumerate(text.split("`")):
        if at % 2:
            inner = part[1:-1] if part[0] == part[-1] == " " and part.strip(" ") else part
            parts.append(f"{_KEEP}{escape(inner)}</code>")
        else:
            parts.append(_escape_isolating(part, literal=False))
    return safe("".join(parts))


@lru_cache(maxsize=4096)
def literal(text: str) -> Markup:
    """Show a message as the software prints it: names and inserts isolated, line ends kept."""
    return safe(str(_escape_isolating(text, literal=True)).replace("\n", "<br>"))


def _escape_isolating(text: str, *, literal: bool) -> Markup:
    """Escape a text; browsers will neither translate nor reorder its names and placeholders."""
    kept = [(name.start, name.end, _NAME) for name in identifiers(text)]
    kept += [(insert.start, insert.end, _INSERT) for insert in placeholders(text, literal=literal)]
    parts, done = [], 0
    for start, end, opened in sorted(kept):
        if start >= done:
            parts += [escape(text[done:start]), opened, escape(text[start:end]), "</bdi>"]
            done = end
    # In element content an apostrophe needs no escape, and texts have many.
    whole = "".join((*parts, escape(text[done:])))
    return safe(whole.replace("&#39;", "'"))


def _xref(uid: str, pattern: str) -> str:
    if not pattern:
        return f"`{uid}`"
    return f"[`{uid}`](<{pattern.replace('{uid}', uid)}>)"


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    # The library's documented way to judge links otherwise.
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    parser.add_render_rule("code_inline", _code)
    parser.add_render_rule("text", _text)
    return parser


def _code(
    renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, options: "OptionsDict", env: "EnvType"
) -> str:
    return f"{_KEEP}{escape(tokens[index].content)}</code>"


def _text(
    renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, options: "OptionsDict", env: "EnvType"
) -> str:
    return str(_escape_isolating(tokens[index].content, literal=False))
