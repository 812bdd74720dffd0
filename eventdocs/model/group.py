"""Groups: folders of events that have a title and an introduction."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from eventdocs.model.diagnostics import Location
from eventdocs.model.event import Event, LocaleStrings
from eventdocs.model.tree import FileTree, Node, Place

GROUP_FILE = "group.yaml"
GROUP_FIELDS = ("title", "introduction")
_EVENTS = "events/"


@dataclass(frozen=True, slots=True)
class Group:
    """A folder of events with strings of its own; the folder `events` itself stands for the whole site.

    `folder` is its path below `events`, empty for that folder itself.
    """

    folder: str
    strings: Mapping[str, LocaleStrings] = field(default_factory=dict)
    file: str = ""
    tree: FileTree | None = field(default=None, compare=False, repr=False)

    @property
    def node(self) -> Node | None:
        """The tree of the file, which is parsed for it."""
        return self.tree.root() if self.tree else None

    @property
    def key(self) -> str:
        """Stable key, which no event has: `activation/`, or `/` for the whole site."""
        return f"{self.folder}/"

    @property
    def provider(self) -> str:
        """A group has no provider: the placeholder syntaxes of the catalog apply to its strings."""
        return ""

    def where(self, *path: str) -> Location:
        """Return the location of a value, or of the nearest key above it that the file has."""
        place = self.place(path)
        return place.span.within(self.file) if place else Location(self.file)

    def place(self, path: tuple[str, ...]) -> Place | None:
        """Return where the value at a path is in the file, None if the file is unknown."""
        return self.tree.place(path) if self.tree else None


# What has strings by locale in a file of its own.
StringOwner: TypeAlias = Event | Group


def is_group_file(file: str) -> bool:
    """Return whether a file of a catalog, by its name, describes a group."""
    return file.endswith(f"/{GROUP_FILE}") and file.startswith(_EVENTS)


def group_folder(file: str) -> str | None:
    """Return the folder below `events` that a file of a catalog describes, None if it describes none."""
    if not is_group_file(file):
        return None
    folder = file.rpartition("/")[0]
    return folder.removeprefix(_EVENTS.rstrip("/")).lstrip("/")


def group_of(groups: Mapping[str, Group], file: str) -> Group | None:
    """Return the group of an event's file: that of the nearest folder that is one."""
    folder = file.removeprefix(_EVENTS)
    while folder := folder.rpartition("/")[0]:
        if folder in groups:
            return groups[folder]
    return None
