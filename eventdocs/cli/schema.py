"""`eventdocs schema`."""

import click

FILES = ("event", "group", "catalog", "glossary", "labels", "pages", "twin")


@click.command("schema", short_help="Print the JSON Schema of a catalog file or JSON page.")
@click.argument("file", type=click.Choice(FILES))
def command(file: str) -> int:
    """Print the JSON Schema of a kind of FILE for editors and other tools; `twin` is the JSON form of a page.

    \b
    Example: eventdocs schema event > event.schema.json
    """
    from eventdocs.reports.sanitize import json_text
    from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, GROUP, LABELS_FILE, PROFILE
    from eventdocs.schema.json_schema import json_schema
    from eventdocs.site.event_json_schema import event_json_schema

    types = {
        "event": EVENT,
        "group": GROUP,
        "catalog": CATALOG,
        "glossary": GLOSSARY,
        "labels": LABELS_FILE,
        "pages": PROFILE,
    }
    schema = event_json_schema() if file == "twin" else json_schema(types[file], f"eventdocs: {file} file")
    click.echo(json_text(schema))
    return 0
