"""The blobs that a manifest names: input files, event references and rendered shards."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from eventdocs.building.codec import decode, encode
from eventdocs.building.manifest import CacheCorrupted, CachedDiagnostic, CachedPage
from eventdocs.model.errors import Exit
from eventdocs.model.event import EventRef
from eventdocs.store.output_dir import OutputDir


class InputFile(NamedTuple):
    """An input file as a build read it; a ctime of 0 means that the file must be read again."""

    inode: int
    ctime_ns: int
    digest: bytes


class CachedRef(NamedTuple):
    """An event of the last build: its reference, its own locales and the digest of its neighbours."""

    ref: EventRef
    own_locales: tuple[str, ...]
    neighbours: bytes


class CachedEvent(NamedTuple):
    """An event that was rendered.

    `rows` and `documents` are the fields of its rows in lists and its search documents, `counts` its strings
    by state, `words` those of their sources; all four have one item per locale. `labels` are those that its
    pages look up on their own.
    """

    ref: EventRef
    own_locales: tuple[str, ...]
    inputs: dict[str, bytes]
    artifacts: dict[str, bytes]
    rows: tuple[tuple[Any, ...], ...]
    documents: tuple[tuple[Any, ...], ...]
    counts: tuple[dict[str, int], ...]
    words: tuple[dict[str, int], ...]
    warnings: tuple[CachedDiagnostic, ...]
    labels: tuple[tuple[str, str], ...]


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


def save_shard(output: OutputDir, shard: CachedShard) -> str:
    """Store a shard and return the name of its blob."""
    return output.put_blob(encode(shard))


def load_shard(output: OutputDir, name: str) -> CachedShard | None:
    """Load a shard; None if its blob is missing or damaged."""
    value = output.blob(name)
    return decode(CachedShard, value) if value is not None else None


def load_shards(output: OutputDir, names: Iterable[str]) -> Iterator[CachedShard]:
    """Load several shards one by one, without those whose blob is missing or damaged."""
    shards = (load_shard(output, name) for name in names)
    return (shard for shard in shards if shard is not None)


def save_refs(output: OutputDir, refs: Iterable[CachedRef]) -> str:
    """Store the references of all events and return the name of their blob."""
    return output.put_blob([(tuple(item.ref), item.own_locales, item.neighbours) for item in refs])


def load_refs(output: OutputDir, name: str) -> list[CachedRef]:
    """Load the references of all events; raise `CacheCorrupted` if the blob is missing or damaged."""
    values = output.blob(name)
    if values is None:
        raise CacheCorrupted("the build cache is corrupt", code=Exit.ENVIRONMENT)
    # Faster than `decode` and than calling the classes: every build with changes does this for all events.
    make = tuple.__new__
    return [make(CachedRef, (make(EventRef, ref), own, neighbours)) for ref, own, neighbours in values]


def save_input_files(output: OutputDir, files: dict[str, InputFile]) -> str:
    """Store the input files and return the name of their blob."""
    return output.put_blob(dict(zip(files, map(tuple, files.values()), strict=True)))


def load_input_files(output: OutputDir, name: str) -> dict[str, InputFile]:
    """Load the input files by name; none if the blob is missing or damaged."""
    values = output.blob(name) or {}
    return dict(zip(values, map(InputFile._make, values.values()), strict=True))
