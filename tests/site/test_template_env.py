"""Templates are rendered with the values of a locale; an error names the file and line."""

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import LabelLookup
from eventdocs.site.template_env import label_functions, template_env

LABELS = LabelLookup(
    (
        (
            "pt-BR",
            {
                "site": {"same_id": "Eventos com o id {id}"},
                "counts": {"events.one": "{count} evento", "events.other": "{count} eventos"},
            },
        ),
    )
)


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("a\n{{ 1 / 0 }}", "templates/page.html:2: division by zero"),
        ("a\n\n{{ nothing }}", "templates/page.html:3: `nothing` is undefined"),
        ("{% if %}", "templates/page.html:1: "),
        ('{% extends "lost.html" %}', "templates/page.html:1: there is no template `lost.html`"),
    ],
)
def test_an_error_names_the_template_and_the_line(template: str, message: str) -> None:
    with pytest.raises(EventdocsError) as caught:
        template_env({"page.html": template}).render("page.html")
    assert caught.value.message.startswith(message)
    assert caught.value.hint == "fix the template"


def test_an_error_in_a_parent_template_names_the_parent() -> None:
    templates = {"page.html": '{% extends "base.html" %}', "base.html": "\n{{ 1 / 0 }}"}
    with pytest.raises(EventdocsError, match=r"templates/base\.html:2: division by zero"):
        template_env(templates).render("page.html")


def test_values_are_escaped_by_the_kind_of_the_template() -> None:
    env = template_env({"a.html": "{{ value }}", "a.md": "{{ value }}", "a.txt": "{{ value }}"})
    assert env.render("a.html", value="<`>") == "&lt;`&gt;"
    assert env.render("a.md", value="<`>") == "&lt;&#96;&gt;"
    assert env.render("a.txt", value="<`>") == "<`>"


def test_compiled_templates_are_reused_for_all_values() -> None:
    cache: dict[str, bytes] = {}
    env = template_env({"a.md": "{{ locale }}"}, compiled=cache)
    assert [env.with_globals({"locale": tag}).render("a.md") for tag in ("en", "pt-BR")] == ["en", "pt-BR"]
    assert list(cache) == ["a.md"]
    assert template_env({"a.md": "another"}, compiled=cache).render("a.md") == "another"


def test_a_template_is_compiled_with_those_that_it_extends() -> None:
    cache: dict[str, bytes] = {}
    templates = {"page.html": '{% extends "base.html" %}', "base.html": "x", "other.html": "y"}
    template_env(templates, compiled=cache).compile("page.html")
    assert sorted(cache) == ["base.html", "page.html"]


def test_compiling_a_broken_template_leaves_the_error_to_rendering() -> None:
    env = template_env({"page.html": "{% if %}"})
    env.compile("page.html")
    with pytest.raises(EventdocsError):
        env.render("page.html")


def test_labels_are_found_with_their_values_and_plural_forms() -> None:
    functions = label_functions(LABELS, "pt-BR")
    assert functions["pgettext"]("site", "same_id", id="7") == "Eventos com o id 7"
    assert functions["npgettext"]("counts", "events", 1) == "1 evento"
    assert functions["npgettext"]("counts", "events", 2000) == "2.000 eventos"
