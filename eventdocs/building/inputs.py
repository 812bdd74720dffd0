"""The input files of a build: which there are, their digests, and what was read from them.

A file whose inode and ctime are as recorded is not read again. One that a build does read is read once: its
digest and its event reference come from the same bytes, and small amounts of bytes are kept for rendering.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import filterfalse
from pathlib import Path
from typing import NamedTuple

from eventdocs.building.cache import InputFile
from eventdocs.building.result import BuildRequest
from eventdocs.building.shared_inputs import SharedInputs, is_event, is_setting, read_input
from eventdocs.building.up_to_date import CATALOG_ROOT, DEFAULTS_ROOT, Scan
from eventdocs.formats.yaml.heads import scan_head
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Severity
from eventdocs.model.event import EventRef
from eventdocs.model.group import is_group_file
from eventdocs.store.catalog import parse_catalog, parse_event
from eventdocs.store.catalog_files import has_safe_name, is_catalog_file, is_usable_link, is_visible
from eventdocs.store.dir_fingerprint import TreeSnapshot, file_stamps, links
from eventdocs.store.files import UnsuitableFile
from eventdocs.store.fork_pool import map_forked
from eventdocs.store.interface_words import with_interface_words
from eventdocs.store.output_dir import digest
from eventdocs.store.package_data import TEMPLATES
from eventdocs.translations.pseudo import with_pseudo_locales

_CHUNK = 1000  # files; fewer are read faster than processes start


class InputsChanged(Exception):
    """The catalog has errors, or changed while it was read. A full check says which."""


@dataclass
class Contents:
    """The bytes of files that were read, up to `limit` bytes in all."""

    limit: int
    data: dict[str, bytes] = field(default_factory=dict)
    size: int = 0

    def keep(self, name: str, data: bytes) -> None:
        """Keep the bytes of a file if there is room."""
        if self.size + len(data) <= self.limit:
            self.data[name] = data
            self.size += len(data)


@dataclass
class BuildInputs:
    """Everything that a build reads.

    `files` are all input files by name, `shared` those that are not files of events. `changed` names the
    files that are not as the last build read them, including deleted ones. `refs` are the references to
    events that are known without parsing their files.
    """

    folder: Path
    files: Mapping[str, InputFile]
    shared: SharedInputs
    changed: frozenset[str]
    refs: Mapping[str, EventRef]
    contents: Contents

    @property
    def settings(self) -> CatalogSettings:
        """The settings of the catalog."""
        return self.shared.settings

    @property
    def groups_changed(self) -> bool:
        """Return whether the file of a group changed."""
        return any(map(is_group_file, self.changed))

    def event_files(self) -> Iterator[str]:
        """Yield the names of the event files."""
        return filterfalse(self.shared.files.__contains__, self.files)

    def read(self, name: str) -> bytes:
        """Return the bytes of a catalog file; raise `InputsChanged` if they are not those of the digest."""
        data = self.contents.data.get(name)
        if data is None:
            data = read_input(self.folder, name)
            if digest(data) != self.files[name].digest:
                raise InputsChanged
        return data

    def ref_of(self, name: str, *, full_parse: bool) -> EventRef:
        """Return the reference to the event of a file; `full_parse` takes it from the parsed file."""
        ref = None if full_parse else self.refs.get(name) or scan_head(self.read(name), name, "")
        if ref is None:
            event, _ = parse_event(self.read(name), name, self.settings)
            if event is None:
                raise InputsChanged
            return event.ref
        return ref._replace(provider="") if ref.provider == self.settings.default_provider else ref


class _ReadFile(NamedTuple):
    """A file that was read, and the reference to its event if that needs no full parse."""

    name: str
    digest: bytes
    ref: EventRef | None


def read_inputs(
    request: BuildRequest,
    scan: Scan,
    recorded: Mapping[str, InputFile],
    *,
    kept_bytes: int,
    processes: int = 1,
    settings: CatalogSettings | None = None,
    started: Callable[[SharedInputs], None] | None = None,
) -> BuildInputs:
    """Read the inputs that are not as `recorded`; raise `InputsChanged` if the settings have errors.

    Up to `kept_bytes` of what is read stay in memory, but nothing that another process reads. `settings` are
    those of the recorded files, if they are still known. `started` is called with the shared inputs once the
    processes that read event files are running.
    """
    catalog, contents = request.catalog, Contents(kept_bytes)
    _reject_unusable_names(catalog, scan.inputs[CATALOG_ROOT])
    files, unread = _stat_inputs(scan, recorded)
    changed = recorded.keys() - files.keys()
    shared_files = _read_files(catalog, list(filterfalse(is_event, unread)), contents)
    changed |= _update_digests(files, recorded, shared_files)
    if settings is None or any(map(is_setting, changed)):
        settings = _read_settings(request, files, contents)
    shared = SharedInputs(catalog, {name: files[name] for name in filterfalse(is_event, files)}, settings)
    notify = partial(started, shared) if started else None
    events = list(_read_files(catalog, list(filter(is_event, unread)), contents, processes, notify))
    changed |= _update_digests(files, recorded, events)
    refs = {file.name: file.ref for file in events if file.ref is not None}
    return BuildInputs(catalog, files, shared, frozenset(changed), refs, contents)


def _reject_unusable_names(catalog: Path, snapshot: TreeSnapshot) -> None:
    """Raise `InputsChanged` for a link that leaves the catalog, or a folder that is named like a file."""
    if any(is_catalog_file(name.rstrip("/")) for name in snapshot):
        raise InputsChanged
    if not all(is_usable_link(catalog, path) for path in links(catalog, snapshot)):
        raise InputsChanged


def _stat_inputs(scan: Scan, recorded: Mapping[str, InputFile]) -> tuple[dict[str, InputFile], list[str]]:
    """Return all inputs by name, and the names of those whose inode or ctime differ from the recorded ones.

    What is recorded is known to be an input. The others have no digest yet. A ctime that is not older than
    the scan, or of a file that is reached through a link, is recorded as 0, which no file has: such a file
    may change unseen.
    """
    files: dict[str, InputFile] = {}
    unread: list[str] = []
    for root, snapshot in scan.inputs.items():
        for path, stamp in file_stamps(snapshot).items():
            name = f"{root}{path}"
            known = recorded.get(name)
            if known is None or known[:2] != stamp:
                if root == CATALOG_ROOT and is_visible(path) and not has_safe_name(path):
                    raise InputsChanged
                if not _is_input(root, path):
                    continue
                inode, ctime_ns = stamp
                trusted = ctime_ns < scan.clock_ns and not snapshot[path[: path.rfind("/") + 1]].has_links
                known = InputFile(inode, ctime_ns if trusted else 0, b"")
                unread.append(name)
            files[name] = known
    return files, unread


def _read_files(
    catalog: Path,
    names: Sequence[str],
    contents: Contents,
    processes: int = 1,
    started: Callable[[], None] | None = None,
) -> Iterator[_ReadFile]:
    """Read files, many of them in processes; `started` is called once these are running.

    Raises `InputsChanged` for a file that a check of the catalog reports, such as one that is too large. From
    another process, it is an `EventdocsError`.
    """
    chunks = [names[start : start + _CHUNK] for start in range(0, len(names), _CHUNK)]
    try:
        for read in map_forked(partial(_read_chunk, catalog, contents), chunks, processes, started):
            yield from read
    except UnsuitableFile as error:
        raise InputsChanged(str(error)) from error


def _read_chunk(catalog: Path, contents: Contents, names: Sequence[str]) -> list[_ReadFile]:
    found = []
    for name in names:
        data = read_input(catalog, name)
        if not name.startswith(DEFAULTS_ROOT):
            contents.keep(name, data)
        found.append(_ReadFile(name, digest(data), scan_head(data, name, "") if is_event(name) else None))
    return found


def _update_digests(
    files: dict[str, InputFile], recorded: Mapping[str, InputFile], read: Iterable[_ReadFile]
) -> set[str]:
    """Set the digests of files that were read, and return the names of those that changed."""
    changed = set()
    for file in read:
        files[file.name] = files[file.name]._replace(digest=file.digest)
        known = recorded.get(file.name)
        if known is None or known.digest != file.digest:
            changed.add(file.name)
    return changed


def _read_settings(
    request: BuildRequest, files: Mapping[str, InputFile], contents: Contents
) -> CatalogSettings:
    data = {
        name: contents.data.get(name) or read_input(request.catalog, name)
        for name in files
        if is_setting(name)
    }
    if any(digest(content) != files[name].digest for name, content in data.items()):
        raise InputsChanged
    loaded = parse_catalog(data)
    if any(finding.severity is Severity.ERROR for finding in loaded.diagnostics):
        raise InputsChanged
    settings = with_interface_words(request.catalog, loaded.catalog.settings)
    return with_pseudo_locales(settings) if request.pseudo else settings


def has_input_name(name: str) -> bool:
    """Return whether this version of eventdocs reads a file with this name."""
    if name.startswith(DEFAULTS_ROOT):
        return _is_input(DEFAULTS_ROOT, name.removeprefix(DEFAULTS_ROOT))
    return has_safe_name(name) and _is_input(CATALOG_ROOT, name)


def _is_input(root: str, path: str) -> bool:
    if root == CATALOG_ROOT and not path.startswith(f"{TEMPLATES}/"):
        return is_catalog_file(path)
    return not any(part.startswith(".") for part in path.split("/"))
