"""Inline Markdown to safe HTML. Only this module imports markdown-it and MarkupSafe.

Raw HTML is off, and only links to the web or within the site are allowed. Code, placeholders and names are
wrapped so that browsers neither translate nor reorder them.
"""

import re
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, TypeAlias

from markupsafe import Markup as Markup
from markupsafe import escape as escape

from eventdocs.model.strings import TextKind
from eventdocs.site.block_structure import assemble_html
from eventdocs.text.blocks import Block, BlockKind, parse_blocks
from eventdocs.text.escaping import show_controls
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import DEFAULT_SYNTAXES, Syntaxes, placeholders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.renderer import RendererHTML
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_Isolated: TypeAlias = tuple[int, int, str]  # start, end, and the tag of what is isolated

# Looking up a member of an enum is slow.
_MARKUP_KIND, _BLOCKS_KIND, _LITERAL_KIND = TextKind.MARKUP, TextKind.BLOCKS, TextKind.LITERAL
_SPECIAL = re.compile("[&<>'\"]")
_SPECIAL_TEXT = re.compile('[&<>"]')
_MARKUP = re.compile(r"[*_`\[\]<>&\\!\n]")
# Text and code in single backticks, and nothing else that the parser knows.
_CODE_ONLY = re.compile(r"[^*_`\[\]<>&\\!\n]*(?:`[^`\n]+`[^*_`\[\]<>&\\!\n]+)*(?:`[^`\n]+`)?")
_XREF = re.compile(r"<xref:([^<>\s]+)>")
_SAFE_LINK = re.compile(r"(?:https?://[^/]|mailto:|#|[^/:?#]+(?:[/?#]|$))", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_NAME = '<bdi dir="ltr" translate="no">'
_PLACEHOLDER = '<bdi class="insert" dir="ltr" translate="no">'
_LEFT_TO_RIGHT = '<bdi dir="ltr">'
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]")
_ASCII_RUN = re.compile("[!-~]+")
_AROUND = "()[]{}<>'\"`,;:.!?"
_MOST_CLOSING = 3
_SHORT_NAME = 24  # fits into a line of a small screen
_OPENED_BY = {"'": "'", '"': '"', "`": "`", ")": "(", "]": "[", "}": "{", ">": "<"}
_KEEP = '<code translate="no" dir="ltr">'
_LONG = '<code class="long" translate="no" dir="ltr">'
_SHORT_CODE = 16  # fits into a line anywhere, so it is never broken
_ISOLATED = re.compile("<(?:bdi|code) [^<>]*+>")
_ISOLATED_END = re.compile("</(?:bdi|code)>")
# Making markup without its class's own `__new__`, which is written in Python: a page has dozens of them. All
# callers of `safe` have escaped their text, or the parser has.
_new_text = str.__new__
_LEAVES = {
    BlockKind.PARAGRAPH: "<p>{}</p>\n",
    BlockKind.CODE: '<pre translate="no" dir="ltr" tabindex="0"><code>{}</code></pre>\n',
    BlockKind.CELL: "{}",
}


def safe(text: str) -> Markup:
    """Return HTML from a template or this module marked as safe, so that it is not escaped again."""
    return _new_text(Markup, text)


def escape_output(value: object) -> str:
    """Return a value that a template writes into HTML: markup as it is, everything else escaped."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, str) and (value.isalnum() or not _SPECIAL.search(value)):
        return value  # most texts, for which a call of MarkupSafe takes longer
    return escape(value)


def html(text: str, kind: TextKind | str, syntaxes: Syntaxes = DEFAULT_SYNTAXES, xref: str = "") -> Markup:
    """Return a unit's text as HTML by its kind; `xref` is a web address with `{uid}` for `<xref:uid>`."""
    if kind == _MARKUP_KIND:
        return inline(text.strip(), syntaxes, xref)
    if kind == _BLOCKS_KIND:
        return _blocks(text, syntaxes, xref)
    return literal(text, syntaxes) if kind == _LITERAL_KIND else escape(text)


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[a-zA-Z0-9][\\._])(?=[A-Za-z])")


@lru_cache(maxsize=1024)
def humps(name: str) -> Markup:
    """Return a name or path with places where it may be broken: `DiskFull` becomes `Disk<wbr>Full`."""
    return safe("<wbr>".join(str(escape(part)) for part in _HUMP.split(name)))


@lru_cache(maxsize=256)
def plain_text(written: str) -> str:
    """Return the text that a browser shows of our own HTML."""
    if "<" not in written and "&" not in written:
        return written
    return unescape(_TAG.sub("", written.replace("<br>", "\n"))).strip()


def isolated_text(written: str) -> str:
    """Return the text of our own HTML; in right-to-left texts, control characters isolate its names."""
    if _RIGHT_TO_LEFT.search(written):
        written = _ISOLATED_END.sub("\u2069", _ISOLATED.sub("\u2066", written))
    return plain_text(written)


# The texts of the longest event in two languages fit: the second page needs those of the first one, too.
@lru_cache(maxsize=8192)
def inline(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES, xref: str = "") -> Markup:
    """Return inline Markdown as HTML; `xref` is a web address with `{uid}` for `<xref:uid>`."""
    if not _MARKUP.search(text):
        return safe(_escape_isolating(text, syntaxes, literal=False))
    if _CODE_ONLY.fullmatch(text):
        return _with_code(text, syntaxes)
    linked = _XREF.sub(lambda match: _xref(match[1], xref), text)
    return safe(_parser().renderInline(linked, {"syntaxes": syntaxes}))


@lru_cache(maxsize=1024)
def _blocks(text: str, syntaxes: Syntaxes, xref: str) -> Markup:
    """Return the blocks of a text as HTML."""
    blocks = parse_blocks(text)
    leaves = [_LEAVES[block.kind].format(_leaf(block, syntaxes, xref)) for block in blocks]
    return safe(assemble_html(blocks, leaves))


