"""Escape text for Markdown pages, and undo the escapes.

Escaped text is safe next to any other escaped text: it has no raw HTML, no link that runs a program, and no
backtick that pairs with one outside of it.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from html import unescape as decode_entities

_PUNCTUATION = r"[!-/:-@\[-`{-~]"
_LITERAL = re.compile(r"[*`<\\]|&(?=#?\w+;)|(?<!\w)_|_(?!\w)|\](?=[(\[])")
# What a text has that is escaped: most have none of it, and looking for it is faster than replacing it.
_IN_LITERAL = re.compile(r"[*`<\\&_\]]")
_IN_MARKUP = re.compile(r"[<`\\\[\]]")
_ESCAPES = {"<": "&lt;", "&": "&amp;"}
_ESCAPED = re.compile(r"&(?:#124|lt|amp);|\\[*`_\]\\]")
_UNESCAPES = {"&#124;": "|", "&lt;": "<", "&amp;": "&"}

# A code span starts at a run of backticks, unless a backslash escapes the first of them.
_BACKTICKS = re.compile(rf"\\{_PUNCTUATION}|`+")
_RUN = re.compile(r"`+")
_LANGUAGE = re.compile(r"[A-Za-z][\w+#.-]*+")
_UNSAFE = re.compile(
    rf"(?P<keep><(?:xref:[^<>\s`/]+|https?://[^<>\s`]+)>|\\(?!<){_PUNCTUATION})|\\?<|`|!(?=\[)|\](?=\()|\\$"
)
_REPLACEMENTS = {"<": "&lt;", "\\<": "&lt;", "\\": r"\\"}
# What may follow `]` in a link: an address and perhaps a title, neither with a backtick or a tag.
_LINK_END = re.compile(
    rf"""\([ ]?(?:<(?P<web>https?://[^<>\s`\\]+)>
      |(?P<plain>(?>(?:[^\s()<>`\\]|\\(?![<>`]){_PUNCTUATION}|\([^\s()<>`\\]*+\))*)))
      (?:[ ]+(?:"[^"<`\\]*+"|'[^'<`\\]*+'|\([^()<`\\]*+\)))?[ ]*+\)""",
    re.VERBOSE,
)
_SCHEMES = ("http", "https", "mailto", "xref")
_SCHEME = re.compile(r"([^/?#:]*+):")
_INVISIBLE = re.compile(r"[\x00-\x20\x7f-\x9f]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CONTROLS_IN_MESSAGES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLOCK_START = re.compile(
    r"(?:#{1,6}|[+*-]|\d{1,9}[.)])(?=\s|$)|>|={3,}(?=\s|$)|~{3,}"  # a heading, a list, a quotation, code
    r"|[-=_*|:+ \t]*[-=_*|:](?=[ \t]*$)"  # a rule, the line under a heading or a table's head
    r"|!!!|\?\?\?|:::"  # blocks of MkDocs, mkdocstrings, VitePress and Docusaurus
)
_DEFINITION = re.compile(r"\*?\[")
_BAR = re.compile(r"(?<!\\)(\\*+)\|")


def one_line(text: str, line_end: str = " ") -> str:
    """Return a text on one line, with visible characters in place of controls."""
    if text.isprintable():
        return text
    joined = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", line_end)
    return _CONTROLS.sub("\ufffd", joined)


def show_controls(text: str) -> str:
    """Return a message with escapes such as `\\x0D` for its control characters; tabs and line ends stay."""
    if text.isprintable():
        return text
    return _CONTROLS_IN_MESSAGES.sub(lambda match: f"\\x{ord(match[0]):02X}", text)


def escape_literal(text: str) -> str:
    """Return text that is not Markdown, such as a message, so that a Markdown page shows it verbatim."""
    if not _IN_LITERAL.search(text):
        return text
    return _LITERAL.sub(lambda match: _ESCAPES.get(match[0], f"\\{match[0]}"), text)


def escape_markup(text: str) -> str:
    """Return inline Markdown without raw HTML, images and unsafe links.

    Code, `<xref:…>` and `<https://…>` stay as they are. What is not allowed is shown as text, and so are
    backticks that do not pair.
    """
    if not _IN_MARKUP.search(text):
        return text
    return "".join([part if is_code else escape_markup_text(part) for part, is_code in code_parts(text)])


def escape_markup_text(text: str) -> str:
    """Return inline Markdown that has no code spans, escaped like `escape_markup` does."""
    return _UNSAFE.sub(_escape_unsafe, text)


def _escape_unsafe(match: re.Match[str]) -> str:
    found = match[0]
    if match["keep"] or (found == "]" and _is_safe_link(match.string, match.end())):
        return found
    return _REPLACEMENTS.get(found, f"\\{found}")


def _is_safe_link(text: str, start: int) -> bool:
    """Return whether the text at an opening parenthesis is the end of a link that leads to a safe address."""
    match = _LINK_END.match(text, start)
    if match is None:
        return False
    address = match["plain"] or ""
    decoded = decode_entities(re.sub(rf"\\({_PUNCTUATION})", r"\1", address))
    visible = _INVISIBLE.sub("", decoded).replace("\\", "/")
    scheme = _SCHEME.match(visible)
    is_foreign = visible.startswith("//") or address.replace("\\", "/").startswith("//")
    return not is_foreign and (scheme is None or scheme[1].lower() in _SCHEMES)


def escape_cell(text: str) -> str:
    """Return text for a table cell: `|` becomes an entity, or is escaped inside code."""
    if "|" not in text:
        return text
    return "".join(
        [_BAR.sub(_escape_bar if is_code else _encode_bar, part) for part, is_code in code_parts(text)]
    )


def escape_bars(text: str) -> str:
    """Return text for a table cell of GitHub-flavoured Markdown, which takes escaped bars everywhere."""
    return _BAR.sub(_escape_bar, text) if "|" in text else text


def _escape_bar(match: re.Match[str]) -> str:
    """Return a bar after an odd number of backslashes; after an even number, it would end the cell."""
    return match[0] if len(match[1]) % 2 else rf"{match[1]}\|"


def _encode_bar(match: re.Match[str]) -> str:
    backslashes = match[1]
    return f"{backslashes[: len(backslashes) // 2 * 2]}&#124;"


def escape_start(text: str) -> str:
    """Return a paragraph whose first characters cannot be read as the start of another block."""
    stripped = text.lstrip(" \t")
    match = _BLOCK_START.match(stripped)
    if match:
        last = match.end() - 1
        escaped = f"&#{ord(stripped[last])};" if stripped[last] in ":?" else f"\\{stripped[last]}"
        return f"{stripped[:last]}{escaped}{stripped[last + 1 :]}"
    if "]:" in stripped and _DEFINITION.match(stripped):
        return f"\\{stripped}"
    indent = text[: len(text) - len(stripped)]
    return stripped if len(indent) > 2 or "\t" in indent else text  # more would be a code block


def unescape(text: str, *, literal: bool) -> str:
    """Return text without this module's escapes; `literal` if the text is not Markdown."""
    if literal:
        return _ESCAPED.sub(lambda match: _UNESCAPES.get(match[0], match[0][1:]), text)
    return text.replace("&#124;", "|").replace("&lt;", "<")


def code_parts(text: str) -> list[tuple[str, bool]]:
    """Return the parts of inline Markdown, each with whether it is a code span (with its backticks).

    As in CommonMark, a code span ends at the next run of as many backticks as it starts with. Runs that have
    no such end are not code.
    """
    if "`" not in text:
        return [(text, False)] if text else []
    starts = _starts_by_length(text)
    parts: list[tuple[str, bool]] = []
    done = position = 0
    while match := _BACKTICKS.search(text, position):
        position = match.end()
        if match[0][0] == "`":
            ends = starts[len(match[0])]
            index = bisect_left(ends, position)
            if index < len(ends):
                position = ends[index] + len(match[0])
                parts += [(text[done : match.start()], False), (text[match.start() : position], True)]
                done = position
    return [(part, is_code) for part, is_code in (*parts, (text[done:], False)) if part]


def _starts_by_length(text: str) -> dict[int, list[int]]:
    """Return where runs of backticks start, by their length."""
    starts: dict[int, list[int]] = defaultdict(list)
    for run in _RUN.finditer(text):
        starts[run.end() - run.start()].append(run.start())
    return starts


def code_text(code: str) -> str:
    """Return what a code span shows."""
    fence = len(code) - len(code.lstrip("`"))
    inner = code[fence : len(code) - fence]
    return inner[1:-1] if len(inner) > 2 and inner[0] == inner[-1] == " " and inner.strip(" ") else inner


def code_span(text: str) -> str:
    """Return a code span that shows a text, with more backticks around it than any run in it has."""
    fence = "`" * (max((len(run) for run in _RUN.findall(text)), default=0) + 1)
    is_padded = text[:1] == text[-1:] == " " and text.strip(" ") != ""
    padding = " " if is_padded or text[:1] == "`" or text[-1:] == "`" else ""
    return f"{fence}{padding}{text}{padding}{fence}"


def fenced_code(text: str, language: str = "") -> str:
    """Return a fenced code block that shows a text, with a longer fence than any run of backticks in it."""
    fence = "`" * max([3, *(len(run) + 1 for run in _RUN.findall(text))])
    return f"{fence}{language if _LANGUAGE.fullmatch(language) else 'text'}\n{text}\n{fence}"


def character_references(text: str) -> str:
    """Return text with all punctuation as character references, which no parser takes for syntax."""
    return re.sub(r"[^\w\s]", lambda match: f"&#{ord(match[0])};", text)
