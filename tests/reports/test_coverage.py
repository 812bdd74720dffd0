"""Coverage is written as an aligned table, Markdown, JSON and a badge."""

import json
from xml.etree import ElementTree

from eventdocs.reports.coverage import write_badge, write_json, write_markdown, write_text
from eventdocs.translations.status import Coverage

FULL = Coverage("ar", {"reviewed": 10, "translated": 0, "machine": 0, "stale": 0, "missing": 0})
HALF = Coverage("pt-BR", {"reviewed": 1, "translated": 3, "machine": 1, "stale": 2, "missing": 3})


def test_the_text_aligns_locales_left_and_numbers_right() -> None:
    assert write_text([FULL, HALF]).split("\n") == [
        "locale  reviewed  translated  machine  stale  missing  total    done",
        "ar            10           0        0      0        0     10  100.0%",
        "pt-BR          1           3        1      2        3     10   50.0%",
    ]


def test_markdown_is_a_table() -> None:
    assert write_markdown([HALF]).split("\n")[1:] == [
        "| --- | --: | --: | --: | --: | --: | --: | --: |",
        "| pt-BR | 1 | 3 | 1 | 2 | 3 | 10 | 50.0% |",
    ]


def test_json_has_the_counts_of_each_locale() -> None:
    document = json.loads(write_json([HALF]))
    assert document["locales"]["pt-BR"] == {
        "reviewed": 1,
        "translated": 3,
        "machine": 1,
        "stale": 2,
        "missing": 3,
        "total": 10,
        "done": 50.0,
    }


def test_a_badge_is_about_one_locale_or_all_together() -> None:
    assert ElementTree.fromstring(write_badge([HALF])).get("aria-label") == "pt-BR: 50%"
    assert ElementTree.fromstring(write_badge([FULL, HALF])).get("aria-label") == "translated: 75%"
    assert ElementTree.fromstring(write_badge([])).get("aria-label") == "translated: 100%"


def test_the_color_of_a_badge_depends_on_the_percentage() -> None:
    assert "#2e7d32" in write_badge([FULL])
    assert "#b23b3b" in write_badge([HALF])
