"""`eventdocs status`."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventdocs.cli import Console
from eventdocs.cli.parameters import catalog_argument, output_format
from eventdocs.cli.progress import Activity
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError, Exit

if TYPE_CHECKING:
    from eventdocs.commands.status import Status

_STATES = ("missing", "machine", "translated", "reviewed", "stale")


@click.command("status", short_help="Count translations by locale and state.")
@catalog_argument
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Count only this locale; may be repeated."
)
@output_format("text", "markdown", "json", "svg")
@click.option(
    "--fail-under",
    "bounds",
    multiple=True,
    metavar="[TAG=]PERCENT",
    help="Fail if less than this is done; may be repeated.",
)
@click.option("--words", is_flag=True, help="Count words and characters of the source by state and by match.")
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

    --words counts the source text by state, and missing and stale text by its similarity to texts that are
    translated already. The classes are those of translation tools: repetitions, 100%, 95-99% and so on.

    --since compares with a git revision: it shows the numbers then and now, and the differences. With --list
    STATE, it lists the strings that are in this state now and were not then.

    \b
    Exit codes: 0 success, 1 less done than --fail-under, or errors.
    Examples:
      eventdocs status
      eventdocs status --fail-under 80 --fail-under pt-BR=95
      eventdocs status --locale pt-BR --format svg > pt-BR.svg
      eventdocs status --words
      eventdocs status --words --format json > words.json
      eventdocs status --locale pt-BR --list stale --list missing
      eventdocs status --path 'events/*' --list missing
      eventdocs status --since v1.0 --format markdown --list all
    """
    from eventdocs.cli.report import print_errors, say_unrecorded, summary
    from eventdocs.commands.status import status
    from eventdocs.translations.selection import StringFilter

    _check_options(kind, words=words, is_list=bool(listed), since=since)
    with Activity(console, f"reading {catalog}"):
        result = status(
            catalog,
            locales,
            with_strings=bool(listed),
            with_words=words,
            since=since,
            selection=StringFilter(frozenset(only), paths),
        )
    minimums = _parse_minimums(bounds)
    if not result.errors:
        _check_locales(minimums, [coverage.locale for coverage in result.coverages])
    _print_status(result, kind, words=words, listed=listed, since=since)
    say_unrecorded(console, catalog, result.unrecorded)
    if result.errors:
        print_errors(console, result.errors, catalog)
        console.say(f"{catalog}: {summary(result.errors)}; the counts may be incomplete")
    failed = [row for row in result.coverages if row.done < _minimum_of(row.locale, minimums)]
    for row in failed:
        console.say(f"{row.locale}: {row.done:.1f}% is less than {_minimum_of(row.locale, minimums):g}%")
    return Exit.FINDINGS if failed or result.errors else Exit.CLEAN


def _print_status(
    result: "Status", kind: str, *, words: bool, listed: tuple[str, ...], since: str | None
) -> None:
    """Print the numbers of strings or words, the strings in some states, or what changed since a revision."""
    from eventdocs.cli.report import write_content
    from eventdocs.reports.comparison import COMPARISONS, Comparison
    from eventdocs.reports.coverage import COVERAGES
    from eventdocs.reports.string_states import write_keys
    from eventdocs.reports.word_counts import WORD_REPORTS

    wanted = (*_STATES, "") if "all" in listed else tuple(dict.fromkeys(listed))
    if since is not None:
        changes = [change for change in result.changes if change.after in wanted] if listed else None
        comparison = Comparison(since, result.coverages, result.then, changes)
        write_content(COMPARISONS[kind](comparison), None)
    elif listed:
        for line in write_keys(result.strings, filter(None, wanted)):
            click.echo(line)
    elif words:
        click.echo(WORD_REPORTS[kind](result.coverages, result.words))
    else:
        click.echo(COVERAGES[kind](result.coverages))


def _check_options(kind: str, *, words: bool, is_list: bool, since: str | None) -> None:
    """Raise an error for options that cannot be used together."""
    if since is not None and (words or kind == "svg"):
        raise EventdocsError("--since cannot be used with --words or --format svg", hint="leave it out")
    if words and (is_list or kind == "svg"):
        raise EventdocsError("--words cannot be used with --list or --format svg", hint="use one of them")
    if is_list and since is None and kind != "text":
        raise EventdocsError(
            "--list supports other formats than text only with --since",
            hint="add --since, or leave out --format",
        )


def _minimum_of(locale: str, minimums: Mapping[str, float]) -> float:
    """Return the minimum percentage of a locale."""
    return minimums.get(locale.lower(), minimums.get("", 0.0))


def _parse_minimums(texts: tuple[str, ...]) -> dict[str, float]:
    """Return minimum percentages by locale in lower case; the one for all other locales has an empty key."""
    minimums: dict[str, float] = {}
    for text in texts:
        tag, _, number = text.rpartition("=")
        try:
            minimum = float(number.removesuffix("%"))
        except ValueError:
            minimum = -1.0
        if not 0 <= minimum <= 100:
            raise EventdocsError(f"`{text}` is not a percentage from 0 to 100", hint="write 95 or pt-BR=95")
        minimums[tag.lower()] = minimum
    return minimums


def _check_locales(tags: Iterable[str], locales: Sequence[str]) -> None:
    """Raise an error for a tag that is neither empty nor one of the locales."""
    valid = {"", *(locale.lower() for locale in locales)}
    for tag in tags:
        if tag not in valid:
            hint = did_you_mean(tag, locales) or "write 95 or pt-BR=95"
            raise EventdocsError(f"the catalog has no target locale `{tag}`", hint=hint)
