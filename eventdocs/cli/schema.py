"""`eventdocs schema`."""

import click

FILES = ("event", "catalog", "glossary", "labels", "pages")


@click.command("schema", short_help="Print the JSON Schema of a catalog file.")
@click.argument("file", type=click.Choice(FILES))
def command(file: str) -> int:
    """Print the JSON Schema of a kind of FILE, for editors and other tools.

    \b
    Example: eventdocs schema event > event.schema.json
    """
    from eventdocs.model.json_schema import json_schema
    from eventdocs.model.schema import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
    from eventdocs.reports.safe import json_text

    shapes = {
        "event": EVENT,
        "catalog": CATALOG,
        "glossary": GLOSSARY,
        "labels": LABELS_FILE,
        "pages": PROFILE,
    }
    click.echo(json_text(json_schema(shapes[file], f"eventdocs: {file} file")))
    return 0
