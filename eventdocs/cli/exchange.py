"""`eventdocs translations export` and `import`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import counted
from eventdocs.model.errors import Exit


@click.command("export", short_help="Write texts for a translator's tool.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", required=True, metavar="TAG", help="The language to translate into.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["po", "xliff", "xliff12", "csv", "xlsx"]),
    default="po",
    show_default=True,
)
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["missing", "machine", "translated", "reviewed", "stale"]),
    help="Only strings in this state; may be repeated.",
)
@click.option("--event", "events", multiple=True, metavar="KEY", help="Only this event's; may be repeated.")
@click.option(
    "--path", "paths", multiple=True, metavar="PATTERN", help="Only events in such files, as events/new/*."
)
@click.option("--since", default="", metavar="GITREF", help="Only texts whose source changed since.")
@click.pass_obj
def export(
    console: Console,
    catalog: Path,
    locale: str,
    kind: str,
    output: Path,
    states: tuple[str, ...],
    events: tuple[str, ...],
    paths: tuple[str, ...],
    since: str,
) -> int:
    """Write the texts of CATALOG (default: catalog) in one locale, with their translations.

    \b
    Examples:
      eventdocs translations export --locale fr-FR -o fr.po
      eventdocs translations export --locale ja-JP --state stale --state missing --format xliff -o ja.xlf
    """
    from eventdocs.commands.exchange import ExportFilter, export
    from eventdocs.store.files import write_atomic

    wanted = ExportFilter(frozenset(states), frozenset(events), paths, since)
    write_atomic(output, export(catalog, locale, kind, wanted))
    console.say(f"{output}: written")
    return Exit.CLEAN


@click.command("import", short_help="Take translations back.")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--ours", "prefer", flag_value="ours", help="Where both changed a text, keep ours.")
@click.option("--theirs", "prefer", flag_value="theirs", help="Where both changed a text, take theirs.")
@click.option("--by", default="", metavar="WHO", help="Who translated: a handle, or mt:NAME.")
@click.option("--partial", is_flag=True, help="Messages that are missing are meant to be.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be done, and change nothing.")
@click.pass_obj
def import_(
    console: Console,
    catalog: Path,
    files: tuple[Path, ...],
    prefer: str | None,
    by: str,
    partial: bool,
    dry: bool,
) -> int:
    """Merge FILES that came back from translators into CATALOG, string by string.

    A text that changed on both sides is kept as it is here; theirs is written to a file of conflicts beside
    the imported one, in the same format. A text with a fault, such as a lost insert, is rejected alone.

    \b
    Exit codes: 0 everything was taken, 1 something was kept or rejected.
    Example: eventdocs translations import catalog fr.po --by ana
    """
    from eventdocs.commands.exchange import ImportOptions, import_files
    from eventdocs.reports.sanitize import printable
    from eventdocs.translations.merge import ConflictPolicy

    manner = ImportOptions(ConflictPolicy(prefer or "neither"), by, dry, partial)
    done = import_files(catalog, files, manner)
    lost = False
    for name, outcome in done.merged.items():
        for word, told in (("kept", outcome.kept), ("rejected", outcome.rejected)):
            for each in told:
                click.echo(printable(f"{name}: {each.key} {word}: {each.reason}"))
        counts = f"{len(outcome.taken)} taken, {len(outcome.kept)} kept, {len(outcome.rejected)} rejected"
        console.say(f"{name}: {outcome.locale}: {counts}, {outcome.unchanged} unchanged")
        lost = lost or bool(outcome.conflicts or outcome.rejected)
    for conflict in done.conflicts:
        console.say(f"{conflict}: what was not taken" + (" (not written)" if dry else ""))
    console.say(f"{catalog}: {counted(len(done.changed), 'file')} " + ("would change" if dry else "changed"))
    return Exit.FINDINGS if lost else Exit.CLEAN
