"""The Python API: load, check and build a catalog, and count its translations.

`eventdocs/__init__.py` exports these names.
"""

from collections.abc import Sequence
from pathlib import Path

from eventdocs.building.api import BuildOptions
from eventdocs.building.api import build as run_build
from eventdocs.building.result import BuildResult, OutputChanges
from eventdocs.commands.check import check_catalog, filter_locales
from eventdocs.commands.status import Status
from eventdocs.commands.status import status as count_translations
from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Severity, did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event
from eventdocs.site.routes import Format
from eventdocs.store.checked_catalog import read_sound_catalog
from eventdocs.store.executors import ExecutorFactory
from eventdocs.translations.status import Coverage

__all__ = [
    "BuildResult",
    "Catalog",
    "Coverage",
    "Diagnostic",
    "Event",
    "EventdocsError",
    "Location",
    "OutputChanges",
    "Severity",
    "Status",
    "build",
    "check",
    "load",
    "status",
]


def load(catalog: str | Path) -> Catalog:
    """Return the catalog in a folder.

    Raises `EventdocsError` if it has errors that prevent a build: `check` returns them.
    """
    return read_sound_catalog(Path(catalog)).catalog


def check(
    catalog: str | Path,
    *,
    locales: Sequence[str] = (),
    against: Sequence[str | Path] = (),
) -> list[Diagnostic]:
    """Return the findings of all rules about a catalog, sorted by location.

    With `locales`, these are the findings in some locales, and those that prevent a build. `against` are
    files that the software ships, such as a manifest, to compare the events with.
    """
    return filter_locales(check_catalog(Path(catalog), [Path(path) for path in against]), locales)


def build(
    catalog: str | Path,
    output: str | Path,
    *,
    formats: Sequence[str] = ("html",),
    locales: Sequence[str] = (),
    jobs: int = 0,
    executor: ExecutorFactory | None = None,
    dry_run: bool = False,
) -> BuildResult:
    """Build the pages of a catalog into a folder; `changes` of the result is None if errors prevented it.

    `formats` are `html`, `markdown` or `gfm`. Without `locales`, all are built. `jobs` is the number of
    processes, 0 for one per core. `executor` returns a context manager with a `concurrent.futures.Executor`
    that renders the pages instead. With `dry_run`, nothing is written, and `changes` is what would change.

    Raises `EventdocsError` for arguments that are not valid, and if the output cannot be written.
    """
    for name in formats:
        if name not in list(Format):
            raise EventdocsError(f"unknown format `{name}`", hint=did_you_mean(name, Format))
    options = BuildOptions(jobs=jobs, executor=executor, check=dry_run)
    return run_build(Path(catalog), Path(output), formats, locales, options=options)


def status(catalog: str | Path, *, locales: Sequence[str] = ()) -> Status:
    """Return the number of translations of a catalog by locale and state, and errors that prevent a build.

    Without `locales`, all target locales are counted.
    """
    return count_translations(Path(catalog), locales)
