"""Random catalogs for tests of ledgers: events with strings in a source locale and two target locales."""

import random
from collections.abc import Iterator
from dataclasses import replace

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, strings_in

SOURCE = "en-US"
TARGETS = ("fr-FR", "pt-BR")
WORDS = ("disk", "queue", "session", "listener", "quota", "buffer")


def random_catalog(chance: random.Random, count: int = 6) -> Catalog:
    """Return a catalog whose events have all source strings, and some translations."""
    events = tuple(
        Event(
            str(number),
            f"Event{number}",
            level=chance.choice(("error", "warning")),
            strings={locale: _block(chance, locale) for locale in (SOURCE, *TARGETS)},
            file=f"events/{number}.yaml",
        )
        for number in range(1, count + 1)
    )
    return Catalog(CatalogSettings(SOURCE, (SOURCE, *TARGETS)), events)


def _block(chance: random.Random, locale: str) -> LocaleStrings:
    strings = {
        field: (random_text(chance), random_text(chance)) if field == "cause" else (random_text(chance),)
        for field in ("description", "message", "cause")
        if locale == SOURCE or chance.random() < 0.8
    }
    parameters = {"Uri": {"description": (random_text(chance),)}} if chance.random() < 0.5 else {}
    return LocaleStrings(strings=strings, parameters=parameters)


def random_text(chance: random.Random) -> str:
    """Return a text that is unlikely to occur twice."""
    return f"{chance.choice(WORDS)} {chance.choice(WORDS)} {chance.randrange(100)}."


def with_random_edits(catalog: Catalog, chance: random.Random, locales: tuple[str, ...]) -> Catalog:
    """Return a catalog in which about a quarter of the events have another text in one of the locales."""
    return replace(catalog, events=tuple(_edited(catalog, chance, locales)))


def _edited(catalog: Catalog, chance: random.Random, locales: tuple[str, ...]) -> Iterator[Event]:
    for event in catalog.events:
        locale = chance.choice(locales)
        block = strings_in(event, locale)
        if not block.strings or chance.random() > 0.25:
            yield event
            continue
        field = chance.choice(sorted(block.strings))
        texts = tuple(random_text(chance) for _ in block.strings[field])
        strings = {**block.strings, field: texts}
        yield replace(event, strings={**event.strings, locale: replace(block, strings=strings)})


def source_page_hash(event: Event) -> str:
    """Return a substitute for the hash of an event's source page: its source strings and its level."""
    return f"{event.level} {strings_in(event, SOURCE)}"
