"""History: what differs between two states of a catalog, event by event and string by string."""

from collections.abc import Iterator
from dataclasses import dataclass

from eventdocs.model.catalog import Catalog
from eventdocs.model.changes import values
from eventdocs.model.event import Event, block_of

_FACTS = (
    "name",
    "level",
    "channel",
    "keywords",
    "task",
    "opcode",
    "parameters",
    "since",
    "deprecated",
    "see_also",
    "examples",
    "metadata",
    "layout",
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that differs, as text; None where it was or is not there.

    `field` is a path below the event or its locale block; `locale` is empty for facts. `stale` are locales
    whose translation was made from the old text and did not change with it.
    """

    field: str
    locale: str
    old: str | None
    new: str | None
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Changed:
    """An event that differs."""

    event: Event
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class History:
    """Events by what became of them; a deprecated one is also among the changed."""

    added: tuple[Event, ...]
    removed: tuple[Event, ...]
    deprecated: tuple[Event, ...]
    changed: tuple[Changed, ...]


def history(then: Catalog, now: Catalog) -> History:
    """Compare two states of a catalog; events are the same by their key."""
    before = {event.key: event for event in then.events}
    after = {event.key: event for event in now.events}
    both = [(before[key], event) for key, event in after.items() if key in before]
    changed = (Changed(new, tuple(differences(old, new, now))) for old, new in both)
    return History(
        added=tuple(event for key, event in after.items() if key not in before),
        removed=tuple(event for key, event in before.items() if key not in after),
        deprecated=tuple(new for old, new in both if new.deprecated and not old.deprecated),
        changed=tuple(each for each in changed if each.differences),
    )


def differences(old: Event, new: Event, catalog: Catalog) -> Iterator[Difference]:
    """List the values of two states of an event that differ: facts, then strings by locale."""
    for name in _FACTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield Difference(name, "", _text(before), _text(after))
    for locale in catalog.locales:
        before, after = values(block_of(old, locale)), values(block_of(new, locale))
        for path in (*before, *(path for path in after if path not in before)):
            if before.get(path) != after.get(path):
                stale = _stale(old, new, path, catalog) if locale == catalog.source_locale else ()
                yield Difference(
                    ".".join(path), locale, _text(before.get(path)), _text(after.get(path)), stale
                )


def _stale(old: Event, new: Event, path: tuple[str, ...], catalog: Catalog) -> tuple[str, ...]:
    """Locales whose translation of a string stands as it stood."""
    same = (
        (locale, values(block_of(old, locale)).get(path), values(block_of(new, locale)).get(path))
        for locale in catalog.targets
    )
    return tuple(locale for locale, before, after in same if after is not None and before == after)


def _text(value: object) -> str | None:
    """Write a value as one text; what is not there is None."""
    if value is None or value == "":
        return None
    if isinstance(value, tuple):
        return " ".join(each if isinstance(each, str) else str(getattr(each, "name", each)) for each in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {below}" for key, below in value.items())
    return str(value)
