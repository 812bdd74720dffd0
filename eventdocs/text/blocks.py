"""The blocks of a long text: paragraphs, lists, code, quotations and tables, as CommonMark and GFM have them.

A text is a flat list of leaves, each with the containers around it, so that a source and its translation can
be compared leaf by leaf. The leaves know where they are in the text: they can be replaced, and every other
character stays. Headings, raw HTML, thematic breaks and link definitions are no blocks here. They are text.

Most texts are one paragraph. A regular expression recognizes them without a parser.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_block import RuleFuncBlockType
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token


class BlockKind(StrEnum):
    """The kind of a leaf."""

    PARAGRAPH = "paragraph"
    CODE = "code"
    CELL = "cell"  # of a table


@dataclass(frozen=True, slots=True)
class Container:
    """A block that contains others: its kind, and its index among its siblings.

    `tag` is `bullet_list`, `numbered_list`, `item`, `quote`, `table`, `head` or `row`. `number` is the first
    number of a numbered list.
    """

    tag: str
    index: int
    number: int = 1


class Block(NamedTuple):
    """A leaf: its text, and the containers around it from the outside in.

    `info` is the language of fenced code, or how a table aligns the cell: `left`, `center` or `right`.
    """

    kind: BlockKind
    text: str
    containers: tuple[Container, ...] = ()
    info: str = ""


Shape: TypeAlias = tuple[tuple[BlockKind, tuple[tuple[str, int], ...]], ...]


class Line(NamedTuple):
    """A line of a leaf, and the range of the whole text that it comes from.

    Text and range differ in cells, which escape `|`, and in code whose indentation is half of a tab.
    """

    start: int
    end: int
    text: str


class Leaf(NamedTuple):
    """A block with the lines that it comes from; none if a row of a table lacks the cell."""

    block: Block
    lines: tuple[Line, ...]

    def locator(self) -> Callable[[int, int], tuple[int, int]]:
        """Return a function that returns the range in the whole text of a range in the block's text."""
        if not self.lines:
            return lambda start, end: (0, 0)
        starts = [0, *accumulate(len(line.text) + 1 for line in self.lines)]
        bars = [bar.start() for bar in _BARS.finditer(self.block.text)] if self._is_cell else []

        def offset(at: int) -> int:
            index = min(bisect_right(starts, at) - 1, len(self.lines) - 1)
            line = self.lines[index]
            return min(line.start + at - starts[index] + bisect_left(bars, at), line.end)

        return lambda start, end: (offset(start), offset(end - 1) + 1 if end > start else offset(start))

    @property
    def _is_cell(self) -> bool:
        return self.block.kind is BlockKind.CELL


# What can start a block other than a paragraph: where a line starts, and where the text does.
_START = re.compile(
    r"[ \t]*+(?:[-+*](?=[ \t]|$)|([-_*])[ \t]*+\1[ \t]*+\1|\d{1,9}[.)](?=[ \t]|$)|>|`{3}|~{3})| {0,3}\t| {4}"
)
_LINE_START = re.compile(
    r"^[ \t]*+(?:$|[-+*](?=[ \t]|$)|([-_*])[ \t]*+\1[ \t]*+\1|\d{1,9}[.)](?=[ \t]|$)|>|`{3}|~{3}"
    r"|\|[ \t]*+[-:|]|:?-)"
    r"|\A(?: {0,3}\t| {4})",
    re.MULTILINE,
)
# Markup of CommonMark that texts cannot have. A code span is matched first, so that nothing in it is found.
_UNSUPPORTED = re.compile(
    r"(?P<code>`[^`]++`)|(?P<image>!\[[^\[\]]*+\]\([^()\s]*+(?:\s[^()]*+)?\))"
    r"|^[ \t]*+(?:(?P<heading>#{1,6}(?=[ \t]|$)|={2,}(?=[ \t]*$))|(?P<definition>\[[^\[\]]++\]:)"
    r"|(?P<rule>(?P<mark>[-*_])[ \t]*+(?P=mark)[ \t]*+(?P=mark)(?>(?:[ \t]|(?P=mark))*)$))",
    re.MULTILINE,
)
_UNSUPPORTED_STARTS = frozenset(" \t#=-_*[")
_NAMES = {
    "image": "an image",
    "heading": "a heading",
    "definition": "a link definition",
    "rule": "a thematic break",
}
# The first character of a line that would start a block, or the sign after the number of a list.
_BLOCK_MARK = re.compile(
    r"(?:\d{1,9}(?=[.)](?:[ \t]|$)))?"
    r"([-+*.)](?=[ \t]|$)|([-_*])[ \t]*+\2[ \t]*+\2|>|`{3}|~{3}|\|[ \t]*+[-:|]|:?-++:?[ \t]*+\|"
    r"|(?::-++:?|-++:)[ \t]*+$)"
)
_LONGEST_MARK = 11  # the number of a list, with a backslash
_LINE_END = re.compile(r"\r\n?|\n")
_MARKER = re.compile(r"[^>\t ]")
_OPENING = {
    "bullet_list_open": "bullet_list",
    "ordered_list_open": "numbered_list",
    "list_item_open": "item",
    "blockquote_open": "quote",
    "table_open": "table",
    "tr_open": "row",
}
_CLOSING = frozenset(name.replace("_open", "_close") for name in _OPENING)
_DEEPEST = 18  # levels of containers; the parser leaves out what is nested deeper than 20
_BAR = "|"
_BARS = re.compile(r"\|")
_ESCAPED_BAR = r"\|"


