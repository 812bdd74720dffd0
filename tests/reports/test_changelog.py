"""Differences are written as lines, as sections of a changelog and as JSON."""

import json

import pytest

from eventdocs.model.event import Event
from eventdocs.reports.changelog import write_json, write_markdown, write_summary, write_text
from eventdocs.schema.diff import CatalogDiff, EventDiff, ValueDiff
from eventdocs.store.catalog import parse_catalog
from tests.rules.catalogs import EVENT, EVENT_FILE, HEADER

NO_CHANGES = CatalogDiff((), (), (), ())


@pytest.fixture(scope="module")
def event() -> Event:
    (event,) = parse_catalog({"catalog.yaml": HEADER.encode(), EVENT_FILE: EVENT.encode()}).catalog.events
    return event


def diff_of(event: Event) -> CatalogDiff:
    values = (
        ValueDiff("level", "", None, "error"),
        ValueDiff("message", "en-US", "Full *now*.", "Full.", ("de-DE", "pt-BR")),
    )
    return CatalogDiff((event,), (), (), (EventDiff(event, values),))


def test_text_has_a_line_for_each_event_and_value(event: Event) -> None:
    assert write_text(diff_of(event)).split("\n") == [
        "added 7 - DiskFull",
        "changed 7 - DiskFull",
        "  level: nothing -> “error”",
        "  message (en-US): “Full *now*.” -> “Full.”",
        "    makes stale: de-DE, pt-BR",
    ]
    assert write_text(NO_CHANGES) == "no changes"


def test_a_text_of_several_lines_is_on_one_line(event: Event) -> None:
    value = ValueDiff("details", "en-US", "A.\n\n- B.", "A.")
    diff = CatalogDiff((), (), (), (EventDiff(event, (value,)),))
    assert "  details (en-US): “A.\\n\\n- B.” -> “A.”" in write_text(diff).split("\n")


def test_markdown_has_a_section_for_each_kind_of_change(event: Event) -> None:
    assert write_markdown(diff_of(event)).split("\n") == [
        "## Added",
        "",
        "- **7 \\- DiskFull**",
        "",
        "## Changed",
        "",
        "### 7 \\- DiskFull",
        "",
        "- level: nothing → “error”",
        "- message \\(en\\-US\\): “Full \\*now\\*.” → “Full.” (makes stale: de-DE, pt-BR)",
    ]
    assert write_markdown(NO_CHANGES) == "No changes."


def test_json_has_keys_and_changed_values(event: Event) -> None:
    document = json.loads(write_json(diff_of(event)))
    assert (document["added"], document["removed"], document["deprecated"]) == (["7"], [], [])
    (change,) = document["changed"]
    assert change["event"] == "7"
    assert change["differences"][1] == {
        "field": "message",
        "locale": "en-US",
        "old": "Full *now*.",
        "new": "Full.",
        "stale": ["de-DE", "pt-BR"],
    }


def test_a_summary_has_tables_of_changes_and_of_stale_translations(event: Event) -> None:
    assert write_summary(diff_of(event)).split("\n") == [
        "**2 events changed**",
        "",
        "| event | change |",
        "| --- | --- |",
        "| 7 \\- DiskFull | added |",
        "| 7 \\- DiskFull | level, message \\(en\\-US\\) |",
        "",
        "| locale | stale translations |",
        "| --- | --- |",
        "| de\\-DE | 1: 7:message |",
        "| pt\\-BR | 1: 7:message |",
    ]
    assert write_summary(NO_CHANGES) == "No event changed."


def test_a_summary_is_short(event: Event) -> None:
    value = ValueDiff("deprecated", "", None, "yes")
    values = tuple(ValueDiff(f"sections.a{at}", "en-US", "A", "B", ("pt-BR",)) for at in range(12))
    changed = (EventDiff(event, (value, *values)), *[EventDiff(event, (value,))] * 59)
    lines = write_summary(CatalogDiff((), (), (event,), changed)).split("\n")
    assert lines[4].startswith("| 7 \\- DiskFull | deprecated, sections.a0")
    assert "10 more events are not shown." in lines
    assert lines[-1].startswith("| pt\\-BR | 12: 7:sections.a0, 7:sections.a1,")
    assert lines[-1].endswith("7:sections.a9 and 2 more |")
    assert "No translation becomes stale." in write_summary(CatalogDiff((event,), (), (), ()))
