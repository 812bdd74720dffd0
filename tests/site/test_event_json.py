"""JSON pages and NDJSON lines contain an event's metadata and all of its texts."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest

from eventdocs.model.catalog import Provider
from eventdocs.site.event_json import (
    content_json,
    event_json,
    json_value,
    metadata_json,
    ndjson_line,
    texts_json,
)
from eventdocs.site.event_json_schema import event_json_schema, ndjson_schema
from tests.site.views import EVENT, SETTINGS, block_view, view


def test_a_page_has_the_metadata_and_each_unit_with_its_source_and_flags() -> None:
    page = view("pt-BR")
    value = json.loads(event_json(page, metadata_json(page, SETTINGS), texts_json(page)))
    assert (value["id"], value["level"], value["keywords"]) == ("7", "error", ["Storage"])
    assert (value["locale"], value["source_locale"], value["machine"]) == ("pt-BR", "en-US", False)
    (cause,) = [section for section in value["sections"] if section["role"] == "cause"]
    assert cause["heading"]["text"] == "Causa"
    assert cause["paragraph"] == [
        {
            "text": "Too many files.",
            "plain": "Too many files.",
            "html": "Too many files.",
            "locale": "en-US",
            "source": "Too many files.",
            "missing": True,
            "machine": False,
            "stale": False,
        }
    ]


def test_a_page_shows_whether_it_has_machine_translations() -> None:
    page = view("pt-BR")
    machine = replace(page, marked=(page.title._replace(machine=True),))
    assert json.loads(f"{{{texts_json(machine)}}}")["machine"] is True


def test_a_line_has_the_texts_of_all_locales_and_ends_with_a_line_feed() -> None:
    texts = {locale: texts_json(view(locale)) for locale in ("en-US", "pt-BR")}
    line = ndjson_line(metadata_json(view("en-US"), SETTINGS), texts, content_json(EVENT, "en-US"))
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    value = json.loads(line)
    assert list(value["texts"]) == ["en-US", "pt-BR"]
    assert value["texts"]["pt-BR"]["title"]["text"] == "7 - DiskFull"


def test_absent_texts_and_lists_are_null_and_empty_lists_are_not() -> None:
    page = view("en-US", replace(EVENT, keywords=None, level=""))
    assert (json_value(""), json_value(None), json_value(()), json_value(0)) == (None, None, [], 0)
    assert json.loads(f"{{{metadata_json(page, SETTINGS)}}}")["level"] is None


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "pt-PT"])
def test_pages_are_valid_by_the_json_schema(locale: str) -> None:
    page = view(locale)
    value = json.loads(event_json(page, metadata_json(page, SETTINGS), texts_json(page)))
    jsonschema.Draft202012Validator(event_json_schema()).validate(value)


def test_a_text_of_blocks_is_one_unit_with_its_markdown_and_html() -> None:
    page = block_view(description=("One.\n\n- <xref:a>", "Um.\n\n- <xref:a>"), cause=("A.\n\nB.", "C."))
    sections = {
        section["role"]: section["paragraph"]
        for section in json.loads(f"{{{texts_json(page, 'https://docs.example/{uid}')}}}")["sections"]
        if "paragraph" in section
    }
    ((unit,), (other,)) = sections["description"], sections["cause"]
    assert (unit["text"], unit["source"]) == ("Um.\n\n- <xref:a>", "One.\n\n- <xref:a>")
    assert unit["html"] == (
        '<p>Um.</p>\n<ul>\n<li>\n<p><a href="https://docs.example/a"><code translate="no" dir="ltr">a</code></a></p>\n'
        "</li>\n</ul>\n"
    )
    assert (other["text"], other["html"], other["source"]) == ("C.", "<p>C.</p>\n", "A.\n\nB.")


def test_only_texts_that_are_markdown_have_html() -> None:
    value = json.loads(f"{{{texts_json(view('en-US'))}}}")
    sections = {section["role"]: section for section in value["sections"]}
    assert "html" not in value["title"]
    assert "html" not in sections["message"]["paragraph"][0]
    assert sections["description"]["paragraph"][0]["html"] == "The disk is full."


PROVIDED = replace(
    SETTINGS,
    default_provider="disk",
    providers={"disk": Provider("Example-Disk", "{1234}", {"op": "Example-Disk/Operational"})},
    base_url="https://example.org/x",
)


def test_a_page_has_its_address_and_the_names_of_provider_and_channel() -> None:
    event = replace(EVENT, channel="op", metadata={"ms.topic": "event"})
    of_locale = view("pt-BR", event)
    texts = texts_json(of_locale, "", PROVIDED.base_url)
    value = json.loads(event_json(of_locale, metadata_json(of_locale, PROVIDED), texts))
    assert value["url"] == "https://example.org/x/pt-BR/7-diskfull.html"
    assert (value["provider"], value["provider_name"], value["provider_guid"]) == (
        "disk",
        "Example-Disk",
        "{1234}",
    )
    assert (value["channel"], value["channel_name"]) == ("op", "Example-Disk/Operational")
    assert value["metadata"] == {"ms.topic": "event"}
    relative = json.loads(f"{{{texts_json(of_locale)}}}")
    assert relative["url"] == "pt-BR/7-diskfull.html"


def test_an_event_without_provider_and_channel_has_null_names() -> None:
    value = json.loads(f"{{{metadata_json(view('en-US'), SETTINGS)}}}")
    names = ("provider", "provider_name", "provider_guid", "channel_name")
    assert [value[name] for name in names] == [None] * 4


def test_a_message_has_patterns_for_both_texts() -> None:
    value = json.loads(f"{{{texts_json(view('pt-BR'))}}}")
    (message,) = [section for section in value["sections"] if section["role"] == "message"]
    match = re.search(message["pattern"]["python"], "O disco C: está cheio.")
    assert match is not None
    assert match["p1"] == "C:"
    assert re.search(message["source_pattern"]["re2"], "Disk C: is full.")
    assert message["pattern"]["javascript"].startswith(r"^O\sdisco\s(?<p1>")


def test_markdown_has_a_plain_text() -> None:
    page = block_view(cause=("A.", "Um `x` **forte** &amp; [link](https://a.example)."))
    value = json.loads(f"{{{texts_json(page)}}}")
    (cause,) = [section for section in value["sections"] if section["role"] == "cause"]
    assert cause["paragraph"][0]["plain"] == "Um x forte & link."


def test_a_line_is_valid_by_its_schema() -> None:
    texts = {locale: texts_json(view(locale)) for locale in ("en-US", "pt-BR")}
    value = json.loads(
        ndjson_line(metadata_json(view("en-US"), SETTINGS), texts, content_json(EVENT, "en-US"))
    )
    schema = ndjson_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    validator.validate(value)
    for key in value:
        assert not validator.is_valid({name: each for name, each in value.items() if name != key}), key
    assert schema["$id"] == f"urn:eventdocs:schema:events:{value['version']}"
