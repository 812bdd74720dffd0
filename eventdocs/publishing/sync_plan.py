"""The plan of a publication: the actions, in order, that synchronize a target with a site.

The plan follows from the files at the target and a manifest there, which lists the files that eventdocs
published. An interrupted publication therefore needs no repair: the next one starts from what is there. The
manifest that is written first lists everything that the run may leave at the target; the one that is written
last lists what the run left.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from eventdocs.publishing.http_headers import cache_control, content_type
from eventdocs.site.routes import WritePhase, phase_of

PUBLISH_MANIFEST = ".eventdocs-manifest.json"
NO_DIGEST = ""

ManagedFiles = Mapping[str, tuple[str, ...]]
"""The files that eventdocs published at a target, by path: the digests that each may have.

`NO_DIGEST` is among them if the file may be missing.
"""


@dataclass(frozen=True, slots=True, order=True)
class Put:
    """Write a file of the site at its path, with the headers that a web server should send."""

    phase: WritePhase
    path: str
    digest: str
    type: str
    cache: str


@dataclass(frozen=True, slots=True, order=True)
class Delete:
    """Remove a file that eventdocs published, that the site no longer has and that is unchanged since."""

    phase: WritePhase
    path: str


Action = Put | Delete


@dataclass(frozen=True, slots=True)
class TargetState:
    """The files at a target: digests by path, None if unknown, and which ones eventdocs published."""

    digests: Mapping[str, str | None] = field(default_factory=dict)
    managed: ManagedFiles = field(default_factory=dict)

    def digest(self, path: str) -> str:
        """Return the digest of a file, or that of the manifest if the target does not know it.

        It is `NO_DIGEST` if there is no file, or if the manifest has several digests.
        """
        digest = self.digests.get(path, NO_DIGEST)
        if digest is not None:
            return digest
        match self.managed.get(path, ()):
            case (published,):
                return published
            case _:
                return NO_DIGEST


@dataclass(frozen=True, slots=True)
class SyncPlan:
    """The actions of a publication, in order, and the manifests that are written before and after them.

    `unchanged` is the number of files that are up to date. `conflicts` are files that eventdocs did not
    publish, in places where the site has files; `untracked` are those that stay as they are. A plan with
    `is_noop` does not even change the manifest.
    """

    actions: tuple[Action, ...]
    manifest_before: ManagedFiles
    manifest_after: ManagedFiles
    unchanged: int
    conflicts: tuple[str, ...]
    untracked: tuple[str, ...]
    is_noop: bool


def plan_sync(site: Mapping[str, str], state: TargetState, *, overwrite: bool = False) -> SyncPlan:
    """Return the plan that synchronizes a target with a site, given as digests by path.

    With `overwrite`, files that eventdocs did not publish are replaced where the site has files.
    """
    managed, present = state.managed, state.digests.keys()
    outdated = {path for path, digest in site.items() if state.digest(path) != digest}
    folders = {folder for path in outdated for folder in parent_folders(path)}
    obsolete = {
        path for path in managed if path in present and path not in site and _is_untouched(state, path)
    }
    obstacles = {path for path in obsolete if _is_path_conflict(path, outdated, folders)}
    conflicts = {
        path
        for path in present - obsolete
        if (path in outdated and path not in managed and not overwrite)
        or _is_path_conflict(path, outdated, folders)
    }
    puts = (_put(path, site[path], path in present) for path in outdated)
    manifest_after = {
        path: (digest,) for path, digest in site.items() if overwrite or path in managed or path in outdated
    }
    return SyncPlan(
        actions=(*_deletes(obstacles), *sorted(puts), *_deletes(obsolete - obstacles)),
        manifest_before={
            **managed,
            **{path: _possible_digests(state, path, site[path]) for path in outdated},
        },
        manifest_after=manifest_after,
        unchanged=len(site) - len(outdated),
        conflicts=tuple(sorted(conflicts)),
        untracked=tuple(sorted(present - site.keys() - obsolete)),
        is_noop=not outdated and not obsolete and manifest_after == managed,
    )


def read_manifest(data: bytes) -> ManagedFiles:
    """Return the files that a manifest lists; none if it is damaged or of another version."""
    try:
        value = json.loads(data)
        files = value["files"] if value["version"] == 1 else {}
        return {path: tuple(str(digest) for digest in digests) for path, digests in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def write_manifest(managed: ManagedFiles) -> bytes:
    """Return a manifest as JSON in ASCII, with a line for each file, sorted."""
    lines = (f"{json.dumps(path)}: {json.dumps(managed[path])}" for path in sorted(managed))
    files = ",\n".join(lines)
    return f'{{"version": 1, "files": {{\n{files}\n}}}}\n'.encode("ascii")


def parent_folders(path: str) -> Iterator[str]:
    """Yield the folders that contain a path, the innermost first."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def _is_untouched(state: TargetState, path: str) -> bool:
    """Return whether a published file is as it was published, as far as the target can tell."""
    return state.digests[path] is None or state.digests[path] in state.managed[path]


def _is_path_conflict(path: str, needed: set[str], folders: set[str]) -> bool:
    """Return whether a file is where a folder is needed, or one of its folders where a file is needed."""
    return path in folders or any(folder in needed for folder in parent_folders(path))


def _put(path: str, digest: str, exists: bool) -> Put:
    return Put(phase_of(path, exists=exists), path, digest, content_type(path), cache_control(path))


def _deletes(paths: Iterable[str]) -> list[Delete]:
    """Return removals in the reverse of the write order: a list is removed before the pages that it links."""
    return sorted((Delete(phase_of(path, exists=True), path) for path in paths), reverse=True)


def _possible_digests(state: TargetState, path: str, new: str) -> tuple[str, ...]:
    """Return the digests that a file may have while it is being replaced."""
    return tuple(dict.fromkeys((*state.managed.get(path, (NO_DIGEST,)), new)))
