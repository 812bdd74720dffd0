"""The JSON report has the fields that tools rely on, with unchanged texts."""

import json

import pytest

from eventdocs.reports.json import write
from tests.reports.samples import HOSTILE, diagnostic


@pytest.mark.parametrize("text", HOSTILE)
def test_a_parser_gets_message_and_hint_unchanged(text: str) -> None:
    (entry,) = json.loads(write([diagnostic(text, text)], ""))["diagnostics"]
    assert (entry["message"], entry["hint"]) == (text, text)


def test_a_diagnostic_has_all_fields() -> None:
    (entry,) = json.loads(write([diagnostic()], "catalog/"))["diagnostics"]
    assert entry == {
        "code": "ED999",
        "name": "test-rule",
        "severity": "error",
        "message": "wrong",
        "hint": "correct it",
        "file": "catalog/events/7, a:b.yaml",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 5,
        "event": "7",
        "locale": "pt-BR",
        "field": "strings.pt-BR.message",
        "fixable": False,
        "places": [],
        "related": [{"file": "catalog/x.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 1}],
    }


def test_a_report_without_diagnostics_has_an_empty_list() -> None:
    assert json.loads(write([], "catalog/")) == {"version": 1, "diagnostics": []}
