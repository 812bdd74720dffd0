"""Edits of a catalog's files for an import from sources; every byte that does not change stays."""

from collections.abc import Callable, Mapping, Sequence
from typing import Concatenate, ParamSpec

from eventdocs.formats.yaml.edit import (
    EditError,
    insert_declarations,
    insert_entry,
    insert_item,
    replace_entry,
)
from eventdocs.formats.yaml.write import level_entries, provider_entries
from eventdocs.importers.source_changes import Value
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.labels import Labels
from eventdocs.schema.fields import CATALOG, LABELS_FILE, PROVIDER, STRINGS

_CATALOG_ORDER = tuple(each.name for each in CATALOG.fields)
_PROVIDER_ORDER = tuple(each.name for each in PROVIDER.fields)
_STRING_ORDER = tuple(each.name for each in STRINGS.fields)
_CONTEXT_ORDER = tuple(each.name for each in LABELS_FILE.fields)
_DECLARED = ("symbol", "guid", "ids", "channels", "keywords", "tasks", "opcodes", "maps")

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


def with_message(data: bytes, value: Value, locales: Sequence[str]) -> bytes:
    """Return an event's file with the message of a source in a locale."""
    assert value.theirs is not None
    path, text = ("strings", value.locale), (value.theirs,)
    if value.ours is not None:
        return replace_entry(data, (*path, "message"), text)
    try:
        return insert_entry(data, path, "message", text, _STRING_ORDER)
    except EditError:
        pass
    try:
        return insert_entry(data, ("strings",), value.locale, {"message": text}, locales)
    except EditError:
        return replace_entry(data, ("strings",), {value.locale: {"message": text}})


def with_declarations(before: CatalogSettings, after: CatalogSettings, data: bytes) -> bytes:
    """Return `catalog.yaml` with the locales, providers and levels that it lacks."""
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
    levels = {name: level_entries(each) for name, each in after.levels.items() if name not in before.levels}
    if levels:
        data = insert_declarations(data, ("levels",), levels, _CATALOG_ORDER if not before.levels else ())
    for key, provider in before.providers.items():
        if after.providers[key] != provider:
            data = _with_names(data, key, provider_entries(provider), provider_entries(after.providers[key]))
    return data


def _with_names(data: bytes, provider: str, old: Mapping[str, object], new: Mapping[str, object]) -> bytes:
    """Return `catalog.yaml` with what a provider's source declares; what the catalog declares stays."""
    path = "providers", provider
    for name in _DECLARED:
        value, before = new.get(name), old.get(name)
        if value is None or value == before:
            continue
        if before is None:
            data = insert_declarations(data, path, {name: value}, _PROVIDER_ORDER)
        elif isinstance(value, Mapping) and isinstance(before, Mapping):
            missing = {key: each for key, each in value.items() if key not in before}
            data = insert_declarations(data, (*path, name), missing, ()) if missing else data
    return data


def with_labels(data: bytes, old: Labels, new: Labels) -> bytes:
    """Return a labels file with the labels that it lacks; unchanged if it cannot be edited."""
    for context, texts in new.items():
        missing = {key: text for key, text in texts.items() if key not in old.get(context, {})}
        if missing:
            order = _CONTEXT_ORDER if context not in old else ()
            data = try_edit(insert_declarations, data, (context,), missing, order) or data
    return data
