"""From a catalog folder to the model, with all that is wrong in its files."""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from eventdocs.formats.ledger import FOLDER, SOURCES, read_sources
from eventdocs.formats.ledger import read as read_ledger
from eventdocs.formats.yaml.read import read
from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.diagnostics import Diagnostic, Location, did_you_mean, sort_diagnostics
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.model.event import Event, sort_key
from eventdocs.model.ledger import Ledger
from eventdocs.model.tree import find_node, text_of
from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
from eventdocs.schema.load import load_event, load_settings
from eventdocs.schema.rules import LINK, MISPLACED
from eventdocs.schema.types import RecordType
from eventdocs.schema.validate import validate
from eventdocs.store.files import TEMP_SUFFIX, os_errors, read_bytes, walk, write_atomic
from eventdocs.store.folders import CATALOG_FILE, require_catalog
from eventdocs.store.lock import locked

_ROOT = {CATALOG_FILE: CATALOG, "glossary.yaml": GLOSSARY}
_FOLDERS = {"labels": LABELS_FILE, "pages": PROFILE, "events": EVENT}
_OTHERS = ("ledgers", "templates")
_LEDGER = ".ledger"
_ATTRIBUTES = ".gitattributes"
_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class LoadedCatalog:
    """A catalog with the findings of its reading, and the bytes of its files."""

    catalog: Catalog
    diagnostics: list[Diagnostic] = field(default_factory=list)
    files: Mapping[str, bytes] = field(default_factory=dict)


def read_catalog(folder: Path) -> LoadedCatalog:
    """Read a catalog folder; every fault of every file is found in the one run."""
    require_catalog(folder)
    return _loaded(folder, is_catalog_file)


def read_settings(folder: Path) -> LoadedCatalog:
    """Read a catalog folder without its events."""
    return _loaded(folder, lambda name: is_catalog_file(name) and not is_event_file(name))


def _loaded(folder: Path, wanted: Callable[[str], bool]) -> LoadedCatalog:
    data, faults = read_catalog_files(folder, wanted)
    loaded = parse_catalog(data)
    return LoadedCatalog(loaded.catalog, sort_diagnostics([*faults, *loaded.diagnostics]), data)


def iter_events(folder: Path, default_provider: str) -> Iterator[tuple[Event | None, list[Diagnostic]]]:
    """Read the events of a catalog folder one by one."""
    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        if is_event_file(name) and not (path.is_symlink() and not is_inside(path, folder)):
            yield parse_event(read_bytes(path), name, default_provider)


