"""Lists have the right filters, in the right order, with the number of events of each value."""

from dataclasses import replace

from eventdocs.model.declarations import LevelDeclaration
from eventdocs.site.list_filters import add_facets, common_states, count_facets, list_filters
from eventdocs.site.listing import ListingRow, event_ids_script, listing_row, rows_script
from tests.site.views import EVENT, SETTINGS, context, view

ROW = listing_row(view("pt-BR"), SETTINGS, context("pt-BR").label_lookup)
LABELS = context("pt-BR").label_lookup


def named(title: str) -> str:
    return ROW._replace(title=title).name


def levels(rows: list[ListingRow]) -> list[tuple[str, str, int]]:
    """Return the levels in the filter of some rows, each with its style and number of events."""
    settings = replace(
        SETTINGS, levels={"audit": LevelDeclaration("error"), "alert": LevelDeclaration("error")}
    )
    (found,) = (
        each
        for each in list_filters(count_facets(rows), len(rows), settings, LABELS)
        if each.facet == "level"
    )
    assert found.is_chip
    return [(option.value, option.base_level, option.events) for option in found.options]


def test_levels_are_in_order_of_severity_and_custom_ones_after_their_standard_level() -> None:
    names = ("verbose", "audit", "error", "critical", "alert", "error", "log_always")
    rows = [ROW._replace(level=name) for name in names]
    assert levels(rows) == [
        ("critical", "critical", 1),
        ("error", "error", 2),
        ("alert", "error", 1),
        ("audit", "error", 1),
        ("verbose", "verbose", 1),
        ("log_always", "log_always", 1),
    ]


def test_only_filters_that_leave_out_an_event_are_offered() -> None:
    rows = [ROW, ROW._replace(keywords=())]
    found = list_filters(count_facets(rows), len(rows), SETTINGS, LABELS)
    assert [(each.facet, each.options[0].events) for each in found] == [("keyword", 1)]
    assert common_states(count_facets(rows), 2) == ("missing",)
    assert common_states({}, 0) == ()


def test_a_field_with_the_name_of_a_filter_is_a_separate_filter() -> None:
    rows = [ROW, ROW._replace(fields=(("state", ("open",)), ("keyword", ("hot",)), ("level", ("9",))))]
    found = list_filters(count_facets(rows), len(rows), SETTINGS, LABELS)
    assert [(each.facet, [option.value for option in each.options]) for each in found] == [
        ("field-state", ["open"]),
        ("field-keyword", ["hot"]),
        ("field-level", ["9"]),
    ]


def test_the_counts_of_several_lists_add_up() -> None:
    once = count_facets([ROW])
    assert add_facets([once, once]) == count_facets([ROW, ROW])
    assert add_facets([]) == {}


def test_a_name_has_no_id_before_it() -> None:
    assert named("7 - DiskFull") == named("7- DiskFull") == named("7 \N{EM DASH} DiskFull") == "DiskFull"
    assert named("7zip") == "7zip"
    assert named("7") == "7"
    assert named("Event 7") == "Event 7"


def test_rows_are_a_script_with_each_value_once() -> None:
    rows = [ROW._replace(description='<a href="#">a&amp;b</a>'), ROW._replace(id="8", locale="en-US")]
    text = rows_script(rows, "pt-BR", LABELS)
    assert text.startswith(
        'eventdocsIndex([[["level","error","error","error"],["state","missing","missing"],'
    )
    assert '["7","DiskFull","7-diskfull.html","a&b",[0,1,2]]' in text
    assert text.endswith('[0,1,2],"en-US"]]]);\n')
    assert rows_script([ROW._replace(description="x " * 400)], "pt-BR", LABELS).count("x ") == 149


def test_ids_are_a_script_with_unusual_addresses() -> None:
    other = EVENT.ref._replace(id="9", provider="disk")
    assert event_ids_script([EVENT.ref, other]) == (
        f'eventdocsIndex([["7","DiskFull"],["9","DiskFull","{other.slug}"]]);\n'
    )
