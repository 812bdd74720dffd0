"""The renderer of a site reuses what an earlier build compiled."""

from pathlib import Path

import pytest

from eventdocs.building.prepare import TemplateCache, load_template_cache, prepare_site
from eventdocs.site.listing import EditorLinks
from tests.building.conftest import Record, Site


@pytest.fixture
def built(site: Site) -> Site:
    site.build()
    return site


def test_templates_and_labels_of_the_last_build_are_loaded(built: Site) -> None:
    digest = built.inputs().shared.templates_digest
    with built.session() as session:
        cached = load_template_cache(session.cache, session.output, digest)
        assert any(name.endswith("event.html") for name in cached.bytecode)
        assert {"en", "pt-BR"} <= cached.labels.keys()
        other = load_template_cache(session.cache, session.output, b"other templates")
        assert other == TemplateCache(cached.bytecode, {})
        unused = load_template_cache(session.cache._replace(reusable=None), session.output, digest)
        assert unused == TemplateCache({}, {})
    built.damage(built.manifest.templates)
    with built.session() as session:
        assert load_template_cache(session.cache, session.output, digest) == TemplateCache({}, {})


def test_an_edit_compiles_no_template_and_reads_no_label_again(built: Site, record: Record) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    compiled = record("jinja2.Environment.compile")
    labels = record("eventdocs.formats.po.read_labels")
    built.build()
    assert (compiled, labels) == ([], [])


def test_an_edit_does_not_ask_babel(built: Site, record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    built.edit("events/12.yaml", "full.", "empty.")
    built.build(jobs=1)  # now all that a page shows is known, even if other processes rendered the first ones
    monkeypatch.setattr("eventdocs.text.locales._locale_data", {})
    asked = record("eventdocs.text.locales._locale"), record("babel.core.get_global")
    built.edit("events/12.yaml", "empty.", "full.")
    built.build()
    assert asked == ([], [])


def test_the_first_build_of_another_output_compiles_no_template(
    built: Site, tmp_path: Path, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    compiled = record("jinja2.Environment.compile")
    labels = record("eventdocs.formats.po.read_labels")
    built.build(tmp_path / "first")
    assert compiled
    assert labels
    compiled.clear()
    labels.clear()
    built.build(tmp_path / "second")
    assert (compiled, labels) == ([], [])
    built.build(tmp_path / "third", use_cache=False)
    assert compiled
    assert labels


def test_only_a_changed_template_is_compiled_again(built: Site, record: Record) -> None:
    built.write("templates/chooser.html", "mine")
    compiled = record("jinja2.Environment.compile")
    built.build()
    assert (built.out / "index.html").read_text() == "mine"
    assert [name for _, _, name, *_ in compiled] == ["chooser.html"]


def test_changed_labels_are_read_again(built: Site, record: Record) -> None:
    built.write("templates/chooser.html", "mine")
    labels = record("eventdocs.formats.po.read_labels")
    built.build()
    assert labels


def test_formats_and_locales_are_those_of_the_request(site: Site) -> None:
    settings = site.inputs().settings
    request = site.request._replace(formats=("markdown",), locales=("pt-br",))
    renderer = prepare_site(request, settings, TemplateCache({}, {}))
    assert (renderer.formats, renderer.locales) == (("markdown",), ("pt-BR",))
    assert renderer.editor_links is None


def test_a_preview_links_to_the_catalog_on_this_machine(site: Site, tmp_path: Path) -> None:
    settings = site.inputs().settings
    (tmp_path / "link").symlink_to(site.catalog)
    for editor in ("", "vscode://file/{path}:{line}"):
        request = site.request._replace(editor=editor, catalog=tmp_path / "link")
        links = prepare_site(request, settings, TemplateCache({}, {})).editor_links
        assert links == EditorLinks(editor, f"{site.catalog.resolve().as_posix()}/")


def test_pseudo_locales_have_labels_made_from_english(site: Site) -> None:
    site.pseudo = True
    settings = site.inputs().settings
    renderer = prepare_site(site.request, settings, TemplateCache({}, {}))
    label = renderer.label_lookup("qps-ploc").label("headings", "description")
    assert label.locale == "qps-ploc"
    assert label.text != renderer.label_lookup("en-US").label("headings", "description").text


def test_templates_are_compiled_once_for_all_locales(site: Site) -> None:
    renderer = prepare_site(site.request, site.inputs().settings, TemplateCache({}, {}))
    renderer.compile_templates()
    assert {"event.html", "base.html", "strings.html", "sections.html"} <= set(renderer.template_cache)
    known = dict(renderer.template_cache)
    renderer.compile_templates()
    assert renderer.template_cache == known
