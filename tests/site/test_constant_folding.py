"""Constant folding changes no text, whatever templates do with names; it works with the installed Jinja."""

from collections.abc import Callable
from html import unescape
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from typing import Any, ClassVar

import pytest
from jinja2 import DictLoader, Environment, nodes
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Macro
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from eventdocs.site.constant_folding import TESTED_JINJA, FoldingEnvironment, FoldingRules, fold_constants
from eventdocs.site.template_env import TemplateEnv, template_env
from tests.conftest import ROOT, Run, tree
from tests.large import large_catalog

_TEMPLATES = (".html", ".md", ".xml", ".txt")
SHARED = {"locale": "pt-BR", "bilingual": True, "assets": {"a.css": "a.1.css"}, "site_title": "<Site>"}


def label_text(context: str, key: str, **values: str) -> str:
    return f"{context}/{key}{values.get('id', '')}"


def render(templates: dict[str, str], name: str = "page.html", **values: object) -> str:
    return template_env(templates, shared={**SHARED, "pgettext": label_text}).render(name, **values)


def test_values_labels_and_settings_become_escaped_text() -> None:
    page = '{{ locale }} {{ site_title }} {{ assets["a.css"] }} {{ pgettext("site", "<a>") }} {{ given }}'
    assert render({"page.html": page}, given="<b>") == "pt-BR &lt;Site&gt; a.1.css site/&lt;a&gt; &lt;b&gt;"
    code = template_env({"page.html": page}, shared={**SHARED, "pgettext": label_text}).environment
    assert "pt-BR &lt;Site&gt; a.1.css" in str(code.compile(page, "page.html", raw=True))


def test_a_call_with_a_value_of_the_page_is_not_folded() -> None:
    page = '{{ pgettext("site", "id", id=number) }} {{ pgettext("site", word) }}'
    assert render({"page.html": page}, number="7", word="x") == "site/id7 site/x"


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
def test_a_name_that_the_template_assigns_is_not_folded(own: str) -> None:
    names = "{% macro word() %}de{% endmacro %}"
    assert render({"page.html": own, "names.html": names}) == "de"


