"""Read a catalog folder into the model, with diagnostics for all of its files, and save its files."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from eventdocs.formats.ledger import FOLDER, IMPORTS, SOURCES, read_sources
from eventdocs.formats.ledger import read as read_ledger
from eventdocs.formats.yaml.read import FileValues, YamlTree, read_tree, read_values
from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Diagnostic, Location, did_you_mean, sort_diagnostics
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.event import Event, sort_key
from eventdocs.model.group import Group, group_folder, is_group_file
from eventdocs.model.ledger import Ledger
from eventdocs.model.tree import is_number
from eventdocs.model.values import Value
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.fields import CATALOG, CATALOG_FORMAT, EVENT, GLOSSARY, GROUP, LABELS_FILE, PROFILE
from eventdocs.schema.load import load_event, load_group, load_settings
from eventdocs.schema.rules import FORMAT, MISPLACED
from eventdocs.schema.types import RecordType
from eventdocs.schema.validate import validate
from eventdocs.store.catalog_files import (
    is_catalog_file,
    is_event_file,
    iter_catalog_files,
    read_catalog_file,
    read_catalog_files,
)
from eventdocs.store.files import TEMP_SUFFIX, entry_exists, os_errors, remove_tree, walk, write_atomic
from eventdocs.store.folders import CATALOG_FILE, require_catalog
from eventdocs.store.interface_words import with_interface_words
from eventdocs.store.lock import locked

_ROOT = {CATALOG_FILE: CATALOG, "glossary.yaml": GLOSSARY}
_FOLDERS: Mapping[str, RecordType] = {"labels": LABELS_FILE, "pages": PROFILE, "events": EVENT}
_LEDGER = ".ledger"
_WAIT = 60.0
_SHORT_WAIT = 5.0  # of a person at the keyboard


@dataclass(frozen=True, slots=True)
class LoadedCatalog:
    """A catalog, the diagnostics found while reading it, and the bytes of its files by name."""

    catalog: Catalog
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_catalog(folder: Path) -> LoadedCatalog:
    """Return the catalog in a folder, with the diagnostics of all files."""
    require_catalog(folder)
    return _load(folder, is_catalog_file)


def read_settings(folder: Path) -> LoadedCatalog:
    """Return the catalog in a folder without its events."""
    return _load(folder, lambda name: is_catalog_file(name) and not is_event_file(name))


def _load(folder: Path, is_wanted: Callable[[str], bool]) -> LoadedCatalog:
    files, diagnostics = read_catalog_files(folder, is_wanted)
    loaded = parse_catalog(files)
    settings = with_interface_words(folder, loaded.catalog.settings)
    catalog = replace(loaded.catalog, settings=settings)
    return LoadedCatalog(catalog, sort_diagnostics([*diagnostics, *loaded.diagnostics]), files)


def iter_events(folder: Path, settings: CatalogSettings) -> Iterator[tuple[Event | None, list[Diagnostic]]]:
    """Yield the events of a catalog folder with their diagnostics, one file in memory at a time.

    Files that cannot be read are among the diagnostics of `read_settings`.
    """
    for name, data in iter_catalog_files(folder, is_event_file):
        yield parse_event(data, name, settings)


def save_catalog(
    folder: Path,
    files: Mapping[str, bytes],
    before: Mapping[str, bytes],
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a catalog's files: a new catalog in one step, an existing one file by file.

    `before` are the files as they were read. If another program has changed one of them since, nothing is
    written. Temporary files of an interrupted run are removed. Last, the files in `renamed` get new names.
    """
    if not files and not renamed:
        return
    with os_errors("write"), locked(folder, _WAIT):
        if folder.exists() and any(folder.iterdir()):
            _remove_partial_files(folder)
            _refuse_lost_updates(folder, {*files, *renamed}, before)
            for name, data in files.items():
                write_atomic(folder / name, data)
            for old, new in renamed.items():
                (folder / old).replace(folder / new)
        else:
            _create_catalog(folder, files)


