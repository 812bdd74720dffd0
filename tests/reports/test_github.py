"""Each diagnostic becomes one GitHub workflow command, and none can inject another."""

from dataclasses import replace

import pytest

from eventdocs.model.diagnostics import Location
from eventdocs.reports.github import write
from tests.reports.samples import HOSTILE, MILD_RULE, diagnostic


@pytest.mark.parametrize("text", HOSTILE)
def test_each_diagnostic_is_one_command(text: str) -> None:
    lines = write([diagnostic(text, text), diagnostic()], "catalog/").split("\n")
    assert len(lines) == 2
    assert all(line.startswith("::error file=catalog/events/7%2C a%3Ab.yaml,line=2,") for line in lines)
    assert lines[1].endswith(",title=ED999 test-rule::wrong%0Acorrect it")


def test_columns_are_given_only_for_a_range_on_one_line() -> None:
    assert ",line=2,endLine=2,col=3,endColumn=5," in write([diagnostic()], "")
    several_lines = replace(diagnostic(), location=Location("f.yaml", 2, 3, 4, 1))
    assert "file=f.yaml,line=2,endLine=4,title=" in write([several_lines], "")


def test_an_info_is_a_notice() -> None:
    assert write([diagnostic(rule=MILD_RULE)], "").startswith("::notice ")


def test_a_report_without_diagnostics_is_empty() -> None:
    assert write([], "catalog/") == ""
