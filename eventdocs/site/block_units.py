"""The units of long texts: one for each block, or one for the whole text if its source has other blocks."""

from collections.abc import Iterable, Sequence

from eventdocs.model.strings import TextKind
from eventdocs.site.page_view import PageUnit, is_block_text
from eventdocs.text.blocks import BlockKind, parse_blocks

_BLOCKS = TextKind.BLOCKS  # looking up a member of an enum is slow
_LONGEST_EXCERPT = 300


def block_units(text: str, whole: PageUnit, source_locale: str = "") -> tuple[PageUnit, ...]:
    """Return units without a source for the blocks of a text, which is the translation of a unit.

    With `source_locale`, the text is the source of the unit.
    """
    locale, missing = (source_locale, True) if source_locale else (whole.locale, whole.missing)
    return tuple(
        PageUnit(0, "", block.text, locale, _kind(block.kind), whole.placeholders, missing, block=block)
        for block in parse_blocks(text)
    )


def _kind(kind: BlockKind) -> TextKind:
    return TextKind.CODE if kind is BlockKind.CODE else TextKind.MARKUP


def target_texts(units: Iterable[PageUnit]) -> list[str]:
    """Return the translations of units; those of blocks, without their markers, where a unit has several."""
    texts: list[str] = []
    for unit in units:
        texts += _block_texts(unit.target) if unit.kind is _BLOCKS else (unit.target,)
    return texts


def source_texts(units: Iterable[PageUnit]) -> list[str]:
    """Return the sources of units; those of blocks, without their markers, where a unit has several."""
    texts: list[str] = []
    for unit in units:
        texts += _block_texts(unit.source) if unit.kind is _BLOCKS else (unit.source,)
    return texts


def _block_texts(text: str) -> list[str]:
    return [block.text for block in parse_blocks(text)]


def first_paragraph(units: Sequence[PageUnit]) -> PageUnit | None:
    """Return the unit that stands for a string in lists: its first sentence, or its first paragraph."""
    if not is_block_text(units):
        return units[0] if units else None
    first = units[0]
    is_whole = first.kind is _BLOCKS
    leaves = block_units(first.target, first) if is_whole else units
    texts = (unit for unit in leaves if unit.kind is not TextKind.CODE and unit.target)
    unit = next(texts, None)
    return unit._replace(target=_excerpt(unit.target)) if unit else None


def _excerpt(text: str) -> str:
    """Return a paragraph on one line, cut after a word if it is long."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_EXCERPT:
        return line
    end = line.rfind(" ", _LONGEST_EXCERPT * 2 // 3, _LONGEST_EXCERPT)
    return f"{line[: end if end > 0 else _LONGEST_EXCERPT]} …"
