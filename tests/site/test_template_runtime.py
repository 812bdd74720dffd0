"""Macros, blocks and joined texts of Markdown templates are Markdown, and are not escaped twice."""

import pytest

from eventdocs.site.markdown_text import Markdown
from eventdocs.site.template_env import template_env


def rendered(page: str, **values: object) -> str:
    return template_env({"page.md": page}).render("page.md", **values)


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("*{{ text }}*", "*&lt;b&gt;*"),
        ("{{ '<b>' }}{{ 7 }}", "&lt;b&gt;7"),
        ("{% macro bold(x) %}**{{ x }}**{% endmacro %}{{ bold(text) }}", "**&lt;b&gt;**"),
        ("{% macro show() %}*{{ caller() }}*{% endmacro %}{% call show() %}`{% endcall %}", "*`*"),
        ("{% set part %}*{{ text }}*{% endset %}{{ part }}", "*&lt;b&gt;*"),
        ("{{ markdown ~ text }}{{ text ~ 1 }}", "*m*&lt;b&gt;&lt;b&gt;1"),
        ("{{ text|safe }}{{ text|e }}", "&lt;b&gt;&amp;lt;b&amp;gt;"),
        ("{{ md(text, 'markup') }}", "&lt;b>"),
        ("{% autoescape false %}{{ text }}{% endautoescape %}", "<b>"),
        ("{{ text|quoted }}", '"‹b>"'),
    ],
)
def test_a_template_escapes_what_is_not_markdown(page: str, expected: str) -> None:
    assert rendered(page, text="<b>", markdown=Markdown("*m*")) == expected


@pytest.mark.parametrize("name", ["page.md", "page.html"])
@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("{% macro bold(x) %}*{{ x }}*{% endmacro %}{{ bold(text) }}", "*&lt;b&gt;*"),
        ("{% set part %}*{{ text }}*{% endset %}{{ part }}", "*&lt;b&gt;*"),
        ("{% block part %}*{{ text }}*{% endblock %}{{ self.part() }}", "*&lt;b&gt;**&lt;b&gt;*"),
        ("{{ text ~ 1 }}{{ text|safe ~ '' if name == 'page.html' else text }}", "&lt;b&gt;1"),
        ("{% autoescape false %}{{ text }}{% endautoescape %}", "<b>"),
        ("{% include 'part' %}", "&lt;b&gt;"),
    ],
)
def test_skeletons_are_escaped_as_templates_are(name: str, page: str, expected: str) -> None:
    env = template_env({name: page, "part": "{{ text|e }}"})
    plain = env.render(name, text="<b>", name=name)
    assert plain.startswith(expected)
    assert env.repeated(name, "text", "name")("<x>", name) != plain
    assert env.repeated(name, "text", "name")("<b>", name) == plain


def test_the_block_of_an_extended_template_is_part_of_a_skeleton() -> None:
    templates = {
        "base.html": "{% block part %}<p>{{ text }}{% endblock %}",
        "page.html": '{% extends "base.html" %}{% block part %}{{ super() }}!{% endblock %}',
    }
    env = template_env(templates)
    assert [env.repeated("page.html", "text")(text) for text in ("a", "<")] == ["<p>a!", "<p>&lt;!"]
    (skeletons,) = env.skeletons.values()
    assert skeletons.inspected == 0


def test_markdown_is_escaped_in_html() -> None:
    page = template_env({"page.html": "{{ md(text, 'markup') }}"}).render("page.html", text="`<b>`")
    assert page == "`&lt;b&gt;`"


def test_the_overview_for_tools_is_markdown() -> None:
    assert template_env({"llms.txt": "{{ text }}"}).render("llms.txt", text="<b>") == "&lt;b&gt;"
    assert template_env({"robots.txt": "{{ text }}"}).render("robots.txt", text="a&b") == "a&b"


def test_errors_name_the_line_of_a_markdown_template() -> None:
    from eventdocs.model.errors import EventdocsError

    with pytest.raises(EventdocsError, match=r"templates/page\.md:3: division by zero"):
        rendered("a\n\n{{ 1 / 0 }}")