def parse_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text: at least one, which is the whole text if that is one paragraph."""
    if _is_plain(text):
        return (Block(BlockKind.PARAGRAPH, text),)
    return _parse(text).blocks


def is_paragraph(text: str) -> bool:
    """Return whether a text is one paragraph and nothing else."""
    if text[:1].isalpha() and "\n" not in text and "\r" not in text:  # most texts
        return True
    if _is_plain(text):
        return True
    (kind, _, containers, _), *others = _parse(text).blocks
    return kind is BlockKind.PARAGRAPH and not containers and not others


def leaves(text: str) -> tuple[Leaf, ...]:
    """Return the blocks of a text with the lines that they come from."""
    return (_whole(text),) if _is_plain(text) else _parse(text).leaves


def shape(blocks: Sequence[Block]) -> Shape:
    """Return the kinds and containers of blocks, in which a source and its translation agree."""
    return tuple(
        (block.kind, tuple((container.tag, container.index) for container in block.containers))
        for block in blocks
    )


def replace_blocks(text: str, texts: Sequence[str]) -> str | None:
    """Return a text with other texts in its blocks, and every other character as it is.

    Returns None if the result would have other blocks, for example because a text starts with a list marker.
    """
    before = leaves(text)
    if len(texts) != len(before):
        return None
    if tuple(texts) == tuple(leaf.block.text for leaf in before):
        return text
    replaced = texts[0] if before == (_whole(text),) else _replaced(text, before, texts)
    wanted = tuple(leaf.block._replace(text=new) for leaf, new in zip(before, texts, strict=True))
    return replaced if replaced is not None and parse_blocks(replaced) == wanted else None


def single_block(text: str, kind: BlockKind) -> str:
    """Return a text as it must be written to be one paragraph or cell: what would start a list is escaped.

    A text with a blank line cannot be one block, and stays as it is.
    """
    if kind is BlockKind.CODE:
        return text
    lines = [line.lstrip(" \t") for line in text.strip(" \t\r\n").splitlines()]
    if kind is BlockKind.CELL:
        return " ".join(line.rstrip(" \t") for line in lines)
    return "\n".join(_escape_start(line) for line in lines) if all(lines) else text


def _escape_start(line: str) -> str:
    """Return a line with a backslash before what would start a block."""
    match = _BLOCK_MARK.match(line)
    return f"{line[: match.start(1)]}\\{line[match.start(1) :]}" if match else line


def inline_text(text: str) -> str:
    """Return inline Markdown of one line as a text that is one paragraph."""
    return text if is_paragraph(text) else _escape_start(text)


def without_start_escape(text: str) -> str:
    """Return the inline Markdown that `inline_text` was given, for places where no block can start."""
    if "\\" not in text[:_LONGEST_MARK]:
        return text
    before, _, after = text.partition("\\")
    return before + after if inline_text(before + after) == text else text


def block_places(blocks: Sequence[Block]) -> list[str]:
    """Return what each block is and its number among those of the same kind: `List item 2 of 3`."""
    names = _names(blocks)
    totals, seen = Counter(names), Counter[str]()
    places = []
    for name in names:
        seen[name] += 1
        places.append(f"{name.capitalize()} {seen[name]} of {totals[name]}")
    return places


def structure_difference(source: Sequence[str], target: Sequence[str]) -> str:
    """Return the first difference in structure between the texts of a source and those of its translation."""
    source_names, target_names = _structure(source), _structure(target)
    ours, theirs = Counter(source_names), Counter(target_names)
    for name in (*ours, *theirs):
        if ours[name] != theirs[name]:
            return f"the translation has {_count(theirs[name], name)}, the source has {ours[name] or 'none'}"
    for number, (name, other) in enumerate(zip(source_names, target_names, strict=True), start=1):
        if name != other:
            return f"block {number} of the translation is a {other}, in the source it is a {name}"
    return "the blocks of the translation are nested differently than those of the source"


def _structure(texts: Sequence[str]) -> list[str]:
    """Return the names of the blocks of a text; several texts are sentences."""
    return _names(parse_blocks(texts[0])) if len(texts) == 1 else ["sentence"] * len(texts)


def _names(blocks: Sequence[Block]) -> list[str]:
    """Return what each block is; in a list item, only the first block is the item."""
    names, previous = [], None
    for block in blocks:
        items = [index for index, container in enumerate(block.containers) if container.tag == "item"]
        item = block.containers[: items[-1] + 1] if items else None
        if block.kind is not BlockKind.PARAGRAPH:
            name = "code block" if block.kind is BlockKind.CODE else "table cell"
        elif item is not None:
            name = "list item" if item != previous else "paragraph in a list item"
        else:
            name = "quotation" if block.containers else "paragraph"
        names.append(name)
        previous = item
    return names


def _count(number: int, name: str) -> str:
    noun, _, rest = name.partition(" in a ")
    plural = f"{noun}s in {rest}s" if rest else f"{noun}s"
    return f"{number} {name}" if number == 1 else f"{number or 'no'} {plural}"


class UnsupportedMarkup(NamedTuple):
    """Markup that texts cannot have, and its range."""

    start: int
    end: int
    what: str


def is_nested_too_deep(text: str) -> bool:
    """Return whether lists and quotations of a text are nested so deep that it is shown as one paragraph."""
    return not _is_plain(text) and _parse(text).is_too_deep


def may_be_unsupported(text: str) -> bool:
    """Return whether a text may have unsupported markup: a cheap guard, since few texts have any."""
    return text[:1] in _UNSUPPORTED_STARTS or "\n" in text or "![" in text


def unsupported_markup(text: str) -> tuple[UnsupportedMarkup, ...]:
    """Return a block's headings, images, thematic breaks and link definitions; pages show them as text."""
    if not may_be_unsupported(text):
        return ()
    return tuple(
        UnsupportedMarkup(*match.span(name), _NAMES[name])
        for match in _UNSUPPORTED.finditer(text)
        for name in _NAMES
        if match[name] is not None
    )


