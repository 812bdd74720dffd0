"""`eventdocs translations fill`, `memory` and `glossary`."""

from pathlib import Path

import click

from eventdocs.cli import Console, pluralize
from eventdocs.cli.exchange import write_export
from eventdocs.cli.parameters import catalog_argument, output_file
from eventdocs.cli.progress import Activity
from eventdocs.model.errors import Exit


@click.command("fill", short_help="Suggest missing translations.")
@catalog_argument
@click.option("--locale", required=True, metavar="TAG", help="Locale to fill.")
@click.option(
    "--min-score",
    type=click.FloatRange(0.5, 1.0),
    default=1.0,
    show_default=True,
    metavar="SCORE",
    help="Minimum similarity of source texts in the translation memory; 1 means identical.",
)
@click.option(
    "--memory",
    "memories",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="TMX file to use as well; may be repeated.",
)
@click.option(
    "--command", default="", metavar="PROGRAM", help="Translation program that reads and writes JSON lines."
)
@click.option(
    "--batch",
    type=click.IntRange(1),
    default=200,
    show_default=True,
    metavar="N",
    help="Texts for each run of PROGRAM.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=600.0,
    show_default=True,
    metavar="SECONDS",
    help="Time limit for each run of PROGRAM.",
)
@click.option(
    "--retries",
    type=click.IntRange(0, 10),
    default=2,
    show_default=True,
    metavar="N",
    help="How often to run PROGRAM again if it fails or leaves out texts.",
)
@click.option(
    "--write", is_flag=True, help="Write the suggestions into the catalog, as machine translations."
)
@click.pass_obj
def fill(
    console: Console,
    catalog: Path,
    locale: str,
    min_score: float,
    memories: tuple[Path, ...],
    command: str,
    batch: int,
    timeout: float,
    retries: int,
    write: bool,
) -> int:
    """Suggest translations for texts that are missing from a locale of CATALOG (default: catalog).

    Suggestions come from other strings of the catalog, from TMX files and from a program.

    PROGRAM reads lines such as {"id": "0", "text": "Disk [[1]] is full.", "source": "en-US", "target":
    "fr-FR"} and writes {"id": "0", "text": "…"}. `[[1]]` replaces a placeholder (insert), code or a name; an
    answer without it is rejected. `notes` in a line explain the text and list its glossary terms.

    PROGRAM runs once for each --batch of texts. If it fails, exceeds --timeout or leaves out a text, it runs
    again after a pause, up to --retries times. Each batch is saved when it is done: after an interruption,
    run the command again to continue with the rest.

    \b
    Examples:
      eventdocs translations fill --locale fr-FR --min-score 0.8
      eventdocs translations fill --locale fr-FR --write --command "translate-lines --quiet"
    """
    from eventdocs.cli.report import report_left_alone
    from eventdocs.commands.fill import SuggestionSources, fill_locale
    from eventdocs.reports.sanitize import printable

    sources = SuggestionSources(min_score, memories, command, batch, timeout, retries)
    with Activity(console, f"searching for translations into {locale}"):
        result = fill_locale(catalog, locale, sources, write=write)
    for suggestion in result.suggestions:
        score = f"{suggestion.score:.0%}" if suggestion.score else "new"
        click.echo(printable(f"{suggestion.key} ({score}): {suggestion.source} -> {suggestion.target}"))
    for key, reason in result.refused:
        console.say(printable(f"{key} refused: {reason}"))
    rejected = result.merged.rejected if result.merged else []
    for unit in rejected:
        console.say(printable(f"{unit.key} rejected: {unit.reason}"))
    keys = {outcome.key for outcome in result.merged.imported} if result.merged else set()
    written = pluralize(len(keys), "text")
    failed = len(result.refused) + len(rejected)
    refused = f", {failed} refused" if failed else ""
    console.say(f"{catalog}: {pluralize(len(result.suggestions), 'suggestion')}, {written} written{refused}")
    left_alone = report_left_alone(console, result.errors, catalog)
    return Exit.FINDINGS if result.refused or rejected or left_alone else Exit.CLEAN


@click.command("memory", short_help="Export a translation memory (TMX).")
@catalog_argument
@click.option("--locale", required=True, metavar="TAG", help="Locale to export.")
@output_file
@click.pass_obj
def memory(console: Console, catalog: Path, locale: str, output: Path) -> int:
    """Export the translations of CATALOG (default: catalog) into a locale as a TMX file.

    \b
    Example: eventdocs translations memory --locale pt-BR -o pt-BR.tmx
    """
    from eventdocs.commands.memory import export_memory

    with Activity(console, f"exporting {locale}"):
        result = export_memory(catalog, locale)
    return write_export(console, catalog, output, result)


@click.command("glossary", short_help="Export the glossary (TBX).")
@catalog_argument
@output_file
@click.pass_obj
def glossary(console: Console, catalog: Path, output: Path) -> int:
    """Export the glossary of CATALOG (default: catalog) as a TBX file for translation tools.

    \b
    Example: eventdocs translations glossary -o glossary.tbx
    """
    from eventdocs.commands.glossary import export_glossary

    with Activity(console, f"reading {catalog}"):
        result = export_glossary(catalog)
    return write_export(console, catalog, output, result)
