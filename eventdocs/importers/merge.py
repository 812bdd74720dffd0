"""Merging of imported pages into files that exist: new values are put in, differing ones are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from eventdocs.formats.yaml.edit import EditError, insert_entry, insert_item, replace_entry
from eventdocs.formats.yaml.write import block_entries
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.changes import ValueChange, changed_values
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.schema.fields import CATALOG, LABELS_FILE, STRINGS

KEPT = Rule("ED123", "kept-string", Severity.WARNING, "An import keeps a string that exists and differs.")

_STRING_ORDER = tuple(field.name for field in STRINGS.fields)
_CATALOG_ORDER = tuple(field.name for field in CATALOG.fields)
_CONTEXT_ORDER = tuple(field.name for field in LABELS_FILE.fields)


def merge_event(
    old: Event, new: Event, data: bytes, locales: Sequence[str], *, update: bool
) -> tuple[bytes, list[Diagnostic]]:
    """Put an imported event's strings into the bytes of the event's file; report what was kept."""
    kept: list[Diagnostic] = []
    for locale, block in new.strings.items():
        if locale not in old.strings:
            data = insert_entry(data, ("strings",), locale, block_entries(block), locales)
            continue
        for change in changed_values(strings_in(old, locale), block):
            edited = _changed(data, locale, change) if change.old is None or update else None
            if edited is None:
                kept.append(_kept(old, locale, change))
            else:
                data = edited
    return data, kept


def merge_events(old: Event | None, new: Event, page: str, *, update: bool) -> tuple[Event, list[Diagnostic]]:
    """Join a page's event with what earlier pages of the import said; the earlier stays unless `update`."""
    if old is None:
        return new, []
    first, second = (new.strings, old.strings) if not update else (old.strings, new.strings)
    joined = replace(old, strings={**first, **second})
    if update or old.file:
        return joined, []
    kept = [
        replace(_kept(old, locale, change), location=Location(page))
        for locale, block in new.strings.items()
        if locale in old.strings
        for change in changed_values(old.strings[locale], block)
    ]
    return joined, kept


def _changed(data: bytes, locale: str, change: ValueChange) -> bytes | None:
    path = ("strings", locale, *change.path)
    try:
        if change.old is not None:
            return replace_entry(data, path, change.new)
        return _inserted(data, path, change.new, _STRING_ORDER)
    except EditError:
        return None


def _inserted(data: bytes, path: tuple[str, ...], value: object, order: Sequence[str]) -> bytes:
    """Insert a value, with the mappings above it that do not exist."""
    try:
        return insert_entry(data, path[:-1], path[-1], value, order)
    except EditError:
        if len(path) < 3:
            raise
        return _inserted(data, path[:-1], {path[-1]: value}, order)


def _kept(event: Event, locale: str, change: ValueChange) -> Diagnostic:
    old, new = (
        " ".join(each) if isinstance(each, tuple) else each for each in (change.old or "", change.new)
    )
    field = ".".join(change.path)
    return Diagnostic(
        KEPT,
        event.where("strings", locale, *change.path),
        f"`{field}` is kept; the page says `{new}`, not `{old}`",
        "--update takes the page's text",
        event=event.key,
        locale=locale,
        field=f"strings.{locale}.{field}",
    )


def merge_files(
    before: CatalogSettings, after: CatalogSettings, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Complete the catalog file and the labels that exist with new locales, channels and labels."""
    merged: dict[str, bytes] = {}
    if "catalog" in before.trees:
        name = before.trees["catalog"].file
        merged[name] = _catalog(before, after, files[name])
    for locale, labels in before.labels.items():
        name = before.trees[f"labels/{locale}"].file
        data = files[name]
        for context, texts in after.labels.get(locale, {}).items():
            for key, text in texts.items():
                if key not in labels.get(context, {}):
                    data = _label(data, context, key, text)
        merged[name] = data
    return merged


def _label(data: bytes, context: str, key: str, text: str) -> bytes:
    try:
        return insert_entry(data, (context,), key, text, ())
    except EditError:
        return insert_entry(data, (), context, {key: text}, _CONTEXT_ORDER)


def _catalog(before: CatalogSettings, after: CatalogSettings, data: bytes) -> bytes:
    for place, locale in enumerate(after.locales):
        if locale not in before.locales:
            data = insert_item(data, ("locales",), locale, after.locales[place - 1])
    for key, name in after.channels.items():
        if key in before.channels:
            continue
        try:
            data = insert_entry(data, ("channels",), key, name, ())
        except EditError:
            data = insert_entry(data, (), "channels", {key: name}, _CATALOG_ORDER)
    return data
