"""Events: what software reports, with its strings per locale."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from eventdocs.model.diagnostics import Location
from eventdocs.model.labels import Labels
from eventdocs.model.tree import Node, nearest_span

Segments: TypeAlias = tuple[str, ...]

# The strings of an event that stand alone, in the order of a locale block.
STRING_FIELDS = (
    "id",
    "title",
    "intro",
    "description",
    "note",
    "message",
    "details",
    "cause",
    "resolution",
    "steps",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that the event carries; `%N` in a message is the N-th."""

    name: str
    type: str = ""
    length: str = ""
    count: str = ""
    map: str = ""


@dataclass(frozen=True, slots=True)
class StringNotes:
    """What is said about a string: for translators, for matching, for the checker."""

    comment: str = ""
    context: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LocaleStrings:
    """The strings of one event in one locale; `strings` by field, `parameters` by name and then field."""

    prefix: str = ""
    strings: Mapping[str, Segments] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Segments]] = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, StringNotes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Switches of a Markdown page; None leaves the decision to the page profile."""

    blank_after_heading: bool | None = None
    note_indent: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that software reports, keyed by provider, id and version.

    `keywords` and `parameters` are None where unknown. `file` is relative to the catalog; `node` is the
    file's tree, kept so that every value can be found again.
    """

    id: str
    name: str
    provider: str = ""
    version: int = 0
    level: str = ""
    channel: str = ""
    keywords: tuple[str, ...] | None = None
    task: str = ""
    opcode: str = ""
    parameters: tuple[Parameter, ...] | None = None
    since: str = ""
    deprecated: str = ""
    see_also: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    layout: PageLayout = field(default_factory=PageLayout)
    strings: Mapping[str, LocaleStrings] = field(default_factory=dict)
    file: str = ""
    node: Node | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        """Key that never changes: `4031`, `4031@1`, `PROVIDER/4031`."""
        version = f"@{self.version}" if self.version else ""
        return f"{self.provider}/{self.id}{version}" if self.provider else f"{self.id}{version}"

    @property
    def slug(self) -> str:
        """Address of the event's pages below a locale, without ending."""
        version = f"-v{self.version}" if self.version else ""
        name = f"{self.id}-{self.name}{version}".lower()
        return f"{self.provider}/{name}" if self.provider else name

    def where(self, *path: str) -> Location:
        """Place of a value, or of the nearest thing above it that is in the file."""
        return nearest_span(self.node, path).within(self.file) if self.node else Location(self.file)


def strings_in(event: Event, locale: str) -> LocaleStrings:
    """Strings of a locale; an empty block where there are none."""
    return event.strings.get(locale, _EMPTY)


def sort_key(event: Event) -> tuple[str, int, str, int, str]:
    """Return the key that a catalog's events are sorted by: provider, number, id, version, file."""
    number = int(event.id) if event.id.isdecimal() else 0
    return event.provider, number, event.id, event.version, event.file


def keyword_keys(event: Event) -> set[str]:
    """Keys of the labels of an event's keywords: each of them, and the list as a whole."""
    keywords = event.keywords or ()
    return {*keywords, ", ".join(keywords)}


_EMPTY = LocaleStrings()
