"""Declarations of a catalog are checked, with positions and hints, and described by the JSON Schema."""

from functools import cache
from typing import Any

import jsonschema
import pytest
import yaml

from eventdocs.model.declarations import FieldDeclaration, FieldSearch, LevelDeclaration, ValueType
from eventdocs.model.event import FieldValue, WebLink
from eventdocs.schema.declarations import catalog_types
from eventdocs.schema.fields import CATALOG as CATALOG_TYPE
from eventdocs.schema.json_schema import json_schema
from eventdocs.store.catalog import LoadedCatalog, parse_catalog
from tests.declared import CATALOG, EVENT, FILES

BARE = "id: 7\nname: DiskFull\nstrings: {}\n"
FIELDS = {
    "text": "type: text",
    "number": "type: integer",
    "code": "type: hex",
    "stability": "type: choice, values: [stable, experimental]",
    "runbook": "type: link",
    "tags": "type: list",
}


def catalog_with(fields: str, levels: str = "") -> str:
    return f"source_locale: en-US\nlocales: [en-US, pt-BR]\nlevels: {{{levels}}}\nfields: {{{fields}}}\n"


ALL = catalog_with(", ".join(f"{name}: {{{declared}}}" for name, declared in FIELDS.items()))


def load(catalog: str, event: str = BARE, **files: str) -> LoadedCatalog:
    texts = {"catalog.yaml": catalog, "events/7.yaml": event, **files}
    return parse_catalog({name: text.encode() for name, text in texts.items()})


def reported(loaded: LoadedCatalog) -> list[tuple[str, str, str, str]]:
    return [(str(found.location), found.rule.code, found.message, found.hint) for found in loaded.diagnostics]


@cache
def event_validator(catalog: str) -> jsonschema.Draft202012Validator:
    """Return an independent validator with the schema of a catalog's events, which is valid itself."""
    schema = json_schema(catalog_types(load(catalog).catalog.settings).event, "event")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def accepts(catalog: str, event: str) -> bool:
    """Return whether an independent validator accepts an event, as text and as YAML readers type it."""
    validator = event_validator(catalog)
    verdicts = {
        validator.is_valid(yaml.load(event, Loader=loader)) for loader in (yaml.BaseLoader, yaml.SafeLoader)
    }
    (verdict,) = verdicts
    return verdict


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("text", "'08006'", "08006"),
        ("text", "no", "no"),
        ("number", "404", 404),
        ("number", "-12", -12),
        ("number", "0", 0),
        ("code", "0x80070005", "0x80070005"),
        ("stability", "stable", "stable"),
        ("runbook", "'https://a.example/b?c=d&e=(f)#g'", "https://a.example/b?c=d&e=(f)#g"),
        ("runbook", "mailto:a@b.example", "mailto:a@b.example"),
        ("tags", "[a, b c]", ("a", "b c")),
        ("tags", "[]", ()),
    ],
)
def test_a_valid_value_of_each_type_is_loaded(field: str, value: str, expected: FieldValue) -> None:
    event = f"{BARE}fields: {{{field}: {value}}}\n"
    loaded = load(ALL, event)
    assert reported(loaded) == []
    assert loaded.catalog.events[0].fields == {field: expected}
    assert accepts(ALL, event)


@pytest.mark.parametrize(
    ("field", "value", "code", "message", "hint"),
    [
        ("text", "[a]", "ED011", "`text` must be text, not a list", ""),
        ("text", "' a'", "ED012", "` a` is not one line without control characters or spaces", ""),
        ("text", "''", "ED012", "`` is not one line", ""),
        ("text", '"a\\nb"', "ED012", "`a\nb` is not one line", ""),
        ("number", "4o4", "ED012", "`4o4` is not a whole number", ""),
        ("number", "'007'", "ED012", "`007` is not a whole number of at most 15 digits", ""),
        ("number", "1.5", "ED012", "`1.5` is not a whole number", ""),
        ("code", "'80070005'", "ED012", "`80070005` is not a hexadecimal number such as", ""),
        ("code", "0x8007000g", "ED012", "`0x8007000g` is not a hexadecimal number", ""),
        ("stability", "stabel", "ED012", "unknown value `stabel`", "did you mean `stable`?"),
        ("stability", "{}", "ED011", "`stability` must be text, not a mapping", ""),
        ("runbook", "'javascript:alert(1)'", "ED012", "`javascript:alert(1)` is not a web address", ""),
        ("runbook", "'data:text/html,x'", "ED012", "`data:text/html,x` is not a web address", ""),
        ("runbook", "//a.example", "ED012", "`//a.example` is not a web address", ""),
        ("runbook", "https://", "ED012", "`https://` is not a web address", ""),
        ("runbook", "https://a.example/<b>", "ED012", "`https://a.example/<b>` is not a web address", ""),
        ("tags", "a", "ED011", "`tags` must be a list, not text", ""),
        ("tags", "['']", "ED012", "`` is not one line", ""),
        ("tags", "[[a]]", "ED011", "`tags[0]` must be text, not a list", ""),
        ("sqlstat", "a", "ED010", "unknown key `sqlstat`", "known: `code`"),
        ("stabilty", "stable", "ED010", "unknown key `stabilty`", "did you mean `stability`?"),
    ],
)
def test_an_invalid_value_is_reported_where_it_is(
    field: str, value: str, code: str, message: str, hint: str
) -> None:
    event = f"{BARE}fields:\n  {field}: {value}\n"
    ((location, found_code, found, found_hint),) = reported(load(ALL, event))
    column = 3 if code == "ED010" else 5 + len(field) + value.startswith(("[[", "['"))
    assert (location, found_code) == (f"events/7.yaml:5:{column}", code)
    assert found.startswith(message)
    assert found_hint.startswith(hint)
    assert not accepts(ALL, event)


