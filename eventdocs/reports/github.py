"""Findings as GitHub workflow commands, which annotate the lines of a pull request."""

from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.reports.sanitize import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(diagnostics: Iterable[Diagnostic], prefix: str) -> str:
    """Write a command a line; `prefix` goes before file names."""
    return "\n".join(_command(each, prefix) for each in diagnostics)


def _command(finding: Diagnostic, prefix: str) -> str:
    where = finding.location
    properties = {"file": f"{prefix}{where.file}", "line": where.line, "endLine": where.end_line}
    if where.line == where.end_line:
        properties |= {"col": where.column, "endColumn": where.end_column}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    written = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    hint = f"\n{finding.hint}" if finding.hint else ""
    message = "\n".join(printable(line) for line in f"{finding.message}{hint}".split("\n"))
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
