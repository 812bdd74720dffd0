"""`eventdocs translations export` and `import`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.deprecation import deprecated_option
from eventdocs.cli.parameters import catalog_argument, output_file
from eventdocs.cli.progress import Activity
from eventdocs.cli.usage import chosen_flag
from eventdocs.model.errors import Exit

if TYPE_CHECKING:
    from eventdocs.model.exchange import Export

_REPORTS = ("text", "json", "markdown")


@click.command("export", short_help="Export texts for translation tools.")
@catalog_argument
@click.option("--locale", required=True, metavar="TAG", help="Locale to translate into.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["po", "xliff", "xliff12", "csv", "xlsx"]),
    help="Format; by default that of the file's ending.",
)
@output_file
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(["missing", "machine", "translated", "reviewed", "stale"]),
    help="Export only strings in this state; may be repeated.",
)
@click.option(
    "--only",
    "only",
    multiple=True,
    metavar="KEY",
    help="Export only an event (4031) or a string (4031:message); may be repeated.",
)
@deprecated_option("--event", "events", "write: --only KEY", multiple=True)
@click.option(
    "--path",
    "paths",
    multiple=True,
    metavar="PATTERN",
    help="Export only events in matching files, such as events/new/*.",
)
@click.option(
    "--since",
    default="",
    metavar="GITREF",
    help="Export only texts whose source changed since this revision.",
)
@click.pass_obj
def export_command(
    console: Console,
    catalog: Path,
    locale: str,
    kind: str | None,
    output: Path,
    states: tuple[str, ...],
    only: tuple[str, ...],
    events: tuple[str, ...],
    paths: tuple[str, ...],
    since: str,
) -> int:
    """Export the source texts of CATALOG (default: catalog) and their translations into one locale.

    \b
    Examples:
      eventdocs translations export --locale fr-FR -o fr.po
      eventdocs translations export --locale ja-JP --state stale --state missing -o ja.xlf
    """
    from eventdocs.commands.exchange import ExportFilter, export
    from eventdocs.store.exchange_files import format_of

    export_filter = ExportFilter(frozenset(states), frozenset((*only, *events)), paths, since)
    with Activity(console, f"exporting {locale}"):
        result = export(catalog, locale, kind or format_of(output), export_filter)
    return write_export(console, catalog, output, result)


def write_export(console: Console, catalog: Path, output: Path, result: "Export") -> int:
    """Write what was exported from a catalog, report what it lacks, and return the exit code."""
    from eventdocs.cli.report import report_left_alone
    from eventdocs.store.files import write_output

    write_output(output, result.data)
    console.say(f"{output}: written")
    return Exit.FINDINGS if report_left_alone(console, result.errors, catalog) else Exit.CLEAN


@click.command("import", short_help="Import translated files.")
@click.argument("catalog", type=click.Path(path_type=Path))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--ours", is_flag=True, help="If both sides changed a text, keep the one in the catalog.")
@click.option("--theirs", is_flag=True, help="If both sides changed a text, take the one in the file.")
@click.option(
    "--by", default="", metavar="WHO", help="Translator: a handle, or mt:NAME for machine translation."
)
@click.option("--partial", is_flag=True, help="Allow files that contain only some of the messages.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what would change, without changing anything.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="KIND[=FILE]",
    help=f"Format of the report: {', '.join(_REPORTS)}; may be repeated.  [default: text]",
)
@click.pass_obj
def import_(
    console: Console,
    catalog: Path,
    files: tuple[Path, ...],
    ours: bool,
    theirs: bool,
    by: str,
    partial: bool,
    dry: bool,
    reports: tuple[str, ...],
) -> int:
    """Merge translated FILES into CATALOG, string by string.

    If a text changed on both sides, the catalog keeps its own. The other one is written to a file of
    conflicts next to the imported file, in the same format. A text with an error, such as a missing
    placeholder (insert), is rejected; the others are imported.

    \b
    Exit codes: 0 everything was imported, 1 texts are conflicting or rejected.
    Examples:
      eventdocs translations import catalog fr.po --by ana
      eventdocs translations import catalog fr.po --report text --report markdown=import.md
    """
    from eventdocs.cli.report import parse_report, report_left_alone, write_content
    from eventdocs.commands.exchange import ImportOptions, import_files
    from eventdocs.reports.imports import IMPORT_REPORTS, write_summary
    from eventdocs.translations.merge import ConflictPolicy

    outputs = [parse_report(report, _REPORTS) for report in reports or ("text",)]
    policy = ConflictPolicy(chosen_flag(ours=ours, theirs=theirs) or "neither")
    options = ImportOptions(policy, by, dry, partial)
    with Activity(console, f"importing into {catalog}"):
        result = import_files(catalog, files, options)
    for report, output in outputs:
        write_content(IMPORT_REPORTS[report](result.merged), output)
    for name, merged in result.merged.items():
        if merged.without_base:
            lost = pluralize(merged.without_base, "text")
            console.say(f"{name}: {lost} lost the notes of eventdocs in the tool; the ledger replaces them")
        console.say(f"{name}: {merged.locale}: {write_summary(merged)}")
    for conflict in result.conflicts:
        console.say(f"{conflict}: conflicting and rejected texts" + (" (not written)" if dry else ""))
    verb = "would change" if dry else "changed"
    console.say(f"{catalog}: {pluralize(len(result.changed), 'file')} {verb}")
    incomplete = any(merged.conflicts or merged.rejected for merged in result.merged.values())
    incomplete |= report_left_alone(console, result.errors, catalog)
    return Exit.FINDINGS if incomplete else Exit.CLEAN