def save_files(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write a few files of a catalog in their order, without looking at its other files.

    If another program has changed one of them since they were read, nothing is written.
    """
    with os_errors("write"), locked(folder, _SHORT_WAIT):
        _refuse_lost_updates(folder, files, before)
        for name, data in files.items():
            write_atomic(folder / name, data)


def save_changes(
    folder: Path,
    files: Mapping[str, bytes],
    before: Mapping[str, bytes],
    renamed: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write those of some files that differ from what was read before, and give some files new names."""
    changed = {name: data for name, data in files.items() if before.get(name) != data}
    save_catalog(folder, changed, before, renamed)


def _refuse_lost_updates(folder: Path, files: Iterable[str], before: Mapping[str, bytes]) -> None:
    for name in files:
        path = folder / name
        content = read_catalog_file(folder, name) if entry_exists(path) else None
        if content != before.get(name):
            hint = "nothing was written; run the command again"
            raise EventdocsError(f"`{path}` was changed by another program", hint=hint, code=Exit.ENVIRONMENT)


def _remove_partial_files(folder: Path) -> None:
    """Remove the temporary files of interrupted runs; the lock is held, so no other run is writing."""
    for path in walk(folder):
        if path.name.startswith(".") and path.name.endswith(TEMP_SUFFIX):
            path.unlink(missing_ok=True)


def _create_catalog(folder: Path, files: Mapping[str, bytes]) -> None:
    for leftover in folder.parent.glob(f".{folder.name}.*{TEMP_SUFFIX}"):
        remove_tree(leftover)
    staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=TEMP_SUFFIX, dir=folder.parent))
    try:
        for name, data in files.items():
            write_atomic(staging / name, data)
        staging.chmod(0o755)
        staging.replace(folder)
    finally:
        remove_tree(staging)


def parse_catalog(files: Mapping[str, bytes]) -> LoadedCatalog:
    """Return the catalog of files by name; names are relative to the catalog, with `/`."""
    diagnostics: list[Diagnostic] = []
    trees: dict[str, dict[str, ParsedFile]] = {name: {} for name in ("", *_FOLDERS)}
    groups: dict[str, Group] = {}
    events: list[Event] = []
    declared = CatalogSettings("", ())
    for name in sorted(files, key=lambda name: (name != CATALOG_FILE, name)):
        if name.startswith(f"{FOLDER}/"):
            continue
        parent, record_type = _file_kind(name, declared)
        if record_type is None:
            diagnostics.append(_misplaced(name))
            continue
        value, found, is_regular = _read(files[name], name, record_type)
        diagnostics += found
        group = group_folder(name)
        if value is None:
            continue
        if group is not None:
            groups[group] = load_group(value, name, group, YamlTree(files[name], is_regular))
        elif parent == "events":
            event = _load_event(value, YamlTree(files[name], is_regular), name, declared)
            events += [event] if event is not None else []
        else:
            key = Path(name).stem if parent else name
            trees[parent][key] = ParsedFile(name, value, YamlTree(files[name], is_regular))
            if name == CATALOG_FILE and (newer := _newer_format(value, trees[""][key])):
                return LoadedCatalog(Catalog(CatalogSettings("", ())), [newer], files)
            if name == CATALOG_FILE:
                declared = load_settings(trees[""][key], {}, {})
    tree = trees[""].get(CATALOG_FILE)
    if tree is None:
        return LoadedCatalog(Catalog(CatalogSettings("", ())), sort_diagnostics(diagnostics))
    event_keys = {event.file: event.key for event in events}
    diagnostics = [_with_event(diagnostic, event_keys) for diagnostic in diagnostics]
    settings = load_settings(tree, trees["labels"], trees["pages"], trees[""].get("glossary.yaml"))
    settings = replace(
        settings, groups=groups, ledgers=_ledgers(files), sources=read_sources(files.get(SOURCES, b""))
    )
    catalog = Catalog(settings, tuple(sorted(events, key=sort_key)))
    return LoadedCatalog(catalog, sort_diagnostics(diagnostics), files)


