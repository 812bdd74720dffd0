"""Read the parts of a bilingual page; a page of another kind gives a diagnostic."""

import re
from dataclasses import dataclass, field

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.limits import PAGE_LINES, TEXT_LENGTH
from eventdocs.text.escaping import unescape

NOT_A_LEARN_PAGE = Rule(
    "ED133",
    "foreign-page",
    Severity.ERROR,
    "An imported page has the form of a bilingual event page.",
    "A page of another kind has no pairs of source text and translation, so there is nothing to import. All "
    "other pages are imported.",
)

_FRONT_LINE = re.compile(r"([\w.-]+): ?(.*)")
# Atomic groups: without the end of a pair, no other place is tried for the end of its first half.
_PAIR = re.compile(
    r'<span data-ttu-id="([0-9a-f]{5})-(\d{1,9})">'
    r'(?>(.*?)</span><span class="sxs-lookup"><span data-stu-id="\1-\2">)(?>(.*?)</span></span>)'
)
_UNTRANSLATED = re.compile(r'<span data-ttu-id="[0-9a-f]{5}-\d{1,9}" lang="')
_SPACE = re.compile(" ( ?)")
_HEADING = re.compile(r'(#{1,2}) <a name="[^"]*"></a>(<span .*</span>)(?:  )?')
_REQUIRED = ("properties", "details")
_PARAGRAPHS = ("description", "message", "cause", "resolution", "details")
_SECTIONS = ("properties", *_PARAGRAPHS, "examples", "see_also")
_PROPERTIES = ("id", "keywords", "level", "channel", "task", "opcode", "since", "deprecated", "replaced_by")
_STEP = re.compile(r"(\d{1,4})\. (<span .*)")
_CODE = re.compile(r"(?>(`+))( ?)(.*)\2\1")
# A link to the page of an event in the same folder: id, name, and the version if it is not 0.
_EVENT_LINK = re.compile(r"\[(?>([^\s\]]+) - ([^\s\]]+))\]\((?>([^\s()]*?)(?:-v(\d{1,9}))?\.md)\)")
# What eventdocs writes in its own pages and cannot read, by how its first line begins.
_NOT_READ = {
    "- ": "a list",
    "* ": "a list",
    "```": "a block of code",
    ">": "a quotation",
    "|`": "a table of a map's values",
    "|": "a table",
}
_RULE_ROW = re.compile(r"\|(?:-+\|)+ {0,2}")
_EMPTY_HEAD = "|||"


@dataclass(frozen=True, slots=True)
class LearnPair:
    """A source text and its translation, as a catalog writes them."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class LearnRow:
    """A row of the details: a parameter's name, its type (as code or as text) and its description."""

    name: LearnPair
    type: str
    type_text: tuple[LearnPair, ...]
    description: tuple[LearnPair, ...]


@dataclass(slots=True)
class LearnPage:
    """The parts of a page. `front_matter` has its lines in order; `headings` and `texts` are by role.

    `properties` are rows of key, label and value. `related` are the keys of the events under "See also".
    """

    file: str
    crlf: bool = False
    front_matter: dict[str, str] = field(default_factory=dict)
    prefix: str = ""
    first_number: int = 0
    title: LearnPair = LearnPair("", "")
    intro: tuple[LearnPair, ...] = ()
    headings: dict[str, LearnPair] = field(default_factory=dict)
    texts: dict[str, tuple[LearnPair, ...]] = field(default_factory=dict)
    properties: list[tuple[str, LearnPair, LearnPair | None]] = field(default_factory=list)
    columns: tuple[LearnPair, ...] = ()
    rows: list[LearnRow] = field(default_factory=list)
    replaced_by: str = ""
    examples: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    blank_after_heading: bool = False
    note_indent: int | None = None


class _NotALearnPage(Exception):
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line
        self.reason = reason