class _Parsed(NamedTuple):
    """The leaves of a text, and their blocks."""

    leaves: tuple[Leaf, ...]
    blocks: tuple[Block, ...]
    is_too_deep: bool


def _is_plain(text: str) -> bool:
    """Return whether a text is certainly one paragraph."""
    if "\r" in text:
        return False
    if "\n" in text:
        return not _LINE_START.search(text)
    return text[:1].isalpha() or not _START.match(text)


def _whole(text: str) -> Leaf:
    return Leaf(Block(BlockKind.PARAGRAPH, text), (Line(0, len(text), text),))


@lru_cache(maxsize=4096)
def _parse(text: str) -> _Parsed:
    """Return the leaves of a text from the parser."""
    reader = _Reader(text)
    found = tuple(reader.leaves())
    is_one = len(found) == 1 and found[0].block.kind is BlockKind.PARAGRAPH and not found[0].block.containers
    if is_one or not any(leaf.block.text for leaf in found):
        found = (_whole(text),)
    return _Parsed(found, tuple(leaf.block for leaf in found), reader.is_too_deep)


@dataclass(slots=True)
class _OpenContainer:
    """A container whose end is not reached: its first line, and the number of its children so far."""

    container: Container
    line: int = 0
    children: int = 0


class _Reader:
    """Makes leaves of the parser's tokens. The parser counts lines; the reader knows where they are."""

    def __init__(self, text: str) -> None:
        self.text = text
        ends = list(_LINE_END.finditer(text))
        self.lines = [0, *(end.end() for end in ends)]
        self.ends = [*(end.start() for end in ends), len(text)]
        self.columns: dict[int, int] = {}  # of the first character of a leaf's line that is not a space
        self.stack = [_OpenContainer(Container("", 0))]
        self.cells: Sequence[Line] = ()  # of the current row
        self.is_too_deep = False

    def leaves(self) -> Iterator[Leaf]:
        """Yield the leaves; none if the text is nested too deep."""
        tokens = self.tokens()
        self.is_too_deep = any(token.level > _DEEPEST for token in tokens)
        if self.is_too_deep:
            return
        for token in tokens:
            if token.type in _OPENING:
                self.enter(token)
            elif token.type in _CLOSING:
                yield from self.leave()
            elif token.type in ("paragraph_open", "hr"):
                yield self.paragraph(*_line_range(token))
            elif token.type in ("fence", "code_block"):
                yield self.code(token)
            elif token.type in ("th_open", "td_open"):
                column = self.stack[-1].children
                alignment = str(token.attrGet("style") or "").removeprefix("text-align:")
                yield self.leaf(BlockKind.CELL, self.cells[column : column + 1], alignment)

    def tokens(self) -> "list[Token]":
        """Return the parser's tokens, and note the columns of lines."""
        env: dict[str, dict[int, int]] = {"starts": {}}
        tokens = _parser().parse(self.text, env)
        # The parser reads every line end as one character.
        lengths = (end - start + 1 for start, end in zip(self.lines, self.ends, strict=True))
        starts = [0, *accumulate(lengths)]
        self.columns = {line: start - starts[line] for line, start in env["starts"].items()}
        return tokens

    def enter(self, token: "Token") -> None:
        """Open a container."""
        parent, (line, _) = self.stack[-1], _line_range(token)
        tag = _OPENING[token.type]
        if tag == "row":
            self.cells = _split_row(self.text, self.lines[line] + self.columns[line], self.ends[line])
            tag = "row" if parent.children else "head"
        number = int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else 1
        self.stack.append(_OpenContainer(Container(tag, parent.children, number), line))
        parent.children += 1

    def leave(self) -> Iterator[Leaf]:
        """Close a container. One without children gets an empty paragraph, so that it is not lost."""
        if not self.stack[-1].children:
            end = self.ends[self.stack[-1].line]
            yield self.leaf(BlockKind.PARAGRAPH, [Line(end, end, "")])
        self.stack.pop()

    def leaf(self, kind: BlockKind, lines: Sequence[Line], info: str = "") -> Leaf:
        self.stack[-1].children += 1
        text = "\n".join(line.text for line in lines)
        containers = tuple(entry.container for entry in self.stack[1:])
        return Leaf(Block(kind, text, containers, info), tuple(lines))

    def line(self, number: int, column: int) -> Line:
        start, end = self.lines[number] + column, self.ends[number]
        return Line(start, end, self.text[start:end])

    def paragraph(self, first: int, end: int) -> Leaf:
        lines = [self.line(number, self.columns[number]) for number in range(first, end)]
        last = lines[-1]
        text = last.text.rstrip(" \t")
        lines[-1] = Line(last.start, last.start + len(text), text)
        return self.leaf(BlockKind.PARAGRAPH, lines)

    def code(self, token: "Token") -> Leaf:
        is_fence = token.type == "fence"
        first = _line_range(token)[0] + is_fence
        texts = token.content.removesuffix("\n").split("\n") if token.content else []
        lines = [self.code_line(number, text) for number, text in enumerate(texts, first)]
        return self.leaf(BlockKind.CODE, lines, (token.info.split() or [""])[0] if is_fence else "")

    def code_line(self, number: int, text: str) -> Line:
        """Return a line of code, which is the end of a line unless half of a tab was removed."""
        line = self.line(number, 0)
        column = len(line.text) - len(text)
        if column >= 0 and line.text[column:].replace("\0", "\ufffd") == text:
            return self.line(number, column)
        start = line.end - len(text.lstrip(" "))
        while start > line.start and self.text[start - 1] == " ":
            start -= 1
        return Line(max(line.start, start - 1), line.end, text)


