"""A template set contains templates, labels and assets as values."""

import re

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