def read_catalog_files(
    folder: Path, wanted: Callable[[str], bool] | None = None
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Read the bytes of a catalog's files by name, all or some; links that lead out of it are findings."""
    wanted = wanted or is_catalog_file
    data: dict[str, bytes] = {}
    faults: list[Diagnostic] = []
    for path in walk(folder):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() and not is_inside(path, folder):
            hint = "put the file itself here"
            faults.append(Diagnostic(LINK, Location(name), "a symbolic link leaves the catalog", hint))
        elif wanted(name):
            data[name] = read_bytes(path)
    return data, faults


def save_catalog(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write a catalog's files: a new catalog appears whole; in an existing one each file is replaced.

    `before` are the files as they were read: one that another changed since is not overwritten, nor is any
    other. What a run that was cut off left half-written is swept.
    """
    if not files:
        return
    with os_errors("write"), locked(folder, _WAIT):
        if folder.exists() and any(folder.iterdir()):
            _remove_partial_files(folder)
            _refuse_lost_updates(folder, files, before)
            for name, data in files.items():
                write_atomic(folder / name, data)
        else:
            _create_catalog(folder, files)


def save_changes(folder: Path, files: Mapping[str, bytes], before: Mapping[str, bytes]) -> None:
    """Write those of some files that differ from what was read before."""
    save_catalog(folder, {name: data for name, data in files.items() if before.get(name) != data}, before)


def _refuse_lost_updates(folder: Path, files: Iterable[str], before: Mapping[str, bytes]) -> None:
    for name in files:
        path = folder / name
        found = path.read_bytes() if path.exists() else None
        if found != before.get(name):
            hint = "nothing was written; run it again"
            raise EventdocsError(f"`{path}` was changed meanwhile", hint=hint, code=Exit.ENVIRONMENT)


def _remove_partial_files(folder: Path) -> None:
    """Remove what write_whole of another run left: the lock says that none is under way."""
    for path in walk(folder):
        if path.name.startswith(".") and path.name.endswith(TEMP_SUFFIX):
            path.unlink(missing_ok=True)


def _create_catalog(folder: Path, files: Mapping[str, bytes]) -> None:
    for left in folder.parent.glob(f".{folder.name}.*{TEMP_SUFFIX}"):
        shutil.rmtree(left, ignore_errors=True)
    stage = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=TEMP_SUFFIX, dir=folder.parent))
    try:
        for name, data in files.items():
            write_atomic(stage / name, data)
        stage.chmod(0o755)
        stage.replace(folder)
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def parse_catalog(files: Mapping[str, bytes]) -> LoadedCatalog:
    """Read a catalog from its files' bytes by name relative to the catalog, with `/`."""
    faults: list[Diagnostic] = []
    trees: dict[str, dict[str, ParsedFile]] = {name: {} for name in ("", *_FOLDERS)}
    for name in sorted(files):
        if name.startswith(f"{FOLDER}/"):
            continue
        place, shape = _file_kind(name)
        if shape is None:
            faults.append(_misplaced(name))
            continue
        node, found = read(files[name], name)
        faults += found
        if node is not None:
            faults += validate(node, shape, name)
            key = name if place in ("", "events") else Path(name).stem
            trees[place][key] = ParsedFile(name, node)
    tree = trees[""].get(CATALOG_FILE)
    if tree is None:
        return LoadedCatalog(Catalog(CatalogSettings("", ())), sort_diagnostics(faults))
    default = text_of(find_node(tree.node, ("default_provider",))) or ""
    events = list(_events(trees["events"], default))
    known = {event.file: event.key for event in events}
    faults = [_with_event(fault, known) for fault in faults]
    settings = load_settings(tree, trees["labels"], trees["pages"], trees[""].get("glossary.yaml"))
    settings = replace(settings, ledgers=_ledgers(files), sources=read_sources(files.get(SOURCES, b"")))
    catalog = Catalog(settings, tuple(sorted(events, key=sort_key)))
    return LoadedCatalog(catalog, sort_diagnostics(faults), files)


def parse_event(data: bytes, name: str, default_provider: str) -> tuple[Event | None, list[Diagnostic]]:
    """Read an event from its file's bytes; None where it has no id or name to be known by."""
    node, faults = read(data, name)
    if node is None:
        return None, faults
    event = load_event(node, name, default_provider)
    faults += validate(node, EVENT, name)
    return event, [_with_event(fault, {name: event.key}) for fault in faults] if event else faults


def is_event_file(name: str) -> bool:
    """Tell whether a catalog file, by its name below the catalog, is an event's."""
    return name.startswith("events/") and is_catalog_file(name)


def _ledgers(files: Mapping[str, bytes]) -> dict[str, Ledger]:
    """Ledgers by locale."""
    return {
        Path(name).stem: read_ledger(data)
        for name, data in files.items()
        if name.endswith(_LEDGER) and name != SOURCES
    }


def excerpt_source(folder: Path, file: str) -> str:
    """Text of a file for a report's excerpt; empty where it cannot be shown."""
    try:
        return (folder / file).read_bytes().decode("utf-8", "replace").removeprefix("\ufeff")
    except OSError:
        return ""


def _events(trees: dict[str, ParsedFile], default_provider: str) -> Iterator[Event]:
    for name, tree in trees.items():
        event = load_event(tree.node, name, default_provider)
        if event is not None:
            yield event


def _with_event(fault: Diagnostic, keys: dict[str, str]) -> Diagnostic:
    key = keys.get(fault.location.file)
    return replace(fault, event=key) if key else fault


def is_catalog_file(name: str) -> bool:
    """Tell whether a name below a catalog is that of a file which the catalog is read from."""
    parts = name.split("/")
    if parts[0] == "ledgers":
        return len(parts) == 2 and name.endswith((_LEDGER, _ATTRIBUTES))
    hidden = any(part.startswith(".") for part in parts)
    return name.endswith((".yaml", ".yml")) and not hidden and parts[0] not in _OTHERS


def _file_kind(name: str) -> tuple[str, RecordType | None]:
    folder, _, rest = name.partition("/")
    if name in _ROOT:
        return "", _ROOT[name]
    if not rest or (folder != "events" and "/" in rest):
        return "", None
    return folder, _FOLDERS.get(folder)


def _misplaced(name: str) -> Diagnostic:
    first = name.partition("/")[0]
    hint = did_you_mean(first, (*_ROOT, *(f"{folder}/" for folder in _FOLDERS)))
    return Diagnostic(MISPLACED, Location(name), f"`{name}` has no place in a catalog", hint)


def is_inside(path: Path, folder: Path) -> bool:
    """Tell whether a link leads to something in a folder."""
    return path.resolve().is_relative_to(folder.resolve()) and path.exists()
