"""`eventdocs status`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.model.errors import EventdocsError, Exit


@click.command("status", short_help="Say how the translations stand.")
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

    Done are strings that are there and whose source has not changed since.

    \b
    Exit codes: 0 enough is done, 1 less than --fail-under.
    Examples:
      eventdocs status
      eventdocs status --fail-under 80 --fail-under pt-BR=95
      eventdocs status --locale pt-BR --format svg > pt-BR.svg
    """
    from eventdocs.reports.coverage import COVERAGES
    from eventdocs.tasks.translations import status

    rows = status(catalog, locales)
    wanted = _bounds(bounds, {row.locale.lower(): row.locale for row in rows})
    click.echo(COVERAGES[kind](rows))
    low = [row for row in rows if row.done < wanted.get(row.locale, wanted.get("", 0.0))]
    for row in low:
        bound = wanted.get(row.locale, wanted.get("", 0.0))
        console.say(f"{row.locale}: {row.done:.1f}% is less than {bound:g}%")
    return Exit.FINDINGS if low else Exit.CLEAN


def _bounds(texts: tuple[str, ...], known: dict[str, str]) -> dict[str, float]:
    """Read bounds by locale; the empty one is for all others."""
    bounds: dict[str, float] = {}
    for text in texts:
        tag, _, number = text.rpartition("=")
        try:
            percent = float(number.removesuffix("%"))
        except ValueError as error:
            raise EventdocsError(f"`{text}` is no percentage", hint="write 95 or pt-BR=95") from error
        if tag and tag.lower() not in known:
            raise EventdocsError(f"`{tag}` is not one of the locales", hint="write 95 or pt-BR=95")
        bounds[known.get(tag.lower(), "")] = percent
    return bounds