def test_a_field_without_a_declaration_is_unknown() -> None:
    catalog = "source_locale: en-US\nlocales: [en-US]\n"
    event = f"{BARE}fields: {{status: 404}}\n"
    ((location, code, message, _),) = reported(load(catalog, event))
    assert (location, code, message) == ("events/7.yaml:4:10", "ED010", "unknown key `status`")
    assert not accepts(catalog, event)


def test_a_required_field_that_is_missing_is_reported() -> None:
    catalog = catalog_with("impact: {type: text, required: yes}, owner: {type: text}")
    ((location, code, message, hint),) = reported(load(catalog))
    assert (location, code, message) == ("events/7.yaml:1:1", "ED013", "`fields` is missing")
    assert "Required: `impact`" in hint
    event = f"{BARE}fields:\n  owner: me\n"
    ((location, code, message, _),) = reported(load(catalog, event))
    assert (location, code, message) == ("events/7.yaml:5:3", "ED013", "`impact` is missing")
    assert not accepts(catalog, BARE)
    assert not accepts(catalog, event)
    complete = f"{BARE}fields: {{impact: none}}\n"
    assert reported(load(catalog, complete)) == []
    assert accepts(catalog, complete)


def test_a_declared_level_is_a_level_and_another_is_not() -> None:
    catalog = catalog_with("", "notice: {as: informational}")
    event = f"{BARE}level: notice\n"
    assert reported(load(catalog, event)) == []
    assert accepts(catalog, event)
    assert accepts(catalog, f"{BARE}level: error\n")
    ((location, code, message, hint),) = reported(load(catalog, f"{BARE}level: notise\n"))
    assert (location, code, message) == ("events/7.yaml:4:8", "ED012", "unknown value `notise`")
    assert hint == "did you mean `notice`?"
    assert not accepts(catalog, f"{BARE}level: notise\n")


def test_labels_of_declared_levels_and_fields_are_known_and_others_are_not() -> None:
    catalog = catalog_with("status: {type: integer}", "notice: {as: error}")
    good = "levels: {notice: Aviso, error: Erro}\nfields: {status: Estado}\n"
    assert reported(load(catalog, BARE, **{"labels/pt-BR.yaml": good})) == []
    bad = "levels: {notise: Aviso}\nfields: {statsu: Estado}\n"
    found = reported(load(catalog, BARE, **{"labels/pt-BR.yaml": bad}))
    assert [(location, hint) for location, _, _, hint in found] == [
        ("labels/pt-BR.yaml:1:10", "did you mean `notice`?"),
        ("labels/pt-BR.yaml:2:10", "did you mean `status`?"),
    ]
    own = BARE.replace("{}", "{en-US: {labels: {fields: {statsu: S}, levels: {notice: N}}}}")
    assert [message for *_, message, _ in reported(load(catalog, own))] == ["unknown key `statsu`"]


