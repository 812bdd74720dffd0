"""Heads of events: who they are, without their strings, as events and as plain values."""

from collections.abc import Mapping
from typing import Any

from eventdocs.formats.yaml.heads import scan_head
from eventdocs.model.event import Event, sort_key
from eventdocs.site.routes import Neighbours
from eventdocs.store.catalog import parse_event

Plain = tuple[Any, ...]


def to_tuple(event: Event) -> Plain:
    """Give a head as plain values; the last, the keywords, is not known before the whole file is read."""
    known = event.file, event.id, event.name, event.provider, event.version, event.see_also
    return (*known, event.keywords)


def from_tuple(values: Plain) -> Event:
    """Give plain values as a head."""
    file, identity, name, provider, version, see_also, keywords = values
    return Event(identity, name, provider, version, keywords=keywords, see_also=see_also, file=file)


def head(data: bytes, name: str, default_provider: str, *, quick: bool = True) -> Event | None:
    """Find the head of an event's file, by a quick look if it may; None where it cannot be read."""
    found = scan_head(data, name, default_provider) if quick else None
    if found is None:
        event, _ = parse_event(data, name, default_provider)
        return event and from_tuple(to_tuple(event))
    return found


def sort_events(heads: Mapping[str, Event]) -> list[Event]:
    """Sort heads as a catalog sorts its events."""
    return sorted(heads.values(), key=sort_key)


def neighbour_key(context: Neighbours) -> Plain:
    """Give what pages show of other events, to be compared."""
    one = [each and to_tuple(each)[:-2] for each in (context.previous, context.next)]
    return (*one, *([to_tuple(each)[:-2] for each in some] for some in (context.related, context.same)))
