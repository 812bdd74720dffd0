"""Precision and recall on real pages, measured with a sample that was judged by hand.

`judged.tsv` contains 200 findings and 200 strings without a finding, a random sample of the four locales of
2017: key, locale, field and verdict. A finding is `right` or `wrong`. A string is `clean`, or has a `fault` that
a rule should find; its code is given. Rules no longer report six of the findings, of which five are wrong.
"""

from pathlib import Path

import pytest

from eventdocs.commands.check import check_catalog
from eventdocs.model.diagnostics import Severity
from eventdocs.rules.registry import RULES

ROWS = [line.split("\t") for line in (Path(__file__).parent / "judged.tsv").read_text("utf-8").splitlines()]
ERRORS = {rule.code for rule in RULES if rule.severity is Severity.ERROR}


@pytest.fixture(scope="module")
def found(imported: Path) -> set[tuple[str, str, str, str]]:
    return {
        (finding.event or finding.location.file, finding.locale, finding.field, finding.rule.code)
        for finding in check_catalog(imported).diagnostics
    }


def test_at_least_95_percent_of_errors_and_85_percent_of_findings_are_right(
    found: set[tuple[str, str, str, str]],
) -> None:
    judged = [
        (code, verdict)
        for kind, *place, code, verdict in ROWS
        if kind == "finding" and (*place, code) in found
    ]
    errors = [verdict for code, verdict in judged if code in ERRORS]
    assert len(judged) >= 194
    assert errors.count("right") / len(errors) >= 0.95
    assert [verdict for _, verdict in judged].count("right") / len(judged) >= 0.85


def test_clean_strings_have_no_findings_and_known_errors_are_found(
    found: set[tuple[str, str, str, str]],
) -> None:
    flagged = {place for *place_, _ in found for place in [tuple(place_)]}
    units = [(tuple(place), code, verdict) for kind, *place, code, verdict in ROWS if kind == "unit"]
    assert len(units) == 200
    assert not [place for place, _, verdict in units if verdict == "clean" and place in flagged]
    assert all((*place, code) in found for place, code, verdict in units if verdict == "fault")
