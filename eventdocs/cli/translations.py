"""`eventdocs translations`."""

from pathlib import Path

import click

from eventdocs.cli import Console, exchange, fill, pluralize
from eventdocs.cli.deprecation import deprecated_option
from eventdocs.cli.parameters import catalog_argument
from eventdocs.cli.progress import Activity
from eventdocs.cli.usage import CommandGroup, chosen_flag
from eventdocs.model.errors import EventdocsError, Exit


@click.group("translations", cls=CommandGroup, short_help="Export, import, accept and suggest translations.")
def command() -> None:
    """Export, import, accept and suggest translations."""


@command.command("accept", short_help="Record the current translations.")
@catalog_argument
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Accept only this locale; may be repeated."
)
@click.option(
    "--only",
    "only",
    multiple=True,
    metavar="KEY",
    help="Accept only an event (4031) or a string (4031:message); may be repeated.",
)
@click.option(
    "--by",
    default="",
    metavar="WHO",
    help="Translator or reviewer: a handle, or mt:NAME for machine translation.",
)
@click.option("--reviewed", is_flag=True, help="Record them as reviewed by a second person.")
@click.option("--translated", is_flag=True, help="Record them as translated by a person.")
@click.option("--machine", is_flag=True, help="Record them as machine translations.")
@click.option("--confirm", is_flag=True, help="Accept stale translations that are still right; needs --only.")
@click.option(
    "--minor",
    is_flag=True,
    help="Keep translations up to date after small edits of the source; needs --reason.",
)
@click.option("--reason", default="", metavar="TEXT", help="Reason for --minor, kept in the ledger.")
@click.pass_obj
def accept_command(
    console: Console,
    catalog: Path,
    locales: tuple[str, ...],
    only: tuple[str, ...],
    by: str,
    reviewed: bool,
    translated: bool,
    machine: bool,
    confirm: bool,
    minor: bool,
    reason: str,
) -> int:
    """Record the current translations of CATALOG (default: catalog) in its ledgers.

    An edited translation is recorded as made from the current source. If only the source changed, the
    translation stays stale.

    If a stale translation is still right, use --confirm with --only. After a small edit of the source, such
    as a typo fix, use --minor: translations that were up to date before the edit stay up to date. It prints
    the source before and after the edit. If texts were edited in different ways, name the strings whose edit
    is minor with --only.

    \b
    Examples:
      eventdocs translations accept --locale pt-BR --by ana
      eventdocs translations accept --only 4031 --reviewed --by rui
      eventdocs translations accept --confirm --only 4031:message --by ana
      eventdocs translations accept --minor --reason "typo in English"
    """
    from eventdocs.cli.report import report_left_alone
    from eventdocs.commands.accept import accept_translations
    from eventdocs.model.ledger import State
    from eventdocs.reports.sanitize import printable
    from eventdocs.translations.accept import AcceptOptions

    if minor and not reason:
        raise EventdocsError("--minor needs a reason", hint='add: --reason "typo in English"')
    if reason and not minor:
        raise EventdocsError("--reason needs --minor", hint="add --minor, or leave out --reason")
    if confirm and not only:
        raise EventdocsError("--confirm needs --only", hint="name what you compared: --only 4031:message")
    state = chosen_flag(reviewed=reviewed, translated=translated, machine=machine)
    options = AcceptOptions(by, State(state) if state else None, reason, confirm, frozenset(only))
    with Activity(console, f"reading {catalog}"):
        result = accept_translations(catalog, locales, options)
    outcome = "refreshed" if result.refreshed else "not refreshed"
    for edit in result.minor:
        click.echo(printable(f"{edit.locale} {edit.key}: {outcome}"))
        click.echo(printable(f"  - {edit.before or '(not recorded)'}"))
        click.echo(printable(f"  + {edit.after}"))
    for locale, key in result.review:
        click.echo(printable(f"{locale} {key}: source and translation both changed; needs a review"))
    for locale, key in result.stale:
        click.echo(printable(f"{locale} {key}: the source changed, the translation did not"))
    accepted, stale = (pluralize(len(keys), "string") for keys in (result.accepted, result.stale))
    console.say(f"{catalog}: {accepted} accepted, {stale} stale")
    unclear = minor and not result.refreshed
    if unclear:
        console.say("--minor can mean only one of these edits · name its strings with --only")
    left_alone = report_left_alone(console, result.errors, catalog)
    return Exit.FINDINGS if unclear or left_alone else Exit.CLEAN


@command.command("add", short_help="Add a locale.")
@click.argument("locale", metavar="TAG")
@catalog_argument
@deprecated_option("--catalog", "old_catalog", "write it last: eventdocs translations add TAG CATALOG")
@click.pass_obj
def add(console: Console, locale: str, catalog: Path, old_catalog: str | None) -> int:
    """Add the locale TAG to CATALOG (default: catalog). Its pages show the source until texts are translated.

    \b
    Example: eventdocs translations add fr-FR
    """
    from eventdocs.cli.report import report_left_alone
    from eventdocs.commands.add_locale import add_locale

    catalog = Path(old_catalog or catalog)
    with Activity(console, f"reading {catalog}"):
        errors = add_locale(catalog, locale)
    console.say(f"{catalog}: {locale} added; next: eventdocs translations export --locale {locale} -o FILE")
    return Exit.FINDINGS if report_left_alone(console, errors, catalog) else Exit.CLEAN


@command.command("prune", short_help="Remove records of deleted strings.")
@catalog_argument
@click.pass_obj
def prune_command(console: Console, catalog: Path) -> int:
    """Remove records of strings that no longer exist from the ledgers of CATALOG (default: catalog).

    \b
    Example: eventdocs translations prune
    """
    from eventdocs.cli.report import report_left_alone
    from eventdocs.commands.prune import prune
    from eventdocs.reports.sanitize import printable

    with Activity(console, f"reading {catalog}"):
        result = prune(catalog)
    for locale, key in result.dropped:
        click.echo(printable(f"{locale} {key}"))
    console.say(f"{catalog}: {pluralize(len(result.dropped), 'record')} removed")
    return Exit.FINDINGS if report_left_alone(console, result.errors, catalog) else Exit.CLEAN


command.add_command(exchange.export_command)
command.add_command(exchange.import_)
command.add_command(fill.fill)
command.add_command(fill.memory)
command.add_command(fill.glossary)
