"""The sources of a software's events: manifests, message files and message tables in a common form.

Readers in `formats` return these values. They hold what a source says, in its own words and order, with the
lines that findings name. What a catalog makes of it is decided elsewhere.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import NamedTuple

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, cap_findings
from eventdocs.model.limits import FINDINGS

UNREADABLE_SOURCE = Rule(
    "ED124",
    "unreadable-source",
    Severity.ERROR,
    "A manifest, message file, message table or record can be read.",
    "An unreadable file is not imported or compared. In a file of records, only the line is left out.",
)
INCONSISTENT_SOURCE = Rule(
    "ED125",
    "inconsistent-source",
    Severity.WARNING,
    "A source declares every name that it uses, and each event only once.",
    "The incorrect part is left out, and everything else is imported. Correct it in the source.",
)

_UNSAFE_IN_NAMES = re.compile(r"[\x00-\x20\x7f-\xa0/@\\:*?\"<>|\s]+")
_NUMBER = re.compile(r"0[xX]([0-9A-Fa-f]{1,16})|([0-9]{1,20})")
_MAX_NAME = 100
_MAX_LISTED = 5


class SourceText(NamedTuple):
    """A text in one language, normalized, and where it is."""

    text: str
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Declaration:
    """A name that a provider declares, with its number.

    The number of a keyword is its mask. `string` is the id of its display text. An opcode with a `task` has
    this number in that task only. An entry of a map has no name of its own.
    """

    name: str
    value: int
    line: int
    string: str = ""
    symbol: str = ""
    task: str = ""


@dataclass(frozen=True, slots=True)
class SourceChannel:
    """A channel: its id, full name and properties. An imported one is declared by another provider."""

    id: str
    name: str
    line: int
    type: str = ""
    enabled: str = ""
    isolation: str = ""
    string: str = ""
    symbol: str = ""
    imported: bool = False


@dataclass(frozen=True, slots=True)
class SourceMap:
    """A map from numbers to texts; with `bits`, a value is a combination of its entries."""

    name: str
    line: int
    bits: bool = False
    entries: tuple[Declaration, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceParameter:
    """A parameter of an event.

    `type` is what readers of the log get; `stored` is the type in the log if it is another one. A structure
    has members, and counts as one parameter.
    """

    name: str
    line: int
    type: str = ""
    stored: str = ""
    length: str = ""
    count: str = ""
    map: str = ""
    members: tuple["SourceParameter", ...] = ()


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """An event: its identity, its facts and the id of its message.

    `level` is one of the catalog's levels, or the name of a custom one. `keywords` and `parameters` are None
    if the source cannot know them. `qualifiers` are the upper 16 bits of a message's number.
    """

    id: str
    name: str
    line: int
    version: int = 0
    symbol: str = ""
    level: str = ""
    channel: str = ""
    keywords: tuple[str, ...] | None = None
    task: str = ""
    opcode: str = ""
    parameters: tuple[SourceParameter, ...] | None = None
    message: str = ""
    qualifiers: int | None = None

    @property
    def key(self) -> tuple[str, int]:
        """The key that identifies the event within its provider."""
        return self.id, self.version


Strings = Mapping[str, Mapping[str, SourceText]]  # by string id, then by language tag; "" is neutral


@dataclass(frozen=True, slots=True)
class SourceProvider:
    """A provider and what it declares; `strings` has the texts that it refers to.

    Events that share a message have the same string id. A string without a text in any language is missing.
    """

    file: str
    line: int = 1
    name: str = ""
    guid: str = ""
    symbol: str = ""
    message: str = ""
    channels: tuple[SourceChannel, ...] = ()
    levels: tuple[Declaration, ...] = ()
    keywords: tuple[Declaration, ...] = ()
    tasks: tuple[Declaration, ...] = ()
    opcodes: tuple[Declaration, ...] = ()
    maps: tuple[SourceMap, ...] = ()
    events: tuple[SourceEvent, ...] = ()
    strings: Strings = field(default_factory=dict)

    def texts(self, string: str) -> Mapping[str, SourceText]:
        """Return the texts of a string by language tag; empty if there are none."""
        return self.strings.get(string, {})

    def string_lines(self) -> Iterator[tuple[str, int]]:
        """Yield the id of each string that the provider refers to, with the line of the reference."""
        entries = (entry for each in self.maps for entry in each.entries)
        declared = (*self.levels, *self.keywords, *self.tasks, *self.opcodes, *entries)
        references = chain(
            [(self.message, self.line)],
            ((channel.string, channel.line) for channel in self.channels),
            ((each.string, each.line) for each in declared),
            ((event.message, event.line) for event in self.events),
        )
        return ((string, line) for string, line in references if string)


@dataclass(frozen=True, slots=True)
class Source:
    """The content of a file, and the findings about it.

    A file that cannot be read has no providers and an `UNREADABLE_SOURCE` finding. `left_out` counts what
    catalogs do not have, by name.
    """

    file: str
    providers: tuple[SourceProvider, ...] = ()
    findings: tuple[Diagnostic, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


class SourceFindings:
    """Collects the findings about one file; of very many, it only counts the last ones."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._kept: list[Diagnostic] = []
        self._limit = FINDINGS.value
        self._others = 0

    @property
    def is_full(self) -> bool:
        """Whether further findings are only counted, so that they need no hints."""
        return len(self._kept) > self._limit

    def report(self, line: int, message: str, hint: str = "", *, other_line: int = 0) -> None:
        """Add a finding about a part of the source; `other_line` belongs to it too."""
        if self.is_full:
            self._others += 1
            return
        related = (Location(self.file, other_line),) if other_line else ()
        location = Location(self.file, line)
        self._kept.append(Diagnostic(INCONSISTENT_SOURCE, location, message, hint, related=related))

    def report_dropped(self, line: int, what: str, dropped: str) -> None:
        """Add a finding about the control characters that a text had, if there are any."""
        if dropped:
            names = ", ".join(f"U+{ord(character):04X}" for character in dropped[:_MAX_LISTED])
            self.report(line, f"{what} contains control characters: {names}", "they are removed")

    def all(self) -> tuple[Diagnostic, ...]:
        """Return the findings in the order of their lines."""
        kept = self._kept
        if self._others:
            kept = [*kept[:-1], replace(kept[-1], count=1 + self._others)]
        return tuple(cap_findings(kept))


def unreadable(location: Location, reason: str, hint: str = "") -> Source:
    """Return what is known of a file that cannot be read."""
    return Source(location.file, findings=(Diagnostic(UNREADABLE_SOURCE, location, reason, hint),))


def parse_number(text: str) -> int | None:
    """Return a decimal or hexadecimal number; leading zeros mean nothing. None for any other text."""
    match = _NUMBER.fullmatch(text.strip())
    if not match:
        return None
    return int(match[1], 16) if match[1] else int(match[2])


def safe_name(text: str) -> str:
    """Return a text as a name that a catalog accepts; empty if nothing is left of it."""
    return _UNSAFE_IN_NAMES.sub("", text)[:_MAX_NAME]


def event_name(event_id: str, version: int, symbol: str, task: str = "", opcode: str = "") -> str:
    """Return the name of an event when it first gets into a catalog.

    It is the symbol without the event's own version at its end, else task and opcode, else `Event<ID>`.
    """
    if symbol:
        name = safe_name(symbol.removesuffix(f"_V{version}"))
    else:
        action = "" if opcode == "win:Info" else opcode.removeprefix("win:")
        name = safe_name(task + action) if task and not task.startswith("win:") else ""
    return name or f"Event{event_id}"