def _leaf(block: Block, syntaxes: Syntaxes, xref: str) -> Markup:
    is_code = block.kind is BlockKind.CODE
    return escape(block.text) if is_code else inline(block.text.strip(), syntaxes, xref)


def _with_code(text: str, syntaxes: Syntaxes) -> Markup:
    """Return what the parser would for a text whose only markup is code in single backticks."""
    parts: list[str] = []
    for index, part in enumerate(text.split("`")):
        if index % 2:
            inner = part[1:-1] if part[0] == part[-1] == " " and part.strip(" ") else part
            parts.append(_code_html(inner))
        else:
            parts.append(_escape_isolating(part, syntaxes, literal=False))
    return safe("".join(parts))


@lru_cache(maxsize=1024)
def literal(text: str, syntaxes: Syntaxes = DEFAULT_SYNTAXES) -> Markup:
    """Return a message as HTML as software prints it: names and placeholders isolated, line ends kept.

    Control characters, which a browser would not show, are written as escapes.
    """
    return safe(_escape_isolating(show_controls(text), syntaxes, literal=True).replace("\n", "<br>"))


def _escape_isolating(text: str, syntaxes: Syntaxes, *, literal: bool) -> str:
    """Escape a text; browsers will neither translate nor reorder its names and placeholders."""
    # As messages are called elsewhere, so that they are found in the cache.
    found = placeholders(text, syntaxes) if literal else placeholders(text, syntaxes, literal=False)
    names = identifiers(text, syntaxes)
    if not found and not names:
        return _escape_text(text)
    isolated = [(start, start + len(name), _NAME) for name, start, _ in names]
    isolated += [(each.start, each.start + len(each.text), _PLACEHOLDER) for each in found]
    isolated.sort()
    rest = isolated[::-1]
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return _isolate(text, 0, len(text), rest)
    parts: list[str] = []
    done = 0
    for start, end in _left_to_right(text, isolated):
        parts += (
            _isolate(text, done, start, rest),
            _LEFT_TO_RIGHT,
            _isolate(text, start, end, rest),
            "</bdi>",
        )
        done = end
    return "".join((*parts, _isolate(text, done, len(text), rest)))


def _escape_text(text: str) -> str:
    """Escape the content of an element, in which an apostrophe needs no escape: texts have many."""
    if _SPECIAL_TEXT.search(text):
        return str(escape(text)).replace("&#39;", "'")
    return text


def _isolate(text: str, start: int, end: int, rest: list[_Isolated]) -> str:
    """Return a range of a text, escaped, and take from the end of a list what is isolated in the range."""
    parts: list[str] = []
    while rest and rest[-1][1] <= end:
        first, last, tag = rest.pop()
        if first >= start:
            shown = humps(text[first:last]) if last - first > _SHORT_NAME else _escape_text(text[first:last])
            parts += (_escape_text(text[start:first]), tag, shown, "</bdi>")
            start = last
    return "".join((*parts, _escape_text(text[start:end])))


def _left_to_right(text: str, isolated: list[_Isolated]) -> "Iterator[tuple[int, int]]":
    """Yield the ranges of a right-to-left text that are read from left to right, such as `uri:'%1'`.

    Browsers would show the colon and the quotes on the wrong sides of what they belong to.
    """
    at = 0
    for run in _ASCII_RUN.finditer(text):
        inside = []
        while at < len(isolated) and isolated[at][0] < run.end():
            inside += (
                [isolated[at][:2]] if run.start() <= isolated[at][0] and isolated[at][1] <= run.end() else []
            )
            at += 1
        if inside:
            start, end = _reach(text, run.start(), run.end(), inside)
            if (start, end) != inside[0]:
                yield start, end


def _reach(text: str, start: int, end: int, inside: list[tuple[int, int]]) -> tuple[int, int]:
    """Return a range without the punctuation around it, but with quotes and brackets that it opens."""
    first, last = inside[0][0], inside[-1][1]
    lead = text[start:first]
    if any(map(str.isalnum, lead)):
        first -= len(lead.lstrip(_AROUND))
    tail = text[last:end].rstrip(_AROUND)
    last += len(tail) if any(map(str.isalnum, tail)) else 0
    for closing in text[last : min(end, last + _MOST_CLOSING)]:
        if closing not in _OPENED_BY or not _is_open(text[first:last], closing):
            break
        last += 1
    return first, last


def _is_open(text: str, closing: str) -> bool:
    """Return whether a text has one more opening quote or bracket than it has closing ones."""
    opening = _OPENED_BY[closing]
    return text.count(opening) % 2 == 1 if opening == closing else text.count(opening) > text.count(closing)


def _xref(uid: str, pattern: str) -> str:
    if not pattern:
        return f"`{uid}`"
    return f"[`{uid}`](<{pattern.replace('{uid}', uid)}>)"


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False}).disable("image")
    # The documented way to replace the library's check of links.
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]
    parser.add_render_rule("code_inline", _code)
    parser.add_render_rule("text", _text)
    return parser


def _code(
    renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, options: "OptionsDict", env: "EnvType"
) -> str:
    return _code_html(tokens[index].content)


def _code_html(text: str) -> str:
    """Return code as HTML; only long code has places where it may be broken."""
    return f"{_LONG if len(text) > _SHORT_CODE else _KEEP}{escape(text)}</code>"


def _text(
    renderer: "RendererHTML", tokens: "Sequence[Token]", index: int, options: "OptionsDict", env: "EnvType"
) -> str:
    return _escape_isolating(tokens[index].content, env["syntaxes"], literal=False)
