"""Edits of a catalog's files for an import from sources; every byte that does not change stays."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Concatenate, ParamSpec

from eventdocs.formats.yaml.edit import (
    EditError,
    insert_declarations,
    insert_entry,
    insert_item,
    replace_entry,
    replace_values,
)
from eventdocs.formats.yaml.strings import write_strings
from eventdocs.formats.yaml.write import provider_entries
from eventdocs.importers.source_changes import SourceValue
from eventdocs.importers.source_declarations import SharedValue
from eventdocs.model.catalog import CatalogSettings
from eventdocs.schema.fields import CATALOG, LABELS_FILE, PROVIDER, STRINGS

_CATALOG_ORDER = tuple(each.name for each in CATALOG.fields)
_PROVIDER_ORDER = tuple(each.name for each in PROVIDER.fields)
_STRING_ORDER = tuple(each.name for each in STRINGS.fields)
_CONTEXT_ORDER = tuple(each.name for each in LABELS_FILE.fields)

_Arguments = ParamSpec("_Arguments")


def try_edit(
    edit: Callable[Concatenate[bytes, _Arguments], bytes],
    data: bytes,
    *arguments: _Arguments.args,
    **options: _Arguments.kwargs,
) -> bytes | None:
    """Return an edited file; None if it cannot be edited this way."""
    try:
        return edit(data, *arguments, **options)
    except EditError:
        return None


def with_string(data: bytes, value: SourceValue, locales: Sequence[str]) -> bytes:
    """Return an event's file with a string of a source in a locale."""
    path = ("strings", value.locale, *value.path)
    if value.ours is not None:
        return replace_entry(data, path, value.segments)
    edited, refused = write_strings(data, {path: value.segments}, partial(_key_order, locales))
    if refused:
        raise EditError(refused[path])
    return edited


def _key_order(locales: Sequence[str], path: tuple[str, ...]) -> Sequence[str]:
    """Return the order of the keys at a path of an event's file."""
    return {1: locales, 2: _STRING_ORDER}.get(len(path), ())


def with_declarations(before: CatalogSettings, after: CatalogSettings, data: bytes) -> bytes:
    """Return `catalog.yaml` with the locales and providers that it lacks."""
    previous = after.source_locale
    for locale in after.locales[1:]:
        if locale not in before.locales:
            data = insert_item(data, ("locales",), locale, previous)
        previous = locale
    if after.default_provider != before.default_provider:
        data = insert_entry(data, (), "default_provider", after.default_provider, _CATALOG_ORDER)
    new = {
        key: provider_entries(each) for key, each in after.providers.items() if key not in before.providers
    }
    if new:
        data = insert_declarations(data, ("providers",), new, _CATALOG_ORDER if not before.providers else ())
    channels = {key: name for key, name in after.channels.items() if key not in before.channels}
    if channels:
        data = insert_declarations(data, ("channels",), channels, _CATALOG_ORDER)
    return data


def with_declared(data: bytes, values: Sequence[SharedValue]) -> tuple[bytes, list[SharedValue]]:
    """Return `catalog.yaml` with values that a source declares, and those that cannot be replaced.

    Raises `EditError` if a value cannot be inserted.
    """
    missing: dict[tuple[str, ...], dict[str, object]] = {}
    for value in values:
        if value.ours is None:
            missing.setdefault(value.path[:-1], {})[value.path[-1]] = _short_form(value)
    for path, entries in missing.items():
        data = insert_declarations(data, path, entries, _PROVIDER_ORDER if len(path) == 2 else ())
    return _replaced(data, values)


def with_labels(data: bytes, values: Sequence[SharedValue]) -> tuple[bytes, list[SharedValue]]:
    """Return a labels file with labels of a source, and those that it cannot be edited for."""
    missing: dict[str, dict[str, object]] = {}
    failed: list[SharedValue] = []
    for value in values:
        if value.ours is None:
            missing.setdefault(value.path[0], {})[value.path[1]] = value.theirs
    for context, texts in missing.items():
        edited = try_edit(insert_declarations, data, (context,), texts, _CONTEXT_ORDER)
        if edited is None:
            failed += [value for value in values if value.ours is None and value.path[0] == context]
        data = edited or data
    data, others = _replaced(data, values)
    return data, [*failed, *others]


def _replaced(data: bytes, values: Sequence[SharedValue]) -> tuple[bytes, list[SharedValue]]:
    changed = {value.path: _short_form(value) for value in values if value.ours is not None}
    data, failed = replace_values(data, changed)
    return data, [value for value in values if value.path in failed]


def _short_form(value: SharedValue) -> object:
    """Return a value as an import writes it: a channel that has only a name is a text."""
    theirs = value.theirs
    is_channel = value.path[0] == "providers" and value.path[2:3] == ("channels",)
    return theirs["name"] if is_channel and isinstance(theirs, Mapping) and len(theirs) == 1 else theirs
