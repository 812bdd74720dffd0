"""A built site, to be read while nobody writes it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.model.publishing import MANIFEST
from eventdocs.store.files import TEMPORARY, walk
from eventdocs.store.lock import beside, locked

_BUILD = "build it with eventdocs build"


@contextmanager
def held(site: Path, wait: float) -> Iterator[list[str]]:
    """Keep builds away from a site and list its files; `wait` is in seconds, for a build's lock.

    A site that was not built here has no lock to take.
    """
    side = beside(site)
    if not side.is_dir():
        yield _files(site)
        return
    with locked(site, wait):
        if (side / "next").exists():
            raise EventdocsError(f"the last build of `{site}` was cut off", hint="run eventdocs build again")
        yield _files(site)


def _files(site: Path) -> list[str]:
    paths = list(walk(site)) if site.is_dir() else []
    names = [path.relative_to(site).as_posix() for path in paths if not _passed_over(path.relative_to(site))]
    if not names:
        raise EventdocsError(f"there is no site in `{site}`", hint=_BUILD)
    for path in paths:
        if path.is_symlink():
            raise EventdocsError(
                f"`{path}` is a symbolic link", hint="put the file itself there, links are not published"
            )
    return names


def _passed_over(path: Path) -> bool:
    """Tell what is never published: a repository's own files, half-written ones, a target's manifest."""
    first = path.parts[0]
    return first in {".git", ".eventdocs", MANIFEST} or path.name.endswith(TEMPORARY)
