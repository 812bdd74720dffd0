"""Units in the Markdown pages of the localized .NET documentation: spans that pair a text with its source."""

import hashlib
from collections.abc import Sequence
from functools import lru_cache

from eventdocs.model.strings import TextKind
from eventdocs.site.page_view import PageUnit
from eventdocs.site.resolve import anchor
from eventdocs.text.escaping import escape_cell, escape_literal, escape_markup, escape_start


def unit_prefix(key: str, locale: str) -> str:
    """Mint the prefix of a page's unit ids: five hex digits of SHA-1 over key, NUL and locale."""
    return hashlib.sha1(f"{key}\0{locale}".encode(), usedforsecurity=False).hexdigest()[:5]


def source_sha1(page: str) -> str:
    """Hash a source page as the original documentation did: SHA-1 over the text with CRLF line ends."""
    return hashlib.sha1(page.replace("\n", "\r\n").encode(), usedforsecurity=False).hexdigest()


def string_spans(units: Sequence[PageUnit], prefix: str, bilingual: bool, *, cell: bool = False) -> str:
    """Write the units of a string; `bilingual` pairs each with its source, `cell` is for tables."""
    write = bilingual_span if bilingual else monolingual_span
    return "".join([write(prefix, cell, unit is units[0], unit) for unit in units])


def table_cells(prefix: str, bilingual: bool, *units: PageUnit | None) -> str:
    """Write units as neighbouring cells of a table."""
    write = bilingual_span if bilingual else monolingual_span
    return "|".join([write(prefix, True, True, unit) if unit else "" for unit in units])


def monolingual_span(prefix: str, cell: bool, first: bool, unit: PageUnit) -> str:
    """Write a unit of a page in one language."""
    text = _escaped(unit.target, unit.kind, cell)
    return escape_start(text) if first else f" {text}"


def bilingual_span(prefix: str, cell: bool, first: bool, unit: PageUnit) -> str:
    """Write a unit with its source; both carry the page's prefix and the unit's number."""
    number, source, target, locale, kind, missing, *_ = unit
    lang = f' lang="{locale}"' if missing else ""
    target, source = _escaped(target, kind, cell), _escaped(source, kind, cell)
    joint = "" if first else "  " if target.startswith(" ") else " "
    return (
        f'{joint}<span data-ttu-id="{prefix}-{number}"{lang}>{target.lstrip(" ")}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{prefix}-{number}">{source.lstrip(" ")}</span></span>'
    )


@lru_cache(maxsize=4096)
def _escaped(text: str, kind: TextKind, cell: bool) -> str:
    if kind is TextKind.MARKUP:
        text = escape_markup(text).replace("\n", " ")
    else:
        text = escape_literal(text).replace("\n", "<br>" if kind is TextKind.LITERAL else " ")
    return escape_cell(text) if cell else text


def heading_anchor(unit: PageUnit) -> str:
    """Write the anchor of a heading, named after its source."""
    return f'<a name="{anchor(unit.source)}"></a>'
