"""Read YAML into a tree with positions, from libyaml's event stream.

libyaml's composer is not used because it crashes the process on deep nesting. Depth, lengths and
features that catalogs do not allow are checked while the events arrive.
"""

from dataclasses import dataclass, field

import yaml
from yaml import events

from eventdocs.model.diagnostics import CappedFindings, Diagnostic, Rule
from eventdocs.model.limits import NESTING as NESTING_LIMIT
from eventdocs.model.limits import TEXT_LENGTH, VALUES
from eventdocs.model.tree import Node, Scalar, Sequence, Span, make_mapping
from eventdocs.schema.rules import (
    DOCUMENTS,
    DUPLICATE_KEY,
    LENGTH,
    NESTING,
    REFERENCE,
    SHAPE,
    SYNTAX,
    TOO_MANY,
)

_LOADER = getattr(yaml, "CLoader", yaml.Loader)
# What libyaml reports, in the words of people who have never read the specification of YAML, and what to do.
_PROBLEMS = {
    "block sequence entries are not allowed in this context": (
        "`-` is not allowed here",
        "put the text in quotes, or start a list on the next line",
    ),
    "could not find expected ':'": ("this line has no `:` after its key", "write `key: value`"),
    "did not find expected '-' indicator": (
        "this line is not an item of the list above",
        "start it with `- `, or indent it less",
    ),
    "did not find expected ',' or ']'": (
        "the list has no closing `]`",
        "add `]`, or quote texts with `,` or `:`",
    ),
    "did not find expected ',' or '}'": (
        "the mapping has no closing `}`",
        "add `}`, or quote texts with `,` or `:`",
    ),
    "did not find expected key": (
        "this line is not a key of the mapping above",
        "check the indentation, and the quotes of the lines above",
    ),
    "did not find expected node content": (
        "a value is missing here",
        "write a value, or put the text in quotes",
    ),
    "found a tab character that violates indentation": (
        "the indentation contains a tab",
        "indent with spaces",
    ),
    "found character that cannot start any token": (
        "a text cannot start with this character",
        "put the text in quotes; indent with spaces",
    ),
    "found unexpected end of stream": ("the text in quotes does not end", "close the quotes"),
    "found unknown escape character": (
        "unknown escape in a text in double quotes",
        "write `\\\\` for a backslash, or use single quotes",
    ),
    "mapping values are not allowed in this context": (
        "`:` is not allowed here",
        "put the text in quotes, or check the indentation",
    ),
}


