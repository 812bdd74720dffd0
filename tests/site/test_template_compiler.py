"""Compiled templates escape with our functions and recognize markers, with the installed version of Jinja."""

from collections.abc import Callable
from importlib.metadata import version
from inspect import signature

import pytest
from jinja2 import Environment, runtime
from jinja2.compiler import CodeGenerator
from markupsafe import Markup

from eventdocs.site.template_compiler import TESTED_JINJA
from eventdocs.site.template_env import template_env


def test_output_is_escaped_as_jinja_does() -> None:
    page = "{{ text }} {{ text }} {{ markup }} {{ number }} {{ nothing }} {{ own }} {{ word }}"
    page += "{% autoescape false %} {{ text }}{% endautoescape %}"

    class Link:
        def __html__(self) -> str:
            return "<a>&amp;</a>"

    values = {
        "text": "<&\"'>",
        "markup": Markup("<b>"),
        "number": 7,
        "nothing": None,
        "own": Link(),
        "word": "a",
    }
    expected = Environment(autoescape=True).from_string(page).render(values)
    assert template_env({"page.html": page}).render("page.html", **values) == expected
    assert expected.endswith(" <&\"'>")


def test_json_is_written_as_jinja_does() -> None:
    page = "{{ {'b': text, 'a': [1, none]}|tojson }}"
    expected = Environment(autoescape=True).from_string(page).render(text="<'&")
    assert template_env({"page.html": page}).render("page.html", text="<'&") == expected


@pytest.mark.parametrize(
    "own",
    [
        '{% from "strings.html" import label with context %}{{ label("&") }}',
        "{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}{{ label('&') }}",
        "{% extends 'base.html' %}{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}",
    ],
    ids=["imported", "own", "in what it extends"],
)
def test_a_macro_with_the_name_of_a_page_function_is_escaped_once(own: str) -> None:
    templates = {"strings.html": "{% macro label(text) %}<b>{{ text }}</b>{% endmacro %}"}
    templates |= {"base.html": '{{ label("&") }}', "page.html": own}
    env = template_env(templates).with_globals({"label": lambda text: "not called"})
    assert env.render("page.html") == "<b>&amp;</b>"


def test_the_compiler_was_tested_with_the_installed_jinja() -> None:
    installed = ".".join(version("jinja2").split(".")[:2])
    assert installed in TESTED_JINJA, (
        f"Jinja {installed} is installed, but templates were only tested with {', '.join(TESTED_JINJA)}: "
        "run this file's tests, compare Jinja's compiler and runtime with `eventdocs/site/template_compiler.py` "
        "and `template_runtime.py`, then add the version to `TESTED_JINJA` and to the range in `pyproject.toml`"
    )


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (CodeGenerator._output_child_to_const, "self node frame finalize"),
        (Environment._generate, "self source name filename defer_init"),
        (runtime.Macro._invoke, "self arguments autoescape"),
        (runtime.Context.super, "self name current"),
        (runtime.BlockReference.__init__, "self name context stack depth"),
        (runtime.BlockReference.__call__, "self"),
        (runtime.TemplateReference.__getitem__, "self name"),
    ],
)
def test_jinja_has_the_methods_that_are_overridden_or_called(
    function: Callable[..., object], parameters: str
) -> None:
    assert " ".join(signature(function).parameters) == parameters


@pytest.mark.parametrize("name", ["escape", "Markup", "Macro", "markup_join", "TemplateReference"])
def test_the_code_of_templates_has_the_names_that_are_replaced(name: str) -> None:
    page = "{% macro m() %}x{% endmacro %}{{ self.b() ~ text }}{% block b %}{% endblock %}"
    code = str(template_env({}).environment.compile(page, "page.html", raw=True))
    imported, own = code.splitlines()[0].split("; ")
    assert f" {name}" in imported
    assert name in own.replace(",", "").split()
