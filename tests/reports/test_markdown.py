"""The Markdown report shows messages literally and limits its length."""

import re

import pytest

from eventdocs.reports.markdown import write
from tests.reports.samples import HOSTILE, MILD_RULE, diagnostic


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_in_a_message_is_escaped(text: str) -> None:
    _, row = write([diagnostic(text, text)], "catalog/").split("\n| place | finding |\n| --- | --- |\n")
    assert "\n" not in row
    assert not re.search(r"(?<!\\)[`*<>\[\]_]", row)
    assert len(re.findall(r"(?<!\\)\|", row)) == 3


def test_rules_are_counted_and_sorted_by_code() -> None:
    lines = write([diagnostic(), diagnostic(rule=MILD_RULE), diagnostic()], "").split("\n")
    assert lines[0] == "**3 findings**: 2 error, 1 info"
    assert lines[4:6] == ["| ED998 A hint. | info | 1 |", "| ED999 A test. | error | 2 |"]


def test_a_report_has_at_most_200_findings() -> None:
    report = write([diagnostic()] * 203, "")
    assert report.count("ED999 wrong") == 200
    assert report.endswith("\n3 more findings are not shown.")


def test_a_report_without_diagnostics_has_a_sentence() -> None:
    assert write([], "catalog/") == "No findings."
