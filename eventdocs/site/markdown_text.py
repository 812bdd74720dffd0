"""Text in Markdown templates: Markdown stays unchanged, and everything else is escaped.

`Markdown` is for Markdown templates what `Markup` is for HTML templates. It is not HTML, so HTML templates
escape it.
"""

import re
from functools import lru_cache
from urllib.parse import quote

from eventdocs.text.addresses import href
from eventdocs.text.escaping import one_line

# Characters that are syntax in Markdown, HTML, table cells or templates of site generators.
_SYNTAX = re.compile(r"[<>\"`*\\\[\]{}|]|~(?=~)|(?<=~)~|&(?=#?\w+;)|(?<!\w)_|_(?!\w)")
# What is not encoded in a web address: all of its syntax but parentheses, which would end a link.
_IN_URL = "%:/?#[]@!$&'*+,;=~"
# Starts of lines that are a block, or code in MDX; the last character is encoded.
_BLOCK_START = re.compile(
    r"\s*+(?:(?:#{1,6}|[+-]|\d{1,9}[.)])(?=\s|$)|[-=:+ \t]*[-=](?=\s*$)|~{3,}|!!!|\?\?\?|:::|"
    r"impor(?=t\b)t|expor(?=t\b)t)"
)


class Markdown(str):
    """Text that is Markdown already, so that Markdown templates do not escape it."""

    __slots__ = ()


def escape_markdown_output(value: object) -> str:
    """Return a value that a template writes into Markdown: Markdown as it is, everything else escaped."""
    return value if type(value) is Markdown else _escape(str(value))


def join(values: "list[object]") -> str:
    """Return joined values: Markdown if one of them is, with the others escaped."""
    if any(type(value) is Markdown for value in values):
        return Markdown("".join(map(escape_markdown_output, values)))
    return "".join(map(str, values))


@lru_cache(maxsize=1024)
def encode_link(path: str) -> Markdown:
    """Return a path of the site percent-encoded, so that neither Markdown nor HTML needs to escape it."""
    return Markdown(href(path))


@lru_cache(maxsize=4096)
def encode_url(url: str) -> Markdown:
    """Return a web address so that it is the target of a link, in Markdown and in HTML."""
    return Markdown(quote(url, safe=_IN_URL).replace("&", "&amp;"))


@lru_cache(maxsize=1024)
def _escape(text: str) -> Markdown:
    """Return text that is shown verbatim in a paragraph, a cell, a link's text and a quoted attribute.

    Character references are read the same in all of these places. Backslashes are not.
    """
    line = one_line(text)
    escaped = _SYNTAX.sub(_reference, line)
    match = _BLOCK_START.match(line)
    if match is None:
        return Markdown(escaped)
    last = match.end() - 1
    return Markdown(f"{line[:last]}{_reference_to(line[last])}{_SYNTAX.sub(_reference, line[last + 1 :])}")


def _reference(match: re.Match[str]) -> str:
    return _reference_to(match[0])


def _reference_to(character: str) -> str:
    names = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}
    return names.get(character) or f"&#{ord(character)};"