def read(data: bytes, file: str) -> LearnPage | Diagnostic:
    """Return a page, or a diagnostic with line and reason if it is not a bilingual event page."""
    if data.count(b"\n") >= PAGE_LINES.value:
        reason = f"the page has more than {PAGE_LINES.value:,} lines"
        return Diagnostic(NOT_A_LEARN_PAGE, Location(file), reason, PAGE_LINES.hint)
    try:
        return _Reader(data.decode("utf-8-sig"), file).page()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return Diagnostic(NOT_A_LEARN_PAGE, Location(file, line), "the page is not UTF-8", "save it as UTF-8")
    except _NotALearnPage as error:
        hint = "only bilingual event pages can be imported; this page is skipped"
        return Diagnostic(NOT_A_LEARN_PAGE, Location(file, error.line), error.reason, hint)


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self.lines = text.split("\n")
        self.at = 0
        self.result = LearnPage(file)
        self.role = "title"

    def error(self, reason: str) -> _NotALearnPage:
        return _NotALearnPage(min(self.at + 1, len(self.lines)), reason)

    def page(self) -> LearnPage:
        self.check_lengths()
        self.front_matter()
        while self.at < len(self.lines):
            self.line(self.lines[self.at])
            self.at += 1
        if not self.result.title.source:
            raise self.error("the page has no title with a translation")
        missing = [role for role in _REQUIRED if role not in self.result.headings]
        if missing:
            raise self.error(f"the page has no section `{missing[0]}`")
        return self.result

    def check_lengths(self) -> None:
        longest = max(self.lines, key=len)
        if len(longest) > TEXT_LENGTH.value:
            self.at = self.lines.index(longest)
            raise self.error(f"the line has {len(longest):,} characters; {TEXT_LENGTH.allowed}")

    def front_matter(self) -> None:
        if self.lines[0].rstrip("\r") != "---":
            raise self.error("the page has no front matter")
        end = next((at for at, line in enumerate(self.lines) if at and line.rstrip("\r") == "---"), 0)
        for number, line in enumerate(self.lines[1:end], start=1):
            self.at = number
            match = _FRONT_LINE.fullmatch(line.rstrip("\r"))
            if not match or match[1] in self.result.front_matter:
                raise self.error("the front matter line is not `key: value`, or its key is a duplicate")
            self.result.crlf = line.endswith("\r")
            self.result.front_matter[match[1]] = match[2]
        if not end:
            raise self.error("the front matter does not end")
        self.at = end + 1

    def line(self, line: str) -> None:
        if not line.strip():
            self.blank(line)
        elif line.startswith("#"):
            self.heading(line)
        elif line.startswith("|"):
            self.table_row(line)
        elif line.startswith("> [!NOTE]"):
            self.role = "note"
        elif self.role == "note" and line.startswith(">"):
            self.note(line)
        elif self.role == "resolution" and (step := _STEP.fullmatch(line.strip(" "))):
            self.step(int(step[1]), step[2])
        elif self.role == "examples":
            self.example(line.strip(" "))
        elif self.role == "see_also" and line.startswith("- "):
            self.result.related.append(self.event_link(line[2:].strip(" ")))
        else:
            self.paragraph(line)

    def blank(self, line: str) -> None:
        if line == "" and self.at > 0 and self.lines[self.at - 1].startswith("# "):
            self.result.blank_after_heading = True

    def heading(self, line: str) -> None:
        match = _HEADING.fullmatch(line)
        pairs = self.pairs(match[2], literal=True) if match else ()
        if not match or len(pairs) != 1:
            raise self.error("the heading is not a pair of original and translation")
        if match[1] == "#":
            self.result.title = pairs[0]
            return
        role = _key(pairs[0])
        if role not in _SECTIONS or role in self.result.headings:
            raise self.error(f"the section `{pairs[0].source}` cannot be imported, or is a duplicate")
        self.role = role
        self.result.headings[role] = pairs[0]

    def table_row(self, line: str) -> None:
        if line.rstrip() == _EMPTY_HEAD or _RULE_ROW.fullmatch(line):
            return
        cells = line.rstrip()[1:-1].split("|")
        if self.role == "properties" and len(cells) == 2:
            self.property_row(*cells)
        elif self.role == "details" and not line.startswith("|`"):
            self.details_row(cells)
        else:
            raise self.not_read(line, "a table row is not expected here")

    def property_row(self, label_cell: str, value_cell: str) -> None:
        label = self.one(label_cell)
        key = _key(label)
        if key not in _PROPERTIES:
            raise self.error(f"the property `{label.source}` cannot be imported")
        if key == "replaced_by" and value_cell.startswith("["):
            self.result.replaced_by = self.event_link(value_cell)
            value = None
        else:
            value = self.one(value_cell) if value_cell else None
        self.result.properties.append((key, label, value))

    def details_row(self, cells: list[str]) -> None:
        if len(cells) != 3:
            raise self.error(f"the row has {len(cells)} cells, not 3")
        if not self.result.columns:
            self.result.columns = tuple(self.one(cell) for cell in cells)
            return
        code = cells[1][1:-1] if cells[1].startswith("`") and cells[1].endswith("`") else ""
        words = () if code or not cells[1] else self.pairs(cells[1], literal=True)
        description = self.pairs(cells[2], literal=False) if cells[2] else ()
        self.result.rows.append(LearnRow(self.one(cells[0]), code, words, description))

    def note(self, line: str) -> None:
        text = line[1:]
        self.result.note_indent = len(text) - len(text.lstrip(" "))
        self.result.texts["note"] = self.pairs(text.strip(" "), literal=False)

    def step(self, number: int, text: str) -> None:
        steps = self.result.texts.get("steps", ())
        if number != len(steps) + 1:
            raise self.error(f"the number of the step is not {len(steps) + 1}")
        self.result.texts["steps"] = (*steps, self.one(text, literal=False))

    def example(self, text: str) -> None:
        match = _CODE.fullmatch(text)
        if not match:
            raise self.error("the example is not code on one line")
        self.result.examples.append(match[3])

    def event_link(self, text: str) -> str:
        """Return the key of the event that a link leads to."""
        match = _EVENT_LINK.fullmatch(text)
        if not match or match[3] != f"{match[1]}-{match[2]}".lower():
            raise self.error("the link does not lead to the page of an event in the same folder")
        return f"{match[1]}@{match[4]}" if match[4] else match[1]

    def not_read(self, line: str, reason: str) -> _NotALearnPage:
        """Return an error that names what eventdocs writes but cannot read, or another reason."""
        kinds = (kind for start, kind in _NOT_READ.items() if line.startswith(start))
        kind = next(kinds, "")
        return self.error(f"{kind} cannot be imported" if kind else reason)

    def paragraph(self, line: str) -> None:
        if not line.lstrip(" ").startswith("<span "):
            raise self.not_read(line, "the text is not a pair of original and translation")
        literal = self.role == "message"
        pairs = self.pairs(line.strip(" "), literal=literal)
        if self.role == "title" and not self.result.intro:
            self.result.intro = pairs
        elif self.role in _PARAGRAPHS and self.role not in self.result.texts:
            self.result.texts[self.role] = pairs
        else:
            raise self.error("a text of several paragraphs cannot be imported")

    def one(self, text: str, *, literal: bool = True) -> LearnPair:
        pairs = self.pairs(text, literal=literal)
        if len(pairs) != 1:
            raise self.error("the cell is not one pair of original and translation")
        return pairs[0]

    def pairs(self, text: str, *, literal: bool) -> tuple[LearnPair, ...]:
        pairs: list[LearnPair] = []
        match = _PAIR.match(text)
        extra, end = "", 0
        while match:
            self.identity(match[1], int(match[2]))
            source, target = (unescape(match[group], literal=literal) for group in (4, 3))
            pairs.append(LearnPair(extra + source, extra + target))
            end = match.end()
            space = _SPACE.match(text, end)
            match = _PAIR.match(text, space.end()) if space else None
            extra = space[1] if space else ""
        if not pairs or end != len(text):
            is_untranslated = _UNTRANSLATED.match(text, end + len(pairs[:1]))
            reason = "has no translation" if is_untranslated else "is not a pair of original and translation"
            raise self.error(f"the text {reason}")
        return tuple(pairs)

    def identity(self, prefix: str, number: int) -> None:
        if not self.result.prefix:
            self.result.prefix, self.result.first_number = prefix, number
        elif prefix != self.result.prefix:
            raise self.error(f"the page's units have two prefixes, `{self.result.prefix}` and `{prefix}`")


def _key(label: LearnPair) -> str:
    """Return the key of a label in the catalog, such as `see_also`."""
    return label.source.lower().replace(" ", "_")
