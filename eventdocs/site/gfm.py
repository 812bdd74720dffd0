"""Plain bilingual Markdown for other site generators: what its templates need beside the view.

GitHub-flavoured, with front matter. Braces are escaped, so that readers of MDX do not take `{0}` for code,
and so that templates of Hugo and Jekyll find nothing in it.
"""

import json
import re

from eventdocs.model.strings import TextKind
from eventdocs.text.escaping import code_parts, escape_literal, escape_markup, escape_start

_BRACES = re.compile(r"[{}]")
_XREF = re.compile(r"<xref:([^<>\s]+)>")
_FENCE = re.compile(r"`{3,}")


def write(text: str, kind: TextKind | str) -> str:
    """Write a unit's text so that it says itself; line breaks become spaces, those of a message stay."""
    literal = TextKind(kind) is not TextKind.MARKUP
    escaped = (
        escape_literal(text).replace(">", "&gt;")
        if literal
        else escape_markup(_XREF.sub(r"`\1`", text.strip()))
    )
    broken = escaped.replace("\n", "<br />" if TextKind(kind) is TextKind.LITERAL else " ")
    return "".join(part if code else _BRACES.sub(r"\\\g<0>", part) for part, code in code_parts(broken))


def cell(text: str) -> str:
    """Write text for a cell of a table, whose bars split cells even inside code."""
    return " ".join(text.split()).replace("|", r"\|")


def fenced(text: str) -> str:
    """Write a block of code, whatever backticks are in it."""
    fence = "`" * max([3, *(len(found) + 1 for found in _FENCE.findall(text))])
    return f"{fence}text\n{text}\n{fence}"


def quoted(text: str) -> str:
    """Write a value of the front matter: JSON's strings are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def tidy(page: str) -> str:
    """Leave at most one empty line between two blocks, outside of code."""
    parts = re.split(r"(^(`{3,}).*?^\2$)", page, flags=re.DOTALL | re.MULTILINE)
    kept = (part if index % 3 else re.sub(r"\n{3,}", "\n\n", part) for index, part in enumerate(parts))
    return "".join(part for index, part in enumerate(kept) if index % 3 != 2).strip() + "\n"


FUNCTIONS = {"md": write, "cell": cell, "fenced": fenced, "start": escape_start}
