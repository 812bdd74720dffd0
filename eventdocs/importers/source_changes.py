"""What an import changes in an event: a three-way comparison of each value that the source owns.

A value has the text that hashes are made from, and the hash of what was imported last as its base. A value
that people changed since then stays; one that only the source changed is taken.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from eventdocs.model.event import Event, Parameter, strings_in
from eventdocs.model.ledger import DIGITS, normalize_text

SOURCE_FACTS = ("level", "channel", "keywords", "task", "opcode", "parameters")
MESSAGE = ("message",)


class Outcome(Enum):
    """What happens to a value."""

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
class Value:
    """A value of an event that the source owns: its name in the ledger, and its text in catalog and source.

    A text is None if there is no value. `locale` is that of a message.
    """

    name: str
    ours: str | None
    theirs: str | None
    locale: str = ""


def decide(value: Value, base: str | None, prefer: Prefer) -> Outcome:
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


def _is_equivalent(value: Value) -> bool:
    """Return whether two messages differ in white space alone."""
    assert value.ours is not None
    assert value.theirs is not None
    return bool(value.locale) and normalize_text(value.ours) == normalize_text(value.theirs)


def _hash(text: str | None) -> str | None:
    return None if text is None else value_hash(text)


def value_hash(text: str) -> str:
    """Return the hash of a value for the ledger of imports."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def values_of(ours: Event, theirs: Event) -> Iterator[Value]:
    """Yield the values that a source owns: the facts, and the message of each locale that it has."""
    for name in SOURCE_FACTS:
        yield Value(name, fact_text(ours, name), fact_text(theirs, name))
    for locale in theirs.strings:
        old, new = message_of(ours, locale), message_of(theirs, locale)
        if new is not None:
            yield Value(f"{locale}.message", old, new, locale)


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


def imported_hashes(event: Event) -> Mapping[str, str]:
    """Return the hashes of the values of a source's event, by name."""
    values = values_of(Event(event.id, event.name), event)
    return {value.name: value_hash(value.theirs) for value in values if value.theirs is not None}
