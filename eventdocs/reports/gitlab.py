"""Findings as a GitLab code quality report."""

from collections.abc import Sequence

from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.reports.fingerprint import fingerprints
from eventdocs.reports.sanitize import json_text

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Write findings; `prefix` goes before file names."""
    marks = fingerprints(diagnostics)
    return json_text([_issue(each, prefix, mark) for each, mark in zip(diagnostics, marks, strict=True)])


def _issue(finding: Diagnostic, prefix: str, mark: str) -> dict[str, object]:
    where, hint = finding.location, f" ({finding.hint})" if finding.hint else ""
    return {
        "type": "issue",
        "check_name": f"{finding.rule.code} {finding.rule.name}",
        "description": f"{finding.message}{hint}",
        "categories": ["Style"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": mark,
        "location": {
            "path": f"{prefix}{where.file}",
            "lines": {"begin": where.line, "end": where.end_line},
        },
    }
