"""`eventdocs translations`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import counted
from eventdocs.model.errors import EventdocsError, Exit


@click.group("translations", short_help="Accept and exchange translations.")
def command() -> None:
    """Accept and exchange translations."""


@command.command("accept", short_help="Record the translations as they stand.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only these; may be repeated.")
@click.option(
    "--only", "only", multiple=True, metavar="KEY", help="Only an event (4031) or a string (4031:message)."
)
@click.option("--by", default="", metavar="WHO", help="Who translated or reviewed: a handle, or mt:NAME.")
@click.option("--reviewed", "state", flag_value="reviewed", help="A second person has read them.")
@click.option("--translated", "state", flag_value="translated", help="A person made them.")
@click.option("--machine", "state", flag_value="machine", help="A machine made them.")
@click.option("--minor", is_flag=True, help="The source changed in a way that translations need not follow.")
@click.option("--reason", default="", metavar="TEXT", help="Why, for --minor.")
@click.pass_obj
def accept(
    console: Console,
    catalog: Path,
    locales: tuple[str, ...],
    only: tuple[str, ...],
    by: str,
    state: str | None,
    minor: bool,
    reason: str,
) -> int:
    """Record in the ledgers of CATALOG (default: catalog) what its translations say today.

    An edited translation counts as made from the source of today. One whose source alone changed stays stale,
    unless --minor says that it need not follow.

    \b
    Examples:
      eventdocs translations accept --locale pt-BR --by ana
      eventdocs translations accept --only 4031 --reviewed --by rui
      eventdocs translations accept --minor --reason "typo in English"
    """
    from eventdocs.model.states import State
    from eventdocs.tasks.translations import accept_translations
    from eventdocs.translations.accept import Terms

    if minor and not reason:
        raise EventdocsError("--minor needs a reason", hint='add: --reason "typo in English"')
    terms = Terms(by, State(state) if state else None, reason if minor else "", frozenset(only))
    done = accept_translations(catalog, locales, terms)
    for locale, key in done.review:
        click.echo(f"{locale} {key}: source and translation both changed; let someone read it")
    for locale, key in done.stale:
        click.echo(f"{locale} {key}: the source changed, the translation did not")
    waiting = f"{counted(len(done.stale), 'string')} stale"
    console.say(f"{catalog}: {counted(len(done.accepted), 'string')} accepted, {waiting}")
    return Exit.CLEAN
