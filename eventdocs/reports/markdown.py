"""Findings as Markdown, for the summary of a job or a comment."""

from collections import Counter
from collections.abc import Sequence

from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.reports.sanitize import escape_markdown

_MOST = 200


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Write a table of rules and one of findings, as many as a summary holds."""
    if not diagnostics:
        return "No findings."
    by_rule = Counter(each.rule for each in diagnostics)
    severities = Counter(each.severity for each in diagnostics)
    counts = ", ".join(f"{severities[each]} {each.value}" for each in Severity if severities[each])
    lines = [
        f"**{len(diagnostics)} finding{'s' * (len(diagnostics) > 1)}**: {counts}",
        "",
        "| rule | severity | findings |",
        "| --- | --- | --: |",
    ]
    for rule, count in sorted(by_rule.items(), key=lambda item: (item[0].code, item[0].severity)):
        lines.append(f"| {rule.code} {escape_markdown(rule.summary)} | {rule.severity.value} | {count} |")
    lines += ["", "| place | finding |", "| --- | --- |"]
    for finding in diagnostics[:_MOST]:
        hint = f" · {escape_markdown(finding.hint)}" if finding.hint else ""
        place = escape_markdown(f"{prefix}{finding.location}")
        lines.append(f"| {place} | {finding.rule.code} {escape_markdown(finding.message)}{hint} |")
    if len(diagnostics) > _MOST:
        lines += ["", f"{len(diagnostics) - _MOST} more findings are not shown."]
    return "\n".join(lines)
