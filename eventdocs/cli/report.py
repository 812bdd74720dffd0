"""Print diagnostics: reports to stdout or a file, summaries for stderr, exit codes."""

import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.model.diagnostics import Diagnostic, Severity, cap_findings, did_you_mean
from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.catalog_files import excerpt_page, excerpt_source
from eventdocs.store.files import write_output

_PRINTED_AT_ONCE = 1_000
SEVERITY_ORDER = tuple(severity.value for severity in Severity)


def print_findings(console: Console, diagnostics: list[Diagnostic], folder: Path | None) -> None:
    """Print findings to stdout; their files are relative to `folder`, if there is one."""
    write_report(console, diagnostics, folder, "text", None)


def print_errors(console: Console, diagnostics: list[Diagnostic], folder: Path) -> None:
    """Print findings to stderr, for a command whose result goes to stdout."""
    blocks = _text(cap_findings(diagnostics), folder, color=console.color and sys.stderr.isatty())
    click.echo("\n".join(blocks), err=True)


def write_report(
    console: Console,
    diagnostics: list[Diagnostic],
    folder: Path | None,
    report: str,
    output: Path | None,
    introduction: str = "",
) -> None:
    """Write a report to stdout or to a file, after an introduction. Without findings, a text is empty."""
    diagnostics = cap_findings(diagnostics)
    if report == "text" and output is None:
        _print_in_parts(_text(diagnostics, folder, color=console.color))
        return
    if report == "text":
        content = "\n".join(_text(diagnostics, folder, color=False))
    else:
        from eventdocs.reports.registry import REPORTS

        content = introduction + REPORTS[report](diagnostics, _prefix(folder))
    write_content(content, output)


def write_content(content: str, output: Path | None) -> None:
    """Write a report to stdout or to a file; an empty one prints nothing."""
    if output is not None:
        write_output(output, f"{content}\n".encode("utf-8", "replace") if content else b"")
    elif content:
        click.echo(content.encode("utf-8", "replace"), color=True)


def parse_report(text: str, kinds: Collection[str]) -> tuple[str, Path | None]:
    """Return format and file of `KIND` or `KIND=FILE`."""
    kind, _, file = text.partition("=")
    if kind not in kinds:
        raise EventdocsError(f"unknown report `{kind}`", hint=did_you_mean(kind, kinds))
    return kind, Path(file) if file else None


def _print_in_parts(blocks: Iterator[str]) -> None:
    """Print the text of findings, some at a time: a large catalog can have hundreds of thousands."""
    while part := list(islice(blocks, _PRINTED_AT_ONCE)):
        click.echo("\n".join(part), color=True)


def _text(diagnostics: list[Diagnostic], folder: Path | None, *, color: bool) -> Iterator[str]:
    from eventdocs.reports import text

    excerpt = partial(excerpt_source, folder) if folder else excerpt_page
    return text.write(diagnostics, _prefix(folder), excerpt, color=color)


def _prefix(folder: Path | None) -> str:
    return f"{folder.as_posix()}/" if folder else ""


def say_unrecorded(console: Console, folder: Path, locales: Sequence[str]) -> None:
    """Print a note if no ledger records the translations of some locales."""
    if locales:
        has = f"{locales[0]} has" if len(locales) == 1 else f"{', '.join(locales)} have"
        note = f"{has} no ledger yet, so stale translations are not detected"
        console.say(f"{folder}: {note}; run: eventdocs translations accept {folder}")


def report_left_alone(console: Console, errors: list[Diagnostic], folder: Path) -> bool:
    """Print the errors of the files that a command left alone; return whether there are any."""
    if errors:
        print_errors(console, errors, folder)
        files = sorted({error.location.file for error in errors})
        console.say(f"{folder}: left alone because of errors: {', '.join(files)}")
    return bool(errors)


def summary(diagnostics: list[Diagnostic]) -> str:
    """Return the number of findings of each severity, such as `1 error, 2 warnings`."""
    counts: Counter[Severity] = Counter()
    for finding in diagnostics:
        counts[finding.severity] += finding.count
    parts = [pluralize(counts[severity], severity.value) for severity in Severity if counts[severity]]
    return ", ".join(parts) or "no findings"


def exit_code(diagnostics: list[Diagnostic], fail_on: str = "error") -> Exit:
    """Return failure if a finding is at least as severe as `fail_on`, which is a severity or `never`."""
    failing = SEVERITY_ORDER[: SEVERITY_ORDER.index(fail_on) + 1] if fail_on in SEVERITY_ORDER else ()
    return Exit.FINDINGS if any(finding.severity.value in failing for finding in diagnostics) else Exit.CLEAN
