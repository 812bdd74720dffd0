"""`eventdocs status`."""

from collections.abc import Iterable
from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.progress import Activity
from eventdocs.model.errors import EventdocsError, Exit

_STATES = ("missing", "machine", "translated", "reviewed", "stale")


@click.command("status", short_help="Count translations by locale and state.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Count only this locale; may be repeated."
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "markdown", "json", "svg"]),
    default="text",
    show_default=True,
    help="Format of the output.",
)
@click.option(
    "--fail-under",
    "bounds",
    multiple=True,
    metavar="[TAG=]PERCENT",
    help="Fail if less than this is done; may be repeated.",
)
@click.option("--words", is_flag=True, help="Count strings, words and characters of the source by state.")
@click.option(
    "--list",
    "listed",
    multiple=True,
    type=click.Choice([*_STATES, "all"]),
    help="List the strings in this state instead; may be repeated.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="KEY",
    help="Count only an event (4031) or a string (4031:message); may be repeated.",
)
@click.option(
    "--path",
    "paths",
    multiple=True,
    metavar="PATTERN",
    help="Count only events in matching files, such as events/new/*; may be repeated.",
)
@click.option(
    "--since",
    metavar="REF",
    help="Compare with a git revision; with --list, list only strings whose state changed.",
)
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    locales: tuple[str, ...],
    kind: str,
    bounds: tuple[str, ...],
    words: bool,
    listed: tuple[str, ...],
    only: tuple[str, ...],
    paths: tuple[str, ...],
    since: str | None,
) -> int:
    """Count the translated strings of CATALOG (default: catalog) by locale and state.

    A string is done if it is translated and its source has not changed since. Errors that prevent a build
    are printed to stderr; strings in a file that cannot be read are not counted.

    --since shows the numbers at a git revision, those now, and the differences. With --list STATE too, the
    strings are listed that are in this state now and were not then.

    \b
    Exit codes: 0 success, 1 less done than --fail-under, or errors.
    Examples:
      eventdocs status
      eventdocs status --fail-under 80 --fail-under pt-BR=95
      eventdocs status --locale pt-BR --format svg > pt-BR.svg
      eventdocs status --words
      eventdocs status --locale pt-BR --list stale --list missing
      eventdocs status --path 'events/*' --list missing
      eventdocs status --since v1.0 --format markdown --list all
    """
    from eventdocs.cli.report import print_errors, say_unrecorded, summary, write_content
    from eventdocs.commands.status import status
    from eventdocs.reports.comparison import COMPARISONS, Comparison
    from eventdocs.reports.coverage import COVERAGES
    from eventdocs.reports.string_states import write_keys, write_words
    from eventdocs.translations.selection import StringFilter

    if since is not None and (words or kind == "svg"):
        raise EventdocsError("--since cannot be used with --words or --format svg", hint="leave it out")
    if (words or (listed and since is None)) and (kind != "text" or (words and listed)):
        raise EventdocsError("--words and --list are two reports in text format", hint="use one of them")
    with Activity(console, f"reading {catalog}"):
        with_strings, selection = words or bool(listed), StringFilter(frozenset(only), paths)
        result = status(catalog, locales, with_strings=with_strings, since=since, selection=selection)
    minimums = _parse_minimums(bounds)
    if not result.errors:
        _check_locales(minimums, [coverage.locale for coverage in result.coverages])
    wanted = (*_STATES, "") if "all" in listed else tuple(dict.fromkeys(listed))
    if since is not None:
        changes = [change for change in result.changes if change.after in wanted] if listed else None
        comparison = Comparison(since, result.coverages, result.then, changes)
        write_content(COMPARISONS[kind](comparison), None)
    elif listed:
        for line in write_keys(result.strings, filter(None, wanted)):
            click.echo(line)
    else:
        click.echo(write_words(result.strings) if words else COVERAGES[kind](result.coverages))
    say_unrecorded(console, catalog, result.unrecorded)
    if result.errors:
        print_errors(console, result.errors, catalog)
        console.say(f"{catalog}: {summary(result.errors)}; the counts may be incomplete")
    failed = False
    for coverage in result.coverages:
        minimum = minimums.get(coverage.locale.lower(), minimums.get("", 0.0))
        if coverage.done < minimum:
            failed = True
            console.say(f"{coverage.locale}: {coverage.done:.1f}% is less than {minimum:g}%")
    return Exit.FINDINGS if failed or result.errors else Exit.CLEAN


def _parse_minimums(texts: tuple[str, ...]) -> dict[str, float]:
    """Return minimum percentages by locale in lower case; the one for all other locales has an empty key."""
    minimums: dict[str, float] = {}
    for text in texts:
        tag, _, number = text.rpartition("=")
        try:
            minimums[tag.lower()] = float(number.removesuffix("%"))
        except ValueError as error:
            raise EventdocsError(f"`{text}` is not a percentage", hint="write 95 or pt-BR=95") from error
    return minimums


def _check_locales(tags: Iterable[str], locales: Iterable[str]) -> None:
    """Raise an error for a tag that is neither empty nor one of the locales."""
    valid = {"", *(locale.lower() for locale in locales)}
    for tag in tags:
        if tag not in valid:
            raise EventdocsError(f"`{tag}` is not one of the locales", hint="write 95 or pt-BR=95")
