"""Diagnostics as JUnit XML: a test suite for each file, a failed test case for each finding."""

from collections.abc import Sequence
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from eventdocs.model.diagnostics import Diagnostic, split_groups
from eventdocs.reports.sanitize import printable


def write(diagnostics: Sequence[Diagnostic], prefix: str) -> str:
    """Return the XML; `prefix` goes before file names. Without findings, it has one test case that passes."""
    diagnostics = split_groups(diagnostics)
    groups = groupby(diagnostics, lambda finding: finding.location.file)
    total = _counts(len(diagnostics))
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<testsuites name="eventdocs" {total}>']
    for file, group in groups:
        cases = [_case(finding, prefix) for finding in group]
        name = _attribute(f"{prefix}{file}")
        lines += [f"<testsuite name={name} {_counts(len(cases))}>", *cases, "</testsuite>"]
    if not diagnostics:
        lines += [
            '<testsuite name="eventdocs" tests="1" failures="0" errors="0">',
            '<testcase name="no findings" classname="eventdocs"/>',
            "</testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"])


def _counts(number: int) -> str:
    return f'tests="{max(number, 1)}" failures="{number}" errors="0"'


def _case(finding: Diagnostic, prefix: str) -> str:
    name = _attribute(
        f"{finding.rule.code} {finding.rule.name} at {finding.location.line}:{finding.location.column}"
    )
    hint = f"\n{finding.hint}" if finding.hint else ""
    body = escape(
        "\n".join(
            printable(line) for line in f"{prefix}{finding.location}\n{finding.message}{hint}".split("\n")
        )
    )
    return (
        f"<testcase name={name} classname={_attribute(finding.location.file)}>"
        f"<failure type={_attribute(finding.severity.value)} message={_attribute(finding.message)}>"
        f"{body}</failure></testcase>"
    )


def _attribute(text: str) -> str:
    return quoteattr(printable(text))
