"""`eventdocs translations`."""

from pathlib import Path

import click

from eventdocs.cli import Console, exchange, fill
from eventdocs.cli.report import counted
from eventdocs.model.errors import EventdocsError, Exit


@click.group("translations", short_help="Accept and exchange translations.")
def command() -> None:
    """Accept and exchange translations."""


@command.command("accept", short_help="Record the current translations.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", "locales", multiple=True, metavar="TAG", help="Only these; may be repeated.")
@click.option(
    "--only", "only", multiple=True, metavar="KEY", help="Only an event (4031) or a string (4031:message)."
)
@click.option("--by", default="", metavar="WHO", help="Who translated or reviewed: a handle, or mt:NAME.")
@click.option("--reviewed", "state", flag_value="reviewed", help="A second person has read them.")
@click.option("--translated", "state", flag_value="translated", help="A person made them.")
@click.option("--machine", "state", flag_value="machine", help="A machine made them.")
@click.option("--minor", is_flag=True, help="Translations need not follow the latest source edits.")
@click.option("--reason", default="", metavar="TEXT", help="Reason for --minor, kept in the ledger.")
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

    An edited translation counts as made from the current source. A translation whose source alone changed
    stays stale. With --minor, it becomes fresh if its source changed only since the last accept or import; a
    translation that was stale then stays stale.

    \b
    Examples:
      eventdocs translations accept --locale pt-BR --by ana
      eventdocs translations accept --only 4031 --reviewed --by rui
      eventdocs translations accept --minor --reason "typo in English"
    """
    from eventdocs.commands.accept import accept_translations
    from eventdocs.model.ledger import State
    from eventdocs.reports.sanitize import printable
    from eventdocs.translations.accept import AcceptOptions

    if minor and not reason:
        raise EventdocsError("--minor needs a reason", hint='add: --reason "typo in English"')
    terms = AcceptOptions(by, State(state) if state else None, reason if minor else "", frozenset(only))
    done = accept_translations(catalog, locales, terms)
    for locale, key in done.review:
        click.echo(printable(f"{locale} {key}: source and translation both changed; let someone read it"))
    for locale, key in done.stale:
        click.echo(printable(f"{locale} {key}: the source changed, the translation did not"))
    waiting = f"{counted(len(done.stale), 'string')} stale"
    console.say(f"{catalog}: {counted(len(done.accepted), 'string')} accepted, {waiting}")
    return Exit.CLEAN


@command.command("add", short_help="Begin a locale.")
@click.argument("locale", metavar="TAG")
@click.option("--catalog", type=click.Path(path_type=Path), default="catalog", show_default=True)
@click.pass_obj
def add(console: Console, locale: str, catalog: Path) -> int:
    """Put the locale TAG into the catalog's list; its pages show the source until texts are translated.

    \b
    Example: eventdocs translations add fr-FR
    """
    from eventdocs.commands.add_locale import add_locale

    add_locale(catalog, locale)
    console.say(f"{catalog}: {locale} added; next: eventdocs translations export --locale {locale} -o FILE")
    return Exit.CLEAN


@command.command("prune", short_help="Drop records of strings that are gone.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.pass_obj
def prune(console: Console, catalog: Path) -> int:
    """Drop the records of CATALOG's ledgers whose string is not there any more."""
    from eventdocs.commands.prune import prune
    from eventdocs.reports.sanitize import printable

    gone = prune(catalog)
    for locale, key in gone:
        click.echo(printable(f"{locale} {key}"))
    console.say(f"{catalog}: {counted(len(gone), 'record')} dropped")
    return Exit.CLEAN


command.add_command(exchange.export)
command.add_command(exchange.import_)
command.add_command(fill.fill)
command.add_command(fill.memory)
command.add_command(fill.glossary)