@pytest.mark.parametrize(
    "own",
    ['{% set site_title = "Mine" %}', "{% macro site_title() %}Mine{% endmacro %}"],
    ids=["set", "macro"],
)
def test_a_template_overrides_a_value_for_the_template_that_it_extends(own: str) -> None:
    call = "()" if "macro" in own else ""
    base = "<title>{{ site_title" + call + " }}</title>"
    assert (
        render({"base.html": base, "page.html": '{% extends "base.html" %}' + own}) == "<title>Mine</title>"
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
def test_a_macro_with_the_name_of_a_folded_function_is_called(own: str) -> None:
    names = "{% macro direction(tag) %}mine{% endmacro %}"
    templates = {"names.html": names, "base.html": '{{ direction("ar") }}', "page.html": own}
    assert render(templates) == "mine"


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
    page = render(templates, label=lambda text: "not called")
    assert page == "<b>&amp;</b>"


def test_calls_of_our_functions_are_compiled_to_plain_calls() -> None:
    page = "{{ label(first, second=2) }}{{ cells(*row) }}{{ label(**row) }}{{ other(first) }}"
    code = str(template_env({"page.html": page}).environment.compile(page, "page.html", raw=True))
    plain = str(
        template_env({"page.html": page}, fold=False).environment.compile(page, "page.html", raw=True)
    )
    assert (code.count("context.call("), plain.count("context.call(")) == (2, 4)


@pytest.mark.parametrize("fold", [True, False])
def test_output_is_escaped_as_jinja_does(fold: bool) -> None:
    page = "{{ text }} {{ text }} {{ markup }} {{ number }} {{ nothing }} {{ own }}"
    page += "{% autoescape false %} {{ text }}{% endautoescape %}"

    class Link:
        def __html__(self) -> str:
            return "<a>&amp;</a>"

    values = {"text": "<&\"'>", "markup": Markup("<b>"), "number": 7, "nothing": None, "own": Link()}
    expected = Environment(autoescape=True).from_string(page).render(values)
    assert template_env({"page.html": page}, fold=fold).render("page.html", **values) == expected
    assert expected.endswith(" <&\"'>")


def test_output_is_escaped_by_the_cached_function_unless_escaping_is_off() -> None:
    page = "{{ text }}{% autoescape false %}{{ text }}{% endautoescape %}"
    environment = template_env({"page.html": page, "page.md": page}).environment
    html = str(environment.compile(page, "page.html", raw=True))
    markdown = str(environment.compile("{{ text }}", "page.md", raw=True))
    assert (html.count("environment.escape_output("), markdown.count("environment.escape_output(")) == (1, 0)


def test_constant_folding_was_tested_with_the_installed_jinja() -> None:
    installed = ".".join(version("jinja2").split(".")[:2])
    assert installed in TESTED_JINJA, (
        f"Jinja {installed} is installed, but constant folding was only tested with {', '.join(TESTED_JINJA)}: "
        "run this file's tests, compare Jinja's compiler with `eventdocs/site/constant_folding.py`, "
        "then add the version to `TESTED_JINJA` and to the range in `pyproject.toml`"
    )


@pytest.mark.parametrize(
    ("function", "parameters"),
    [
        (Environment._parse, "self source name filename"),
        (CodeGenerator.__init__, "self environment name filename stream defer_init optimized"),
        (CodeGenerator.visit_Call, "self node frame forward_caller"),
        (CodeGenerator._output_child_pre, "self node frame finalize"),
        (CodeGenerator._output_child_to_const, "self node frame finalize"),
        (Environment._generate, "self source name filename defer_init"),
        (Macro._invoke, "self arguments autoescape"),
        (CodeGenerator.visit, "self node args kwargs"),
        (CodeGenerator.write, "self x"),
        (NodeTransformer.generic_visit, "self node args kwargs"),
    ],
)
def test_jinja_has_the_methods_that_are_overridden_or_called(
    function: Callable[..., object], parameters: str
) -> None:
    assert " ".join(signature(function).parameters) == parameters


def test_jinja_has_the_nodes_that_are_replaced() -> None:
    assert nodes.Call.fields == ("node", "args", "kwargs", "dyn_args", "dyn_kwargs")
    assert nodes.Name.fields == ("name", "ctx")
    assert nodes.Const.fields == ("value",)
    assert nodes.Keyword.fields == ("key", "value")


def test_jinja_s_parser_calls_the_overridden_method_and_its_compiler_the_generator() -> None:
    class Recorder(FoldingEnvironment):
        parsed: ClassVar[list[str]] = []

        def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
            self.parsed.append(source)
            return super()._parse(source, name, filename)

    environment = Recorder(loader=DictLoader({"page.html": "text"}))
    environment.get_template("page.html")
    assert environment.parsed == ["text"]
    assert Environment.code_generator_class is CodeGenerator


def test_jinja_joins_constants_with_text_and_escapes_them() -> None:
    environment = Environment(autoescape=True)
    tree = environment.parse("a{{ name }}b")
    rules = FoldingRules({"name": "<"}, {})
    code = environment.compile(fold_constants(tree, rules), raw=True)
    assert "'a&lt;b'" in code


def test_jinja_passes_a_plain_function_only_its_own_arguments() -> None:
    def show(*values: object, **named: object) -> str:
        return f"{values} / {named}"

    page = "{% block main %}{% for row in rows %}{{ label(row, *rows, key=1) }}{% endfor %}{% endblock %}"
    pages = [
        unescape(template_env({"page.html": page}, fold=fold).render("page.html", rows=[1, 2], label=show))
        for fold in (True, False)
    ]
    assert pages[0] == pages[1] == "(1, 1, 2) / {'key': 1}(2, 1, 2) / {'key': 1}"


def test_folding_changes_no_page_of_the_built_in_templates(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = large_catalog(tmp_path / "large")
    with (large / "catalog.yaml").open("a", encoding="utf-8") as settings:
        settings.write("site: {base_url: https://example.org/events}\n")
    small = ROOT / "tests/golden/unusual/catalog"
    loaded = tmp_path / "loaded.txt"  # a file, because processes that are forked load templates too

    class RecordingLoader(DictLoader):
        def get_source(self, environment: Environment, name: str) -> Any:
            with loaded.open("a", encoding="utf-8") as names:
                names.write(f"{name}\n")
            return super().get_source(environment, name)

    def unfolded(templates: dict[str, str], *arguments: Any) -> TemplateEnv:
        made = template_env(templates, *arguments, fold=False)
        made.environment.loader = RecordingLoader(templates)
        return made

    def pages(name: str) -> dict[str, dict[str, bytes]]:
        sites = {
            "own": (ROOT / "catalog", ["html", "markdown"]),
            "gfm": (ROOT / "catalog", ["gfm"]),
            "small": (small, ["html", "markdown"]),
            "large": (large, ["html"]),
        }
        for site, (catalog, formats) in sites.items():
            options = ["--jobs", "1", *(f"--format={format_name}" for format_name in formats)]
            build = run("build", catalog, "-o", tmp_path / name / site, *options)
            assert build.code == 0, build.err
        return {site: tree(tmp_path / name / site) for site in sites}

    folded = pages("folded")
    monkeypatch.setattr("eventdocs.site.renderer.template_env", unfolded)
    assert pages("plain") == folded
    assert set(loaded.read_text("utf-8").split()) >= {
        path.name for path in (ROOT / "templates").iterdir() if path.suffix in _TEMPLATES
    }
