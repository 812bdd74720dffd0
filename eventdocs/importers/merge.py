"""Merge of imported pages into existing files: new values are inserted, existing ones are kept."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import pairwise

from eventdocs.formats.yaml.edit import (
    EditError,
    insert_declarations,
    insert_entry,
    insert_item,
    insert_value,
    replace_entry,
)
from eventdocs.importers.import_findings import KEPT
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.changes import ValueChange, changed_values
from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, strings_in
from eventdocs.schema.dump import dump_block
from eventdocs.schema.fields import CATALOG, LABELS_FILE, STRINGS

_STRING_ORDER = tuple(field.name for field in STRINGS.fields)
_CATALOG_ORDER = tuple(field.name for field in CATALOG.fields)
_CONTEXT_ORDER = tuple(field.name for field in LABELS_FILE.fields)


def merge_event(
    old: Event, new: Event, data: bytes, locales: Sequence[str], *, update: bool
) -> tuple[bytes, list[Diagnostic]]:
    """Return an event's file with the strings of an imported one, and findings about strings that were kept.

    With `update`, existing strings are replaced. A string is kept if its file cannot be edited.
    """
    kept: list[Diagnostic] = []
    for locale, block in new.strings.items():
        if locale not in old.strings:
            data = insert_entry(data, ("strings",), locale, dump_block(block), locales)
            continue
        for change in changed_values(strings_in(old, locale), block):
            edited = _apply(data, locale, change) if change.old is None or update else None
            if edited is None:
                kept.append(_kept(old, locale, change))
            else:
                data = edited
    return data, kept


def merge_events(old: Event | None, new: Event, page: str, *, update: bool) -> tuple[Event, list[Diagnostic]]:
    """Return an event with the strings of two pages, and findings about strings that were kept.

    Strings of `old`, from an earlier page or the catalog, win unless `update`.
    """
    if old is None:
        return new, []
    strings = {**old.strings, **new.strings} if update else {**new.strings, **old.strings}
    metadata = {**new.metadata, **old.metadata}  # the front matter of each locale has its own
    merged = replace(old, strings=strings, metadata=metadata)
    if update or old.file:
        return merged, []
    kept = [
        replace(_kept(old, locale, change), location=Location(page))
        for locale, block in new.strings.items()
        if locale in old.strings
        for change in changed_values(old.strings[locale], block)
    ]
    return merged, kept


def _apply(data: bytes, locale: str, change: ValueChange) -> bytes | None:
    """Return a file with a changed value; None if the file cannot be edited."""
    path = ("strings", locale, *change.path)
    try:
        if change.old is not None:
            return replace_entry(data, path, change.new)
        return insert_value(data, path, change.new, lambda _: _STRING_ORDER)
    except EditError:
        return None


def _kept(event: Event, locale: str, change: ValueChange) -> Diagnostic:
    old, new = (
        " ".join(value) if isinstance(value, tuple) else value for value in (change.old or "", change.new)
    )
    field = ".".join(change.path)
    return Diagnostic(
        KEPT,
        event.where("strings", locale, *change.path),
        f"`{field}` is kept as `{old}`; the page has `{new}`",
        "to use the page's text, import with --update",
        event=event.key,
        locale=locale,
        field=f"strings.{locale}.{field}",
    )


def merge_files(
    before: CatalogSettings, after: CatalogSettings, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the existing catalog and labels files with new locales, channels and labels."""
    merged: dict[str, bytes] = {}
    if "catalog" in before.trees:
        name = before.trees["catalog"].file
        with _naming(name):
            merged[name] = _merge_catalog_file(before, after, files[name])
    for locale, labels in before.labels.items():
        name = before.trees[f"labels/{locale}"].file
        data = files[name]
        for context, texts in after.labels.get(locale, {}).items():
            if new := _missing(texts, labels.get(context, {})):
                order = () if context in labels else _CONTEXT_ORDER
                with _naming(name):
                    data = insert_declarations(data, (context,), new, order)
        merged[name] = data
    return merged


def _merge_catalog_file(before: CatalogSettings, after: CatalogSettings, data: bytes) -> bytes:
    for previous, locale in pairwise(after.locales):  # the first is the source locale, which is there
        if locale not in before.locales:
            data = insert_item(data, ("locales",), locale, previous)
    if new := _missing(after.channels, before.channels):
        order = () if before.channels else _CATALOG_ORDER
        data = insert_declarations(data, ("channels",), new, order)
    return data


def _missing(texts: Mapping[str, str], known: Mapping[str, str]) -> dict[str, object]:
    """Return the texts whose keys are not known."""
    return {key: text for key, text in texts.items() if key not in known}


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Name a file that cannot be edited."""
    try:
        yield
    except EditError as error:
        hint = "write each list and mapping with one key per line"
        raise EventdocsError(f"`{name}` cannot be edited: {error}", hint=hint) from error
