"""A template set contains templates, labels and assets as values."""

import re

import pytest

from eventdocs.site.template_set import TemplateSet

SET = TemplateSet({"event.html": ""}, {"en": {}}, {"site.js": b"1", "icon.svg": b"2"})


def test_labels_can_be_added_to_a_copy() -> None:
    copy = SET.with_labels({"qps-ploc": {}})
    assert (list(copy.labels), list(SET.labels)) == (["en", "qps-ploc"], ["en"])
    assert copy.pages == SET.pages


def test_the_path_of_an_asset_changes_with_its_content() -> None:
    paths = SET.asset_paths()
    assert list(paths) == ["icon.svg", "site.js"]
    assert re.fullmatch(r"assets/site\.[0-9a-f]{12}\.js", paths["site.js"])
    other = TemplateSet({}, {}, {"site.js": b"3"})
    assert other.asset_paths()["site.js"] != paths["site.js"]


@pytest.mark.parametrize(
    ("url", "published"),
    [
        ("url(own.ttf)", r"url\(own\.[0-9a-f]{12}\.ttf\)"),
        ("url( 'fonts/mono.ttf#bold' )", r"url\( 'fonts/mono\.[0-9a-f]{12}\.ttf#bold' \)"),
        ('url("../own.ttf?#iefix")', r'url\("\.\./own\.ttf\?#iefix"\)'),
        ("url(missing.ttf)", r"url\(missing\.ttf\)"),
        ("url(data:font/ttf;base64,AA==)", r"url\(data:font/ttf;base64,AA==\)"),
        ("url(https://example.org/own.ttf)", r"url\(https://example\.org/own\.ttf\)"),
    ],
)
def test_a_style_sheet_loads_assets_under_their_output_names(url: str, published: str) -> None:
    templates = TemplateSet(
        {}, {}, {"own.css": f"x {{ src: {url} }}".encode(), "own.ttf": b"1", "fonts/mono.ttf": b"2"}
    )
    assert re.fullmatch(rf"x {{ src: {published} }}", templates.with_asset_urls().assets["own.css"].decode())


def test_a_style_sheet_in_a_folder_loads_assets_relative_to_it() -> None:
    templates = TemplateSet({}, {}, {"look/own.css": b"url(../own.ttf)", "own.ttf": b"1"})
    style = templates.with_asset_urls().assets["look/own.css"]
    assert re.fullmatch(rb"url\(\.\./own\.[0-9a-f]{12}\.ttf\)", style)


@pytest.mark.parametrize("statement", ['@import "b.css";', "@import'b.css';", "@import url(b.css);"])
def test_a_style_sheet_imports_others_under_their_output_names(statement: str) -> None:
    """The name of a style sheet changes with everything that it loads."""

    def assets(font: bytes) -> tuple[bytes, dict[str, str]]:
        files = {"a.css": statement.encode(), "b.css": b"x { src: url(own.ttf) }", "own.ttf": font}
        templates = TemplateSet({}, {}, files).with_asset_urls()
        return templates.assets["a.css"], templates.asset_paths()

    (style, paths), (_, others) = assets(b"1"), assets(b"2")
    assert style.decode() == statement.replace("b.css", paths["b.css"].removeprefix("assets/"))
    assert all(paths[name] != others[name] for name in paths)


def test_style_sheets_that_import_each_other_are_published() -> None:
    files = {"a.css": b'@import "b.css";', "b.css": b'@import "a.css";'}
    paths = TemplateSet({}, {}, files).with_asset_urls().asset_paths()
    assert list(paths) == ["a.css", "b.css"]
