"""A merge changes the catalog in memory like its edits change the files, and renders few source pages."""

import random
from dataclasses import replace

import pytest

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import strings_in
from eventdocs.model.exchange import ExchangeFile
from eventdocs.model.ledger import Ledger
from eventdocs.translations.accept import AcceptOptions, accept
from eventdocs.translations.export import export_units
from eventdocs.translations.merge import MergeResult, merge_exchange
from eventdocs.translations.merged_catalog import apply_merge
from eventdocs.translations.page_hashes import with_page_hashes
from tests.translations.random_catalogs import (
    SOURCE,
    TARGETS,
    random_catalog,
    random_text,
    source_page_hash,
    with_random_edits,
)


def hashes(catalog: Catalog) -> dict[str, str]:
    return {event.key: source_page_hash(event) for event in catalog.events}


def accepted(catalog: Catalog) -> Catalog:
    result = accept(catalog, TARGETS, AcceptOptions())
    ledgers = with_page_hashes(catalog, result.ledgers, hashes(catalog).__getitem__)
    settings = replace(catalog.settings, ledgers=ledgers, sources=result.sources)
    return replace(catalog, settings=settings)


def translated(exchange: ExchangeFile, chance: random.Random) -> ExchangeFile:
    """Return a file in which a translator changed some units and confirmed others."""
    units = [
        replace(unit, target=random_text(chance), stale=False) if chance.random() < 0.3 else unit
        for unit in exchange.units
    ]
    return replace(exchange, units=tuple(units))


def merged_at_random(seed: int) -> tuple[Catalog, MergeResult, Catalog, list[str]]:
    """Return an accepted catalog with later edits, a merge, the catalog after it, and the hashed events."""
    chance = random.Random(seed)
    catalog = with_random_edits(accepted(random_catalog(chance)), chance, (SOURCE, *TARGETS))
    exchange = translated(export_units(catalog, "pt-BR"), chance)
    late = with_random_edits(catalog, chance, (SOURCE, *TARGETS))
    merged = merge_exchange(late, exchange, lambda segment, text: [])
    hashed: list[str] = []

    def hash_page(key: str) -> str:
        hashed.append(key)
        return hashes(late)[key]

    return late, merged, apply_merge(late, merged, hash_page), hashed


@pytest.mark.parametrize("seed", range(100))
def test_the_ledger_is_as_if_all_source_pages_were_hashed(seed: int) -> None:
    _, merged, after, _ = merged_at_random(seed)
    ledger = after.settings.ledgers["pt-BR"]
    everything = with_page_hashes(after, {"pt-BR": ledger}, hashes(after).__getitem__)
    assert merged.records
    assert everything["pt-BR"] == ledger


@pytest.mark.parametrize("seed", range(100))
def test_only_events_with_new_records_or_an_unknown_page_are_hashed(seed: int) -> None:
    before, merged, _, hashed = merged_at_random(seed)
    recorded = {key.partition(":")[0] for key in merged.records}
    unknown = {event.key for event in before.events} - set(before.settings.ledgers["pt-BR"].pages)
    assert set(hashed) <= recorded | unknown
    assert len(hashed) == len(set(hashed))


def test_some_merges_hash_an_event_and_none_hashes_all() -> None:
    counts = [(len(hashed), len(before.events)) for before, _, _, hashed in map(merged_at_random, range(30))]
    assert any(hashed for hashed, _ in counts)
    assert any(hashed < events for hashed, events in counts)


@pytest.mark.parametrize("seed", range(30))
def test_each_edit_is_in_the_catalog_and_no_other_string_changes(seed: int) -> None:
    before, merged, after, _ = merged_at_random(seed)
    edits = {edit.pair.key: edit.segments for edit in merged.edits}
    for old, new in zip(before.events, after.events, strict=True):
        assert {**old.strings, "pt-BR": None} == {**new.strings, "pt-BR": None}
        texts = strings_in(new, "pt-BR").strings
        wanted = strings_in(old, "pt-BR").strings
        wanted = {
            **wanted,
            **{key: edits[f"{new.key}:{key}"] for key in texts if f"{new.key}:{key}" in edits},
        }
        assert texts == wanted


def test_an_event_that_the_file_does_not_change_keeps_its_recorded_page() -> None:
    """Only `accept` records that the translation of another event was made from the current page."""
    catalog = accepted(random_catalog(random.Random(4)))
    complete = sorted(catalog.settings.ledgers["pt-BR"].pages)
    changed = replace(catalog, events=tuple(replace(event, level="critical") for event in catalog.events))
    exchange = export_units(changed, "pt-BR", lambda pair, status: pair.key == f"{complete[0]}:message")
    exchange = translated(exchange, random.Random(0))
    units = tuple(replace(unit, target="New text.") for unit in exchange.units)
    merged = merge_exchange(changed, replace(exchange, units=units), lambda segment, text: [])
    after = apply_merge(changed, merged, hashes(changed).__getitem__).settings.ledgers["pt-BR"]
    recorded = {key.partition(":")[0] for key in merged.records}
    assert complete[0] in recorded
    assert all(after.pages[key] == hashes(changed)[key] for key in recorded & set(complete))
    assert all(after.pages[key] == hashes(catalog)[key] for key in set(complete) - recorded)


def test_a_merge_without_records_changes_nothing() -> None:
    catalog = accepted(random_catalog(random.Random(5)))
    merged = merge_exchange(catalog, export_units(catalog, "pt-BR"), lambda segment, text: [])
    assert merged.edits == []
    assert apply_merge(catalog, merged, lambda key: "unused") is catalog


def test_a_label_is_changed_in_the_settings() -> None:
    catalog = random_catalog(random.Random(6), 1)
    labels = {
        SOURCE: {"headings": {"description": "Description"}},
        "pt-BR": {"headings": {"description": "Descrição"}},
    }
    catalog = replace(catalog, settings=replace(catalog.settings, labels=labels, ledgers={"pt-BR": Ledger()}))
    exchange = export_units(catalog, "pt-BR", lambda pair, status: pair.owner is None)
    (unit,) = exchange.units
    exchange = replace(exchange, units=(replace(unit, target="Sobre"),))
    merged = merge_exchange(catalog, exchange, lambda segment, text: [])
    after = apply_merge(catalog, merged, lambda key: "unused")
    assert after.settings.labels["pt-BR"] == {"headings": {"description": "Sobre"}}
    assert after.settings.labels[SOURCE] == labels[SOURCE]
    assert list(after.settings.ledgers["pt-BR"].records) == ["label:headings.description"]


def test_a_complete_event_whose_page_is_unknown_gets_its_hash_too() -> None:
    catalog = accepted(random_catalog(random.Random(4)))
    ledger = catalog.settings.ledgers["pt-BR"]
    first, *others = sorted(ledger.pages)
    ledgers = {**catalog.settings.ledgers, "pt-BR": replace(ledger, pages={})}
    catalog = replace(catalog, settings=replace(catalog.settings, ledgers=ledgers))
    exchange = export_units(catalog, "pt-BR", lambda pair, status: pair.key == f"{first}:message")
    units = tuple(replace(unit, target="New text.") for unit in exchange.units)
    merged = merge_exchange(catalog, replace(exchange, units=units), lambda segment, text: [])
    after = apply_merge(catalog, merged, hashes(catalog).__getitem__)
    assert others
    assert after.settings.ledgers["pt-BR"].pages == ledger.pages
