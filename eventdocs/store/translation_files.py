"""Translations in a catalog's files: edits of the YAML, first ledgers, and hashes of source pages."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from eventdocs.formats.ledger import write_files as ledger_files
from eventdocs.formats.yaml.edit import KeyOrder
from eventdocs.formats.yaml.strings import write_strings
from eventdocs.formats.yaml.write import labels_text
from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Segments
from eventdocs.schema.fields import LABELS_FILE, STRINGS
from eventdocs.store.catalog import parse_catalog
from eventdocs.translations.accept import AcceptOptions, accept
from eventdocs.translations.merge import MergeResult, StringEdit
from eventdocs.translations.page_hashes import with_page_hashes

_STRING_FIELDS = tuple(field.name for field in STRINGS.fields)
_LABEL_CONTEXTS = tuple(field.name for field in LABELS_FILE.fields)


def write_edits(merged: MergeResult, files: Mapping[str, bytes], locales: Sequence[str]) -> dict[str, bytes]:
    """Return the files that a merge edits, with its translations; `locales` are those of the catalog.

    An edit that a file's form does not allow is rejected, and the merge is updated.
    """
    order = _key_order(locales)
    edits: dict[str, dict[tuple[str, ...], StringEdit]] = {}
    for edit in merged.edits:
        name, path = _location(edit, merged.locale)
        edits.setdefault(name, {})[path] = edit
    edited: dict[str, bytes] = {}
    reasons: dict[str, str] = {}
    for name, by_path in edits.items():
        strings = {path: edit.segments for path, edit in by_path.items()}
        if name not in files:
            edited[name] = _new_labels(strings).encode()
            continue
        before = files[name]
        data, refused = write_strings(before, strings, order)
        if data != before:
            edited[name] = data
        for path, reason in refused.items():
            reasons[by_path[path].pair.key] = f"`{name}` cannot be edited: {reason}"
    merged.reject(reasons)
    return edited


def _new_labels(strings: Mapping[tuple[str, ...], Segments]) -> str:
    """Return the file of the first labels of a locale."""
    labels: dict[str, dict[str, str]] = {}
    for (context, key), (text,) in strings.items():
        labels.setdefault(context, {})[key] = text
    return labels_text(labels)


def _location(edit: StringEdit, locale: str) -> tuple[str, tuple[str, ...]]:
    """Return the file of a translation, and its path in the file."""
    if edit.pair.owner is None:
        return f"labels/{locale}.yaml", edit.pair.path
    return edit.pair.owner.file, ("strings", locale, *edit.pair.path)


def _key_order(locales: Sequence[str]) -> KeyOrder:
    """Return a function that returns the order of the keys below a path of an event or labels file."""

    def order(path: tuple[str, ...]) -> Sequence[str]:
        if path == ("strings",):
            return locales
        return _STRING_FIELDS if path[:1] == ("strings",) else _LABEL_CONTEXTS

    return order


def source_page_hasher(folder: Path, catalog: Catalog) -> Callable[[str], str]:
    """Return a function that returns the hash of an event's current source page, by event key.

    Each page is rendered when its hash is first needed.
    """

    @cache
    def hasher() -> Callable[[str], str]:
        from eventdocs.store.source_pages import SourcePages  # imports Jinja, which few imports need

        pages = SourcePages(folder, catalog.settings)
        events = {event.key: event for event in catalog.events}
        refs = {key: event.ref for key, event in events.items()}
        return lambda key: pages.hash_of(events[key], refs)

    @cache
    def source_page_hash(key: str) -> str:
        return hasher()(key)

    return source_page_hash


def baseline_files(folder: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the ledger files that record the translations of a catalog that is about to be written.

    Without them, changes of sources would not be noticed before the first acceptance.
    """
    catalog = parse_catalog(files).catalog
    accepted = accept(catalog, catalog.settings.targets, AcceptOptions())
    ledgers = with_page_hashes(catalog, accepted.ledgers, source_page_hasher(folder, catalog))
    return ledger_files(ledgers, accepted.sources)
