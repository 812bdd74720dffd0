"""How commands print findings: to stdout, with a summary to stderr."""

from collections import Counter
from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.errors import Exit
from eventdocs.reports import text
from eventdocs.store.catalog import excerpt_source


def print_findings(console: Console, diagnostics: list[Diagnostic], folder: Path | None) -> None:
    """Print findings; `folder` is the catalog that their files lie in, None where they name whole paths."""
    if not diagnostics:
        return
    base = folder or Path()
    prefix = f"{folder.as_posix()}/" if folder else ""
    report = text.write(diagnostics, prefix, lambda file: excerpt_source(base, file), color=console.color)
    click.echo(report, color=True)


def summary(diagnostics: list[Diagnostic]) -> str:
    """Say how many findings there are of each severity."""
    counts = Counter(finding.severity for finding in diagnostics)
    parts = [_count(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return ", ".join(parts) or "no findings"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("s" if number != 1 and noun != "info" else "")


def exit_code(diagnostics: list[Diagnostic]) -> Exit:
    """Fail where a finding is an error."""
    failed = any(finding.severity is Severity.ERROR for finding in diagnostics)
    return Exit.FINDINGS if failed else Exit.CLEAN
