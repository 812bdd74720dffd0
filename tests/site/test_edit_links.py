"""Edit links lead from a text to its line in the catalog."""

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event
from eventdocs.site.edit_links import NO_LINK, EditLink, edit_link_factory, expand_pattern, no_link
from eventdocs.store.catalog import parse_event
from tests.site.views import view

FILE = b"""id: 7
name: DiskFull
strings:
  en-US:
    description: The disk is full.
"""


def event() -> Event:
    parsed, _ = parse_event(FILE, "events/7 a.yaml", CatalogSettings("en-US", ("en-US",)))
    assert parsed
    return parsed


def test_a_pattern_gets_the_encoded_path_and_the_line() -> None:
    assert expand_pattern("https://x/{path}#L{line}", "a b/c.yaml", 3) == "https://x/a%20b/c.yaml#L3"
    assert expand_pattern("", "a.yaml", 3) == ""


def test_a_link_leads_to_the_line_of_a_string() -> None:
    edit_link = edit_link_factory(view("en-US", event()), "edit:{path}:{line}", "/catalog/")
    assert edit_link(("description",)) == EditLink("events/7 a.yaml:5", "edit:/catalog/events/7%20a.yaml:5")


def test_without_a_path_or_for_a_missing_string_a_link_leads_to_the_block_of_the_locale() -> None:
    edit_link = edit_link_factory(view("en-US", event()), "{line}")
    assert edit_link(()).href == edit_link(("cause",)).href == "4"


def test_a_site_without_edit_links_has_none() -> None:
    assert no_link(("description",)) == NO_LINK == EditLink("", "")
