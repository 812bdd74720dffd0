"""Find the changes of an event by an import: a three-way comparison of each value that the source owns.

A value has the text that hashes are made from, and the hash of what was imported last as its base. A value
that people changed since then stays; one that only the source changed is taken.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from eventdocs.importers.import_hashes import value_hash
from eventdocs.model.event import Event, Parameter, Segments, strings_in
from eventdocs.model.ledger import normalize_text
from eventdocs.model.source_mapping import SOURCE_FACTS, WantedEvent
from eventdocs.model.strings import strings_of
from eventdocs.schema.dump import dump_facts

MESSAGE = ("message",)


class Outcome(Enum):
    """The outcome of an import for a value."""

    SAME = auto()  # source and catalog agree
    TAKE = auto()  # the source's value replaces the catalog's
    KEEP = auto()  # the catalog's value stays
    CONFLICT = auto()  # both changed, or nothing was imported before and they differ


class Prefer(Enum):
    """Which value wins where source and catalog differ, and nothing shows which one is newer."""

    NEITHER = auto()  # keep the catalog's and report it
    SOURCE = auto()
    CATALOG = auto()  # keep the catalog's, also at the next import


@dataclass(frozen=True, slots=True)
class SourceValue:
    """A value of an event that the source owns: its name in the ledger, and its text in catalog and source.

    A text is None if there is no value. `locale` and `path` are those of a string, `segments` the source's.
    """

    name: str
    ours: str | None
    theirs: str | None
    locale: str = ""
    path: tuple[str, ...] = ()
    segments: Segments = ()


def decide(value: SourceValue, base: str | None, prefer: Prefer) -> Outcome:
    """Return what happens to a value; `base` is the hash of what was imported last, None if nothing was."""
    ours, theirs = value.ours, value.theirs
    if ours == theirs:
        return Outcome.SAME
    if base is None:
        if ours is None:
            return Outcome.TAKE
        if theirs is None or _is_equivalent(value):
            return Outcome.KEEP
    elif base == _hash(theirs):
        return Outcome.KEEP
    elif base == _hash(ours):
        return Outcome.TAKE
    if prefer is Prefer.NEITHER:
        return Outcome.CONFLICT
    return Outcome.TAKE if prefer is Prefer.SOURCE else Outcome.KEEP


def _is_equivalent(value: SourceValue) -> bool:
    """Return whether two strings differ in white space alone."""
    assert value.ours is not None
    assert value.theirs is not None
    return bool(value.locale) and normalize_text(value.ours) == normalize_text(value.theirs)


def _hash(text: str | None) -> str | None:
    return None if text is None else value_hash(text)


def compared_values(ours: Event, wanted: WantedEvent) -> Iterator[SourceValue]:
    """Yield the values that a source owns: the facts that it knows, and its strings in each locale."""
    theirs = wanted.event
    for name in wanted.facts:
        yield SourceValue(name, fact_text(ours, name), fact_text(theirs, name))
    for locale, block in theirs.strings.items():
        mine = strings_of(strings_in(ours, locale))
        for path, segments in strings_of(block).items():
            old = mine.get(path)
            name = f"{locale}.{'.'.join(path)}"
            yield SourceValue(
                name, None if old is None else " ".join(old), " ".join(segments), locale, path, segments
            )


def new_values(wanted: WantedEvent) -> Iterator[SourceValue]:
    """Yield the values of an event that the catalog does not have."""
    return compared_values(Event(wanted.event.id, wanted.event.name), wanted)


def message_of(event: Event, locale: str) -> str | None:
    """Return the message of an event in a locale as one text."""
    segments = strings_in(event, locale).strings.get("message")
    return None if segments is None else " ".join(segments)


def fact_text(event: Event, name: str) -> str | None:
    """Return the text of a fact, such as its keywords one per line; None if the event has none."""
    value = getattr(event, name)
    if value is None or value == "":
        return None
    if name == "parameters":
        return "\n".join(map(_parameter_text, value))
    if name not in SOURCE_FACTS:
        known = dump_facts(event).get(name)
        return known if known is None or isinstance(known, str) else json.dumps(known, ensure_ascii=False)
    return value if isinstance(value, str) else "\n".join(value)


def _parameter_text(parameter: Parameter) -> str:
    members = "; ".join(map(_parameter_text, parameter.members))
    parts = {
        "type": parameter.type,
        "stored": parameter.stored,
        "length": parameter.length,
        "count": parameter.count,
        "map": parameter.map,
        "members": members,
    }
    return " ".join([parameter.name, *(f"{name}={text}" for name, text in parts.items() if text)])


def _adds_to(old: Parameter, new: Parameter) -> bool:
    names = ("name", "type", "stored", "length", "count", "map", "members")
    return all(getattr(old, name) in ("", (), getattr(new, name)) for name in names)


def adds_parameters(ours: Event, theirs: Event) -> bool:
    """Return whether the source has the catalog's parameters, with more about some of them."""
    old, new = ours.parameters, theirs.parameters
    return bool(old and new) and len(old or ()) == len(new or ()) and all(map(_adds_to, old or (), new or ()))
