"""Precision and recall on real pages, by a sample that was judged by hand, line by line.

`judged.tsv` holds 200 findings and 200 units without a finding, both drawn at random from the four locales of
2017: key, locale and field, and the verdict. `right` and `wrong` are about findings; a unit is `clean`, or has
a `fault` of a kind that a rule is about (the rule that was made to find it is named).
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


def test_findings_are_right_often_enough(found: set[tuple[str, str, str, str]]) -> None:
    judged = [
        (code, verdict)
        for kind, *place, code, verdict in ROWS
        if kind == "finding" and (*place, code) in found
    ]
    errors = [verdict for code, verdict in judged if code in ERRORS]
    assert len(judged) >= 200
    assert errors.count("right") / len(errors) >= 0.95
    assert [verdict for _, verdict in judged].count("right") / len(judged) >= 0.85


def test_what_was_judged_clean_stays_unflagged_and_known_faults_are_found(
    found: set[tuple[str, str, str, str]],
) -> None:
    flagged = {place for *place_, _ in found for place in [tuple(place_)]}
    units = [(tuple(place), code, verdict) for kind, *place, code, verdict in ROWS if kind == "unit"]
    assert len(units) == 200
    assert not [place for place, _, verdict in units if verdict == "clean" and place in flagged]
    assert all((*place, code) in found for place, code, verdict in units if verdict == "fault")
