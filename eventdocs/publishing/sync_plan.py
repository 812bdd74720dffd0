"""The plan of a publication: from what a site holds and what a target holds to what has to be done, in order.

A target says what it holds now, and a manifest at the target says which of that is ours. Whatever is done is
decided from what is there, so a publication that was cut off needs no repair of its own: the next one sees
how far it came. The manifest that is written before the first change names everything that the run may
leave behind; the one that is written last names what it did.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eventdocs.publishing.http_headers import cache_control, content_type
from eventdocs.site.routes import WritePhase, phase_of

MANIFEST = ".eventdocs-manifest.json"
ABSENT = ""

ManagedFiles = Mapping[str, tuple[str, ...]]
"""Our files at a target by address: the digests that each may have, `ABSENT` where it may not be there."""


@dataclass(frozen=True, slots=True, order=True)
class Put:
    """Write a file of the site at its address, with the headers that a web server shall send."""

    phase: WritePhase
    path: str
    digest: str
    type: str
    cache: str


@dataclass(frozen=True, slots=True, order=True)
class Delete:
    """Remove a file that we wrote, that the site no longer has and that nobody changed since."""

    phase: WritePhase
    path: str


Action = Put | Delete


@dataclass(frozen=True, slots=True)
class TargetState:
    """What a target holds: digests by address, None where they cannot be known, and which files are ours."""

    digests: Mapping[str, str | None] = field(default_factory=dict)
    managed: ManagedFiles = field(default_factory=dict)

    def digest(self, path: str) -> str:
        """Digest of a file, by the manifest's word where the target cannot tell; empty where nobody can."""
        digest = self.digests.get(path, ABSENT)
        if digest is not None:
            return digest
        known = self.managed.get(path, ())
        return known[0] if len(known) == 1 else ABSENT


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """What a publication does, in order, and what it leaves.

    `before` and `after` are the manifests around it, `unchanged` counts files that are there already,
    `blocked` are files of others where ours belong, `foreign` those that are left as they are; a plan is
    `settled` where not even the manifest has to change.
    """

    actions: tuple[Action, ...]
    manifest_before: ManagedFiles
    manifest_after: ManagedFiles
    unchanged: int
    conflicts: tuple[str, ...]
    foreign: tuple[str, ...]
    is_noop: bool


def plan_sync(site: Mapping[str, str], seen: TargetState, *, overwrite: bool = False) -> SyncPlan:
    """Plan how a target comes to hold a site, given as digests by address.

    With `overwrite`, files of others that stand where the site's belong are taken for ours.
    """
    ours, found = seen.managed, seen.digests
    needed = {path for path, digest in site.items() if seen.digest(path) != digest}
    folders = {folder for path in needed for folder in parents(path)}
    gone = {path for path in ours if path in found and path not in site and _untouched(seen, path)}
    after = {path: (site[path],) for path in site if overwrite or path in ours or path in needed}
    clearing = {path for path in gone if _is_path_conflict(path, needed, folders)}
    puts = (_put(path, site[path], path in found) for path in needed)
    return SyncPlan(
        actions=(*_deletes(clearing), *sorted(puts), *_deletes(gone - clearing)),
        manifest_before=dict(ours)
        | {path: _add_digest(ours.get(path, (ABSENT,)), site[path]) for path in needed},
        manifest_after=after,
        unchanged=len(site) - len(needed),
        conflicts=tuple(
            sorted(
                path
                for path in found.keys() - gone
                if (path in needed and path not in ours and not overwrite)
                or _is_path_conflict(path, needed, folders)
            )
        ),
        foreign=tuple(sorted(found.keys() - site.keys() - gone)),
        is_noop=not needed and not gone and after == ours,
    )


def read_manifest(data: bytes) -> ManagedFiles:
    """Read a manifest; a damaged one, or one of another version, says nothing, so that nothing is ours."""
    try:
        value = json.loads(data)
        files = value["files"] if value["version"] == 1 else {}
        return {path: tuple(str(digest) for digest in digests) for path, digests in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_manifest(ours: ManagedFiles) -> bytes:
    """Write a manifest: JSON in ASCII, one line a file, sorted."""
    lines = (f"{json.dumps(path)}: {json.dumps(ours[path])}" for path in sorted(ours))
    files = ",\n".join(lines)
    return f'{{"version": 1, "files": {{\n{files}\n}}}}\n'.encode("ascii")


def parents(path: str) -> Iterator[str]:
    """Name the folders that an address lies in."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _untouched(seen: TargetState, path: str) -> bool:
    return seen.digests[path] is None or seen.digests[path] in seen.managed[path]


def _is_path_conflict(path: str, needed: set[str], folders: set[str]) -> bool:
    """Tell whether a file stands where a folder has to be, or its folder where a file has to be."""
    return path in folders or any(folder in needed for folder in parents(path))


def _put(path: str, digest: str, there: bool) -> Put:
    return Put(phase_of(path, exists=there), path, digest, content_type(path), cache_control(path))


def _deletes(paths: Iterable[str]) -> list[Delete]:
    """Return removals in the reverse of the write order: a list goes before the pages that it links."""
    return sorted((Delete(phase_of(path, exists=True), path) for path in paths), reverse=True)


def _add_digest(digests: tuple[str, ...], digest: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*digests, digest)))
