"""The SARIF report describes each rule once, and results refer to it."""

import json

from eventdocs.reports.sarif import write
from tests.reports.samples import MILD_RULE, diagnostic


def test_results_refer_to_rules_that_are_described_once() -> None:
    diagnostics = [diagnostic(), diagnostic(rule=MILD_RULE), diagnostic("other")]
    (run,) = json.loads(write(diagnostics, "catalog/"))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["ED998", "ED999"]
    assert "It has to be." in rules[1]["help"]["text"]
    assert [(result["ruleIndex"], result["level"]) for result in run["results"]] == [
        (1, "error"),
        (0, "note"),
        (1, "error"),
    ]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "catalog/events/7%2C%20a%3Ab.yaml"
    assert location["region"] == {"startLine": 2, "startColumn": 3, "endLine": 2, "endColumn": 5}


def test_an_absolute_path_becomes_a_file_url() -> None:
    (run,) = json.loads(write([diagnostic()], "/c/"))["runs"]
    location = run["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "file:///c/events/7%2C%20a%3Ab.yaml"


def test_a_report_without_diagnostics_has_neither_rules_nor_results() -> None:
    (run,) = json.loads(write([], "catalog/"))["runs"]
    assert (run["tool"]["driver"]["rules"], run["results"]) == ([], [])
