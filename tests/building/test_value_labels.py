"""A label of a keyword, channel, task or opcode changes only the pages of events that have it."""

import pytest

from eventdocs.building.value_labels import ValueLabels, label_keys
from eventdocs.model.event import Event
from tests.building.conftest import Site
from tests.conftest import ROOT, tree

VALUES = {
    10: "channel: debug",
    11: "keywords: [Quota, Disk]",
    12: "task: Open",
    13: "opcode: Start",
    14: "task: Close",
}
LABELS = """
    channels: {debug: Depuração}
    keywords: {Quota: Cota}
    tasks: {Open: Abrir, Close: Fechar}
    opcodes: {Start: Início}
    headings: {description: Descrição}
"""


@pytest.fixture
def labelled(site: Site) -> Site:
    """Return a site with an event for each kind of value, and labels for the values."""
    for number, value in VALUES.items():
        site.edit(f"events/{number}.yaml", "channel: analytic\nkeywords: [Storage]", value)
    site.edit("catalog.yaml", "analytic: Product/Analytic", "debug: Product/Debug")
    site.write("labels/pt-BR.yaml", LABELS)
    site.build()
    return site


@pytest.mark.parametrize(
    ("old", "new", "numbers"),
    [
        ("debug: Depuração", "debug: Outra", [10]),
        ("Quota: Cota", "Quota: Outra", [11]),
        ("Quota: Cota", "Quota: Cota, 'Quota, Disk': Outra", [11]),
        ("Open: Abrir", "Open: Outra", [12]),
        ("Start: Início", "Start: Outra", [13]),
        (", Close: Fechar", "", [14]),
        ("Quota: Cota", "Quota: Cota, Other: Outra", []),
        ("description: Descrição", "description: Outra", list(VALUES)),
    ],
)
def test_a_changed_label_changes_the_pages_that_show_it(
    old: str, new: str, numbers: list[int], labelled: Site
) -> None:
    labelled.edit("labels/pt-BR.yaml", old, new)
    result = labelled.build()
    assert set(result.reasons) == {f"events/{number}.yaml" for number in numbers}
    assert tree(labelled.out) == labelled.clean()


def test_templates_of_a_catalog_may_show_any_label(labelled: Site) -> None:
    template = (
        '{% extends "default/event.html" %}{% block footer %}{{ pgettext("tasks", "Open") }}{% endblock %}'
    )
    labelled.write("templates/event.html", template)
    labelled.build()
    labelled.edit("labels/pt-BR.yaml", "Open: Abrir", "Open: Outra")
    assert len(labelled.build().reasons) == len(VALUES)
    assert tree(labelled.out) == labelled.clean()


@pytest.mark.parametrize("context", ["channels", "keywords", "opcodes", "tasks"])
def test_no_default_template_shows_labels_of_values(context: str) -> None:
    templates = [
        path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".md", ".txt")
    ]
    assert templates
    assert not [path.name for path in templates if f'pgettext("{context}"' in path.read_text("utf-8")]


def test_keys_have_the_provider_and_the_list_of_keywords() -> None:
    event = Event("7", "DiskFull", provider="P", channel="c", keywords=("A", "B"), task="t", opcode="o")
    assert label_keys(event) == (
        ("channels", "P/c"),
        ("opcodes", "P/o"),
        ("tasks", "P/t"),
        ("keywords", "A"),
        ("keywords", "B"),
        ("keywords", "A, B"),
    )
    assert label_keys(Event("7", "DiskFull")) == ()


def test_the_digest_of_a_label_has_all_locales() -> None:
    keys = (("tasks", "Open"),)
    labels = {"de": {"tasks": {"Open": "Öffnen"}}, "pt-BR": {"tasks": {"Open": "Abrir"}}}
    changed = {**labels, "de": {"tasks": {"Open": "Auf"}}}
    assert ValueLabels(labels).digest(keys) != ValueLabels(changed).digest(keys)
    assert ValueLabels(labels).digest(()) == ValueLabels(changed).digest(())