def _line_range(token: "Token") -> tuple[int, int]:
    assert token.map is not None
    first, end = token.map
    return first, end


def _split_row(text: str, start: int, end: int) -> list[Line]:
    """Return the cells of a row of a table, without the spaces around them."""
    bars = [at for at in range(start, end) if text[at] == _BAR and text[at - 1 : at] != "\\"]
    edges = [start - 1, *bars, end]
    cells = [_stripped(text, first + 1, last) for first, last in pairwise(edges)]
    if bars and not cells[0].text:
        cells = cells[1:]
    if cells and bars and not cells[-1].text and cells[-1].start >= bars[-1]:
        cells = cells[:-1]
    return cells


def _stripped(text: str, start: int, end: int) -> Line:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    return Line(start, end, text[start:end].replace(_ESCAPED_BAR, _BAR))


def _replaced(text: str, before: Sequence[Leaf], texts: Sequence[str]) -> str | None:
    """Return a text with other texts in its leaves; None if there is no place for one."""
    pieces, done = [], 0
    for leaf, new in zip(before, texts, strict=True):
        if new == leaf.block.text:
            continue
        if not leaf.lines:
            return None
        first, last = leaf.lines[0], leaf.lines[-1]
        written = new.replace(_BAR, _ESCAPED_BAR) if leaf.block.kind is BlockKind.CELL else new
        pieces += [text[done : first.start], _written(text, leaf.lines, written)]
        done = last.end
    return "".join([*pieces, text[done:]])


