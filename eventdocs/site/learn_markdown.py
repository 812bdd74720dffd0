"""The bilingual Markdown of the localized .NET documentation: spans that pair a text with its source.

Spans have `PREFIX` in place of the prefix of the page's unit ids, so that pages share the spans of labels.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial

from eventdocs.model.strings import BLOCK_FIELDS, TextKind
from eventdocs.site.block_structure import assemble_markdown
from eventdocs.site.block_units import block_units
from eventdocs.site.markdown_text import Markdown, encode_link, encode_url, escape_markdown_output
from eventdocs.site.page_view import PageUnit, ParameterRow, Property, is_block_text
from eventdocs.site.resolve import anchor
from eventdocs.text.blocks import BlockKind, without_start_escape
from eventdocs.text.escaping import (
    code_span,
    escape_cell,
    escape_literal,
    escape_markup,
    escape_start,
    fenced_code,
    one_line,
    show_controls,
)

PREFIX = "\0"  # no escaped text has it
_KEPT = 256  # results of a function; more were not found more often, but took 8 MB


def unit_prefix(key: str, locale: str) -> str:
    """Return the prefix of a page's unit ids: the first five hex digits of SHA-1 over key, NUL and locale."""
    return hashlib.sha1(f"{key}\0{locale}".encode(), usedforsecurity=False).hexdigest()[:5]


def source_sha1(page: str) -> str:
    """Return the hash of a source page as the original documentation does: SHA-1 with CRLF line ends."""
    return hashlib.sha1(page.replace("\n", "\r\n").encode(), usedforsecurity=False).hexdigest()


def string_spans(units: Sequence[PageUnit], *, bilingual: bool, cell: bool = False) -> Markdown:
    """Return a string's spans; `bilingual` pairs each unit with its source, `cell` escapes for tables."""
    write = bilingual_span if bilingual else monolingual_span
    if is_block_text(units):
        return _block_spans(units, write)
    if len(units) == 1:
        unit = units[0]
        return write(_inline_unit(unit) if "\\" in unit.target or "\\" in unit.source else unit, cell)
    return Markdown("".join([write(unit, cell, unit is units[0]) for unit in units]))


def _block_spans(units: Sequence[PageUnit], write: Callable[..., Markdown]) -> Markdown:
    """Return the blocks of a text, each with its spans; code, and a text with other blocks, have none."""
    if units[0].block is None:
        units, write = block_units(units[0].target, units[0]), monolingual_span
    blocks = [unit.block for unit in units if unit.block is not None]
    leaves = [
        fenced_code(unit.target, block.info)
        if block.kind is BlockKind.CODE
        else write(unit, block.kind is BlockKind.CELL)
        for unit, block in zip(units, blocks, strict=True)
    ]
    return Markdown(assemble_markdown(blocks, leaves))


def _inline_unit(unit: PageUnit) -> PageUnit:
    """Return the only unit of a text without the escape of a list marker, which is not needed in a span."""
    if unit.path and unit.path[0] in BLOCK_FIELDS:
        texts = without_start_escape(unit.source), without_start_escape(unit.target)
        return unit._replace(source=texts[0], target=texts[1])
    return unit


def table_cells(*units: PageUnit | None, bilingual: bool) -> Markdown:
    """Return units as table cells separated by bars; None is an empty cell."""
    write = bilingual_span if bilingual else monolingual_span
    return Markdown("|".join([write(unit, True) if unit else "" for unit in units]))


def property_cells(row: Property, up: str, *, bilingual: bool) -> Markdown:
    """Return the cells of a property: its label and its value; `up` leads to the pages of the locale."""
    if row.event:
        address = f"{up}{encode_link(row.event.slug)}.md"
    elif row.url:
        address = encode_url(row.url)
    else:
        return table_cells(row.label, row.written, bilingual=bilingual)
    text = escape_markdown_output(row.value.target if row.value else "")
    return Markdown(f"{table_cells(row.label, bilingual=bilingual)}|[{text}]({address})")


def parameter_cells(row: ParameterRow, *, bilingual: bool) -> Markdown:
    """Return the cells of a parameter: its name, its type and its description."""
    write = bilingual_span if bilingual else monolingual_span
    spans = partial(string_spans, bilingual=bilingual, cell=True)
    type_cell = spans(row.type_text) if row.type_text else code(row.type, cell=True) if row.type else ""
    return Markdown(f"{write(row.name, True)}|{type_cell}|{spans(row.description)}")


def monolingual_span(unit: PageUnit, cell: bool = False, first: bool = True) -> Markdown:
    """Return a unit without its source; `first` says that it starts a string."""
    return _span(unit.target, unit.kind, cell, first)


@lru_cache(maxsize=1024)
def _span(text: str, kind: TextKind, cell: bool, first: bool) -> Markdown:
    escaped = _escaped(text, kind, cell)
    return Markdown(escape_start(escaped) if first else f" {escaped}")


def bilingual_span(unit: PageUnit, cell: bool = False, first: bool = True) -> Markdown:
    """Return the spans of a unit and its source, which share an id; `first` says that it starts a string."""
    number, source, target, locale, kind, _, missing, *_ = unit
    lang = f' lang="{locale}"' if missing else ""
    target, source = _escaped(target, kind, cell), _escaped(source, kind, cell)
    separator = "" if first else "  " if target.startswith(" ") else " "
    return Markdown(
        f'{separator}<span data-ttu-id="{PREFIX}-{number}"{lang}>{target.lstrip(" ")}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{PREFIX}-{number}">{source.lstrip(" ")}</span></span>'
    )


@lru_cache(maxsize=1024)
def _escaped(text: str, kind: TextKind, cell: bool) -> str:
    if kind is TextKind.MARKUP:
        text = escape_markup(one_line(text))
    elif kind is TextKind.LITERAL:
        text = one_line(escape_literal(show_controls(text)), "<br>")
    else:
        text = one_line(escape_literal(text))
    return escape_cell(text) if cell else text


def code(text: str, *, cell: bool = False) -> Markdown:
    """Return text as code on one line; `cell` escapes for tables."""
    span = code_span(one_line(text))
    return Markdown(escape_cell(span) if cell else span)


def heading_anchor(unit: PageUnit) -> Markdown:
    """Return the HTML anchor of a heading, named after its source text."""
    return Markdown(f'<a name="{anchor(unit.source)}"></a>')


def no_anchor(unit: PageUnit) -> Markdown:
    """Return nothing: only bilingual pages have anchors."""
    return Markdown()


# The functions with which templates write texts, for pages with originals and without.
SPAN_FUNCTIONS: Mapping[bool, Mapping[str, Callable[..., Markdown]]] = {
    bilingual: {
        "spans": partial(string_spans, bilingual=bilingual),
        "span": lru_cache(_KEPT)(bilingual_span if bilingual else monolingual_span),
        "cells": lru_cache(_KEPT)(partial(table_cells, bilingual=bilingual)),
        "property_cells": lru_cache(_KEPT)(partial(property_cells, bilingual=bilingual)),
        "parameter_cells": partial(parameter_cells, bilingual=bilingual),
        "anchor": heading_anchor if bilingual else no_anchor,
        "code": code,
    }
    for bilingual in (False, True)
}