def read_text(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree and diagnostics of a text, from libyaml's events."""
    builder = _Builder(file)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.handle(event)
    except yaml.MarkedYAMLError as error:
        builder.add_finding(_syntax(error, text, file))
    except _StopReading:
        pass
    if not builder.rules and builder.root is None:
        builder.report(DOCUMENTS, _START, "the file is empty", "fill it in, or delete it")
    return (None if builder.is_incomplete else builder.root), builder.diagnostics.findings()


_START = Span(0, 0, 0, 0)
_INCOMPLETE = frozenset(rule.code for rule in (SYNTAX, NESTING, DOCUMENTS, REFERENCE, TOO_MANY))


class _StopReading(Exception):
    """Stop reading the file."""


@dataclass(slots=True)
class _OpenNode:
    """A mapping or list that is not complete; in a mapping, `key` is one without a value so far."""

    start: events.CollectionStartEvent
    items: list[Node] = field(default_factory=list)
    pairs: dict[str, tuple[Scalar, Node]] = field(default_factory=dict)
    key: Node | None = None


@dataclass(slots=True)
class _Builder:
    file: str
    diagnostics: CappedFindings = field(default_factory=CappedFindings)
    rules: set[str] = field(default_factory=set)
    stack: list[_OpenNode] = field(default_factory=list)
    root: Node | None = None
    documents: int = 0
    values: int = 0
    most: int = field(default_factory=lambda: VALUES.value)

    @property
    def is_incomplete(self) -> bool:
        """Whether the tree does not represent the whole file."""
        return not self.rules.isdisjoint(_INCOMPLETE)

    def report(self, rule: Rule, span: Span, message: str, hint: str = "") -> None:
        self.add_finding(Diagnostic(rule, span.within(self.file), message, hint))

    def add_finding(self, finding: Diagnostic) -> None:
        self.diagnostics.add(finding)
        self.rules.add(finding.rule.code)

    def count(self, event: events.Event) -> None:
        self.values += 1
        if self.values > self.most:
            self.report(TOO_MANY, _span(event), f"the file has more than {self.most:,} values", VALUES.hint)
            raise _StopReading

    def handle(self, event: events.Event) -> None:
        if isinstance(event, events.ScalarEvent):
            self.count(event)
            self.reject_references(event)
            self.add(self.scalar(event))
        elif isinstance(event, events.CollectionStartEvent):
            self.count(event)
            self.reject_references(event)
            self.stack.append(_OpenNode(event))
            if len(self.stack) > NESTING_LIMIT.value:
                message = f"values are nested deeper than {NESTING_LIMIT.value} levels"
                self.report(
                    NESTING, _span(event), message, "move the values up, or write them as text in quotes"
                )
                raise _StopReading
        elif isinstance(event, events.CollectionEndEvent):
            self.close(event)
        elif isinstance(event, events.AliasEvent):
            self.report(
                REFERENCE,
                _span(event),
                f"aliases such as `*{event.anchor}` are not supported",
                "repeat the value instead",
            )
            self.add(Scalar("", _span(event)))
        elif isinstance(event, events.DocumentStartEvent):
            self.open_document(event)

    def open_document(self, event: events.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self.report(
                DOCUMENTS, _span(event), "the file has a second document", "move it to a file of its own"
            )
            raise _StopReading
        if event.tags:
            self.report(REFERENCE, _span(event), "tag directives are not supported", "remove it")

    def reject_references(self, event: events.NodeEvent) -> None:
        tag = getattr(event, "tag", None)
        if event.anchor is not None:
            self.report(
                REFERENCE,
                _span(event),
                f"anchors such as `&{event.anchor}` are not supported",
                "remove it and repeat the value instead of aliases",
            )
        if tag is not None:
            self.report(
                REFERENCE,
                _span(event),
                f"tags such as `{tag}` are not supported",
                "remove it; every scalar is text",
            )

    def scalar(self, event: events.ScalarEvent) -> Scalar:
        span, value = _span(event), event.value
        if len(value) > TEXT_LENGTH.value:
            self.report(LENGTH, span, f"the text has {len(value):,} characters", TEXT_LENGTH.hint)
            value = value[: TEXT_LENGTH.value]
        style = event.style or ""
        return Scalar(value, span, style if style in "'\"|>" else "")

    def close(self, event: events.CollectionEndEvent) -> None:
        completed = self.stack.pop()
        start = completed.start
        first, last = _span(start), _span(event)
        span = Span(first.line, first.column, last.end_line, last.end_column)
        flow = bool(start.flow_style)
        if isinstance(start, events.MappingStartEvent):
            self.add(make_mapping(completed.pairs, span, flow=flow))
        else:
            self.add(Sequence(tuple(completed.items), span, flow))

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        top = self.stack[-1]
        if not isinstance(top.start, events.MappingStartEvent):
            top.items.append(node)
        elif top.key is None:
            top.key = node
        else:
            key, top.key = top.key, None
            self.pair(top, key, node)

    def pair(self, top: _OpenNode, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            message = "a key must be text, not a list or a mapping"
            self.report(SHAPE, key.span, message, "put the key in quotes")
        elif key.value == "<<" and not key.style:
            self.report(REFERENCE, key.span, "merge keys are not supported", "repeat the values instead")
        elif key.value in top.pairs:
            first = top.pairs[key.value][0].span.within(self.file)
            self.add_finding(
                Diagnostic(
                    DUPLICATE_KEY,
                    key.span.within(self.file),
                    f"duplicate key `{key.value}`",
                    f"remove one of them; the first one is on line {first.line}",
                    related=(first,),
                )
            )
        else:
            top.pairs[key.value] = (key, value)


def _span(event: events.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    assert start is not None
    assert end is not None
    return Span(start.line, start.column, end.line, end.column)


def _syntax(error: yaml.MarkedYAMLError, text: str, file: str) -> Diagnostic:
    """Return the diagnostic of an error; libyaml counts one line more if the last one has no line end."""
    mark, lines = error.problem_mark or error.context_mark, text.split("\n")
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if line >= len(lines):
        line, column = len(lines) - 1, len(lines[-1])
    span = Span(line, column, line, column + 1)
    problem = error.problem or "not YAML"
    message, hint = _PROBLEMS.get(problem, (problem, "check the indentation and the quotes"))
    return Diagnostic(SYNTAX, span.within(file), message, hint)
