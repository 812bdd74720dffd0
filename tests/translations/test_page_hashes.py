"""A ledger records the current source page of each event that is completely translated."""

import random
from dataclasses import replace

import pytest

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import strings_in
from eventdocs.model.ledger import Ledger
from eventdocs.translations.accept import AcceptOptions, accept
from eventdocs.translations.page_hashes import is_complete, with_page_hashes
from eventdocs.translations.status import event_string_pairs, translation_statuses
from tests.translations.random_catalogs import (
    TARGETS,
    random_catalog,
    source_page_hash,
    with_random_edits,
)


def hashes(catalog: Catalog) -> dict[str, str]:
    return {event.key: source_page_hash(event) for event in catalog.events}


def with_all_pages_hashed(catalog: Catalog, ledger: Ledger, locale: str) -> Ledger:
    """Return a ledger the slow way: hash all source pages, and then choose the complete events."""
    settings = replace(catalog.settings, ledgers={**catalog.settings.ledgers, locale: ledger})
    statuses = translation_statuses(replace(catalog, settings=settings), locale)
    incomplete = {key.partition(":")[0] for key, now in statuses.items() if not now.fresh or now.unaccepted}
    present = {key.partition(":")[0] for key in statuses}
    complete = {key: sha1 for key, sha1 in hashes(catalog).items() if key in present - incomplete}
    return replace(ledger, pages={**ledger.pages, **complete})


def accepted(catalog: Catalog, chance: random.Random) -> Catalog:
    """Return a catalog after an acceptance of some events or all."""
    only = chance.choice((frozenset[str](), frozenset({"1", "2"})))
    result = accept(catalog, TARGETS, AcceptOptions(only=only))
    ledgers = with_page_hashes(catalog, result.ledgers, hashes(catalog).__getitem__)
    settings = replace(catalog.settings, ledgers=ledgers, sources=result.sources)
    return replace(catalog, settings=settings)


@pytest.mark.parametrize("seed", range(100))
def test_only_complete_events_are_hashed_and_the_ledgers_are_as_if_all_were(seed: int) -> None:
    chance = random.Random(seed)
    catalog = random_catalog(chance)
    hashed: set[str] = set()

    def hash_page(key: str) -> str:
        hashed.add(key)
        return hashes(catalog)[key]

    for _ in range(4):
        catalog = with_random_edits(accepted(catalog, chance), chance, ("en-US", *TARGETS))
        events = tuple(replace(event, level=chance.choice(("error", "warning"))) for event in catalog.events)
        catalog = replace(catalog, events=events)
        changed = accept(catalog, TARGETS, AcceptOptions(only=frozenset({"3"}))).ledgers
        hashed.clear()
        ledgers = with_page_hashes(catalog, changed, hash_page)
        assert ledgers == {
            locale: with_all_pages_hashed(catalog, ledger, locale) for locale, ledger in changed.items()
        }
        assert hashed == {
            event.key
            for event in catalog.events
            if any(
                is_complete(event_string_pairs(event, "en-US", locale), changed[locale]) for locale in TARGETS
            )
        }


def test_an_event_with_a_stale_string_keeps_the_page_that_it_was_translated_from() -> None:
    chance = random.Random(1)
    catalog = accepted(random_catalog(chance, 1), random.Random(0))
    (event,) = catalog.events
    block = strings_in(event, "en-US")
    strings = {**block.strings, "description": ("Another text.",)}
    changed = replace(
        event, strings={**event.strings, "en-US": replace(block, strings=strings), "pt-BR": block}
    )
    ledgers = with_page_hashes(
        replace(catalog, events=(changed,)), catalog.settings.ledgers, lambda key: "new"
    )
    assert ledgers == catalog.settings.ledgers


def test_an_event_without_strings_is_never_complete() -> None:
    assert not is_complete([], Ledger())


def test_ledgers_that_did_not_change_are_returned_as_they_are() -> None:
    catalog = accepted(random_catalog(random.Random(3)), random.Random(0))
    ledgers = with_page_hashes(catalog, {"fr-FR": Ledger()}, hashes(catalog).__getitem__)
    assert ledgers == {"fr-FR": Ledger(), "pt-BR": catalog.settings.ledgers["pt-BR"]}
