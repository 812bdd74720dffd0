"""`eventdocs build`."""

from pathlib import Path

import click

from eventdocs.cli import Console
from eventdocs.cli.progress import Progress
from eventdocs.cli.report import exit_code, print_findings, summary
from eventdocs.model.plan import Format


@click.command("build", short_help="Build a catalog's pages.")
@click.argument("catalog", type=click.Path(path_type=Path), default="catalog")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default="site",
    show_default=True,
    help="Output folder.",
)
@click.option(
    "--format",
    "formats",
    type=click.Choice([each.value for each in Format]),
    multiple=True,
    default=[Format.HTML.value],
    show_default=True,
    help="What to write; may be repeated.",
)
@click.option(
    "--locale", "locales", multiple=True, metavar="TAG", help="Only these locales; may be repeated."
)
@click.option("--pseudo", is_flag=True, help="Also build the pseudo-locales qps-ploc and qps-plocm.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=60.0,
    show_default=True,
    help="Seconds to wait for another build.",
)
@click.pass_obj
def command(
    console: Console,
    catalog: Path,
    output: Path,
    formats: tuple[str, ...],
    locales: tuple[str, ...],
    pseudo: bool,
    wait: float,
) -> int:
    """Build the pages of CATALOG (default: catalog) into a folder.

    The folder then holds exactly the given formats and locales; files that eventdocs did not write stay.

    \b
    Examples:
      eventdocs build
      eventdocs build catalog -o site --format html --format markdown
      eventdocs build --locale pt-BR --locale en-US
    """
    from eventdocs.tasks.build import build

    chosen = tuple(dict.fromkeys(Format(each) for each in formats))
    with Progress(console) as progress:
        result = build(catalog, output, chosen, locales, pseudo=pseudo, wait=wait, progress=progress.tell)
    print_findings(console, result.diagnostics, catalog)
    done = result.published
    if done is None:
        console.say(f"{catalog}: {summary(result.diagnostics)}; nothing was built")
        return exit_code(result.diagnostics)
    for path in done.foreign:
        console.say(f"{output / path}: not ours, left as it is")
    counts = f"{len(done.written)} files written, {done.unchanged} unchanged, {len(done.removed)} removed"
    console.say(f"{output}: {result.events} events in {len(result.locales)} locales; {counts}")
    return exit_code(result.diagnostics)
