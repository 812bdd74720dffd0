"""The manifest of a build: what it wrote and from what.

It is small, and every build reads it. Everything else is in blobs that it names, so that a build reads only
what it needs.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from eventdocs.building.codec import decode
from eventdocs.model.errors import EventdocsError
from eventdocs.store.dir_fingerprint import Fingerprint

FORMAT_VERSION = 14


class CacheCorrupted(EventdocsError):
    """A blob that the build needs is missing or damaged."""


class CachedDiagnostic(NamedTuple):
    """A warning. `location` and `related` are the fields of `Location`."""

    code: str
    location: tuple[Any, ...]
    message: str
    hint: str
    event: str
    locale: str
    field: str
    related: tuple[tuple[Any, ...], ...]


class CachedPage(NamedTuple):
    """A file that is about a shard or the whole site; `labels` are those that it looks up."""

    inputs: dict[str, bytes]
    artifacts: dict[str, bytes]
    labels: tuple[tuple[str, str], ...] = ()


class ShardSummary(NamedTuple):
    """The entry of a shard in the manifest.

    `blob` names the `CachedShard`, `ndjson` its lines of `ndjson_size` bytes, `terms` those of the search in
    each locale. `key` is the digest of all inputs of its events. `counts` are its strings by state, and
    `words` those of their sources, per locale. `facets` count its events by the facets of lists and their
    values, per locale; they are empty if it is the only shard.
    """

    blob: str
    ndjson: str
    ndjson_size: int
    terms: list[str]
    key: bytes
    files: int
    counts: list[dict[str, int]]
    words: list[dict[str, int]]
    facets: list[dict[str, dict[str, int]]]
    warnings: list[CachedDiagnostic]


class BuildManifest(NamedTuple):
    """The outputs and inputs of a build. Digests are SHA-256.

    `key` is the digest of the program and the request, `settings` that of everything every page depends on.
    `event_settings` stands for what the pages of any event depend on: `shared` is its digest, with the labels
    `shared_labels`. Other labels belong to single events.
    `input_dirs` are fingerprints of folders by root and name, `output_dirs` those of the output. `files`,
    `refs`, `templates` and `ledgers` name blobs: `InputFile` by name, `CachedRef` in the catalog's order,
    compiled templates and labels, and the digest of each event's ledger records. `event_list` is the digest
    of what pages about the whole site show of all events. `site_pages` are these pages and other files
    about the whole site. `warnings` are those that no shard has.
    """

    version: int
    key: bytes
    settings: bytes
    input_dirs: dict[str, dict[str, Fingerprint]]
    output_dirs: dict[str, Fingerprint]
    files: str
    refs: str
    templates: str
    ledgers: str
    shards: list[ShardSummary]
    site_pages: dict[str, CachedPage]
    warnings: list[CachedDiagnostic]
    untracked: list[str]
    events: int
    locales: list[str]
    event_settings: bytes
    shared: bytes
    shared_labels: list[tuple[str, str]]
    event_list: bytes

    @property
    def file_count(self) -> int:
        """The number of files of the site."""
        return len(self.site_artifacts) + sum(shard.files for shard in self.shards)

    @property
    def site_artifacts(self) -> dict[str, bytes]:
        """The digests of the files about the whole site, by path."""
        return {path: digest for page in self.site_pages.values() for path, digest in page.artifacts.items()}

    @property
    def blobs(self) -> Iterator[str]:
        """The names of all blobs that the next build may need."""
        yield from (self.files, self.refs, self.templates, self.ledgers)
        for shard in self.shards:
            yield from (shard.blob, shard.ndjson, *shard.terms)

    @property
    def all_warnings(self) -> list[CachedDiagnostic]:
        """The warnings about the catalog and all events."""
        return [*self.warnings, *chain.from_iterable(shard.warnings for shard in self.shards)]


def decode_manifest(value: Any) -> BuildManifest | None:
    """Return a manifest that was stored; None if there is none or it has another version."""
    if not isinstance(value, tuple) or len(value) != len(BuildManifest._fields) or value[0] != FORMAT_VERSION:
        return None
    return decode(BuildManifest, value)
