"""Events and their strings per locale."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol, TypeAlias, TypeVar

from eventdocs.model.diagnostics import Location
from eventdocs.model.labels import Labels
from eventdocs.model.tree import FileTree, Node, Place, is_number

Segments: TypeAlias = tuple[str, ...]
# A text that is the same in every locale, or texts by locale.
ByLocale: TypeAlias = str | Mapping[str, str]
# The value of a custom field: a text, a whole number or a list of texts.
FieldValue: TypeAlias = str | int | tuple[str, ...]

# The string fields of a locale block, in the order they are written. Parameters have their own.
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
    """A value that the event carries; `%N` in a message is the N-th parameter.

    `stored` is the type in the log if `type` is another one. A structure has members, and is one parameter.
    """

    name: str
    type: str = ""
    stored: str = ""
    length: str = ""
    count: str = ""
    map: str = ""
    members: tuple["Parameter", ...] = ()


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to a page outside of the site; its title and its address may differ by locale."""

    title: ByLocale
    url: ByLocale


@dataclass(frozen=True, slots=True)
class StringNotes:
    """Notes about a string: for translators, to separate equal texts, and to allow rule violations.

    `max_length` is the largest number of characters of the text in any locale, 0 if there is no limit.
    """

    comment: str = ""
    context: str = ""
    allow: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class LocaleStrings:
    """The strings of one event in one locale; `strings` by field, `parameters` by name and then field.

    `sections` are the texts of the catalog's own sections by name.
    """

    prefix: str = ""
    strings: Mapping[str, Segments] = field(default_factory=dict)
    sections: Mapping[str, Segments] = field(default_factory=dict)
    parameters: Mapping[str, Mapping[str, Segments]] = field(default_factory=dict)
    labels: Labels = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    about: Mapping[str, StringNotes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Layout options of a Markdown page; None means that the page profile decides."""

    blank_after_heading: bool | None = None
    note_indent: int | None = None


@dataclass(frozen=True)
class Event:
    """An event that software reports, identified by provider, id and version.

    `keywords` and `parameters` are None if unknown. `replaced_by` is the key of another event, `fields` are
    the values of fields that the catalog declares. `file` is relative to the catalog; `tree` locates
    values in it.
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
    replaced_by: str = ""
    see_also: tuple[str, ...] = ()
    links: tuple[WebLink, ...] = ()
    examples: tuple[str, ...] = ()
    fields: Mapping[str, FieldValue] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)
    layout: PageLayout = field(default_factory=PageLayout)
    strings: Mapping[str, LocaleStrings] = field(default_factory=dict)
    file: str = ""
    tree: FileTree | None = field(default=None, compare=False, repr=False)

    @property
    def node(self) -> Node | None:
        """The tree of the file, which is parsed for it."""
        return self.tree.root() if self.tree else None

    @cached_property
    def ref(self) -> "EventRef":
        """The event without its texts."""
        return EventRef(
            self.file,
            self.id,
            self.name,
            self.provider,
            self.version,
            self.see_also,
            self.keywords,
            self.replaced_by,
            self.level,
            tuple(_written_titles(self)),
        )

    @property
    def key(self) -> str:
        """Stable key: `4031`, `4031@1`, `PROVIDER/4031`."""
        return _key(self)

    @cached_property
    def slug(self) -> str:
        """Path of the event's pages below a locale, without suffix."""
        return _slug(self)

    def where(self, *path: str) -> Location:
        """Return the location of a value, or of the nearest key above it that the file has."""
        place = self.place(path)
        return place.span.within(self.file) if place else Location(self.file)

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Return where the value at a path is in the file, None if the file is unknown."""
        return self.tree.place(path) if self.tree else None


class EventRef(NamedTuple):
    """A reference to an event without its texts, with everything to order, link and list it.

    `keywords` are None until the whole file has been read; only checks between events need them. `titles` are
    those that have words of their own, each with its locale.
    """

    file: str
    id: str
    name: str
    provider: str = ""
    version: int = 0
    see_also: tuple[str, ...] = ()
    keywords: tuple[str, ...] | None = None
    replaced_by: str = ""
    level: str = ""
    titles: tuple[tuple[str, str], ...] = ()

    @property
    def identity(self) -> tuple[object, ...]:
        """The values that pages of other events show of this one."""
        return self.file, self.id, self.name, self.provider, self.version, self.level, self.titles

    def identifies_same(self, other: "EventRef") -> bool:
        """Return whether two references are equal apart from the keywords."""
        references = self.see_also, self.replaced_by
        return self.identity == other.identity and references == (other.see_also, other.replaced_by)

    @property
    def key(self) -> str:
        """Stable key: `4031`, `4031@1`, `PROVIDER/4031`."""
        return _key(self)

    @property
    def slug(self) -> str:
        """Path of the event's pages below a locale, without suffix."""
        return _slug(self)

    def where(self, *path: str) -> Location:
        """Return the start of the event's file: positions inside it are known to `Event` only."""
        return Location(self.file)


AnyEvent: TypeAlias = Event | EventRef
_EventT = TypeVar("_EventT", bound=AnyEvent)


def is_id_and_name(event: AnyEvent, title: Segments) -> bool:
    """Return whether a title has no words except the id and the name of its event."""
    rest = " ".join(title).replace(event.name, "").replace(event.id, "")
    return not any(map(str.isalnum, rest))


def _written_titles(event: Event) -> Iterator[tuple[str, str]]:
    for locale, block in event.strings.items():
        title = block.strings.get("title")
        if title and not is_id_and_name(event, title):
            yield locale, " ".join(title)


def _key(event: AnyEvent) -> str:
    version = f"@{event.version}" if event.version else ""
    return f"{event.provider}/{event.id}{version}" if event.provider else f"{event.id}{version}"


def _slug(event: AnyEvent) -> str:
    version = f"-v{event.version}" if event.version else ""
    name = f"{event.id}-{event.name}{version}".lower()
    return f"{event.provider}/{name}" if event.provider else name


def referenced_event(event: AnyEvent, key: str, events: Mapping[str, _EventT]) -> _EventT | None:
    """Return the event that another one refers to by key; a bare id also means one of the same provider."""
    own = f"{event.provider}/" if event.provider else ""
    return events.get(f"{own}{key}") or events.get(key)


class HasStrings(Protocol):
    """An event, or something else with strings by locale."""

    @property
    def strings(self) -> Mapping[str, LocaleStrings]:
        """The strings by locale."""


def strings_in(owner: HasStrings, locale: str) -> LocaleStrings:
    """Return the strings of an event or a group in a locale; an empty block if there are none."""
    return owner.strings.get(locale, _EMPTY)


def in_locale(text: ByLocale, chain: Sequence[str]) -> tuple[str, str]:
    """Return a text in the first locale of a fallback chain that has it, and this locale.

    The locale is empty if the text is the same in every locale. Both are empty if there is no text.
    """
    if isinstance(text, str):
        return text, ""
    return next(((text[locale], locale) for locale in chain if text.get(locale)), ("", ""))


def sort_key(event: AnyEvent) -> tuple[str, int, str, int, str]:
    """Return the key that a catalog's events are sorted by: provider, number, id, version, file."""
    number = int(event.id) if is_number(event.id) else 0
    return event.provider, number, event.id, event.version, event.file


def keyword_keys(*events: AnyEvent) -> set[str]:
    """Return the label keys of the events' keywords: each keyword, and each event's list as a whole."""
    lists = [event.keywords or () for event in events]
    return {key for keywords in lists for key in (*keywords, ", ".join(keywords))}


_EMPTY = LocaleStrings()
