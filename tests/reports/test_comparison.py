"""The current coverage is compared with that of an earlier revision."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest

from eventdocs.reports.comparison import Comparison, write_json, write_markdown, write_text
from eventdocs.reports.json_schemas import JSON_SCHEMAS
from eventdocs.translations.status import Coverage, StateChange
from tests.reports.samples import HOSTILE

THEN = Coverage(
    "pt-BR", {"reviewed": 0, "translated": 4, "machine": 0, "stale": 0, "missing": 4, "official": 0}
)
NOW = Coverage(
    "pt-BR", {"reviewed": 2, "translated": 3, "machine": 0, "stale": 1, "missing": 2, "official": 0}
)
NEW = Coverage("ar", {"reviewed": 0, "translated": 1, "machine": 0, "stale": 0, "missing": 1, "official": 1})
STALE = StateChange("pt-BR", "7:cause", "events/7.yaml", "translated", "stale")
CHANGES = [
    STALE,
    StateChange("pt-BR", "label:levels.error", "", "", "missing"),
    StateChange("pt-BR", "8:cause", "events/8.yaml", "missing", ""),
]
COMPARISON = Comparison("v1.0", [NOW], {"pt-BR": THEN})


def test_earlier_and_current_numbers_are_shown_with_their_difference() -> None:
    assert write_text(COMPARISON).split("\n") == [
        "locale  state        then    now  change",
        "pt-BR   reviewed        0      2      +2",
        "pt-BR   translated      4      3      -1",
        "pt-BR   machine         0      0      +0",
        "pt-BR   stale           0      1      +1",
        "pt-BR   missing         4      2      -2",
        "pt-BR   total           8      8      +0",
        "pt-BR   done        50.0%  62.5%   +12.5",
    ]
    assert "| pt-BR | stale | 0 | 1 | +1 |\n" in write_markdown(COMPARISON)


def test_a_new_locale_has_no_earlier_numbers() -> None:
    rows = [line.split() for line in write_text(Comparison("v1.0", [NEW], {})).split("\n")]
    assert rows[6:] == [
        ["ar", "official", "-", "1", "-"],
        ["ar", "total", "-", "2", "-"],
        ["ar", "done", "-", "50.0%", "-"],
    ]


def test_strings_whose_state_changed_are_listed_instead_of_the_table() -> None:
    assert write_text(replace(COMPARISON, changes=CHANGES)).split("\n") == [
        "pt-BR translated -> stale 7:cause events/7.yaml",
        "pt-BR none -> missing label:levels.error",
        "pt-BR missing -> none 8:cause events/8.yaml",
    ]
    assert write_text(replace(COMPARISON, changes=[])) == ""


def test_markdown_lists_at_most_100_strings_below_the_numbers() -> None:
    report = write_markdown(replace(COMPARISON, changes=CHANGES))
    assert report.endswith(
        "\n\n| locale | string | then | now |\n| --- | --- | --- | --- |\n"
        "| pt\\-BR | 7:cause | translated | stale |\n"
        "| pt\\-BR | label:levels.error | none | missing |\n"
        "| pt\\-BR | 8:cause | missing | none |"
    )
    long = write_markdown(replace(COMPARISON, changes=[STALE] * 102))
    assert long.count("7:cause") == 100
    assert long.endswith("\n\n2 more strings are not shown.")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stay_in_their_cell(text: str) -> None:
    comparison = replace(COMPARISON, changes=[STALE._replace(key=text, file=text)])
    *_, row = write_markdown(comparison).split("\n| --- | --- | --- | --- |\n")
    assert "\n" not in row
    assert not re.search(r"(?<!\\)[`*<>\[\]_]", row)
    assert len(re.findall(r"(?<!\\)\|", row)) == 5
    assert "\n" not in write_text(comparison)


def test_json_has_earlier_and_current_numbers_and_is_valid_by_its_schema() -> None:
    comparison = Comparison("v1.0", [NOW, NEW], {"pt-BR": THEN}, CHANGES)
    document = json.loads(write_json(comparison))
    jsonschema.Draft202012Validator(JSON_SCHEMAS["status"]()).validate(document)
    assert document["since"] == "v1.0"
    assert document["locales"]["pt-BR"]["stale"] == 1
    assert document["locales"]["pt-BR"]["then"] == {**THEN.counts, "total": 8, "done": 50.0}
    assert document["locales"]["ar"]["then"] is None
    assert document["changes"][0] == {
        "locale": "pt-BR",
        "key": "7:cause",
        "file": "events/7.yaml",
        "before": "translated",
        "after": "stale",
    }
    assert "changes" not in json.loads(write_json(COMPARISON))
