"""The catalog after a merge, without parsing its files again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from eventdocs.model.catalog import Catalog, CatalogSettings, ParsedFile
from eventdocs.model.event import Event, LocaleStrings, Segments, strings_in
from eventdocs.model.group import Group
from eventdocs.model.ledger import Ledger
from eventdocs.model.tree import Span, make_mapping
from eventdocs.translations.merge import MergeResult
from eventdocs.translations.page_hashes import with_page_hashes
from eventdocs.translations.status import string_pairs, with_last_sources

_Owner = TypeVar("_Owner", Event, Group)


def apply_merge(catalog: Catalog, merged: MergeResult, source_page_hash: Callable[[str], str]) -> Catalog:
    """Return a catalog with the translations and records of a merge.

    A ledger gets new page hashes for the events that the merge records something about, and for those whose
    page it does not know. `source_page_hash` returns the hash of an event's current source page by key.
    """
    if not merged.records:
        return catalog
    after = _with_translations(catalog, merged)
    settings, locale = after.settings, merged.locale
    before = settings.ledgers.get(locale, Ledger())
    recorded = (pair for pair in string_pairs(after, locale) if pair.key in merged.records)
    ledger = with_last_sources(before.with_records(merged.records), recorded)
    affected = {key.partition(":")[0] for key in merged.records}
    events = (event for event in after.events if event.key in affected or event.key not in ledger.pages)
    ledgers = with_page_hashes(after, {locale: ledger}, source_page_hash, events)
    return replace(
        after, settings=replace(settings, ledgers=ledgers, sources={**settings.sources, **merged.sources})
    )


def _with_translations(catalog: Catalog, merged: MergeResult) -> Catalog:
    strings: dict[str, dict[tuple[str, ...], Segments]] = {}
    labels: dict[tuple[str, ...], Segments] = {}
    for edit in merged.edits:
        owner = edit.pair.owner
        (labels if owner is None else strings.setdefault(owner.key, {}))[edit.pair.path] = edit.segments
    groups = {
        folder: _with_strings(group, merged.locale, strings[group.key]) if group.key in strings else group
        for folder, group in catalog.settings.groups.items()
    }
    events = tuple(
        _with_strings(event, merged.locale, strings[event.key]) if event.key in strings else event
        for event in catalog.events
    )
    settings = replace(_with_labels(catalog.settings, merged.locale, labels), groups=groups)
    return replace(catalog, settings=settings, events=events)


def _with_labels(
    settings: CatalogSettings, locale: str, labels: Mapping[tuple[str, ...], Segments]
) -> CatalogSettings:
    if not labels:
        return settings
    changed = {context: dict(texts) for context, texts in settings.labels.get(locale, {}).items()}
    for (context, key), (text,) in labels.items():
        changed.setdefault(context, {})[key] = text
    name = f"labels/{locale}"
    new_file = ParsedFile.of(f"{name}.yaml", make_mapping({}, Span(0, 0, 0, 0)))
    return replace(
        settings,
        labels={**settings.labels, locale: changed},
        trees={name: new_file, **settings.trees},
    )


def _with_strings(owner: _Owner, locale: str, strings: Mapping[tuple[str, ...], Segments]) -> _Owner:
    block = strings_in(owner, locale)
    parameters = {name: dict(texts) for name, texts in block.parameters.items()}
    for name, field, segments in _parameter_strings(strings):
        parameters.setdefault(name, {})[field] = segments
    own = {path[0]: segments for path, segments in strings.items() if len(path) == 1}
    sections = {path[1]: segments for path, segments in strings.items() if path[0] == "sections"}
    changed: LocaleStrings = replace(
        block,
        strings={**block.strings, **own},
        sections={**block.sections, **sections},
        parameters=parameters,
    )
    return replace(owner, strings={**owner.strings, locale: changed})


def _parameter_strings(
    strings: Mapping[tuple[str, ...], Segments],
) -> Iterator[tuple[str, str, Segments]]:
    for path, segments in strings.items():
        if path[0] == "parameters":
            _, name, field = path
            yield name, field, segments
