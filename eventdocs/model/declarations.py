"""The declarations of a catalog: its own levels and fields, and the definitions of its providers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class LevelDeclaration:
    """A catalog's own level: the built-in level whose style and place it has.

    `label` is its label by locale, `value` the number that the software uses for it.
    """

    base: str
    label: Mapping[str, str] = field(default_factory=dict)
    value: str = ""


class ValueType(StrEnum):
    """The type of a custom field's value."""

    TEXT = "text"
    INTEGER = "integer"
    HEX = "hex"
    CHOICE = "choice"
    LINK = "link"
    LIST = "list"


class FieldSearch(StrEnum):
    """The way in which the search finds a custom field's value: by words, as a whole, or not at all."""

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


class ChannelProperties(NamedTuple):
    """The properties of a channel besides its full name, in the terms of manifests."""

    type: str = ""
    enabled: str = ""
    isolation: str = ""


@dataclass(frozen=True, slots=True)
class OpcodeDeclaration:
    """The number of an opcode, or its numbers by task if it has another one in each."""

    value: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapDeclaration:
    """A map of a provider: the names of numbers; with `bits`, a value is a combination of its entries.

    `entries` are the names by number, as written; a name is empty if the source has none.
    """

    bits: bool = False
    entries: Mapping[str, str] = field(default_factory=dict)


class Documented(NamedTuple):
    """Which events of a provider are meant to be documented: those with one of these values; all if empty."""

    ids: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
