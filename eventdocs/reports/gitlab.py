"""Diagnostics as a GitLab code quality report."""

from collections.abc import Sequence

from eventdocs.model.diagnostics import Diagnostic, Severity, split_groups
from eventdocs.reports.fingerprint import finding_fingerprints
from eventdocs.reports.sanitize import json_text

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Return the report as JSON; `prefix` goes before file names."""
    diagnostics = split_groups(diagnostics)
    pairs = zip(diagnostics, finding_fingerprints(diagnostics), strict=True)
    return json_text([_issue(finding, prefix, fingerprint) for finding, fingerprint in pairs])


def _issue(finding: Diagnostic, prefix: str, fingerprint: str) -> dict[str, object]:
    location, hint = finding.location, f" ({finding.hint})" if finding.hint else ""
    return {
        "type": "issue",
        "check_name": f"{finding.rule.code} {finding.rule.name}",
        "description": f"{finding.message}{hint}",
        "categories": ["Style"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": fingerprint,
        "location": {
            "path": f"{prefix}{location.file}",
            "lines": {"begin": location.line, "end": location.end_line},
        },
    }
