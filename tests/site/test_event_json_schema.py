"""The JSON Schema of JSON pages accepts real pages and rejects invalid ones."""

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest

from eventdocs.site.event_json import event_json, metadata_json, texts_json
from eventdocs.site.event_json_schema import event_json_schema
from tests.site.views import EVENT, SETTINGS, view

VALIDATOR = jsonschema.Draft202012Validator(event_json_schema())


def page(**changes: object) -> dict[str, Any]:
    of_locale = view("pt-BR")
    value = json.loads(event_json(of_locale, metadata_json(of_locale, SETTINGS), texts_json(of_locale)))
    return {**value, **changes}


def test_the_schema_itself_is_valid() -> None:
    jsonschema.Draft202012Validator.check_schema(event_json_schema())
    assert VALIDATOR.is_valid(page())


def test_an_event_with_only_an_id_and_a_name_is_valid() -> None:
    bare = replace(EVENT, level="", keywords=None, parameters=None)
    of_locale = view("en-US", bare)
    VALIDATOR.validate(
        json.loads(event_json(of_locale, metadata_json(of_locale, SETTINGS), texts_json(of_locale)))
    )


@pytest.mark.parametrize(
    "changes",
    [{"version": 1}, {"id": None}, {"machine": "no"}, {"sections": [{}]}, {"title": {"text": "x"}}],
    ids=lambda changes: next(iter(changes)),
)
def test_a_wrong_version_a_missing_id_or_an_incomplete_text_is_invalid(changes: dict[str, object]) -> None:
    assert not VALIDATOR.is_valid(page(**changes))


def test_every_key_but_those_of_sections_is_required() -> None:
    for key in page():
        assert not VALIDATOR.is_valid({name: value for name, value in page().items() if name != key}), key
