"""References to events: read from the start of an event's file, or from the cache."""

from collections.abc import Mapping
from typing import Any

from eventdocs.formats.yaml.heads import scan_head
from eventdocs.model.event import AnyEvent, EventRef, sort_key
from eventdocs.site.routes import Neighbours
from eventdocs.store.catalog import parse_event

Plain = tuple[Any, ...]


def to_tuple(event: AnyEvent) -> Plain:
    """Give a head as plain values; the last, the keywords, is not known before the whole file is read."""
    return tuple(event if isinstance(event, EventRef) else event.ref)


def from_tuple(values: Plain) -> EventRef:
    """Give plain values as a head."""
    return EventRef(*values)


def head(data: bytes, name: str, default_provider: str, *, quick: bool = True) -> EventRef | None:
    """Find the head of an event's file, by a quick look if it may; None where it cannot be read."""
    found = scan_head(data, name, default_provider) if quick else None
    if found is None:
        event, _ = parse_event(data, name, default_provider)
        return event.ref if event else None
    return found


def sort_events(heads: Mapping[str, EventRef]) -> list[EventRef]:
    """Sort heads as a catalog sorts its events."""
    return sorted(heads.values(), key=sort_key)


def neighbour_key(context: Neighbours) -> Plain:
    """Give what pages show of other events, to be compared."""
    one = [each and to_tuple(each)[:-2] for each in (context.previous, context.next)]
    return (*one, *([to_tuple(each)[:-2] for each in some] for some in (context.related, context.same)))
