"""How commands print findings: to stdout or a file, with a summary to stderr."""

from collections import Counter
from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.errors import Exit
from eventdocs.store.catalog import excerpt_source
from eventdocs.store.files import write_whole

SEVERITIES = tuple(each.value for each in Severity)


def print_findings(console: Console, diagnostics: list[Diagnostic], folder: Path | None) -> None:
    """Print findings; `folder` is the catalog that their files lie in, None where they name whole paths."""
    written(console, diagnostics, folder, "text", None)


def written(
    console: Console, diagnostics: list[Diagnostic], folder: Path | None, report: str, output: Path | None
) -> None:
    """Write a report to stdout or into a file; a text report without findings is nothing."""
    base, prefix = folder or Path(), f"{folder.as_posix()}/" if folder else ""
    if report == "text":
        from eventdocs.reports import text

        color = console.color and output is None
        content = text.write(diagnostics, prefix, lambda file: excerpt_source(base, file), color=color)
    else:
        from eventdocs.reports.kinds import REPORTS

        content = REPORTS[report](diagnostics, prefix)
    if output is not None:
        write_whole(output, f"{content}\n".encode("utf-8", "replace") if content else b"")
    elif content:
        click.echo(content.encode("utf-8", "replace") if report != "text" else content, color=True)


def summary(diagnostics: list[Diagnostic]) -> str:
    """Say how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in diagnostics)
    parts = [counted(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return ", ".join(parts) or "no findings"


def counted(number: int, noun: str) -> str:
    """Say how many of something there are."""
    return f"{number} {noun}" + ("s" if number != 1 and noun != "info" else "")


def exit_code(diagnostics: list[Diagnostic], fail_on: str = "error") -> Exit:
    """Fail where a finding is at least as severe as `fail_on`, one of the severities or `never`."""
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1] if fail_on in SEVERITIES else ()
    return Exit.FINDINGS if any(each.severity.value in failing for each in diagnostics) else Exit.CLEAN