def _written(text: str, lines: Sequence[Line], new: str) -> str:
    """Return the lines of a new text, each behind the marks and spaces of its containers."""
    start = max(text.rfind("\n", 0, lines[0].start), text.rfind("\r", 0, lines[0].start)) + 1
    prefix = _MARKER.sub(" ", text[start : lines[0].start])
    end = _LINE_END.search(text)
    pieces: list[str] = []
    for index, line in enumerate(new.split("\n")):
        if index:
            gap = (end[0] if end else "\n") + prefix
            if index < len(lines) and lines[index].text.strip():
                gap = text[lines[index - 1].end : lines[index].start]
            pieces.append(gap if line else gap.rstrip(" \t"))
        kept = index < len(lines) and lines[index].text == line
        pieces.append(text[lines[index].start : lines[index].end] if kept else line)
    return "".join(pieces)


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    """Return a parser of blocks that reports where the lines of leaves start in `env["starts"]`."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import hr, paragraph, table

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.disable(["heading", "lheading", "html_block", "reference", "inline", "text_join"])
    ends = ["paragraph", "reference"]
    parser.block.ruler.at("table", _recorded(table), {"alt": ends})
    parser.block.ruler.at("hr", _recorded(hr), {"alt": [*ends, "blockquote", "list"]})
    parser.block.ruler.at("paragraph", _recorded(paragraph))
    return parser


def _recorded(rule: "RuleFuncBlockType") -> "RuleFuncBlockType":
    """Return a rule that records the first character of each line that it reads."""

    def recorded(state: "StateBlock", first: int, end: int, silent: bool) -> bool:
        if not rule(state, first, end, silent):
            return False
        if not silent:
            lines = range(first, state.line)
            state.env["starts"].update({line: state.bMarks[line] + state.tShift[line] for line in lines})
        return True

    return recorded
