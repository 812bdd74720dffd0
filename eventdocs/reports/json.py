"""Diagnostics as JSON for tools; lines and columns count from 1, columns in characters."""

from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic, Location
from eventdocs.reports.sanitize import json_text


def write(diagnostics: Iterable[Diagnostic], prefix: str) -> str:
    """Return an object with the list `diagnostics`; `prefix` goes before file names."""
    return json_text({"version": 1, "diagnostics": [_diagnostic(finding, prefix) for finding in diagnostics]})


def _diagnostic(finding: Diagnostic, prefix: str) -> dict[str, object]:
    return {
        "code": finding.rule.code,
        "name": finding.rule.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        **_location(finding.location, prefix),
        "event": finding.event,
        "locale": finding.locale,
        "field": finding.field,
        "fixable": finding.fix is not None,
        "places": [_location(each.location, prefix) for each in finding.repeated],
        "related": [_location(location, prefix) for location in finding.related],
    }


def _location(location: Location, prefix: str) -> dict[str, object]:
    return {
        "file": f"{prefix}{location.file}",
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }
