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


def test_ten_findings_of_each_severity_are_annotations_and_the_log_has_the_others() -> None:
    """GitHub shows ten annotations of each severity for a step, and silently drops the others."""
    findings = [diagnostic() for _ in range(12)] + [diagnostic(rule=MILD_RULE) for _ in range(10)]
    lines = write(findings, "::catalog/").split("\n")
    assert [line.partition(" ")[0] for line in lines[:19]] == ["::error"] * 10 + ["::notice"] * 9
    assert lines[19:21] == [
        "::notice title=eventdocs::3 more findings without annotation: see the log or the job summary",
        "::group::3 more findings",
    ]
    assert len(lines) == 25
    assert lines[21] == "  ::catalog/events/7, a:b.yaml:2:3 ED999 error: wrong"
    assert lines[24] == "::endgroup::"
    assert sum(line.startswith(("::error", "::notice")) for line in lines) == 20


def test_one_more_finding_is_in_the_singular() -> None:
    lines = write([diagnostic() for _ in range(11)], "").split("\n")
    assert lines[11] == "::group::1 more finding"
