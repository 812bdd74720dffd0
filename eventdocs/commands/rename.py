"""Rename: change the key of an event or a locale, and everything that refers to it."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from eventdocs.formats.ledger import FOLDER, IMPORTS, read_imports, write_imports
from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.formats.yaml.edit import EditError, replace_scalars, set_facts
from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, referenced_event
from eventdocs.model.ledger import Ledger
from eventdocs.model.locale_tags import check_tag
from eventdocs.model.tree import Node, Scalar, Sequence, find_node
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.fields import CATALOG, GLOSSARY, GROUP
from eventdocs.schema.locale_scalars import locale_scalars
from eventdocs.schema.types import RecordType
from eventdocs.store.catalog import LoadedCatalog, read_catalog, save_changes
from eventdocs.store.folders import CATALOG_FILE
from eventdocs.translations.selection import LIST_KEYS

_KEY = re.compile(r"(?:([^\s/@]{1,100})/)?([^\s/@]{1,100})(?:@(\d{1,9}))?")


@dataclass(slots=True)
class Renaming:
    """The changes of a renaming: the content of files by name, and the new names of files."""

    files: dict[str, bytes]
    names: dict[str, str]


def rename(folder: Path, old: str, new: str) -> Renaming:
    """Rename an event, by its key, or a locale, by its tag, in the catalog in a folder.

    Files, links, the records of the ledgers and of imports follow. If it was renamed by hand before, or if a
    run was interrupted, what still has the old name is renamed.
    """
    loaded = read_catalog(folder)
    settings = loaded.catalog.settings
    events = {event.key for event in loaded.catalog.events}
    locales = {*settings.locales, *settings.ledgers}
    renaming = Renaming({}, {})
    if old in locales:
        renaming = _rename_locale(loaded, old, new)
    elif old in events or new in events:
        renaming = _rename_event(loaded, old, new)
    changed = {name: data for name, data in renaming.files.items() if loaded.files.get(name) != data}
    if not changed and not renaming.names:
        kinds = f"name an event (4031) or a locale (pt-BR); {LIST_KEYS}"
        hint = did_you_mean(old, events | locales) or kinds
        raise EventdocsError(f"there is no event or locale `{old}`", hint=hint)
    save_changes(folder, changed, loaded.files, renaming.names)
    return Renaming(changed, renaming.names)


def _rename_event(loaded: LoadedCatalog, old: str, new: str) -> Renaming:
    catalog = loaded.catalog
    events = {event.key: event for event in catalog.events}
    event = events.get(old) or events[new]
    after = _with_key(event, new, catalog.settings)
    new = after.key  # of several spellings, such as `7@0` for `7`
    if old in events and new in events:
        raise EventdocsError(f"the catalog already has an event `{new}`", hint="choose another key")
    files: dict[str, bytes] = {}
    for other in catalog.events:
        key = new.removeprefix(f"{other.provider}/") if other.provider else new
        references = dict.fromkeys(_references(other, old, events), key)
        _edit(files, loaded, other.file, partial(replace_scalars, values=references))
    changed = [name for name in ("id", "provider", "version") if getattr(event, name) != getattr(after, name)]
    _edit(files, loaded, event.file, lambda data: set_facts(data, after, changed) if changed else data)
    names = {}
    path = PurePosixPath(event.file)
    if path.stem == _page_name(_with_key(event, old, catalog.settings)) != _page_name(after):
        names[event.file] = str(path.with_name(f"{_page_name(after)}{path.suffix}"))

    def move(key: str) -> str:
        return f"{new}{key.removeprefix(old)}" if key.partition(":")[0] == old else key

    ledgers = {locale: _with_keys(ledger, move) for locale, ledger in catalog.settings.ledgers.items()}
    return Renaming({**files, **_records(loaded, ledgers, move)}, names)


def _page_name(event: Event) -> str:
    return event.slug.rpartition("/")[2]


def _with_key(event: Event, key: str, settings: CatalogSettings) -> Event:
    """Return an event with the id, the version and the provider of a key."""
    match = _KEY.fullmatch(key)
    if match is None:
        raise EventdocsError(
            f"`{key}` is not the key of an event", hint="write 4031, 4031@1 or PROVIDER/4031"
        )
    provider, id_, version = match.groups()
    if provider and provider not in settings.providers:
        raise EventdocsError(
            f"unknown provider `{provider}`",
            hint=did_you_mean(provider, settings.providers) or "declare it in `catalog.yaml` first",
        )
    own_provider = "" if provider in (None, settings.default_provider) else provider
    return replace(event, id=id_, version=int(version or 0), provider=own_provider)


def _references(event: Event, old: str, events: Mapping[str, Event]) -> Iterator[Scalar]:
    """Yield the scalars with which an event refers to another one."""
    assert event.node is not None
    listed = find_node(event.node, ("see_also",))
    replacement = find_node(event.node, ("replaced_by",))
    items: tuple[Node | None, ...] = listed.items if isinstance(listed, Sequence) else ()
    for node in (*items, replacement):
        if isinstance(node, Scalar):
            found = referenced_event(event, node.value, events)
            keys = (found.key,) if found else (node.value, f"{event.provider}/{node.value}")
            if old in keys:
                yield node


def _rename_locale(loaded: LoadedCatalog, old: str, new: str) -> Renaming:
    catalog, settings = loaded.catalog, loaded.catalog.settings
    check_tag(new)
    if old in settings.locales and new in settings.locales:
        raise EventdocsError(f"the catalog already has the locale `{new}`", hint="choose another tag")
    files: dict[str, bytes] = {}
    for name, node, record_type in _files_with_locales(catalog):
        edits = {scalar: new for scalar in locale_scalars(node, record_type) if scalar.value == old}
        if name == CATALOG_FILE:
            edits |= _sorted_locales(node, settings, old, new)
        _edit(files, loaded, name, partial(replace_scalars, values=edits))
    ledgers = {**settings.ledgers}
    if old in ledgers:
        ledgers[old] = _joined(ledgers[old], ledgers.pop(new, Ledger()))
    own = f":{old}."

    def move(key: str) -> str:
        return key.replace(own, f":{new}.", 1)

    candidates = (f"labels/{old}.yaml", f"pages/{old}.yaml", f"{FOLDER}/{old}.ledger")
    names = {name: name.replace(f"/{old}.", f"/{new}.") for name in candidates if name in loaded.files}
    return Renaming({**files, **_records(loaded, ledgers, move)}, names)


def _files_with_locales(catalog: Catalog) -> Iterator[tuple[str, Node, RecordType]]:
    """Yield the files that name locales, with their trees and types."""
    settings = catalog.settings
    for key, record_type in (("catalog", CATALOG), ("glossary", GLOSSARY)):
        if key in settings.trees:
            yield settings.trees[key].file, settings.trees[key].node, record_type
    event_type = catalog_types(settings).event
    for event in catalog.events:
        if event.node is not None:
            yield event.file, event.node, event_type
    for group in settings.groups.values():
        if group.node is not None:
            yield group.file, group.node, GROUP


def _sorted_locales(node: Node, settings: CatalogSettings, old: str, new: str) -> dict[Scalar, str]:
    """Return the new items of the list of locales: the source locale first, the others sorted."""
    listed = find_node(node, ("locales",))
    items = listed.items if isinstance(listed, Sequence) else ()
    source = new if settings.source_locale == old else settings.source_locale
    tags = [new if tag == old else tag for tag in settings.locales]
    ordered = [source, *sorted(tag for tag in tags if tag != source)]
    return {item: tag for item, tag in zip(items, ordered, strict=False) if isinstance(item, Scalar)}


def _joined(old: Ledger, new: Ledger) -> Ledger:
    """Return the ledger of a locale that has records under both names; the newer ones count."""
    return replace(
        old.with_records(new.records),
        pages={**old.pages, **new.pages},
        last_sources={**old.last_sources, **new.last_sources},
    )


def _with_keys(ledger: Ledger, move: Callable[[str], str]) -> Ledger:
    """Return a ledger with moved keys; a record that is there already stays."""
    moved = Ledger(
        {move(key): record for key, record in ledger.records.items()},
        {move(key): sha1 for key, sha1 in ledger.pages.items()},
        {move(key): digest for key, digest in ledger.last_sources.items()},
        ledger.damaged,
        {move(key): found for key, found in ledger.candidates.items()},
    )
    kept = {key: record for key, record in ledger.records.items() if move(key) == key}
    return moved.with_records(kept)


def _records(
    loaded: LoadedCatalog, ledgers: Mapping[str, Ledger], move: Callable[[str], str]
) -> dict[str, bytes]:
    """Return the files of ledgers and imports with moved keys, as far as the catalog has them."""
    files = ledger_files(ledgers, loaded.catalog.settings.sources) if ledgers else {}
    if IMPORTS in loaded.files:
        imports = read_imports(loaded.files[IMPORTS])
        files[IMPORTS] = write_imports({move(key): digest for key, digest in imports.items()})
    return files


def _edit(files: dict[str, bytes], loaded: LoadedCatalog, name: str, edit: Callable[[bytes], bytes]) -> None:
    """Edit a file that may be edited already."""
    before = files.get(name, loaded.files[name])
    try:
        files[name] = edit(before)
    except EditError as error:
        raise EventdocsError(f"`{name}` cannot be edited: {error}", hint="nothing was written") from error
