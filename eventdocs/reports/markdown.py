"""Diagnostics as Markdown, for the summary of a CI job or a comment."""

from collections import Counter
from collections.abc import Sequence

from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.reports.sanitize import escape_line

_MAX_FINDINGS = 200


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Return a table of rules and a table of the first 200 findings; `prefix` goes before file names."""
    if not diagnostics:
        return "No findings."
    by_rule: Counter[Rule] = Counter()
    severities: Counter[Severity] = Counter()
    for finding in diagnostics:
        by_rule[finding.rule] += finding.count
        severities[finding.severity] += finding.count
    number = severities.total()
    counts = ", ".join(f"{severities[level]} {level.value}" for level in Severity if severities[level])
    lines = [
        f"**{number} finding{'s' if number > 1 else ''}**: {counts}",
        "",
        "| rule | severity | findings |",
        "| --- | --- | --: |",
    ]
    for rule, count in sorted(by_rule.items(), key=lambda item: (item[0].code, item[0].severity)):
        lines.append(f"| {rule.code} {escape_line(rule.summary)} | {rule.severity.value} | {count} |")
    lines += ["", "| place | finding |", "| --- | --- |"]
    for finding in diagnostics[:_MAX_FINDINGS]:
        hint = f" · {escape_line(finding.hint)}" if finding.hint else ""
        place = escape_line(f"{prefix}{finding.location}")
        more = f" (and {len(finding.repeated)} more)" if finding.repeated else ""
        lines.append(f"| {place}{more} | {finding.rule.code} {escape_line(finding.message)}{hint} |")
    if len(diagnostics) > _MAX_FINDINGS:
        lines += ["", f"{len(diagnostics) - _MAX_FINDINGS} more findings are not shown."]
    return "\n".join(lines)
