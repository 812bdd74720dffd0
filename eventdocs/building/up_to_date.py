"""Find out from fingerprints of folders alone whether the output is up to date.

Most builds have nothing to do. This module reads no file but the manifest and imports nothing heavy.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from eventdocs.building.manifest import BuildManifest, decode_manifest
from eventdocs.store.dir_fingerprint import (
    Fingerprint,
    TreeSnapshot,
    UntrustedFolders,
    changed_dirs,
    fingerprints,
    scan,
)
from eventdocs.store.folders import input_roots
from eventdocs.store.output_dir import OutputDir

CATALOG_ROOT = ""
DEFAULTS_ROOT = "/"


class Scan(NamedTuple):
    """The folders of a build as they were at one moment, `clock_ns` on the file system's own clock.

    `roots` are the input folders by the prefix that the names of their files get.
    """

    clock_ns: int
    roots: Mapping[str, Path]
    inputs: Mapping[str, TreeSnapshot]
    input_dirs: dict[str, dict[str, Fingerprint]]
    output: TreeSnapshot
    output_dirs: dict[str, Fingerprint]

    @property
    def is_output_empty(self) -> bool:
        """Return whether the output has no files."""
        return not any(folder.names for folder in self.output.values())


class Cache(NamedTuple):
    """The records of earlier builds about an output.

    `previous` is the manifest of the build that wrote the output last. `reusable` is the same if it was made
    by this program for this request. `pending` are the manifests of builds that were interrupted while they
    wrote, the last one first; `manifests` are those and the last finished one. `untrusted` are the output
    folders whose files may not be as recorded.
    """

    previous: BuildManifest | None
    reusable: BuildManifest | None
    pending: list[BuildManifest]
    untrusted: UntrustedFolders
    manifests: list[BuildManifest]


def scan_folders(catalog: Path, output: OutputDir) -> Scan:
    """Scan the input folders and the output."""
    clock_ns = output.clock_ns()
    roots = input_roots(catalog)
    inputs = {root: scan(path) for root, path in roots.items()}
    site = scan(output.path)
    return Scan(
        clock_ns,
        roots,
        inputs,
        {root: fingerprints(snapshot, clock_ns) for root, snapshot in inputs.items()},
        site,
        fingerprints(site, clock_ns),
    )


def read_cache(output: OutputDir, scanned: Scan, key: bytes, *, use_cache: bool) -> Cache:
    """Read what earlier builds recorded about an output; `key` is the digest of program and request."""
    stored, announced = output.load_manifests()
    pending = [manifest for manifest in map(decode_manifest, announced) if manifest]
    finished = decode_manifest(stored)
    manifests = [*pending, *([finished] if finished else [])]
    if output.was_interrupted:
        output.collect_garbage(blob for manifest in manifests for blob in manifest.blobs)
    previous = manifests[0] if manifests else None
    usable = use_cache and not scanned.is_output_empty and previous is not None and previous.key == key
    recorded = previous.output_dirs if previous else {}
    return Cache(
        previous,
        previous if usable else None,
        pending,
        UntrustedFolders(
            frozenset(changed_dirs(scanned.output_dirs, recorded)),
            everywhere=output.commit_pending or not use_cache,
        ),
        manifests,
    )


def is_up_to_date(scanned: Scan, cache: Cache) -> bool:
    """Return whether the output is what a build would write; a folder in doubt counts as changed."""
    manifest = cache.reusable
    if manifest is None or cache.untrusted or manifest.input_dirs.keys() != scanned.input_dirs.keys():
        return False
    return not any(changed_dirs(dirs, manifest.input_dirs[root]) for root, dirs in scanned.input_dirs.items())
