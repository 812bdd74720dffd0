"""A built site, to be read while nobody writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.publishing.sync_plan import MANIFEST
from eventdocs.store.files import TEMP_SUFFIX, walk
from eventdocs.store.lock import locked, state_dir_of
from eventdocs.store.output_dir import PENDING

_BUILD = "build it with eventdocs build"


@contextmanager
def locked_site(site: Path, wait: float) -> Iterator[list[str]]:
    """Keep builds away from a site and list its files; `wait` is in seconds, for a build's lock.

    A site that was not built here has no lock to take.
    """
    side = state_dir_of(site)
    if not side.is_dir():
        yield _files(site)
        return
    with locked(site, wait):
        if (side / PENDING).exists():
            raise EventdocsError(f"the last build of `{site}` was cut off", hint="run eventdocs build again")
        yield _files(site)


def _files(site: Path) -> list[str]:
    paths = list(walk(site)) if site.is_dir() else []
    names = [path.relative_to(site).as_posix() for path in paths if not _is_ignored(path.relative_to(site))]
    if not names:
        raise EventdocsError(f"there is no site in `{site}`", hint=_BUILD)
    for path in paths:
        if path.is_symlink():
            raise EventdocsError(
                f"`{path}` is a symbolic link", hint="put the file itself there, links are not published"
            )
    return names


def _is_ignored(path: Path) -> bool:
    """Tell what is never published: a repository's own files, half-written ones, a target's manifest."""
    first = path.parts[0]
    return first in {".git", ".eventdocs", MANIFEST} or path.name.endswith(TEMP_SUFFIX)
