"""The published schemas and the model accept and reject the same documents."""

import json
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.yaml.read import read
from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
from eventdocs.schema.json_schema import json_schema
from eventdocs.schema.types import (
    ByLocaleType,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
)
from eventdocs.schema.validate import validate
from eventdocs.text.placeholders import SYNTAXES
from tests.conftest import ROOT

TYPES = {"event": EVENT, "catalog": CATALOG, "glossary": GLOSSARY, "labels": LABELS_FILE, "pages": PROFILE}
VALIDATORS = {
    name: jsonschema.Draft202012Validator(json_schema(field_type, name)) for name, field_type in TYPES.items()
}
WORDS = st.sampled_from(
    (
        *("", "a", " a", "a ", "x y", "4031", "no", "yes", "pt-BR", "en-US", "pt_BR", "error", "eror", "lf"),
        *(
            "../a",
            "0abcd",
            "https://a.example/b",
            "https://a.example/?q",
            "https://a/{uid}",
            "ED301",
            "off",
            "3",
        ),
    )
)
SCALARS = WORDS | st.sampled_from([7, 1.5, True, False, 0])
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2)
)


def values(field_type: FieldType) -> st.SearchStrategy[Any]:
    """Return a strategy for documents of a type, some of them invalid."""
    if isinstance(field_type, RecordType):
        known = {field.name: values(field.type) for field in field_type.fields}
        required = {
            name: known[name]
            for name in known
            if any(f.name == name and f.required for f in field_type.fields)
        }
        optional = {name: known[name] for name in known if name not in required}
        sound = st.fixed_dictionaries(required, optional=optional)
        return sound | st.dictionaries(st.sampled_from([*sorted(known), "x"]) | WORDS, ANYTHING, max_size=2)
    if isinstance(field_type, MapType):
        return st.dictionaries(WORDS, values(field_type.value), max_size=2) | SCALARS
    if isinstance(field_type, ListType):
        return st.lists(values(field_type.item), max_size=2) | SCALARS
    if isinstance(field_type, SegmentsType):
        return WORDS | st.lists(SCALARS, max_size=3) | ANYTHING
    if isinstance(field_type, SyntaxesType):
        custom = st.fixed_dictionaries({"custom": st.sampled_from(["~[a-z]+~", "x" * 201, ""])})
        item = st.sampled_from(sorted(SYNTAXES)) | SCALARS
        return item | custom | st.lists(item, max_size=3) | ANYTHING
    if isinstance(field_type, ByLocaleType):
        return st.dictionaries(WORDS, values(field_type.text), max_size=2) | values(field_type.text)
    if isinstance(field_type, TextOrRecordType):
        return values(field_type.text) | values(field_type.record)
    assert isinstance(field_type, TextType)
    if "off" in field_type.values:  # which some readers also type as `no`
        return WORDS | st.sampled_from(field_type.values)
    return SCALARS | st.sampled_from(field_type.values or ("a",)) | ANYTHING


def flow(value: Any) -> str:
    """Return a document as YAML on one line, with `yes` and `no` for booleans, as YAML readers type them."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)}: {flow(below)}" for key, below in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return json.dumps(value)


@pytest.mark.parametrize("name", TYPES)
def test_schema_and_model_agree(name: str) -> None:
    @given(values(TYPES[name]))
    def agree(document: object) -> None:
        node, diagnostics = read(flow(document).encode(), "f.yaml")
        assert node is not None
        assert diagnostics == []
        accepted = not list(validate(node, TYPES[name], "f.yaml"))
        assert VALIDATORS[name].is_valid(document) == accepted

    agree()


@pytest.mark.parametrize("path", sorted((ROOT / "catalog").rglob("*.yaml")), ids=lambda path: path.stem)
def test_files_of_this_repository_are_valid_as_text_and_as_yaml_readers_type_them(path: Any) -> None:
    folder = path.relative_to(ROOT / "catalog").parts[0]
    name = {"catalog.yaml": "catalog", "events": "event", "labels": "labels", "pages": "pages"}[folder]
    for loader in (yaml.BaseLoader, yaml.SafeLoader):
        VALIDATORS[name].validate(yaml.load(path.read_text("utf-8"), Loader=loader))


@pytest.mark.parametrize("name", TYPES)
def test_every_field_is_described(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(json_schema(TYPES[name], name))

    def undescribed(schema: Any) -> list[str]:
        below = schema.get("properties", {})
        own = [key for key, value in below.items() if not value.get("description")]
        return own + [key for value in below.values() for key in undescribed(value)]

    assert undescribed(json_schema(TYPES[name], name)) == []


@pytest.mark.parametrize("switch", ["yes", "no", "true", "false", "maybe"])
def test_schema_and_reader_agree_about_switches(switch: str) -> None:
    """Editors read `true` and `yes` as booleans or as texts, depending on their version of YAML."""
    text = f"terms: [{{term: WCF, keep: {switch}}}]\n"
    node, _ = read(text.encode(), "glossary.yaml")
    assert node is not None
    is_known = switch != "maybe"
    assert (validate(node, GLOSSARY, "glossary.yaml") == []) is is_known
    schema = VALIDATORS["glossary"]
    assert schema.is_valid({"terms": [{"term": "WCF", "keep": switch}]}) is is_known
    assert schema.is_valid(yaml.safe_load(text)) is is_known
