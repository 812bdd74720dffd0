"""Functions of the templates that write GitHub-flavoured Markdown for other site generators.

Braces are escaped, so that MDX does not take `{0}` for code, nor Hugo and Jekyll for their template tags.
"""

import json
import re

from eventdocs.model.strings import TextKind
from eventdocs.text.escaping import code_parts, escape_literal, escape_markup, escape_start

_BRACES = re.compile(r"[{}]")
_XREF = re.compile(r"<xref:([^<>\s]+)>")
_FENCE = re.compile(r"`{3,}")


def write(text: str, kind: TextKind | str) -> str:
    """Return a unit's text escaped as Markdown. Line breaks become `<br />` in messages, spaces elsewhere."""
    literal = TextKind(kind) is not TextKind.MARKUP
    escaped = (
        escape_literal(text).replace(">", "&gt;")
        if literal
        else escape_markup(_XREF.sub(r"`\1`", text.strip()))
    )
    joined = escaped.replace("\n", "<br />" if TextKind(kind) is TextKind.LITERAL else " ")
    return "".join(part if code else _BRACES.sub(r"\\\g<0>", part) for part, code in code_parts(joined))


def cell(text: str) -> str:
    """Return text for a table cell; bars are escaped because they split cells even inside code."""
    return " ".join(text.split()).replace("|", r"\|")


def fenced(text: str) -> str:
    """Return a fenced code block, with a fence longer than any run of backticks in the text."""
    fence = "`" * max([3, *(len(backticks) + 1 for backticks in _FENCE.findall(text))])
    return f"{fence}text\n{text}\n{fence}"


def quoted(text: str) -> str:
    """Return a value for YAML front matter; a JSON string is a YAML string."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def tidy(page: str) -> str:
    """Return a page with runs of empty lines outside code blocks reduced to one."""
    parts = re.split(r"(^(`{3,}).*?^\2$)", page, flags=re.DOTALL | re.MULTILINE)
    kept = (part if index % 3 else re.sub(r"\n{3,}", "\n\n", part) for index, part in enumerate(parts))
    return "".join(part for index, part in enumerate(kept) if index % 3 != 2).strip() + "\n"


FUNCTIONS = {"md": write, "cell": cell, "fenced": fenced, "start": escape_start}