@pytest.mark.parametrize(
    ("declarations", "column", "code", "message"),
    [
        ("fields: {status: {type: number}}", 25, "ED012", "unknown value `number`"),
        ("fields: {status: {}}", 18, "ED013", "`type` is missing"),
        (
            "fields: {level: {type: text}}",
            10,
            "ED012",
            "`level` is not a name of at most 40 lowercase letters",
        ),
        ("fields: {keywords: {type: text}}", 10, "ED012", "`keywords` is not a name"),
        ("fields: {a-b: {type: text}}", 10, "ED012", "`a-b` is not a name"),
        ("fields: {a: {type: text, search: yes}}", 34, "ED012", "unknown value `yes`"),
        ("fields: {a: {type: text, filter: maybe}}", 34, "ED012", "unknown value `maybe`"),
        ("fields: {a: {type: text, lable: {}}}", 26, "ED010", "unknown key `lable`"),
        ("levels: {notice: {as: info}}", 23, "ED012", "unknown value `info`"),
        ("levels: {notice: {}}", 18, "ED013", "`as` is missing"),
        ("levels: {error: {as: warning}}", 10, "ED012", "`error` is not a name"),
    ],
)
def test_an_invalid_declaration_is_reported_and_rejected_by_the_schema(
    declarations: str, column: int, code: str, message: str
) -> None:
    catalog = f"source_locale: en-US\nlocales: [en-US]\n{declarations}\n"
    ((location, found_code, found, _),) = reported(load(catalog))
    assert (location, found_code) == (f"catalog.yaml:3:{column}", code)
    assert found.startswith(message)
    schema = json_schema(CATALOG_TYPE, "catalog")
    assert not jsonschema.Draft202012Validator(schema).is_valid(yaml.load(catalog, Loader=yaml.BaseLoader))


def test_a_catalog_has_a_limited_number_of_declarations() -> None:
    catalog = catalog_with(", ".join(f"f{number}: {{type: text}}" for number in range(101)))
    loaded = load(catalog)
    ((_, code, message, _),) = reported(loaded)
    assert (code, message) == ("ED019", "101 fields")
    assert len(loaded.catalog.settings.fields) == 100


def test_declarations_are_loaded() -> None:
    settings = load(CATALOG, EVENT).catalog.settings
    assert settings.levels == {
        "notice": LevelDeclaration("informational", {"en-US": "Notice", "de-DE": "Hinweis"}),
        "alert": LevelDeclaration("warning"),
    }
    assert settings.fields["sqlstate"] == FieldDeclaration(
        ValueType.TEXT, label={"en-US": "SQLSTATE"}, search=FieldSearch.EXACT
    )
    assert settings.fields["stability"].values == ("stable", "experimental")
    assert [name for name, declared in settings.fields.items() if declared.filter] == [
        *("http_status", "stability", "tags"),
    ]
    assert "owner" not in settings.shown_fields()


def test_the_catalog_of_all_tests_is_valid_by_the_schema() -> None:
    assert parse_catalog({name: text.encode() for name, text in FILES.items()}).diagnostics == []
    document: Any = yaml.safe_load(CATALOG)
    jsonschema.Draft202012Validator(json_schema(CATALOG_TYPE, "catalog")).validate(document)
    assert accepts(CATALOG, EVENT)


@pytest.mark.parametrize(
    ("link", "column", "code", "message"),
    [
        ("{title: A}", 10, "ED013", "`url` is missing"),
        ("{title: A, url: 'ftp://a'}", 25, "ED012", "`ftp://a` is not a web address"),
        ("{title: {pt-BR: A}, url: 'https://a'}", 18, "ED013", "`en-US` is missing"),
        (
            "{title: [A], url: 'https://a'}",
            17,
            "ED011",
            "`title` must be text or texts by locale, not a list",
        ),
        (
            "{title: {en_US: A, en-US: B}, url: 'https://a'}",
            18,
            "ED012",
            "`en_US` is not a BCP 47 language tag",
        ),
        ("{title: A, url: {en-US: 'javascript:1'}}", 33, "ED012", "`javascript:1` is not a web address"),
    ],
)
def test_an_invalid_link_is_reported_where_it_is(link: str, column: int, code: str, message: str) -> None:
    catalog, event = "source_locale: en-US\nlocales: [en-US, pt-BR]\n", f"{BARE}links: [{link}]\n"
    ((location, found_code, found, _),) = reported(load(catalog, event))
    assert (location, found_code) == (f"events/7.yaml:4:{column}", code)
    assert found.startswith(message)
    assert not accepts(catalog, event)


def test_links_are_loaded_with_texts_for_all_locales_or_by_locale() -> None:
    event = f"{BARE}links: [{{title: RFC, url: {{en-US: 'https://a', pt-BR: 'https://b'}}}}]\n"
    catalog = "source_locale: en-US\nlocales: [en-US, pt-BR]\n"
    loaded = load(catalog, event)
    assert reported(loaded) == []
    assert loaded.catalog.events[0].links == (WebLink("RFC", {"en-US": "https://a", "pt-BR": "https://b"}),)
    assert accepts(catalog, event)
