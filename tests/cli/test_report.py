"""Summaries count findings by severity, and exit codes depend on the most severe one."""

import pytest

from eventdocs.cli import pluralize
from eventdocs.cli.report import exit_code, summary
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.errors import Exit

ERROR, WARNING, INFO = (
    Diagnostic(Rule("ED999", "test", severity, "A test."), Location("f.yaml"), "wrong")
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)
)


def test_a_summary_counts_each_severity() -> None:
    assert summary([INFO, ERROR, WARNING, WARNING, INFO]) == "1 error, 2 warnings, 2 info"
    assert summary([]) == "no findings"


@pytest.mark.parametrize(
    ("number", "noun", "text"),
    [(0, "file", "0 files"), (1, "file", "1 file"), (2, "file", "2 files"), (2, "info", "2 info")],
)
def test_a_noun_has_a_plural_except_info(number: int, noun: str, text: str) -> None:
    assert pluralize(number, noun) == text


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [("error", [ERROR]), ("warning", [ERROR, WARNING]), ("info", [ERROR, WARNING, INFO]), ("never", [])],
)
def test_findings_at_least_as_severe_as_the_limit_fail(fail_on: str, failing: list[Diagnostic]) -> None:
    for diagnostic in (ERROR, WARNING, INFO):
        expected = Exit.FINDINGS if diagnostic in failing else Exit.CLEAN
        assert exit_code([diagnostic], fail_on) == expected
    assert exit_code([], fail_on) == Exit.CLEAN
