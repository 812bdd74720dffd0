"""Diagnostics as GitHub workflow commands, which annotate the lines of a pull request."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from eventdocs.model.diagnostics import Diagnostic, Severity, split_groups
from eventdocs.reports.sanitize import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


# GitHub shows at most ten annotations of each severity for a step. The last notice is about all others.
_MAX_SHOWN = {Severity.ERROR: 10, Severity.WARNING: 10, Severity.INFO: 9}


def write(diagnostics: Iterable[Diagnostic], prefix: str) -> str:
    """Return a workflow command for each of the first findings of each severity, and the others for the log.

    `prefix` goes before file names.
    """
    shown: list[Diagnostic] = []
    others: list[Diagnostic] = []
    numbers: Counter[Severity] = Counter()
    for finding in split_groups(diagnostics):
        numbers[finding.severity] += 1
        (shown if numbers[finding.severity] <= _MAX_SHOWN[finding.severity] else others).append(finding)
    return "\n".join((*(_command(finding, prefix) for finding in shown), *_log(others, prefix)))


def _log(findings: Sequence[Diagnostic], prefix: str) -> Iterator[str]:
    """Yield lines for a folded part of the job's log, after an annotation that says how many there are."""
    if findings:
        number = f"{len(findings):,} more finding{'s' * (len(findings) > 1)}"
        yield f"::notice title=eventdocs::{number} without annotation: see the log or the job summary"
        yield f"::group::{number}"
        for finding in findings:
            place, message = printable(f"{prefix}{finding.location}"), printable(finding.message)
            yield f"  {place} {finding.rule.code} {finding.severity}: {message}"
        yield "::endgroup::"


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
