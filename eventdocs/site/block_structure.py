"""The structure of long texts as HTML and as Markdown: lists, quotations and tables around their leaves.

The caller writes the leaves (paragraphs, code, cells), each with its source or without. The containers are
written once around both, so that readers always see the list item of a source next to its translation.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import takewhile

from eventdocs.text.blocks import Block, BlockKind, Container

_TAGS = {
    "bullet_list": ("<ul>\n", "</ul>\n"),
    "numbered_list": ("<ol{}>\n", "</ol>\n"),
    "item": ("<li>\n", "</li>\n"),
    "quote": ("<blockquote>\n", "</blockquote>\n"),
    "table": (
        '<div class="wide" role="group" tabindex="0" aria-label="{}">\n<table>\n',
        "</table>\n</div>\n",
    ),
    "head": ("<thead>\n<tr>", "</tr>\n</thead>\n"),
    "row": ("<tr>", "</tr>\n"),
}
_ALIGNMENTS = {"center": ' class="center"', "right": ' class="end"'}
_DELIMITERS = {"left": ":--", "center": ":-:", "right": "--:"}
_LAST_NUMBER = 999_999_999  # a list item of CommonMark has at most nine digits


def assemble_html(blocks: Sequence[Block], leaves: Sequence[str]) -> str:
    """Return the HTML of leaves with that of their containers; a cell gets its element here."""
    parts: list[str] = []
    opened: tuple[Container, ...] = ()
    for index, (block, leaf) in enumerate(zip(blocks, leaves, strict=True)):
        shared = _shared_depth(opened, block.containers)
        parts += _closing_tags(opened[shared:])
        parts += [_opening_tag(container, blocks, index) for container in block.containers[shared:]]
        parts.append(_cell(block, leaf) if block.kind is BlockKind.CELL else leaf)
        opened = block.containers
    return "".join([*parts, *_closing_tags(opened)])


def _opening_tag(container: Container, blocks: Sequence[Block], index: int) -> str:
    """Return the tag of a container whose first leaf has the index."""
    tag = _TAGS[container.tag][0]
    if container.tag == "numbered_list":
        return tag.format(f' start="{container.number}"' if container.number != 1 else "")
    return tag.format(escape(_table_name(blocks, index))) if container.tag == "table" else tag


def _closing_tags(containers: Sequence[Container]) -> list[str]:
    return [_TAGS[container.tag][1] for container in reversed(containers)]


def _table_name(blocks: Sequence[Block], first: int) -> str:
    """Return the column heads of a table whose first cell has the index; they name it for screen readers."""
    row = blocks[first].containers
    following = (blocks[index] for index in range(first, len(blocks)))
    cells = takewhile(lambda block: block.containers == row, following)
    return ", ".join(cell.text for cell in cells if cell.text)


def _is_head(block: Block) -> bool:
    return block.containers[-1].tag == "head"


def _cell(block: Block, leaf: str) -> str:
    alignment = _ALIGNMENTS.get(block.info, "")
    if _is_head(block):
        return f'<th scope="col"{alignment}>{leaf}</th>'
    return f"<td{alignment}>{leaf}</td>"


def assemble_markdown(blocks: Sequence[Block], leaves: Sequence[str]) -> str:
    """Return the Markdown of leaves with the markers of their containers; the leaf of a cell is one line."""
    lines: list[str] = []
    before: tuple[Container, ...] = ()
    for containers, text in _chunks(blocks, leaves):
        shared = _shared_depth(before, containers)
        if lines:
            lines.append(_prefix(containers, shared).rstrip())
        first, rest = _prefix(containers, shared, with_markers=True), _prefix(containers, len(containers))
        head, *tail = text.split("\n")
        lines += [first + head, *(rest + line if line else rest.rstrip() for line in tail)]
        before = containers
    return "\n".join(lines)


def _chunks(blocks: Sequence[Block], leaves: Sequence[str]) -> Iterator[tuple[tuple[Container, ...], str]]:
    """Yield the parts that blank lines separate, each with its containers: leaves and whole tables."""
    rows: list[str] = []
    cells: list[str] = []
    delimiters: list[str] = []
    for index, (block, leaf) in enumerate(zip(blocks, leaves, strict=True)):
        if block.kind is not BlockKind.CELL:
            yield block.containers, leaf
            continue
        cells.append(leaf)
        delimiters.append(_DELIMITERS.get(block.info, "---"))
        following = blocks[index + 1].containers if index + 1 < len(blocks) else ()
        if following != block.containers:
            rows += [f"| {' | '.join(row)} |" for row in (cells, delimiters)[: 1 + _is_head(block)]]
            cells, delimiters = [], []
        if following[: len(block.containers) - 1] != block.containers[:-1]:
            yield block.containers[:-1], "\n".join(rows)
            rows = []


def _prefix(containers: Sequence[Container], depth: int, *, with_markers: bool = False) -> str:
    """Return what a line starts with: spaces or quote marks for the first containers, markers for the others.

    Without markers, only the first `depth` containers count.
    """
    parts: list[str] = []
    shown = containers if with_markers else containers[:depth]
    for index, container in enumerate(shown):
        if container.tag == "quote":
            parts.append("> ")
        elif container.tag == "item":
            marker = _marker(containers[index - 1], container)
            parts.append(marker if index >= depth else " " * len(marker))
    return "".join(parts)


def _marker(parent: Container, item: Container) -> str:
    """Return the marker of a list item; neighboring lists have different ones, which keeps them apart."""
    is_even = parent.index % 2 == 0
    if parent.tag == "bullet_list":
        return "- " if is_even else "* "
    return f"{min(parent.number + item.index, _LAST_NUMBER)}{'.' if is_even else ')'} "


def _shared_depth(first: Sequence[Container], second: Sequence[Container]) -> int:
    """Return how many containers two leaves share, from the outside in."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((depth for depth, (one, other) in pairs if one != other), min(len(first), len(second)))
