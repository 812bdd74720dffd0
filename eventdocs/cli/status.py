"""`eventdocs status`."""

from collections.abc import Iterable
from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.errors import EventdocsError, Exit


@click.command("status", short_help="Count translations by locale and state.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only these; may be repeated.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["text", "markdown", "json", "svg"]),
    default="text",
    show_default=True,
)
@click.option(
    "--fail-under",
    "bounds",
    multiple=True,
    metavar="[TAG=]PERCENT",
    help="Fail where less is done; may be repeated.",
)
@click.pass_obj
def command(
    console: Console, catalog: Path, locales: tuple[str, ...], kind: str, bounds: tuple[str, ...]
) -> int:
    """Count the translated strings of CATALOG (default: catalog) by locale and state.

    A string is done if it is translated and its source has not changed since. Errors that keep the catalog
    from being built are printed to stderr; strings in a file that cannot be read are not counted.

    \b
    Exit codes: 0 enough is done, 1 less than --fail-under or errors.
    Examples:
      eventdocs status
      eventdocs status --fail-under 80 --fail-under pt-BR=95
      eventdocs status --locale pt-BR --format svg > pt-BR.svg
    """
    from eventdocs.cli.report import print_errors, summary
    from eventdocs.commands.status import status
    from eventdocs.reports.coverage import COVERAGES

    found = status(catalog, locales)
    minimums = _bounds(bounds)
    if not found.errors:
        _refuse_unknown(minimums, [row.locale for row in found.coverages])
    click.echo(COVERAGES[kind](found.coverages))
    if found.errors:
        print_errors(console, found.errors, catalog)
        console.say(f"{catalog}: {summary(found.errors)}; the counts may be incomplete")
    default = minimums.get("", 0.0)
    low = [row for row in found.coverages if row.done < minimums.get(row.locale.lower(), default)]
    for row in low:
        console.say(
            f"{row.locale}: {row.done:.1f}% is less than {minimums.get(row.locale.lower(), default):g}%"
        )
    return Exit.FINDINGS if low or found.errors else Exit.CLEAN


def _bounds(texts: tuple[str, ...]) -> dict[str, float]:
    """Parse minimum percentages by locale in lower case; the one without a locale has an empty key."""
    bounds: dict[str, float] = {}
    for text in texts:
        tag, _, number = text.rpartition("=")
        try:
            bounds[tag.lower()] = float(number.removesuffix("%"))
        except ValueError as error:
            raise EventdocsError(f"`{text}` is not a percentage", hint="write 95 or pt-BR=95") from error
    return bounds


def _refuse_unknown(bounds: Iterable[str], locales: Iterable[str]) -> None:
    known = {"", *(locale.lower() for locale in locales)}
    for tag in bounds:
        if tag not in known:
            raise EventdocsError(f"`{tag}` is not one of the locales", hint="write 95 or pt-BR=95")
