"""What a catalog adds to the schema of its events: levels and fields of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LevelDeclaration:
    """A catalog's own level: the built-in level whose style and place it has, and its label by locale."""

    base: str
    label: Mapping[str, str] = field(default_factory=dict)


class ValueType(StrEnum):
    """The type of a custom field's value."""

    TEXT = "text"
    INTEGER = "integer"
    HEX = "hex"
    CHOICE = "choice"
    LINK = "link"
    LIST = "list"


class FieldSearch(StrEnum):
    """How the search finds a custom field's value: by words, as a whole, or not at all."""

    WORDS = "words"
    EXACT = "exact"
    NO = "no"


@dataclass(frozen=True, slots=True)
class FieldDeclaration:
    """A field that the catalog adds to its events; `values` are those of a choice.

    `filter` says whether lists of events have a filter for it, `show` whether pages have it at all. A field
    that is not shown is in neither lists nor the search.
    """

    type: ValueType
    values: tuple[str, ...] = ()
    label: Mapping[str, str] = field(default_factory=dict)
    filter: bool = False
    search: FieldSearch = FieldSearch.WORDS
    show: bool = True
    required: bool = False
