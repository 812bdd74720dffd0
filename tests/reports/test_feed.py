"""The Atom feed has an entry for each changed event and is the same for the same revision."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from eventdocs.model.event import Event
from eventdocs.reports.feed import Feed, write_feed
from eventdocs.schema.diff import CatalogDiff, EventDiff, ValueDiff
from eventdocs.store.catalog import parse_catalog
from tests.rules.catalogs import EVENT, EVENT_FILE, HEADER

FEED = Feed('Events & "more"', "2026-01-02T03:04:05Z", "https://example.org/events", "en-US")
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def disk_full() -> Event:
    (event,) = parse_catalog({"catalog.yaml": HEADER.encode(), EVENT_FILE: EVENT.encode()}).catalog.events
    return event


def feed_of(diff: CatalogDiff, feed: Feed = FEED) -> ElementTree.Element:
    return ElementTree.fromstring(write_feed(diff, feed))


def test_each_change_is_an_entry_and_removed_events_have_no_link() -> None:
    event, value = disk_full(), ValueDiff("message", "en-US", "A <b>", "B", ("pt-BR",))
    root = feed_of(CatalogDiff((), (event,), (), (EventDiff(event, (value,)),)))
    removed, changed = root.findall("atom:entry", ATOM)
    assert removed.findtext("atom:title", "", ATOM) == "removed: 7 - DiskFull"
    assert removed.find("atom:link", ATOM) is None
    assert changed.findtext("atom:content", "", ATOM) == "message (en-US): A <b> → B (makes stale: pt-BR)"
    link = changed.find("atom:link", ATOM)
    assert link is not None
    assert link.get("href") == f"https://example.org/events/en-US/{event.slug}.html"


def test_a_link_is_percent_encoded() -> None:
    event = replace(disk_full(), id="7#", name="100%", provider="a&b")
    link = feed_of(CatalogDiff((event,), (), (), ())).find("atom:entry/atom:link", ATOM)
    assert link is not None
    assert link.get("href") == "https://example.org/events/en-US/a%26b/7%23-100%25.html"


def test_ids_are_distinct_and_stable() -> None:
    event = disk_full()
    diff = CatalogDiff((event,), (), (event,), ())
    ids = [element.text for element in feed_of(diff).iter("{http://www.w3.org/2005/Atom}id")]
    assert len(set(ids)) == 3
    assert write_feed(diff, FEED) == write_feed(diff, FEED)


def test_a_feed_without_a_base_url_has_no_links() -> None:
    root = feed_of(CatalogDiff((disk_full(),), (), (), ()), Feed("Events", "2026-01-02", "", "en-US"))
    assert list(root.iter("{http://www.w3.org/2005/Atom}link")) == []


@pytest.mark.parametrize("text", ["]]></content>", "\ufffe\uffff", "\x00\x1b", "&#0;", "<!--"])
def test_no_text_makes_the_xml_invalid(text: str) -> None:
    value = ValueDiff(text, text, text, text, (text,))
    root = feed_of(CatalogDiff((), (), (), (EventDiff(disk_full(), (value,)),)), Feed(text, text, text, text))
    content = root.findtext("atom:entry/atom:content", "", ATOM)
    assert content.startswith(
        "".join("\ufffd" if character in "\0\x1b\ufffe\uffff" else character for character in text)
    )
