"""A label changes only the pages of events that show it."""

import pytest

from eventdocs.building.shown_labels import LabelDigests
from tests.building.conftest import Record, Site
from tests.conftest import ROOT, tree

VALUES = {
    10: "channel: debug",
    11: "keywords: [Quota, Disk]",
    12: "task: Open",
    13: "opcode: Start\nsee_also: [14]",
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
def labeled(site: Site) -> Site:
    """Return a site with an event for each kind of value, and labels for the values."""
    for number, value in VALUES.items():
        site.edit(f"events/{number}.yaml", "channel: analytic\nkeywords: [Storage]", value)
    site.edit("events/14.yaml", "level: error", "level: warning")
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
        ("headings:", "levels: {warning: Outra}\nheadings:", [13, 14]),  # one links to the other
        ("headings:", "levels: {critical: Outra}\nheadings:", []),
        ("description: Descrição", "description: Descrição, see_also: Outra", [13]),
        ("description: Descrição", "description: Outra", list(VALUES)),
        ("headings:", "site: {previous: Outra}\nheadings:", list(VALUES)),
        ("headings:", "site: {status: Outra}\nheadings:", []),
    ],
)
def test_a_changed_label_changes_the_pages_that_show_it(
    old: str, new: str, numbers: list[int], labeled: Site
) -> None:
    labeled.edit("labels/pt-BR.yaml", old, new)
    result = labeled.build()
    assert set(result.reasons) == {f"events/{number}.yaml" for number in numbers}
    assert tree(labeled.out) == labeled.clean()


def test_labels_in_a_locale_that_is_not_listed_prevent_a_build(labeled: Site) -> None:
    labeled.write("labels/de.yaml", "headings: {links: Mehr}")  # no page shows it
    assert labeled.build().changes is None


def test_templates_of_a_catalog_may_show_any_label(labeled: Site) -> None:
    template = (
        '{% extends "default/event.html" %}{% block footer %}{{ pgettext("tasks", "Open") }}{% endblock %}'
    )
    labeled.write("templates/event.html", template)
    labeled.build()
    labeled.edit("labels/pt-BR.yaml", "Open: Abrir", "Open: Outra")
    assert len(labeled.build().reasons) == len(VALUES)
    assert tree(labeled.out) == labeled.clean()


@pytest.mark.parametrize("context", ["channels", "keywords", "opcodes", "tasks"])
def test_no_default_template_shows_labels_of_values(context: str) -> None:
    templates = [
        path for path in (ROOT / "templates").rglob("*.*") if path.suffix in (".html", ".md", ".txt")
    ]
    assert templates
    assert not [path.name for path in templates if f'pgettext("{context}"' in path.read_text("utf-8")]


def test_the_digest_of_a_label_has_all_locales() -> None:
    keys = (("tasks", "Open"),)
    labels = {"de": {"tasks": {"Open": "Öffnen"}}, "pt-BR": {"tasks": {"Open": "Abrir"}}}
    changed = {**labels, "de": {"tasks": {"Open": "Auf"}}}
    assert LabelDigests(labels).digest(keys) != LabelDigests(changed).digest(keys)
    assert LabelDigests(labels).digest(()) == LabelDigests(changed).digest(())


@pytest.mark.parametrize(
    ("name", "text", "rendered"),
    [
        ("templates/404.html", '{% extends "default/404.html" %}', (0, 0, 0)),
        ("templates/event.html", '{% extends "default/event.html" %}', (5, 0, 0)),
        (
            "templates/index.html",
            '{% extends "default/index.html" %}{% block footer %}x{% endblock %}',
            (0, 18, 0),
        ),
        (
            "templates/shards.html",
            '{% extends "default/shards.html" %}{% block footer %}x{% endblock %}',
            (0, 0, 2),
        ),
        ("catalog.yaml", "# A comment\nrules: [{rule: ED301, severity: off}]\n", (0, 0, 0)),
        ("catalog.yaml", "title: {en-US: Disks}\n", (5, 18, 7)),
        ("labels/pt-BR.yaml", "headings: {cause: Motivo}\n", (0, 0, 0)),
        ("labels/pt-BR.yaml", "levels: {error: Falha}\n", (5, 6, 2)),
    ],
)
def test_a_changed_template_setting_or_label_changes_the_pages_that_use_it(
    name: str, text: str, rendered: tuple[int, int, int], site: Site, record: Record
) -> None:
    """Of events, lists and pages about the whole site, only those are rendered that show it."""
    site.build()
    path = site.catalog / name
    lists = record("eventdocs.building.render._write_list")
    pages = record("eventdocs.site.renderer.SiteRenderer.render_site_page")
    site.write(name, text + (path.read_text("utf-8").lstrip() if path.exists() else ""))
    result = site.build()
    assert (len(result.reasons), len(lists), len(pages)) == rendered
    assert tree(site.out) == site.clean()
