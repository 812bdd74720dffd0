"""An import report counts the texts of each file, and lists those that were not imported with their lines."""

import json
import re

import pytest

from eventdocs.reports.imports import write_json, write_markdown, write_text
from eventdocs.translations.merge import MergeResult, UnitOutcome
from tests.reports.samples import HOSTILE


def merged() -> MergeResult:
    result = MergeResult("pt-BR", unchanged=4)
    result.imported = [UnitOutcome("1:cause", "a"), UnitOutcome("2:cause", "b", stale=True)]
    result.kept = [UnitOutcome("3:cause", "c", "the catalog's translation changed too: d", 9)]
    result.rejected = [
        UnitOutcome("5:cause", "e", "ED301 the translation is missing `%1`", 30),
        UnitOutcome("4:cause", "f", "the string no longer exists", 20, unknown=True),
    ]
    return result


def test_json_has_counts_and_problems_in_the_order_of_lines() -> None:
    (file,) = json.loads(write_json({"a.po": merged()}))["files"]
    problems = file.pop("problems")
    assert file == {
        "file": "a.po",
        "locale": "pt-BR",
        "imported": 2,
        "unchanged": 4,
        "stale": 1,
        "conflicting": 1,
        "rejected": 2,
        "unknown": 1,
    }
    assert [tuple(problem.values()) for problem in problems] == [
        ("conflicting", "", "3:cause", "the catalog's translation changed too: d", "a.po", 9),
        ("unknown", "", "4:cause", "the string no longer exists", "a.po", 20),
        ("rejected", "ED301", "5:cause", "the translation is missing `%1`", "a.po", 30),
    ]


def test_markdown_has_a_table_of_counts_and_one_of_problems() -> None:
    assert write_markdown({"a.po": merged()}).split("\n") == [
        "| file | locale | imported | unchanged | stale | conflicting | rejected | unknown |",
        "| --- | --- | --: | --: | --: | --: | --: | --: |",
        r"| a.po | pt\-BR | 2 | 4 | 1 | 1 | 2 | 1 |",
        "",
        "| place | text | problem |",
        "| --- | --- | --- |",
        "| a.po:9 | 3:cause | conflicting: the catalog's translation changed too: d |",
        "| a.po:20 | 4:cause | unknown: the string no longer exists |",
        r"| a.po:30 | 5:cause | rejected: ED301 the translation is missing \`%1\` |",
    ]


def test_markdown_without_problems_is_one_table() -> None:
    assert len(write_markdown({"a.po": MergeResult("pt-BR")}).split("\n")) == 3


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_stay_in_their_cell(text: str) -> None:
    result = MergeResult("pt-BR", kept=[UnitOutcome(text, text, text, 1)])
    *_, row = write_markdown({text: result}).split("\n| place | text | problem |\n| --- | --- | --- |\n")
    assert "\n" not in row
    assert not re.search(r"(?<!\\)[`*<>\[\]_]", row)
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert "\n" not in write_text({text: result})


def test_a_report_for_a_comment_is_limited() -> None:
    kept = [UnitOutcome(f"{number}:cause", "", "x" * 5_000) for number in range(103)]
    report = write_markdown({"a.po": MergeResult("pt-BR", kept=kept)})
    assert report.count("conflicting: ") == 100
    assert report.endswith("\n\n3 more texts are not shown.")
    assert len(report) < 65_536


def test_of_many_texts_with_the_same_reason_the_text_report_names_five() -> None:
    kept = [UnitOutcome(f"{number}:cause", "", "reason") for number in range(7)]
    lines = write_text({"a.po": MergeResult("pt-BR", kept=kept)}).split("\n")
    assert (len(lines), lines[0]) == (6, "a.po: 0:cause conflicting: reason")
    assert lines[-1] == "a.po: and 2 others conflicting: reason"
