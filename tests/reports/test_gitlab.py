"""A GitLab issue has a path, lines, a severity and a unique fingerprint."""

import json

from eventdocs.reports.gitlab import write
from tests.reports.samples import diagnostic


def test_issues_have_distinct_fingerprints_and_their_location() -> None:
    issues = json.loads(write([diagnostic(), diagnostic(), diagnostic("other")], "catalog/"))
    assert len({issue["fingerprint"] for issue in issues}) == 3
    assert issues[0]["location"] == {"path": "catalog/events/7, a:b.yaml", "lines": {"begin": 2, "end": 2}}
    assert (issues[0]["severity"], issues[0]["description"]) == ("critical", "wrong (correct it)")


def test_a_report_without_diagnostics_is_an_empty_list() -> None:
    assert json.loads(write([], "catalog/")) == []
