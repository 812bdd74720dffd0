"""A violation in a string becomes a diagnostic with a location; examples are valid YAML for any text."""

import pytest

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.strings import CatalogString, catalog_strings
from eventdocs.rules.checks import (
    Violation,
    diagnostic_for_event,
    diagnostic_for_string,
    example_pair,
    example_text,
    find_positions,
    full_range,
)
from eventdocs.store.catalog import parse_catalog
from tests.rules.catalogs import EVENT_FILE, HEADER

RULE = Rule("ED999", "example", Severity.WARNING, "An example.")


def strings_of_event(text: str) -> list[CatalogString]:
    files = {"catalog.yaml": HEADER.encode(), EVENT_FILE: text.encode()}
    return list(catalog_strings(parse_catalog(files).catalog))


def positioned(finding: Diagnostic, owner: object) -> Diagnostic:
    assert isinstance(owner, Event)
    (found,) = find_positions([finding], [owner])
    return found


def test_the_diagnostic_of_a_violation_has_location_locale_field_and_fix() -> None:
    _, string = strings_of_event(example_pair("Disk full.", "Disco cheio."))
    related = (Location("labels/pt-BR.yaml"),)
    found = diagnostic_for_string(RULE, string, Violation(6, 11, "wrong", "write", "lotado"), related)
    diagnostic = positioned(found, string.owner)
    assert diagnostic.location == Location(EVENT_FILE, 7, 14, 7, 28)
    assert (diagnostic.message, diagnostic.hint, diagnostic.fix) == ("wrong", "write", "lotado")
    assert (diagnostic.event, diagnostic.locale) == ("7", "pt-BR")
    assert diagnostic.field == "strings.pt-BR.message"
    assert diagnostic.related == related
    assert diagnostic.text_range == ("Disco cheio.", 6, 11)


def test_a_violation_beyond_the_first_segment_is_located_in_its_own_segment() -> None:
    text = "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n  pt-BR:\n    message: [Um., Dois.]\n"
    _, string = strings_of_event(text)
    diagnostic = diagnostic_for_string(RULE, string, Violation(4, 8, "wrong"))
    assert diagnostic.field == "strings.pt-BR.message.1"
    assert diagnostic.text_range == ("Dois.", 0, 4)


def test_the_diagnostic_of_a_value_has_the_location_of_its_path() -> None:
    files = {"catalog.yaml": HEADER.encode(), EVENT_FILE: example_text("Full.").encode()}
    (event,) = parse_catalog(files).catalog.events
    found = diagnostic_for_event(RULE, event, ("name",), "wrong", "write", "pt-BR")
    assert found.location == Location(EVENT_FILE, path=("name",))
    diagnostic = positioned(found, event)
    assert diagnostic.location == Location(EVENT_FILE, 2, 7, 2, 15)
    assert (diagnostic.event, diagnostic.locale, diagnostic.field) == ("7", "pt-BR", "name")


@pytest.mark.parametrize(("written", "field", "column"), [("Um.", "steps", 12), ("[Um.]", "steps.0", 13)])
def test_the_field_of_the_only_segment_has_an_index_if_the_file_has_a_list(
    written: str, field: str, column: int
) -> None:
    _, string = strings_of_event(
        f"id: 7\nname: A\nstrings:\n  en-US: {{steps: One.}}\n  pt-BR:\n    steps: {written}\n"
    )
    found = diagnostic_for_string(RULE, string, Violation(0, 2, "wrong"), (string.first_place(),))
    diagnostic = positioned(found, string.owner)
    assert diagnostic.field == f"strings.pt-BR.{field}"
    assert diagnostic.location == Location(EVENT_FILE, 6, column, 6, column + 3)
    assert diagnostic.related == (diagnostic.location,)


def test_the_full_range_is_that_of_the_translation() -> None:
    _, string = strings_of_event(example_pair("Full.", "Cheio de vez."))
    assert string.pair
    assert full_range(string) == full_range(string.pair) == (0, len("Cheio de vez."))


@pytest.mark.parametrize("text", ["Full.", "It's 'full'.", 'Say "\u202e" \\ twice.', "#1: [a, {b}]"])
def test_an_example_contains_exactly_its_text(text: str) -> None:
    (string,) = strings_of_event(example_text(text))
    assert string.target == text
