"""The templates that the pages of events are made from are found by the names in their tags."""

import pytest

from eventdocs.site.template_references import templates_of_events
from tests.conftest import ROOT

TEXTS = {
    "event.html": ['{% extends "base.html" %}'],
    "404.html": ['{% extends "base.html" %}'],
    "own.html": [""],
}


def test_the_pages_of_events_need_few_of_the_built_in_templates() -> None:
    texts = {
        path.name: [path.read_text("utf-8")] for path in (ROOT / "templates").iterdir() if path.is_file()
    }
    assert templates_of_events(texts) == {
        "base.html",
        "event.gfm.md",
        "event.html",
        "event.md",
        "same-id.html",
        "sections.html",
        "strings.html",
    }


@pytest.mark.parametrize(
    "tag",
    [
        '{% include "own.html" %}',
        "{%- include 'own.html' ignore missing -%}",
        '{% from "own.html" import a, b with context %}',
        '{% import "own.html" as own %}',
        '{% extends "default/own.html" %}',
        '{%+ include "own.html" without context %}',
    ],
)
def test_names_in_tags_are_followed(tag: str) -> None:
    found = templates_of_events({**TEXTS, "base.html": ["", tag]})
    assert "own.html" in found
    assert "404.html" not in found


@pytest.mark.parametrize(
    "tag", ["{% include name %}", '{% include "own" ~ ".html" %}', '{% include ["a.html"] %}']
)
def test_all_templates_are_used_if_a_name_is_not_written_out(tag: str) -> None:
    assert templates_of_events({**TEXTS, "base.html": [tag]}) == {*TEXTS, "base.html"}
