"""`eventdocs build`."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.parameters import catalog_argument, output_folder, time_to_wait
from eventdocs.cli.progress import Progress
from eventdocs.model.errors import Exit

if TYPE_CHECKING:
    from eventdocs.building.result import BuildResult, OutputChanges
    from eventdocs.store.executors import ExecutorFactory

FORMAT_NAMES = ("html", "markdown", "gfm")
_MOST = 50


@click.command("build", short_help="Build a catalog's pages.")
@catalog_argument
@output_folder
@click.option(
    "--format",
    "formats",
    type=click.Choice(FORMAT_NAMES),
    multiple=True,
    default=["html"],
    show_default=True,
    help="Format of the pages; may be repeated.",
)
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Build only this locale; may be repeated."
)
@click.option("--pseudo", is_flag=True, help="Also build the pseudo-locales qps-ploc and qps-plocm.")
@time_to_wait("another build of the same output")
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    default=0,
    metavar="N",
    help="Number of processes; 0, the default, uses all cores.",
)
@click.option(
    "--executor",
    metavar="ADDRESS",
    help="Render the pages on the workers of a Dask scheduler. They need the same folders.",
)
@click.option("--no-cache", is_flag=True, help="Render every page again.")
@click.option(
    "--check",
    is_flag=True,
    help="Write nothing. List what a build would change, and exit with 1 if there is anything.",
)
@click.option("--explain-rebuild", is_flag=True, help="Print why pages were rendered again.")
@click.option(
    "--manifest", is_flag=True, help="Print the SHA-256 checksums of all files of the site, sorted."
)
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    output: Path,
    formats: tuple[str, ...],
    locales: tuple[str, ...],
    pseudo: bool,
    wait: float,
    jobs: int,
    executor: str | None,
    no_cache: bool,
    check: bool,
    explain_rebuild: bool,
    manifest: bool,
) -> int:
    """Build the pages of CATALOG (default: catalog) into a folder.

    Afterwards, the folder contains exactly the given formats and locales. Files that eventdocs did not write
    are kept.

    \b
    Examples:
      eventdocs build
      eventdocs build catalog -o site --format html --format markdown
      eventdocs build --locale pt-BR --locale en-US
      eventdocs build --check
      eventdocs -q build --manifest > site.sha256
    """
    from eventdocs.building.api import BuildOptions, build

    options = BuildOptions(
        lock_timeout=wait,
        jobs=jobs,
        use_cache=not no_cache,
        check=check,
        manifest=manifest,
        executor=None if executor is None else _executor_factory(executor),
    )
    names = tuple(dict.fromkeys(formats))
    with Progress(console) as progress:
        result = build(
            catalog, output, names, locales, pseudo=pseudo, options=options, progress=progress.update
        )
    if result.diagnostics:
        from eventdocs.cli.report import print_findings

        print_findings(console, result.diagnostics, catalog)
    if explain_rebuild:
        _print_reasons(console, result)
    for path, known in sorted(result.digests.items()):
        click.echo(f"{known.hex()}  {path}")
    if result.changes is None:
        from eventdocs.cli.report import exit_code, summary

        console.say(f"{catalog}: {summary(result.diagnostics)}; nothing was built")
        return exit_code(result.diagnostics)
    return (_print_pending if check else _print_summary)(console, output, result, result.changes)


def _print_reasons(console: Console, result: "BuildResult") -> None:
    """Print why events were rendered: a line per event, or one line if all have the same reason."""
    reasons = set(result.reasons.values())
    if len(reasons) == 1 and len(result.reasons) == result.events > 1:
        console.say(f"all {result.events} events: {reasons.pop()}")
        return
    for file, reason in sorted(result.reasons.items()):
        console.say(f"{file}: {reason}")


def _executor_factory(address: str) -> "ExecutorFactory":
    from eventdocs.store.executors import dask_executor

    return partial(dask_executor, address)


def _print_summary(console: Console, output: Path, result: "BuildResult", done: "OutputChanges") -> int:
    """Print what a build did."""
    _print_untracked(console, output, done)
    contents = f"{pluralize(result.events, 'event')} in {pluralize(len(result.locales), 'locale')}"
    written = pluralize(len(done.changes), "file")
    counts = f"{written} written, {done.unchanged} unchanged, {len(done.removed)} removed"
    console.say(f"{output}: {contents}; {counts}")
    return Exit.CLEAN


def _print_pending(console: Console, output: Path, result: "BuildResult", done: "OutputChanges") -> int:
    """Print what a build would do, and return that there are findings if that is anything."""
    _print_untracked(console, output, done)
    for verb, paths in (("write", done.written), ("remove", done.removed)):
        for path in sorted(paths)[:_MOST]:
            click.echo(f"would {verb} {path}")
        if len(paths) > _MOST:
            click.echo(f"would {verb} {len(paths) - _MOST} more")
    stale = bool(done.changes or done.removed)
    console.say(f"{output}: " + ("out of date" if stale else "up to date"))
    return Exit.FINDINGS if stale else Exit.CLEAN


def _print_untracked(console: Console, output: Path, done: "OutputChanges") -> None:
    for path in done.untracked:
        console.say(f"{output / path}: not written by eventdocs; left unchanged")