def parse_event(data: bytes, name: str, settings: CatalogSettings) -> tuple[Event | None, list[Diagnostic]]:
    """Return the event of a file and its diagnostics; None instead of an event that has no id or name.

    `settings` are those of the event's catalog, for what it declares.
    """
    (parsed,) = parse_events({name: data}, settings)
    return parsed


def parse_events(
    files: Mapping[str, bytes], settings: CatalogSettings
) -> list[tuple[Event | None, list[Diagnostic]]]:
    """Return what `parse_event` returns, for several files by name."""
    record_type = catalog_types(settings).event
    read = [_read(data, name, record_type) for name, data in files.items()]
    events = [
        None
        if each.value is None
        else _load_event(each.value, YamlTree(data, each.is_regular), name, settings)
        for each, (name, data) in zip(read, files.items(), strict=True)
    ]
    return [
        (event, [_with_event(each, {event.file: event.key} if event else {}) for each in values.diagnostics])
        for event, values in zip(events, read, strict=True)
    ]


def parse_group(data: bytes, name: str) -> tuple[Group | None, list[Diagnostic]]:
    """Return the group of a file and its diagnostics; None instead of a group that cannot be read."""
    folder = group_folder(name)
    value, diagnostics, is_regular = _read(data, name, GROUP)
    if value is None or folder is None:
        return None, diagnostics
    return load_group(value, name, folder, YamlTree(data, is_regular)), diagnostics


def _ledgers(files: Mapping[str, bytes]) -> dict[str, Ledger]:
    return {
        Path(name).stem: read_ledger(data)
        for name, data in files.items()
        if name.endswith(_LEDGER) and name not in (SOURCES, IMPORTS)
    }


def _read(data: bytes, name: str, record_type: RecordType) -> FileValues:
    """Return the values of a file, and findings about its form. Only these need positions, and a tree."""
    values = read_values(data, name)
    if values.value is not None and not record_type.fits(values.value):
        node = read_tree(data)
        values.diagnostics.extend(validate(node, record_type, name) if node is not None else [])
    return values


def _load_event(value: Value, tree: YamlTree, name: str, settings: CatalogSettings) -> Event | None:
    return load_event(value, name, settings.default_provider, settings.fields, tree)


def _with_event(diagnostic: Diagnostic, event_keys: Mapping[str, str]) -> Diagnostic:
    key = event_keys.get(diagnostic.location.file)
    return replace(diagnostic, event=key) if key else diagnostic


def _file_kind(name: str, settings: CatalogSettings) -> tuple[str, RecordType | None]:
    """Return a file's folder, and its type in a catalog with some declarations; None if it is misplaced."""
    folder, _, rest = name.partition("/")
    if name in _ROOT:
        return "", _ROOT[name]
    if not rest or (folder != "events" and "/" in rest):
        return "", None
    if is_group_file(name):
        return folder, GROUP
    types = catalog_types(settings)
    return folder, {**_FOLDERS, "events": types.event, "labels": types.labels}.get(folder)


def _newer_format(settings: Value, file: ParsedFile) -> Diagnostic | None:
    """Return an error if a catalog has a newer format: all else that this version could report is wrong."""
    number = settings.get("format") if isinstance(settings, dict) else None
    if not isinstance(number, str) or not is_number(number) or int(number) <= CATALOG_FORMAT:
        return None
    message = f"the catalog has format {number}, and this version of eventdocs reads format {CATALOG_FORMAT}"
    return Diagnostic(FORMAT, file.where("format"), message, "install a newer version of eventdocs")


def _misplaced(name: str) -> Diagnostic:
    first = name.partition("/")[0]
    hint = did_you_mean(first, (*_ROOT, *(f"{folder}/" for folder in _FOLDERS)))
    return Diagnostic(MISPLACED, Location(name), f"`{name}` is not a catalog file", hint)
