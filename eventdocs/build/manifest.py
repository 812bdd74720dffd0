"""What a build remembers for the next: values, and the plain forms in which the store keeps them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from eventdocs.model.errors import EventdocsError
from eventdocs.store import blob_cache
from eventdocs.store.dir_fingerprint import Fingerprint

FORMAT_VERSION = 3  # of what is kept; a memory of another form is none


class CacheCorrupted(EventdocsError):
    """A part that is needed cannot be read."""


class BuildManifest(NamedTuple):
    """What a run wrote, and from what; digests are SHA-256.

    `key` is of the program and the request, `shared` of all that every page depends on. `inputs` are
    fingerprints of folders by root and name, `outputs` of the site's. `files`, `heads`, `compiled` and
    `ledgers` name parts: the third holds compiled templates and labels, the last digests of each event's
    records. `groups` tell of each group. `whole` are digests of the pages about all events, and `whole_key`
    is what those depend on. `warnings` are those that no group has.
    """

    form: int
    key: bytes
    shared: bytes
    inputs: dict[str, dict[str, Fingerprint]]
    outputs: dict[str, Fingerprint]
    files: str
    heads: str
    compiled: str
    ledgers: str
    groups: list[tuple[Any, ...]]
    whole: dict[str, bytes]
    whole_key: bytes
    warnings: list[tuple[Any, ...]]
    foreign: list[str]
    events: int
    locales: list[str]

    @property
    def pages(self) -> int:
        """How many files the site has."""
        return len(self.whole) + sum(ShardSummary(*each).pages for each in self.groups)

    @property
    def parts(self) -> Iterator[str]:
        """Names of all parts."""
        yield from (self.files, self.heads, self.compiled, self.ledgers, *(group[0] for group in self.groups))

    @property
    def all_warnings(self) -> list[tuple[Any, ...]]:
        """Warnings of the catalog and of all groups."""
        return [*self.warnings, *(each for group in self.groups for each in ShardSummary(*group).warnings)]

    def plain(self) -> tuple[Any, ...]:
        """Give what the store can keep."""
        return tuple(self)


def manifest_from(value: Any) -> BuildManifest | None:
    """Read a memory from what the store kept; None where it is none, or of another form."""
    known = (
        isinstance(value, tuple) and len(value) == len(BuildManifest._fields) and value[0] == FORMAT_VERSION
    )
    return BuildManifest(*value) if known else None


class ShardSummary(NamedTuple):
    """A group in short: the name of its part, how many pages it has, its strings by state, its warnings."""

    part: str
    pages: int
    counts: list[dict[str, int]]
    warnings: list[tuple[Any, ...]]


class CachedEvent(NamedTuple):
    """An event that was rendered: its head as plain values, its pages with digests, its rows by locale.

    `own` are the locales of its own pages.
    """

    head: tuple[Any, ...]
    own: tuple[str, ...]
    pages: tuple[tuple[str, bytes], ...]
    rows: tuple[tuple[Any, ...], ...]
    found: tuple[tuple[Any, ...], ...]
    counts: tuple[dict[str, int], ...]
    warnings: tuple[tuple[Any, ...], ...]

    @property
    def file(self) -> str:
        """Name of the event's file."""
        return str(self.head[0])


class CachedShard(NamedTuple):
    """A group of events that was rendered: their entries, and the group's own pages with digests."""

    entries: list[CachedEvent]
    lists: list[tuple[str, bytes]]

    @property
    def pages(self) -> Iterator[tuple[str, bytes]]:
        """All pages of the group with their digests."""
        for entry in self.entries:
            yield from entry.pages
        yield from self.lists


def save_shard(side: Path, shelf: CachedShard) -> str:
    """Keep a group; give the name of its part."""
    return blob_cache.put(side, ([tuple(entry) for entry in shelf.entries], shelf.lists))


def load_shard(side: Path, name: str) -> CachedShard | None:
    """Read a group by the name of its part; None where it is damaged or gone."""
    value = blob_cache.get(side, name)
    return CachedShard([CachedEvent(*entry) for entry in value[0]], value[1]) if value else None


def load_shards(side: Path, names: Iterable[str]) -> list[CachedShard]:
    """Read several groups, those that are neither damaged nor gone."""
    found = (load_shard(side, name) for name in names)
    return [each for each in found if each is not None]
