"""What is folded into templates changes no byte of what they say, whatever a project's own do with names."""

import pytest

from eventdocs.site.template_env import template_env

SHARED = {"locale": "pt-BR", "bilingual": True, "assets": {"a.css": "a.1.css"}, "site_title": "<Site>"}


def said(context: str, key: str, **values: str) -> str:
    return f"{context}/{key}{values.get('id', '')}"


def filled(templates: dict[str, str], name: str = "page.html", **values: object) -> str:
    return template_env(templates, shared={**SHARED, "pgettext": said}).render(name, **values)


def test_names_words_and_settings_become_text_and_are_escaped() -> None:
    page = '{{ locale }} {{ site_title }} {{ assets["a.css"] }} {{ pgettext("site", "<a>") }} {{ given }}'
    assert filled({"page.html": page}, given="<b>") == "pt-BR &lt;Site&gt; a.1.css site/&lt;a&gt; &lt;b&gt;"
    code = template_env({"page.html": page}, shared={**SHARED, "pgettext": said}).environment
    assert "pt-BR &lt;Site&gt; a.1.css" in str(code.compile(page, "page.html", raw=True))


def test_a_call_with_a_value_of_the_page_is_made_for_each_page() -> None:
    page = '{{ pgettext("site", "id", id=number) }} {{ pgettext("site", word) }}'
    assert filled({"page.html": page}, number="7", word="x") == "site/id7 site/x"


@pytest.mark.parametrize(
    "own",
    [
        '{% set locale = "de" %}{{ locale }}',
        '{% for locale in ["de"] %}{{ locale }}{% endfor %}',
        '{% macro show(locale) %}{{ locale }}{% endmacro %}{{ show("de") }}',
        '{% with locale = "de" %}{{ locale }}{% endwith %}',
        '{% from "names.html" import word as locale %}{{ locale() }}',
        '{% import "names.html" as locale %}{{ locale.word() }}',
    ],
)
def test_a_template_s_own_meaning_of_a_name_holds(own: str) -> None:
    names = "{% macro word() %}de{% endmacro %}"
    assert filled({"page.html": own, "names.html": names}) == "de"


@pytest.mark.parametrize(
    "own",
    ['{% set site_title = "Mine" %}', "{% macro site_title() %}Mine{% endmacro %}"],
    ids=["set", "macro"],
)
def test_what_a_template_sets_is_seen_by_the_one_that_it_extends(own: str) -> None:
    call = "()" if "macro" in own else ""
    base = "<title>{{ site_title" + call + " }}</title>"
    assert (
        filled({"base.html": base, "page.html": '{% extends "base.html" %}' + own}) == "<title>Mine</title>"
    )


@pytest.mark.parametrize(
    "own",
    [
        '{% macro direction(tag) %}mine{% endmacro %}{{ direction("ar") }}',
        '{% from "names.html" import direction %}{{ direction("ar") }}',
        '{% extends "base.html" %}{% macro direction(tag) %}mine{% endmacro %}',
    ],
    ids=["own", "imported", "in what it extends"],
)
def test_a_macro_in_the_place_of_a_function_that_is_folded_is_called(own: str) -> None:
    names = "{% macro direction(tag) %}mine{% endmacro %}"
    templates = {"names.html": names, "base.html": '{{ direction("ar") }}', "page.html": own}
    assert filled(templates) == "mine"


@pytest.mark.parametrize(
    "own",
    [
        '{% from "strings.html" import label with context %}{{ label("&") }}',
        "{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}{{ label('&') }}",
        "{% extends 'base.html' %}{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}",
    ],
    ids=["imported", "own", "in what it extends"],
)
def test_a_macro_in_the_place_of_a_page_s_function_is_escaped_once(own: str) -> None:
    templates = {"strings.html": "{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}"}
    templates |= {"base.html": '{{ label("&") }}', "page.html": own}
    page = filled(templates, label=lambda text: "not asked")
    assert page == "<b>&amp;</b>"
