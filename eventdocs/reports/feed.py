"""The differences between two versions of a catalog as an Atom feed."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape

from eventdocs.model.event import Event
from eventdocs.reports.sanitize import printable
from eventdocs.schema.diff import CatalogDiff, ValueDiff
from eventdocs.site.routes import event_path
from eventdocs.text.addresses import href


@dataclass(frozen=True, slots=True)
class Feed:
    """The metadata of a feed; `updated` is the time of a commit, so a revision always has the same feed."""

    title: str
    updated: str
    base_url: str
    locale: str


def write_feed(diff: CatalogDiff, feed: Feed) -> str:
    """Return the feed (RFC 4287), with an entry for each changed event."""
    entries = "".join(_entry(word, event, differences, feed) for word, event, differences in _changes(diff))
    link = f'<link href="{_attribute(feed.base_url)}/"/>\n' if feed.base_url else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{_attribute(feed.locale)}">\n'
        f"<id>{_urn(feed, 'feed')}</id>\n<title>{_text(feed.title)}</title>\n"
        f"<updated>{_text(feed.updated)}</updated>\n<author><name>{_text(feed.title)}</name></author>\n"
        f"{link}{entries}</feed>"
    )


def _changes(diff: CatalogDiff) -> Iterator[tuple[str, Event, tuple[ValueDiff, ...]]]:
    for word, events in (
        ("added", diff.added),
        ("removed", diff.removed),
        ("deprecated", diff.deprecated),
    ):
        yield from ((word, event, ()) for event in events)
    yield from (("changed", change.event, tuple(change.differences)) for change in diff.changed)


def _entry(word: str, event: Event, differences: tuple[ValueDiff, ...], feed: Feed) -> str:
    lines = [_line(value) for value in differences] or [f"{event.key} - {event.name}: {word}"]
    url = f"{feed.base_url}/{href(event_path(event, feed.locale))}"
    link = f'<link href="{_attribute(url)}"/>\n' if feed.base_url and word != "removed" else ""
    return (
        f"<entry>\n<id>{_urn(feed, word, event.key, feed.updated)}</id>\n"
        f"<title>{_text(f'{word}: {event.key} - {event.name}')}</title>\n"
        f"<updated>{_text(feed.updated)}</updated>\n"
        f"{link}<content>{_text(chr(10).join(lines))}</content>\n</entry>\n"
    )


def _line(value: ValueDiff) -> str:
    field = f"{value.field} ({value.locale})" if value.locale else value.field
    stale = f" (makes stale: {', '.join(value.stale)})" if value.stale else ""
    return f"{field}: {value.old or ''} → {value.new or ''}{stale}"


def _urn(feed: Feed, *parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, ' '.join((feed.base_url, feed.title, *parts)))}"


def _text(text: str) -> str:
    return escape("\n".join(printable(line) for line in text.split("\n")))


def _attribute(text: str) -> str:
    return _text(text).replace('"', "&quot;")
