"""Read one provider of a manifest: what it declares, and its events."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from sys import intern
from typing import TypeVar

from eventdocs.formats.manifest.elements import Element
from eventdocs.model.diagnostics import Suggestions
from eventdocs.model.sources import (
    Declaration,
    SourceChannel,
    SourceEvent,
    SourceFindings,
    SourceMap,
    SourceParameter,
    SourceProvider,
    event_name,
    parse_number,
)

_STANDARD_LEVELS = ("log_always", "critical", "error", "warning", "informational", "verbose")  # 0 to 5
_LEVELS = {
    "win:LogAlways": "log_always",
    "win:Always": "log_always",
    "win:Critical": "critical",
    "win:Error": "error",
    "win:Warning": "warning",
    "win:Informational": "informational",
    "win:Verbose": "verbose",
}
_PREDEFINED = "win:"
_REFERENCE = re.compile(r"\$\(string\.([^()]+)\)")

_Item = TypeVar("_Item", Declaration, SourceChannel, SourceMap, SourceEvent)
Templates = Mapping[str, tuple[SourceParameter, ...]]


def read_provider(element: Element, file: str, findings: SourceFindings) -> SourceProvider:
    """Return a provider without its texts; report what is invalid, declared twice or not declared."""
    declared = _Declarations(findings)
    provider = SourceProvider(
        file,
        element.line,
        element.get("name"),
        element.get("guid"),
        element.get("symbol"),
        declared.string(element),
        declared.channels(element),
        declared.named("level", element.below("levels", "level")),
        declared.named("keyword", element.below("keywords", "keyword"), number="mask"),
        declared.named("task", element.below("tasks", "task")),
        declared.opcodes(element),
        declared.maps(element),
    )
    return replace(provider, events=_Events(provider, declared).read(element))


class _Declarations:
    """Reads what a provider declares for its events."""

    def __init__(self, findings: SourceFindings) -> None:
        self.findings = findings

    def string(self, element: Element) -> str:
        """Return the id of the string that an element refers to; empty if there is none."""
        message = element.get("message").strip()
        match = _REFERENCE.fullmatch(message)
        if message and not match:
            hint = "write `$(string.ID)`"
            self.findings.report(element.line, f"`{message[:100]}` is not a reference to a string", hint)
        return match[1] if match else ""

    def unique(
        self, items: Iterable[_Item], what: Callable[[_Item], str], hint: str = "the first is used"
    ) -> tuple[_Item, ...]:
        """Return items without those that have the description of an earlier one, and report these."""
        first: dict[str, _Item] = {}
        for item in items:
            if first.setdefault(what(item), item) is not item:
                other_line = first[what(item)].line
                self.findings.report(
                    item.line, f"the {what(item)} is declared twice", hint, other_line=other_line
                )
        return tuple(first.values())

    def numbered(
        self, what: str, elements: Iterable[Element], number: str = "value", task: str = ""
    ) -> Iterable[Declaration]:
        """Yield what elements declare; report those without a valid number."""
        for element in elements:
            value = parse_number(element.get(number))
            if value is None:
                message = f"the {what} `{element.get('name')}` has no valid {number}: `{element.get(number)}`"
                self.findings.report(element.line, message, "it is left out")
            else:
                string, symbol = self.string(element), element.get("symbol")
                yield Declaration(element.get("name"), value, element.line, string, symbol, task)

    def named(
        self, what: str, elements: Iterable[Element], number: str = "value", task: str = ""
    ) -> tuple[Declaration, ...]:
        """Return what elements declare, each name once; report elements without a name."""
        found = self.numbered(what, self.with_name(what, elements), number, task)
        return self.unique(found, lambda each: f"{what} `{each.name}`")

    def with_name(self, what: str, elements: Iterable[Element]) -> Iterator[Element]:
        """Yield the elements that have a name; report the others."""
        for element in elements:
            if element.get("name"):
                yield element
            else:
                self.findings.report(element.line, f"a {what} has no name", "it is left out")

    def opcodes(self, provider: Element) -> tuple[Declaration, ...]:
        found = self.named("opcode", provider.below("opcodes", "opcode"))
        for task in provider.below("tasks", "task"):
            found += self.named("opcode", task.below("opcodes", "opcode"), task=task.get("name"))
        return found

    def channels(self, provider: Element) -> tuple[SourceChannel, ...]:
        elements = [element for group in provider.below("channels") for element in group.children]
        channels = (
            SourceChannel(
                element.get("chid") or element.get("name"),
                element.get("name"),
                element.line,
                element.get("type"),
                element.get("enabled"),
                element.get("isolation"),
                self.string(element),
                element.get("symbol"),
                imported=element.name == "importChannel",
            )
            for element in self.with_name("channel", elements)
        )
        return self.unique(channels, lambda each: f"channel `{each.id}`")

    def maps(self, provider: Element) -> tuple[SourceMap, ...]:
        elements = [element for group in provider.below("maps") for element in group.children]
        maps = (
            SourceMap(element.get("name"), element.line, element.name == "bitMap", self.entries(element))
            for element in self.with_name("map", elements)
        )
        return self.unique(maps, lambda each: f"map `{each.name}`")

    def entries(self, element: Element) -> tuple[Declaration, ...]:
        found = self.numbered(f"map `{element.get('name')}`: an entry", element.below("map"))
        return self.unique(found, lambda entry: f"value {entry.value} of the map `{element.get('name')}`")


class _Events:
    """Reads the events of a provider, and reports names in them that the provider does not declare."""

    def __init__(self, provider: SourceProvider, declared: _Declarations) -> None:
        self.declared, self.findings = declared, declared.findings
        self.level_values = {level.name: level.value for level in provider.levels}
        channel_names = {name for each in provider.channels for name in (each.id, each.name)}
        self.known: Mapping[str, frozenset[str]] = {
            "level": frozenset(self.level_values),
            "channel": frozenset(channel_names),
            "keyword": frozenset(each.name for each in provider.keywords),
            "task": frozenset(each.name for each in provider.tasks),
            "opcode": frozenset(each.name for each in provider.opcodes),
            "map": frozenset(each.name for each in provider.maps),
        }
        self.suggestions = {what: Suggestions(names) for what, names in self.known.items()}

    def read(self, provider: Element) -> tuple[SourceEvent, ...]:
        templates = self.templates(provider)
        events = (self.event(element, templates) for element in provider.below("events", "event"))
        return self.declared.unique(filter(None, events), _described, "the first is used")

    def require(self, what: str, name: str, line: int) -> str:
        """Return a name, the same string for all uses; report one that is neither declared nor predefined."""
        if name and name not in self.known[what] and not name.startswith(_PREDEFINED):
            hint = "" if self.findings.is_full else self.suggestions[what].hint(name)
            self.findings.report(line, f"the provider does not declare the {what} `{name}`", hint)
        return intern(name)

    def templates(self, provider: Element) -> Templates:
        found: dict[str, tuple[SourceParameter, ...]] = {}
        for element in provider.below("templates", "template"):
            if element.get("tid") in found:
                message = f"the template `{element.get('tid')}` is declared twice"
                self.findings.report(element.line, message, "the first is used")
            else:
                found[element.get("tid")] = self.parameters(element)
        return found

    def parameters(self, element: Element) -> tuple[SourceParameter, ...]:
        children = (child for child in element.children if child.name != "UserData")
        return tuple(self.parameter(child, number) for number, child in enumerate(children, start=1))

    def parameter(self, element: Element, number: int) -> SourceParameter:
        """Return a parameter. One without a name counts too: `%N` is the N-th parameter."""
        stored, type_ = element.get("inType"), element.get("outType") or element.get("inType")
        name = element.get("name")
        if not name:
            name = f"parameter{number}"
            self.findings.report(element.line, "a parameter has no name", f"it is called `{name}`")
        return SourceParameter(
            name,
            element.line,
            type_,
            "" if stored == type_ else stored,
            element.get("length"),
            element.get("count"),
            self.require("map", element.get("map"), element.line),
            self.parameters(element),
        )

    def event(self, element: Element, templates: Templates) -> SourceEvent | None:
        value, version = parse_number(element.get("value")), parse_number(element.get("version") or "0")
        if value is None or version is None:
            name, text = (
                ("value", element.get("value")) if value is None else ("version", element.get("version"))
            )
            self.findings.report(element.line, f"an event has no valid {name}: `{text}`", "it is left out")
            return None
        task = self.require("task", element.get("task"), element.line)
        opcode = self.require("opcode", element.get("opcode"), element.line)
        symbol = element.get("symbol")
        return SourceEvent(
            str(value),
            event_name(str(value), version, symbol, task, opcode),
            element.line,
            version,
            symbol,
            self.level(element),
            self.require("channel", element.get("channel"), element.line),
            tuple(self.require("keyword", name, element.line) for name in element.get("keywords").split()),
            task,
            opcode,
            self.event_parameters(element, templates),
            self.declared.string(element),
        )

    def level(self, element: Element) -> str:
        """Return an event's level as a catalog has it; a custom one keeps its name."""
        name = self.require("level", element.get("level"), element.line)
        value = self.level_values.get(name, len(_STANDARD_LEVELS))
        return _LEVELS.get(name) or (_STANDARD_LEVELS[value] if value < len(_STANDARD_LEVELS) else name)

    def event_parameters(self, element: Element, templates: Templates) -> tuple[SourceParameter, ...] | None:
        """Return the parameters of an event: none without a template, unknown if it does not exist."""
        template = element.get("template")
        if template and template not in templates:
            message = f"the provider does not declare the template `{template}`"
            self.findings.report(element.line, message, "the event's parameters are left out")
        return templates.get(template) if template else ()


def _described(event: SourceEvent) -> str:
    return f"event {event.id}" + (f" with version {event.version}" if event.version else "")
