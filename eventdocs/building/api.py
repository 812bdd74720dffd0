"""Build a catalog into a folder: the entry point of the package.

Modules that a build without changes does not need are imported only once there is work.
"""

import sys
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

from eventdocs.building.manifest import BuildManifest, CacheCorrupted
from eventdocs.building.result import BuildOptions, BuildRequest, BuildResult, OutputChanges
from eventdocs.building.up_to_date import is_up_to_date, read_cache, scan_folders
from eventdocs.model.errors import EventdocsError
from eventdocs.model.garbage import stopped_collector
from eventdocs.store.dir_fingerprint import scan
from eventdocs.store.files import os_errors, resolve_links
from eventdocs.store.folders import is_occupied, overlap, require_catalog
from eventdocs.store.output_dir import OutputDir, open_output, open_readonly
from eventdocs.store.package_data import PACKAGE, installed_beside
from eventdocs.version import __version__

__all__ = ["BuildOptions", "BuildResult", "OutputChanges", "build"]

_DEFAULT_OPTIONS = BuildOptions()


@stopped_collector()
def build(
    catalog: Path,
    out: Path,
    formats: Sequence[str],
    locales: Sequence[str] = (),
    *,
    pseudo: bool = False,
    editor: str | None = None,
    options: BuildOptions = _DEFAULT_OPTIONS,
    progress: Callable[[int], None] = lambda number: None,
) -> BuildResult:
    """Build a catalog's site into a folder; errors in the catalog leave the folder as it is.

    `formats` are names of `Format`; without `locales`, all of the catalog's are built. `pseudo` adds the
    pseudo-locales. With `editor`, an address pattern or an empty text, the site is a preview: each text links
    to its file and line on this machine. `progress` is called with the number of files so far.
    """
    with os_errors("read"):
        _check_arguments(catalog, out, formats, options)
        request = BuildRequest(
            catalog,
            tuple(map(str, formats)),
            tuple(locales),
            pseudo,
            editor,
            options.single_shard_max,
            options.shard_size,
        )
        key = cache_key(request)
    with (open_readonly if options.check else open_output)(out, options.lock_timeout) as output:
        try:
            return _build(request, key, output, options, progress)
        except CacheCorrupted:
            output.discard_staging()
            return _build(request, key, output, options._replace(use_cache=False), progress)


def _build(
    request: BuildRequest,
    key: bytes,
    output: OutputDir,
    options: BuildOptions,
    progress: Callable[[int], None],
) -> BuildResult:
    scanned = scan_folders(request.catalog, output)
    cache = read_cache(output, scanned, key, use_cache=options.use_cache)
    if cache.reusable and is_up_to_date(scanned, cache):
        return _unchanged(output, cache.reusable, options)
    from eventdocs.building.engine import BuildSession, run_build

    return run_build(BuildSession(request, options, key, output, scanned, cache), progress)


def _unchanged(output: OutputDir, manifest: BuildManifest, options: BuildOptions) -> BuildResult:
    """Return the result of the build that wrote an output that is up to date."""
    diagnostics = []
    if manifest.all_warnings:
        from eventdocs.building.cached_diagnostics import from_cached
        from eventdocs.model.diagnostics import sort_diagnostics

        diagnostics = sort_diagnostics(from_cached(manifest.all_warnings))
    digests = {}
    if options.manifest:
        from eventdocs.building.commit import artifacts

        digests = dict(artifacts(output, manifest))
    return BuildResult(
        diagnostics,
        OutputChanges(unchanged=manifest.file_count, untracked=manifest.untracked),
        manifest.events,
        tuple(manifest.locales),
        digests=digests,
    )


def cache_key(request: BuildRequest) -> bytes:
    """Digest everything outside the catalog that decides the site's bytes.

    A cache written by another eventdocs, Python or library, or for another request, must never be used. The
    package's files are identified by inode and ctime: hashing them all would cost more than the whole
    up-to-date check. Other processes may be writing to `__pycache__`.
    """
    folders = scan(PACKAGE, skipped="__pycache__")
    code = [(name, folder.names, folder.stamps) for name, folder in sorted(folders.items())]
    # The catalog's path is in the pages of a preview only.
    catalog = str(resolve_links(request.catalog)) if request.editor is not None else ""
    parts = (
        __version__,
        sys.version,
        code,
        installed_beside("jinja2"),
        request._replace(catalog=Path(catalog)),
    )
    return sha256(repr(parts).encode()).digest()


def _check_arguments(catalog: Path, out: Path, formats: Sequence[str], options: BuildOptions) -> None:
    """Raise `EventdocsError` for arguments that do not go together."""
    if overlap(catalog, out):
        raise EventdocsError(
            f"the output folder `{out}` and the catalog `{catalog}` overlap",
            hint="choose another output folder with -o",
        )
    if is_occupied(out):
        raise EventdocsError(
            f"the output `{out}` is not a folder", hint="choose another output folder with -o"
        )
    if {"markdown", "gfm"} <= set(map(str, formats)):
        raise EventdocsError(
            "the formats `markdown` and `gfm` write the same files", hint="build each into its own folder"
        )
    require_catalog(catalog)
    if options.check and options.executor:
        raise EventdocsError("--check does not use an executor", hint="leave --executor out")
