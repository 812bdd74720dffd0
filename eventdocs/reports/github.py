"""Diagnostics as GitHub workflow commands, which annotate the lines of a pull request."""

from collections.abc import Iterable

from eventdocs.model.diagnostics import Diagnostic, Severity, split_groups
from eventdocs.reports.sanitize import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write(diagnostics: Iterable[Diagnostic], prefix: str) -> str:
    """Return one workflow command a line; `prefix` goes before file names."""
    diagnostics = split_groups(diagnostics)
    return "\n".join(_command(finding, prefix) for finding in diagnostics)


def _command(finding: Diagnostic, prefix: str) -> str:
    location = finding.location
    properties = {
        "file": f"{prefix}{location.file}",
        "line": location.line,
        "endLine": location.end_line,
    }
    if location.line == location.end_line:
        properties |= {"col": location.column, "endColumn": location.end_column}
    properties["title"] = f"{finding.rule.code} {finding.rule.name}"
    parameters = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items())
    hint = f"\n{finding.hint}" if finding.hint else ""
    message = "\n".join(printable(line) for line in f"{finding.message}{hint}".split("\n"))
    return f"::{_COMMANDS[finding.severity]} {parameters}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")
