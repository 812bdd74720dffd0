"""Commit: put the staged files in place, remove orphans, and record the build."""

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from eventdocs.building.cache import load_shard, load_shards
from eventdocs.building.codec import encode
from eventdocs.building.manifest import BuildManifest, CacheCorrupted
from eventdocs.building.result import OutputChanges
from eventdocs.building.up_to_date import Cache, Scan
from eventdocs.model.errors import Exit
from eventdocs.store.dir_fingerprint import Fingerprint, refresh, scan_fingerprints
from eventdocs.store.file_changes import FileChange, FileChanges
from eventdocs.store.output_dir import OutputDir, file_digest, untracked_files

_TICK = 0.002  # seconds; the clock of a file system may advance in steps of a few milliseconds
_MAX_TICKS = 50


class RenderedBuild(NamedTuple):
    """A build whose files are staged.

    `manifest` lacks what only the commit knows: the output's fingerprints and its untracked files. `reasons`
    says why events were rendered, by file.
    """

    manifest: BuildManifest
    changes: FileChanges
    reasons: dict[str, str]
    events_unchanged: bool


class PathSet:
    """A set of paths that keeps only their hashes, because a site can have half a million files.

    Two paths with the same hash are taken for one. The odds of that are one in billions of sites.
    """

    def __init__(self, paths: Iterable[str]) -> None:
        self._hashes = set(map(hash, paths))

    def __contains__(self, path: object) -> bool:
        """Return whether a path is in the set."""
        return hash(path) in self._hashes


def commit_build(output: OutputDir, scanned: Scan, cache: Cache, rendered: RenderedBuild) -> OutputChanges:
    """Write a build's files into the output and record it; return what changed."""
    manifest, changes = rendered.manifest, rendered.changes
    kept = _kept_paths(output, scanned, cache, rendered)
    orphans = _find_orphans(output, cache, kept)
    result = _changes(rendered)
    if changes or orphans:
        announced = [encode(each) for each in (manifest, *_other_pending(cache, manifest))]
        result.removed = output.commit(announced, changes, orphans)
    if kept is not None:
        result.untracked = untracked_files(output.path, kept)
    elif cache.reusable:
        result.untracked = cache.reusable.untracked
    fingerprints = _fingerprints_after_write(output, scanned, changes, result.removed)
    manifest = manifest._replace(untracked=result.untracked, output_dirs=fingerprints)
    output.save_manifest(encode(manifest), manifest.blobs)
    return result


def preview_commit(output: OutputDir, scanned: Scan, cache: Cache, rendered: RenderedBuild) -> OutputChanges:
    """Return what `commit_build` would change; write nothing."""
    result = _changes(rendered)
    orphans = _find_orphans(output, cache, _kept_paths(output, scanned, cache, rendered))
    result.removed = [
        orphan.path for orphan in orphans if file_digest(output.path / orphan.path) == orphan.old_digest
    ]
    return result


def artifacts(output: OutputDir, manifest: BuildManifest) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and digests of all files of a site; raise `CacheCorrupted` if a blob is lost."""
    yield from manifest.site_artifacts.items()
    for summary in manifest.shards:
        shard = load_shard(output, summary.blob)
        if shard is None:
            raise CacheCorrupted("the build cache is corrupt", code=Exit.ENVIRONMENT)
        yield from shard.artifacts


def _changes(rendered: RenderedBuild) -> OutputChanges:
    return OutputChanges(rendered.changes, unchanged=rendered.manifest.file_count - len(rendered.changes))


def _kept_paths(output: OutputDir, scanned: Scan, cache: Cache, rendered: RenderedBuild) -> PathSet | None:
    """Return the files of this build; None if the output has no other files of earlier builds."""
    is_new = scanned.is_output_empty and not cache.manifests
    if is_new or (rendered.events_unchanged and not cache.untrusted):
        return None
    return PathSet(path for path, _ in artifacts(output, rendered.manifest))


def _find_orphans(output: OutputDir, cache: Cache, kept: PathSet | None) -> list[FileChange]:
    """Return the files of earlier builds that this one does not have, with the digests that they may have."""
    return [] if kept is None else list(_orphans(output, cache, kept))


def _orphans(output: OutputDir, cache: Cache, kept: PathSet) -> Iterator[FileChange]:
    for manifest in cache.manifests:
        shards = load_shards(output, (summary.blob for summary in manifest.shards))
        in_shards = chain.from_iterable(shard.artifacts for shard in shards)
        files = chain(manifest.site_artifacts.items(), in_shards)
        yield from (FileChange(path, digest) for path, digest in files if path not in kept)


def _other_pending(cache: Cache, manifest: BuildManifest) -> Iterator[BuildManifest]:
    """Yield the manifests of interrupted builds, whose files may be in the output too."""
    for other in cache.pending:
        if (other.shards, other.site_artifacts) != (manifest.shards, manifest.site_artifacts):
            yield other


def _fingerprints_after_write(
    output: OutputDir, scanned: Scan, changes: FileChanges, removed: Sequence[str]
) -> dict[str, Fingerprint]:
    """Return the fingerprints of the output, taken when what was just written is older than the clock."""
    clock_ns = _next_tick(output)
    if scanned.is_output_empty:
        return scan_fingerprints(output.path, clock_ns)
    written = [*(change.path for change in changes), *removed]
    refreshed = refresh(scanned.output, output.path, written, scanned.clock_ns)
    fingerprints = {name: known for name, known in scanned.output_dirs.items() if name not in refreshed}
    written_dirs = {path[: path.rfind("/") + 1] for path in written}
    for name, folder in refreshed.items():
        if folder is not None:
            fingerprints[name] = folder.fingerprint(clock_ns if name in written_dirs else scanned.clock_ns)
    return fingerprints


def _next_tick(output: OutputDir) -> int:
    """Wait until the clock of the file system advances, and return its time in ns."""
    first = now = output.clock_ns()
    for _ in range(_MAX_TICKS):
        if now > first:
            break
        time.sleep(_TICK)
        now = output.clock_ns()
    return now
