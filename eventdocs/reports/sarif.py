"""Diagnostics as SARIF 2.1.0, for code scanning and review tools."""

from collections.abc import Sequence
from urllib.parse import quote

from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, split_groups
from eventdocs.reports.fingerprint import finding_fingerprints
from eventdocs.reports.sanitize import json_text
from eventdocs.version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Return a log with one run; `prefix` goes before file names, relative to the working folder."""
    diagnostics = split_groups(diagnostics)
    rules = {finding.rule.code: finding.rule for finding in diagnostics}
    codes = sorted(rules)
    driver = {
        "name": "eventdocs",
        "semanticVersion": __version__,
        "rules": [_rule(rules[code]) for code in codes],
    }
    results = [
        _result(finding, prefix, codes.index(finding.rule.code), fingerprint)
        for finding, fingerprint in zip(diagnostics, finding_fingerprints(diagnostics), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, object]:
    text = f"{rule.summary} {rule.reason}".strip()
    markdown = f"{text}\n\nBad:\n\n```yaml\n{rule.bad}```\n\nGood:\n\n```yaml\n{rule.good}```\n"
    return {
        "id": rule.code,
        "name": "".join(part.title() for part in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": markdown if rule.bad else text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Diagnostic, prefix: str, index: int, fingerprint: str) -> dict[str, object]:
    hint = f" ({finding.hint})" if finding.hint else ""
    result: dict[str, object] = {
        "ruleId": finding.rule.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{hint}"},
        "locations": [_location(finding.location, prefix)],
        "partialFingerprints": {"eventdocs/v1": fingerprint},
        "properties": {"event": finding.event, "locale": finding.locale, "field": finding.field},
    }
    if finding.related:
        result["relatedLocations"] = [_location(location, prefix) for location in finding.related]
    return result


def _location(location: Location, prefix: str) -> dict[str, object]:
    region = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": location.end_line,
        "endColumn": location.end_column,
    }
    path = f"{prefix}{location.file}"
    quoted = quote(path.encode("utf-8", "surrogateescape"))
    uri = f"file://{quoted}" if path.startswith("/") else quoted
    return {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}
