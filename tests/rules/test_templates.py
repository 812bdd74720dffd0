"""Findings about a project's own templates, and about the assets in its settings."""

import re
from pathlib import Path

import pytest

from eventdocs.building.api import build
from eventdocs.commands.check import check_catalog, filter_locales
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.errors import EventdocsError
from eventdocs.site.routes import Format
from tests.conftest import Write


@pytest.fixture
def folder(catalog: Write) -> Path:
    """Return the folder of a small catalog."""
    return catalog()


def found(folder: Path, **templates: str) -> list[Diagnostic]:
    """Return the findings about templates with these texts; `__` is a slash and `_` a dot in their names."""
    for name, text in templates.items():
        path = folder / "templates" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return [finding for finding in check_catalog(folder).diagnostics if "ED13" in finding.rule.code]


def test_an_unknown_block_is_reported_with_its_location(folder: Path) -> None:
    text = (
        '{% extends "default/base.html" %}\n{# {% block gone %} #}\n'
        "{% block footer %}{% block own %}{% endblock %}{% endblock %}\n  {%- block fotter %}{% endblock %}\n"
    )
    (finding,) = found(folder, base_html=text)
    assert (finding.rule.code, str(finding.location.file)) == ("ED131", "templates/base.html")
    assert (finding.location.line, finding.location.column) == (4, 13)
    assert finding.hint == "did you mean `footer`?"


@pytest.mark.parametrize(
    "block", ["header", "logo", "nav", "footer", "extra_head", "before_content", "after_content"]
)
def test_the_documented_blocks_exist_on_all_pages(block: str, folder: Path) -> None:
    text = f'{{% extends "default/base.html" %}}{{% block {block} %}}<i>own</i>{{% endblock %}}'
    assert found(folder, base_html=text) == []
    build(folder, folder.parent / "site", [Format.HTML])
    pages = list((folder.parent / "site").rglob("*.html"))
    assert len(pages) > 5
    for page in pages:
        assert page.read_text("utf-8").count("<i>own</i>") == 1, page


def test_an_unused_template_is_reported(folder: Path) -> None:
    own = '{% extends "default/event.html" %}{% block facts %}{% include "parts/facts.html" %}{% endblock %}'
    assert found(folder, event_html=own, parts__facts_html="x", assets__own_css="x") == []
    (finding,) = found(folder, evnt_html="x")
    assert (finding.rule.code, finding.location.file) == ("ED132", "templates/evnt.html")
    assert finding.hint == "did you mean `event.html`?"


def test_an_asset_that_the_settings_name_must_be_there(folder: Path) -> None:
    settings = folder / "catalog.yaml"
    settings.write_text(settings.read_text("utf-8") + "site: {logo: own.svg}\n", "utf-8")
    (finding,) = found(folder)
    assert finding.rule.code == "ED130"
    assert finding.message == "there is no file `templates/assets/own.svg`"
    with pytest.raises(EventdocsError, match=r"own\.svg"):
        build(folder, folder.parent / "site", [Format.HTML])
    assert found(folder, assets__own_svg="<svg/>") == []
    assert build(folder, folder.parent / "site", [Format.HTML]).changes


def test_an_error_in_a_template_shows_its_line(folder: Path) -> None:
    found(folder, base_html='{% extends "default/base.html" %}\n{% block footer %}{{ nix }}{% endblock %}\n')
    with pytest.raises(EventdocsError, match=r"base\.html:2: `nix` is undefined") as caught:
        build(folder, folder.parent / "site", [Format.HTML])
    assert caught.value.excerpt == (
        "    2 | {% block footer %}{{ nix }}{% endblock %}",
        "      |                      ^^^",
    )


@pytest.mark.parametrize(
    ("text", "column", "end", "message"),
    [
        ("x\n  {% if %}\n", 3, 11, "expected an expression, got `end of statement block`"),
        ("x\n{{ 1 | nofilter }}\n", 8, 16, "no filter named `nofilter`"),
        ("x\n{% block a %}\n", 4, 9, "unexpected end of template"),
    ],
)
def test_a_syntax_error_prevents_a_build_and_is_always_reported(
    text: str, column: int, end: int, message: str, folder: Path
) -> None:
    """A pull request must not pass a check if its catalog cannot be built."""
    settings = (folder / "catalog.yaml").read_text("utf-8")
    (folder / "catalog.yaml").write_text(
        f"{settings}rules: [{{rule: template-syntax, severity: off}}]\n", "utf-8"
    )
    (finding,) = found(folder, index_html=text)
    where = finding.location
    assert (finding.rule.code, where.line, where.column, where.end_column) == ("ED135", 2, column, end)
    assert finding.message.startswith(message)
    assert filter_locales(check_catalog(folder), ["pt-BR"]) == [finding]
    with pytest.raises(EventdocsError, match=r"templates/index\.html:2: "):
        build(folder, folder.parent / "site", [Format.HTML])


def test_the_design_of_a_site_is_on_all_pages_and_escaped(folder: Path) -> None:
    settings = folder / "catalog.yaml"
    design = """site:
  footer: {en-US: 'By <b>us</b>, see [them](https://a.example) and [no](javascript:x)'}
  links: [{title: 'A & <B>', url: 'https://b.example/?a=1&b=2'}]
  stylesheet: own.css
  logo: logo.svg
  icon: favicon.png
  colors: {link: '#f00 #0f0', ink: '#000'}
"""
    settings.write_text(settings.read_text("utf-8") + design, "utf-8")
    assert found(folder, assets__own_css="b {}", assets__logo_svg="<svg/>", assets__favicon_png="") == []
    build(folder, folder.parent / "site", [Format.HTML])
    for page in (folder.parent / "site").rglob("*.html"):
        text = page.read_text("utf-8")
        assert "By &lt;b&gt;us&lt;" in text
        assert "<b>us" not in text
        assert '<a href="https://a.example">them</a>' in text
        assert 'href="javascript' not in text
        assert '<a href="https://b.example/?a=1&amp;b=2">A &amp; &lt;B&gt;</a>' in text
        assert text.index("site.") < text.index("own.")
        assert re.search(r'<img src="(\.\./)*assets/logo\.\w+\.svg" alt="" ', text)
        assert re.search(r'<link rel="icon" href="(\.\./)*assets/favicon\.\w+\.png">', text)
    (style,) = (folder.parent / "site/assets").glob("site.*.css")
    assert style.read_text("utf-8").endswith(
        ":root {\n  --ink: #000;\n  --link: light-dark(#f00, #0f0);\n}\n"
    )
