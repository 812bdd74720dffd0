"""Everything about a fact follows from its row in the table: reader, writer, diff, JSON Schema, JSON page, page row."""

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import jsonschema
import pytest
import yaml

from eventdocs.formats.yaml.read import read
from eventdocs.formats.yaml.write import event_text
from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.declarations import FieldDeclaration, ValueType
from eventdocs.model.event import Event, LocaleStrings, PageLayout, Parameter, WebLink
from eventdocs.model.labels import Labels
from eventdocs.model.values import values_of
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.diff import diff_catalogs
from eventdocs.schema.dump import OMITTED
from eventdocs.schema.fields import EVENT, FACTS, LABELS, LEVELS, NAME, NUMBER, WEB_LINK
from eventdocs.schema.json_schema import json_schema
from eventdocs.schema.load import load_event
from eventdocs.schema.types import Fact, FieldType, ListType, MapType, RecordType, TextType
from eventdocs.schema.validate import validate
from eventdocs.site.event_json import event_json, facts, metadata_json, texts_json
from eventdocs.site.event_json_schema import event_json_schema
from eventdocs.site.locale_context import locale_context
from eventdocs.site.page_view import PageView
from eventdocs.site.resolve import page_view

SETTINGS = CatalogSettings(
    "en-US",
    ("en-US",),
    fields={
        "status": FieldDeclaration(ValueType.INTEGER),
        "owner": FieldDeclaration(ValueType.TEXT),
        "tags": FieldDeclaration(ValueType.LIST),
    },
)
TYPE = catalog_types(SETTINGS).event
BARE = Event("7", "DiskFull", strings={"en-US": LocaleStrings(strings={"message": ("The disk is full.",)})})
SAMPLES: Mapping[FieldType, object] = {NAME: "Other", NUMBER: 3}
BUILT_IN: dict[str, Labels] = {
    "en": {context: {key: key for key in keys} for context, keys in LABELS.items()}
}

parametrize_facts = pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.name)


def sample(field_type: FieldType) -> object:
    """Return a value of a type as an event has it."""
    if field_type in SAMPLES:
        return SAMPLES[field_type]
    match field_type:
        case TextType():
            return field_type.values[0] if field_type.values else "Operators: on call"
        case ListType(item) if item is WEB_LINK:
            return (WebLink({"en-US": "Runbook"}, "https://a.example/?b"),)
        case ListType(RecordType()):
            return (Parameter("Volume", "xs:string", "4", "2", "Volumes"),)
        case ListType():
            return (sample(field_type.item), "B")
        case MapType():
            return {"ms.author": "a: b"}
        case RecordType(()):
            return {"status": 404, "owner": "Operators: on call", "tags": ("a",)}
        case RecordType():
            return PageLayout(blank_after_heading=False, note_indent=4)
    raise AssertionError(field_type)


def with_fact(fact: Fact) -> Event:
    """Return an event whose only fact besides id and name is this one."""
    attributes: dict[str, Any] = {
        fact.name: sample(fact.type)
    }  # of the attribute's type, which mypy cannot know
    return dataclasses.replace(BARE, **attributes)


def catalog_of(event: Event) -> Catalog:
    return Catalog(SETTINGS, (event,))


def view_of(event: Event) -> PageView:
    return page_view(locale_context(catalog_of(event).settings, "en-US", BUILT_IN), event)


def test_the_table_names_the_attributes_of_an_event_in_their_order() -> None:
    attributes = [each.name for each in dataclasses.fields(Event)]
    assert attributes == [*(fact.name for fact in FACTS), "strings", "file", "tree"]


def test_the_tables_of_records_name_the_attributes_of_their_classes() -> None:
    parameters, layout = (EVENT.types[name] for name in ("parameters", "layout"))
    assert isinstance(parameters, ListType)
    for record, made in ((parameters.item, Parameter), (layout, PageLayout)):
        assert isinstance(record, RecordType)
        assert [field.name for field in record.fields] == [each.name for each in dataclasses.fields(made)]


@parametrize_facts
def test_a_fact_is_written_validated_and_loaded(fact: Fact) -> None:
    event = with_fact(fact)
    text = event_text(event, ["en-US"])
    node, diagnostics = read(text.encode(), "e.yaml")
    assert node is not None
    assert [*diagnostics, *validate(node, TYPE, "e.yaml")] == []
    assert load_event(values_of(node), "", declared=SETTINGS.fields) == event
    assert f"\n{fact.name}:" in f"\n{text}"
    assert getattr(event, fact.name) != getattr(OMITTED, fact.name)


@parametrize_facts
def test_the_json_schema_of_event_files_describes_a_fact(fact: Fact) -> None:
    document = yaml.load(event_text(with_fact(fact), ["en-US"]), Loader=yaml.BaseLoader)
    validator = jsonschema.Draft202012Validator(json_schema(TYPE, "event"))
    validator.validate(document)
    assert not validator.is_valid({**document, f"{fact.name}_": document[fact.name]})


@parametrize_facts
def test_a_diff_lists_a_fact_that_changed_unless_it_is_part_of_the_key(fact: Fact) -> None:
    diff = diff_catalogs(catalog_of(BARE), catalog_of(with_fact(fact)))
    changed = [each.field for event_diff in diff.changed for each in event_diff.differences]
    assert list(dict.fromkeys(field.partition(".")[0] for field in changed)) == [fact.name] * fact.in_diff
    assert bool(diff.added) == (not fact.in_diff)
    assert fact.in_diff == (fact.name not in ("id", "provider", "version"))


@parametrize_facts
def test_a_json_page_has_a_fact_that_its_schema_describes(fact: Fact) -> None:
    event, key = with_fact(fact), fact.json_key or fact.name
    validator = jsonschema.Draft202012Validator(event_json_schema())
    for each in (event, BARE):
        view = view_of(each)
        page = json.loads(event_json(view, metadata_json(view, catalog_of(each).settings), texts_json(view)))
        validator.validate(page)
        assert (key in page) == fact.in_json
        wrong = {**page, key: {"not": 1.5}}
        assert validator.is_valid(wrong) != fact.in_json
    if fact.in_json:
        assert facts(event)[key] != facts(OMITTED)[key]
        assert not validator.is_valid({name: value for name, value in page.items() if name != key})


@parametrize_facts
def test_a_page_has_a_row_for_each_property_but_the_name(fact: Fact) -> None:
    section = next(section for section in view_of(with_fact(fact)).sections if section.role == "properties")
    rows = {row.key: row.value.target for row in section.properties if row.value}
    assert (fact.name in rows) == (fact.in_properties and fact.name != "name")
    assert rows.keys() <= {"id", fact.name, *SETTINGS.fields}
    assert fact.in_properties == (fact.name in LABELS["properties"])


def test_levels_are_labels() -> None:
    assert LABELS["levels"] == LEVELS
