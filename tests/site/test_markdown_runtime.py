"""Macros, blocks and joined text of Markdown templates are Markdown, and nothing in them is escaped twice."""

import pytest

from eventdocs.site.markdown_text import Markdown
from eventdocs.site.template_env import template_env


def rendered(page: str, *, fold: bool = True, **values: object) -> str:
    return template_env({"page.md": page}, fold=fold).render("page.md", **values)


@pytest.mark.parametrize("fold", [True, False])
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
def test_a_template_escapes_what_is_not_markdown(page: str, expected: str, fold: bool) -> None:
    assert rendered(page, fold=fold, text="<b>", markdown=Markdown("*m*")) == expected


def test_folded_labels_and_settings_are_escaped() -> None:
    templates = {"page.md": "{{ site_title }} {{ pgettext('notices', 'note') }}"}
    shared = {"site_title": "<Site>", "pgettext": lambda context, key: "`x`"}
    env = template_env(templates, shared=shared)
    assert env.render("page.md") == "&lt;Site&gt; &#96;x&#96;"
    code = str(env.environment.compile(templates["page.md"], "page.md", raw=True))
    assert "&lt;Site&gt; &#96;x&#96;" in code


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
