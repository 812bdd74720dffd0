"""Findings for tools: an object with `diagnostics`; positions count from 1, columns in characters."""

from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.reports.sanitize import json_text


def write(diagnostics: Iterable[Diagnostic], prefix: str) -> str:
    """Write findings as JSON; `prefix` goes before file names."""
    return json_text({"version": 1, "diagnostics": [_finding(each, prefix) for each in diagnostics]})


def _finding(finding: Diagnostic, prefix: str) -> dict[str, object]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        **_place(finding.location, prefix),
        "event": finding.event,
        "locale": finding.locale,
        "field": finding.field,
        "fixable": finding.fix is not None,
        "related": [_place(each, prefix) for each in finding.related],
    }


def _place(location: Location, prefix: str) -> dict[str, object]:
    return {
        "file": f"{prefix}{location.file}",
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }
