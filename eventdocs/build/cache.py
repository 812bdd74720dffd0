"""What builds record for later builds, and how it is stored.

The manifest is small and read by every build. Everything else is in blobs that it names, so that a build
reads only what it needs.
"""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any, NamedTuple

from eventdocs.build.codec import decode, encode
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.event import EventRef
from eventdocs.store.dir_fingerprint import Fingerprint
from eventdocs.store.output_dir import OutputDir

FORMAT_VERSION = 4


class CacheCorrupted(EventdocsError):
    """A blob that the build needs is missing or damaged."""


class InputFile(NamedTuple):
    """An input file as a build read it; a ctime of 0 means that the file must be read again."""

    inode: int
    ctime_ns: int
    digest: bytes


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


class CachedRef(NamedTuple):
    """An event of the last build: its reference, its own locales and the digest of its neighbours."""

    ref: EventRef
    own_locales: tuple[str, ...]
    neighbours: bytes


class CachedPage(NamedTuple):
    """A file that is about a shard or the whole site."""

    inputs: dict[str, bytes]
    artifacts: dict[str, bytes]


class CachedEvent(NamedTuple):
    """An event that was rendered.

    `rows` and `documents` are the fields of its rows in lists and its search documents, `counts` its strings
    by state; all three have one item per locale.
    """

    ref: EventRef
    own_locales: tuple[str, ...]
    inputs: dict[str, bytes]
    artifacts: dict[str, bytes]
    rows: tuple[tuple[Any, ...], ...]
    documents: tuple[tuple[Any, ...], ...]
    counts: tuple[dict[str, int], ...]
    warnings: tuple[CachedDiagnostic, ...]


class CachedShard(NamedTuple):
    """A shard that was rendered: its events, its list pages by path, and the blob of its NDJSON lines."""

    events: list[CachedEvent]
    pages: dict[str, CachedPage]
    ndjson: str

    @property
    def artifacts(self) -> Iterator[tuple[str, bytes]]:
        """All files of the shard with their digests."""
        for event in self.events:
            yield from event.artifacts.items()
        for page in self.pages.values():
            yield from page.artifacts.items()


class ShardSummary(NamedTuple):
    """What the manifest says about a shard.

    `blob` names the `CachedShard`, `ndjson` its lines. `key` is the digest of all inputs of its events.
    `counts` are its strings by state, per locale.
    """

    blob: str
    ndjson: str
    key: bytes
    files: int
    counts: list[dict[str, int]]
    warnings: list[CachedDiagnostic]


class BuildManifest(NamedTuple):
    """What a build wrote and from what. Digests are SHA-256.

    `key` is the digest of the program and the request, `settings` that of everything every page depends on.
    `input_dirs` are fingerprints of folders by root and name, `output_dirs` those of the output. `files`,
    `refs`, `templates` and `ledgers` name blobs: `InputFile` by name, `CachedRef` in the catalog's order,
    compiled templates and labels, and the digest of each event's ledger records. `site_pages` are the files
    that are about the whole site. `warnings` are those that no shard has.
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

    @property
    def file_count(self) -> int:
        """The number of files of the site."""
        return len(self.site_pages) + sum(shard.files for shard in self.shards)

    @property
    def site_artifacts(self) -> dict[str, bytes]:
        """The digests of the files about the whole site, by path."""
        return {path: digest for page in self.site_pages.values() for path, digest in page.artifacts.items()}

    @property
    def blobs(self) -> Iterator[str]:
        """The names of all blobs that the next build may need."""
        yield from (self.files, self.refs, self.templates, self.ledgers)
        for shard in self.shards:
            yield from (shard.blob, shard.ndjson)

    @property
    def all_warnings(self) -> list[CachedDiagnostic]:
        """The warnings about the catalog and all events."""
        return [*self.warnings, *chain.from_iterable(shard.warnings for shard in self.shards)]


def decode_manifest(value: Any) -> BuildManifest | None:
    """Return a manifest that was stored; None if there is none or it has another version."""
    if not isinstance(value, tuple) or len(value) != len(BuildManifest._fields) or value[0] != FORMAT_VERSION:
        return None
    return decode(BuildManifest, value)


def save_shard(output: OutputDir, shard: CachedShard) -> str:
    """Store a shard and return the name of its blob."""
    return output.put_blob(encode(shard))


def load_shard(output: OutputDir, name: str) -> CachedShard | None:
    """Load a shard; None if its blob is missing or damaged."""
    value = output.blob(name)
    return decode(CachedShard, value) if value is not None else None


def load_shards(output: OutputDir, names: Iterable[str]) -> list[CachedShard]:
    """Load several shards, without those whose blob is missing or damaged."""
    shards = (load_shard(output, name) for name in names)
    return [shard for shard in shards if shard is not None]


def save_refs(output: OutputDir, refs: Iterable[CachedRef]) -> str:
    """Store the references of all events and return the name of their blob."""
    return output.put_blob([encode(ref) for ref in refs])


def load_refs(output: OutputDir, name: str) -> list[CachedRef]:
    """Load the references of all events; raise `CacheCorrupted` if the blob is missing or damaged."""
    values = output.blob(name)
    if values is None:
        raise CacheCorrupted("the build cache is corrupt", code=Exit.ENVIRONMENT)
    return [decode(CachedRef, value) for value in values]


def save_files(output: OutputDir, files: dict[str, InputFile]) -> str:
    """Store the input files and return the name of their blob."""
    return output.put_blob({name: tuple(file) for name, file in files.items()})


def load_files(output: OutputDir, name: str) -> dict[str, InputFile]:
    """Load the input files by name; none if the blob is missing or damaged."""
    return {name: InputFile(*value) for name, value in (output.blob(name) or {}).items()}
