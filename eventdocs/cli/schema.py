"""`eventdocs schema`."""

import click

FILES = (
    "event",
    "catalog",
    "glossary",
    "labels",
    "pages",
    "twin",
    "events",
    "check",
    "diff",
    "status",
    "rule",
)


@click.command("schema", short_help="Print the JSON Schema of a catalog file or JSON page.")
@click.argument("file", type=click.Choice(FILES))
def command(file: str) -> int:
    """Print the JSON Schema of a kind of FILE for editors and other tools.

    `twin` is the JSON form of a page, `events` a line of events.ndjson. `check`, `diff`, `status` and `rule`
    are the JSON that commands print.

    \b
    Example: eventdocs schema event > event.schema.json
    """
    from eventdocs.reports.json_schemas import JSON_SCHEMAS
    from eventdocs.reports.sanitize import json_text
    from eventdocs.schema.fields import CATALOG, EVENT, GLOSSARY, LABELS_FILE, PROFILE
    from eventdocs.schema.json_schema import json_schema
    from eventdocs.site.event_json_schema import event_json_schema, ndjson_schema

    types = {
        "event": EVENT,
        "catalog": CATALOG,
        "glossary": GLOSSARY,
        "labels": LABELS_FILE,
        "pages": PROFILE,
    }
    outputs = {**JSON_SCHEMAS, "twin": event_json_schema, "events": ndjson_schema}
    output = outputs.get(file)
    schema = output() if output else json_schema(types[file], f"eventdocs: {file} file")
    click.echo(json_text(schema))
    return 0
