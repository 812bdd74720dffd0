"""JSON pages and NDJSON lines hold an event's metadata and all of its texts."""

import json
from dataclasses import replace

import jsonschema
import pytest

from eventdocs.site.event_json import event_json, json_value, metadata_json, ndjson_line, texts_json
from eventdocs.site.event_json_schema import event_json_schema
from tests.site.views import EVENT, view


def test_a_page_has_the_metadata_and_each_unit_with_its_source_and_flags() -> None:
    page = view("pt-BR")
    value = json.loads(event_json(page, metadata_json(page), texts_json(page)))
    assert (value["id"], value["level"], value["keywords"]) == ("7", "error", ["Storage"])
    assert (value["locale"], value["source_locale"], value["machine"]) == ("pt-BR", "en-US", False)
    (cause,) = [section for section in value["sections"] if section["role"] == "cause"]
    assert cause["heading"]["text"] == "Causa"
    assert cause["paragraph"] == [
        {
            "text": "Too many files.",
            "locale": "en-US",
            "source": "Too many files.",
            "missing": True,
            "machine": False,
            "stale": False,
        }
    ]


def test_a_page_says_whether_a_machine_translated_any_of_it() -> None:
    page = view("pt-BR")
    machine = replace(page, title=page.title._replace(machine=True))
    assert json.loads(f"{{{texts_json(machine)}}}")["machine"] is True


def test_a_line_has_the_texts_of_all_locales_and_ends_with_a_line_feed() -> None:
    texts = {locale: texts_json(view(locale)) for locale in ("en-US", "pt-BR")}
    line = ndjson_line(metadata_json(view("en-US")), texts)
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    value = json.loads(line)
    assert list(value["texts"]) == ["en-US", "pt-BR"]
    assert value["texts"]["pt-BR"]["title"]["text"] == "7 - DiskFull"


def test_absent_texts_and_lists_are_null_and_empty_lists_are_not() -> None:
    page = view("en-US", replace(EVENT, keywords=None, level=""))
    assert (json_value(""), json_value(None), json_value(()), json_value(0)) == (None, None, [], 0)
    assert json.loads(f"{{{metadata_json(page)}}}")["level"] is None


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "pt-PT"])
def test_pages_are_valid_by_the_json_schema(locale: str) -> None:
    page = view(locale)
    value = json.loads(event_json(page, metadata_json(page), texts_json(page)))
    jsonschema.Draft202012Validator(event_json_schema()).validate(value)
