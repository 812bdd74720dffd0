"""`eventdocs translations fill`, `memory` and `glossary`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.report import counted
from eventdocs.model.errors import Exit


@click.command("fill", short_help="Offer texts for missing translations.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", required=True, metavar="TAG", help="The language to fill.")
@click.option(
    "--least",
    type=click.FloatRange(0.5, 1.0),
    default=1.0,
    show_default=True,
    help="How near a remembered source has to be; 1 is the same text.",
)
@click.option(
    "--memory",
    "memories",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A TMX file; may be repeated.",
)
@click.option(
    "--command", default="", metavar="PROGRAM", help="Ask a program that reads and writes JSON lines."
)
@click.option("--write", is_flag=True, help="Write the offers into the catalog, as machine-made.")
@click.pass_obj
def fill(
    console: Console,
    catalog: Path,
    locale: str,
    least: float,
    memories: tuple[Path, ...],
    command: str,
    write: bool,
) -> int:
    """Offer a text for each that CATALOG (default: catalog) lacks in a locale.

    Offers come from what the catalog says elsewhere, from TMX files, and from a program. The program is
    given lines such as {"id": "0", "text": "Disk [[1]] is full.", "source": "en-US", "target": "fr-FR"} and
    answers {"id": "0", "text": "…"}; `[[1]]` stands for an insert, code or a name, and an answer without it
    is refused.

    \b
    Examples:
      eventdocs translations fill --locale fr-FR --least 0.8
      eventdocs translations fill --locale fr-FR --write --command "translate-lines --quiet"
    """
    from eventdocs.commands.pretranslate import SuggestionSources
    from eventdocs.commands.pretranslate import pretranslate as filled
    from eventdocs.reports.sanitize import printable

    done = filled(catalog, locale, SuggestionSources(least, memories, command), write=write)
    for offer in done.suggestions:
        score = f"{offer.score:.0%}" if offer.score else "new"
        click.echo(printable(f"{offer.key} ({score}): {offer.source} -> {offer.target}"))
    for key, reason in done.refused:
        console.say(printable(f"{key} refused: {reason}"))
    told = done.merged.rejected if done.merged else []
    for each in told:
        console.say(printable(f"{each.key} rejected: {each.reason}"))
    written = counted(len(done.merged.taken), "text") if done.merged else "0 texts"
    console.say(f"{catalog}: {counted(len(done.suggestions), 'offer')}, {written} written")
    return Exit.FINDINGS if done.refused or told else Exit.CLEAN


@click.command("memory", short_help="Write a translation memory.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("--locale", required=True, metavar="TAG")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
@click.pass_obj
def memory(console: Console, catalog: Path, locale: str, output: Path) -> int:
    """Write what CATALOG (default: catalog) says in a locale as a TMX file."""
    from eventdocs.commands.memory import export_memory
    from eventdocs.store.files import write_atomic

    write_atomic(output, export_memory(catalog, locale))
    console.say(f"{output}: written")
    return Exit.CLEAN


@click.command("glossary", short_help="Write the glossary as TBX.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, metavar="FILE")
@click.pass_obj
def glossary(console: Console, catalog: Path, output: Path) -> int:
    """Write the glossary of CATALOG (default: catalog) as a TBX file for translators' tools."""
    from eventdocs.commands.glossary import export_glossary
    from eventdocs.store.files import write_atomic

    write_atomic(output, export_glossary(catalog))
    console.say(f"{output}: written")
    return Exit.CLEAN
