"""Build: a catalog to a site, in one or more formats; what did not change is neither read nor written.

A look at names and marks of all folders answers most questions; the rest is a renewal, whose modules are
heavy and imported only then.
"""

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from eventdocs import __version__
from eventdocs.build.manifest import CacheCorrupted
from eventdocs.build.result import BuildOptions, BuildResult, OutputChanges
from eventdocs.build.session import BuildSession
from eventdocs.model.errors import EventdocsError
from eventdocs.store.dir_fingerprint import scan
from eventdocs.store.files import os_errors
from eventdocs.store.folders import is_occupied, overlap, require_catalog, resolve_links
from eventdocs.store.output_dir import OutputDir, open_output, open_readonly
from eventdocs.store.package_data import PACKAGE, installed_beside

__all__ = ["BuildOptions", "BuildResult", "OutputChanges", "build"]

_PLAINLY = BuildOptions()


def build(
    catalog: Path,
    out: Path,
    formats: Sequence[str],
    locales: Sequence[str] = (),
    *,
    pseudo: bool = False,
    editor: str | None = None,
    how: BuildOptions = _PLAINLY,
    progress: Callable[[int], None] = lambda number: None,
) -> BuildResult:
    """Build a catalog's site into a folder; errors in the catalog leave the folder as it is.

    `pseudo` adds the pseudo-locales. With `editor`, an address pattern or nothing, the site is a preview:
    each text leads to its file and line on this machine. `progress` is told how many files there are so far.
    """
    with os_errors("read"):
        _refuse(catalog, out, formats)
        if how.check and how.executor:
            raise EventdocsError("a check is done on this machine", hint="leave the executor out")
        request = (
            str(resolve_links(catalog)) if editor is not None else "",
            *map(str, formats),
            "",
            *locales,
        )
        key = _program(repr((request, pseudo, editor)))

    def once(output: OutputDir, how: BuildOptions) -> BuildResult:
        run = BuildSession(catalog, output, key, how)
        if run.is_done():
            return run.as_remembered()
        from eventdocs.build.inputs import BuildRequest
        from eventdocs.site.routes import Format

        jobs = how.jobs or _cores()
        wanted = BuildRequest(catalog, tuple(map(Format, formats)), tuple(locales), pseudo, editor, jobs)
        return run.renew(wanted, progress)

    with (open_readonly if how.check else open_output)(out, how.wait) as output:
        try:
            return once(output, how)
        except CacheCorrupted:
            output.discard_staging()
            return once(output, replace(how, cache=False))


def _cores() -> int:
    """Give the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _program(request: str) -> bytes:
    """Digest of the program, of what it stands on, and of what is asked for."""
    code = {
        name: folder
        for folder_name, folder in scan(PACKAGE).items()
        for name in [folder_name]
        if "__pycache__" not in folder_name
    }
    marks = [(name, folder.names, folder.stamps) for name, folder in sorted(code.items())]
    libraries = installed_beside("jinja2")
    return sha256(repr((__version__, sys.version, marks, libraries, request)).encode()).digest()


def _refuse(catalog: Path, out: Path, formats: Sequence[str]) -> None:
    _refuse_overlap(catalog, out)
    _refuse_formats(formats)
    require_catalog(catalog)


def _refuse_formats(formats: Sequence[str]) -> None:
    if {"markdown", "gfm"} <= {str(each) for each in formats}:
        raise EventdocsError(
            "the formats `markdown` and `gfm` write the same files",
            hint="build each into a folder of its own",
        )


def _refuse_overlap(catalog: Path, out: Path) -> None:
    if overlap(catalog, out):
        raise EventdocsError(
            f"the output folder `{out}` and the catalog `{catalog}` lie in each other",
            hint="choose another output folder with -o",
        )
    if is_occupied(out):
        raise EventdocsError(
            f"the output `{out}` is not a folder", hint="choose another output folder with -o"
        )
