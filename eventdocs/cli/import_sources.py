"""`eventdocs import manifest`, `eventdocs import mc` and `eventdocs import records`."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.progress import Progress
from eventdocs.cli.report import print_findings, summary
from eventdocs.cli.usage import chosen_flag
from eventdocs.model.diagnostics import Severity
from eventdocs.model.errors import Exit

if TYPE_CHECKING:
    from eventdocs.importers.import_sources import SourceImport, SourceImportOptions
    from eventdocs.importers.source_changes import Prefer
    from eventdocs.store.source_files import ReadSources

_Command = TypeVar("_Command", bound=Callable[..., object])
_SHARED = (
    click.option(
        "--output",
        "-o",
        type=click.Path(path_type=Path),
        required=True,
        metavar="CATALOG",
        help="Catalog to create or update.",
    ),
    click.option("--update", is_flag=True, help="Replace values that differ and were never imported."),
    click.option("--theirs", is_flag=True, help="Take the source's value wherever both sides changed."),
    click.option("--ours", is_flag=True, help="Keep the catalog's values, and do not report them again."),
    click.option("--dry-run", is_flag=True, help="Only report what would change."),
    click.option(
        "--only",
        multiple=True,
        metavar="NAME",
        help="Only events with this id, range of ids, channel, keyword or task; may be repeated.",
    ),
    click.option(
        "--deprecate-missing",
        "deprecate",
        default="",
        metavar="VERSION",
        help="Mark events that the source no longer has as deprecated in VERSION.",
    ),
)
_PROVIDER = click.option("--provider", default="", metavar="ID", help="Id of the provider in the catalog.")
_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))


def _with_shared_options(command: _Command) -> _Command:
    for option in reversed(_SHARED):
        command = option(command)
    return command


@click.command("manifest", short_help="Import instrumentation manifests.")
@_FILES
@click.option(
    "--table",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Message table with the texts in one language; may be repeated.",
)
@_with_shared_options
@_PROVIDER
@click.pass_obj
def manifests(
    console: Console,
    files: tuple[Path, ...],
    tables: tuple[Path, ...],
    output: Path,
    update: bool,
    theirs: bool,
    ours: bool,
    dry_run: bool,
    only: tuple[str, ...],
    deprecate: str,
    provider: str,
) -> int:
    """Import the events of instrumentation manifests (FILES) into a catalog.

    Only facts and messages are imported; everything else is kept. A value that changed only in the
    manifest is updated. A value that you changed since the last import is kept, and reported if the manifest
    changed it too. Importing the same files again changes nothing.

    \b
    Exit codes: 0 imported, 1 something was kept or left out, 2 an invalid option.
    Examples:
      eventdocs import manifest product.man --output catalog
      eventdocs import manifest product.man --table product.de.rc --table product.en.rc -o catalog
    """
    from eventdocs.importers.import_sources import SourceImportOptions
    from eventdocs.store.source_files import read_source_files

    prefer = _preference(theirs=theirs, ours=ours)
    options = SourceImportOptions(update, prefer, frozenset(only), provider, "", deprecate)
    return _run(console, lambda: read_source_files(files, tables), output, options, dry_run=dry_run)


@click.command("mc", short_help="Import message compiler files.")
@_FILES
@click.option(
    "--ids",
    type=click.Choice(["code", "value"]),
    default="code",
    show_default=True,
    help="Ids from the lower 16 bits of a message's number, as in event logs, or the whole number.",
)
@click.option("--encoding", default="", metavar="NAME", help="Encoding of the files; detected by default.")
@_with_shared_options
@_PROVIDER
@click.pass_obj
def compiler_files(
    console: Console,
    files: tuple[Path, ...],
    ids: str,
    encoding: str,
    output: Path,
    update: bool,
    theirs: bool,
    ours: bool,
    dry_run: bool,
    only: tuple[str, ...],
    deprecate: str,
    provider: str,
) -> int:
    """Import the messages of message compiler files (FILES) into a catalog.

    By default, the provider gets the name of the file. For everything else, see:
    eventdocs import manifest --help

    \b
    Example: eventdocs import mc errors.mc --ids value --provider errors --output catalog
    """
    from eventdocs.formats.message_compiler import Ids
    from eventdocs.importers.import_sources import SourceImportOptions
    from eventdocs.store.source_files import read_source_files

    prefer = _preference(theirs=theirs, ours=ours)
    options = SourceImportOptions(update, prefer, frozenset(only), provider, ids, deprecate)
    return _run(
        console,
        lambda: read_source_files(files, ids=Ids(ids), encoding=encoding, as_compiler_files=True),
        output,
        options,
        dry_run=dry_run,
    )


@click.command("records", short_help="Import events from lines of JSON.")
@_FILES
@_with_shared_options
@click.pass_obj
def records(
    console: Console,
    files: tuple[Path, ...],
    output: Path,
    update: bool,
    theirs: bool,
    ours: bool,
    dry_run: bool,
    only: tuple[str, ...],
    deprecate: str,
) -> int:
    """Import events from FILES with one JSON object per line, such as the events.ndjson of a site.

    A line that is not an event is reported and left out. `eventdocs schema record` prints the JSON Schema of
    a line. For everything else, see: eventdocs import manifest --help

    \b
    Example: eventdocs import records site/events.ndjson --output catalog
    """
    from eventdocs.importers.import_records import import_records
    from eventdocs.importers.import_sources import SourceImportOptions

    prefer = _preference(theirs=theirs, ours=ours)
    options = SourceImportOptions(update, prefer, frozenset(only), "", "", deprecate)
    with Progress(console, "events") as progress:
        result = import_records(files, output, options, progress.update)
    return _finish(console, result, output, dry_run=dry_run)


def _preference(*, theirs: bool, ours: bool) -> "Prefer":
    from eventdocs.importers.source_changes import Prefer

    preferences = {"theirs": Prefer.SOURCE, "ours": Prefer.CATALOG, "": Prefer.NEITHER}
    return preferences[chosen_flag(theirs=theirs, ours=ours)]


def _run(
    console: Console,
    read: "Callable[[], ReadSources]",
    output: Path,
    options: "SourceImportOptions",
    *,
    dry_run: bool,
) -> int:
    """Import sources, print the findings and the summary, and return the exit code."""
    from eventdocs.importers.import_sources import import_sources, require_provider_id
    from eventdocs.model.garbage import paused_collector

    require_provider_id(options.provider)
    with paused_collector(), Progress(console, "events") as progress:
        sources = read()
        result = import_sources(sources.providers, output, options, progress.update)
    result.diagnostics = [*sources.findings, *result.diagnostics]
    result.left_out = Counter({**sources.left_out, **result.left_out})
    return _finish(console, result, output, dry_run=dry_run)


def _finish(console: Console, result: "SourceImport", output: Path, *, dry_run: bool) -> int:
    """Write what an import changes unless it is a dry run, and print what it found."""
    if not dry_run:
        result.save(output)
    print_findings(console, result.diagnostics, None)
    print_findings(console, result.kept, output)
    findings = [*result.diagnostics, *result.kept]
    counts = [f"{number} {what}" for what, number in result.counts.items() if number] or ["no events"]
    files = f"{pluralize(len(result.changed), 'file')} {'would change' if dry_run else 'changed'}"
    console.say(f"{output}: {', '.join(counts)}; {files}, {summary(findings)}")
    left_out = [f"{number} {what}" for what, number in result.left_out.items() if number]
    if left_out:
        console.say(f"not imported, because a catalog cannot contain them: {', '.join(left_out)}")
    failed = any(finding.severity is not Severity.INFO for finding in findings)
    return Exit.FINDINGS if failed else Exit.CLEAN
