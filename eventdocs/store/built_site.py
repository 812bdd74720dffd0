"""A built site, read under its lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.publishing.sync_plan import PUBLISH_MANIFEST
from eventdocs.store.files import TEMP_SUFFIX, walk
from eventdocs.store.lock import locked, state_dir_of
from eventdocs.store.output_dir import PENDING

_BUILD = "build it with `eventdocs build`"


@contextmanager
def locked_site(site: Path, wait: float) -> Iterator[list[str]]:
    """Hold the lock of a site and yield the names of its files; wait up to `wait` seconds for a build.

    A site that was not built on this machine has no lock.
    """
    state_dir = state_dir_of(site)
    if not state_dir.is_dir():
        yield _files(site)
        return
    with locked(site, wait):
        if (state_dir / PENDING).exists():
            raise EventdocsError(
                f"the last build of `{site}` was interrupted", hint="run `eventdocs build` again"
            )
        yield _files(site)


def _files(site: Path) -> list[str]:
    paths = list(walk(site)) if site.is_dir() else []
    names = [path.relative_to(site).as_posix() for path in paths if not _is_ignored(path.relative_to(site))]
    if not names:
        raise EventdocsError(f"there is no site in `{site}`", hint=_BUILD)
    for path in paths:
        if path.is_symlink():
            raise EventdocsError(
                f"`{path}` is a symbolic link", hint="replace it with the file; links are not published"
            )
    return names


def _is_ignored(path: Path) -> bool:
    """Return whether a file is never published: git's files, temporary files, a target's manifest."""
    top, *_ = path.parts
    return top in {".git", ".eventdocs", PUBLISH_MANIFEST} or path.name.endswith(TEMP_SUFFIX)
