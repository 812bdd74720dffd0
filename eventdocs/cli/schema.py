"""`eventdocs schema`."""

from pathlib import Path

import click

FILES = (
    "event",
    "group",
    "catalog",
    "glossary",
    "labels",
    "pages",
    "twin",
    "events",
    "record",
    "provider",
    "check",
    "diff",
    "status",
    "import",
    "rule",
)


@click.command("schema", short_help="Print the JSON Schema of a catalog file or JSON page.")
@click.argument("file", type=click.Choice(FILES))
@click.argument("catalog", type=click.Path(path_type=Path), required=False)
def command(file: str, catalog: Path | None) -> int:
    """Print the JSON Schema of a kind of file or output (FILE), for editors and other tools.

    `twin` is the JSON form of an event's page, `provider` that of a provider's, `events` a line of
    events.ndjson, and `record` a line that `eventdocs import records` reads. `check`, `diff`, `status`,
    `import` (of translations) and `rule` are the JSON that commands print.

    With CATALOG, the schemas of `event`, `record` and `labels` allow the levels, fields and sections that it
    declares.

    \b
    Examples:
      eventdocs schema event catalog > event.schema.json
      eventdocs schema catalog > catalog.schema.json
    """
    from eventdocs.commands.schema import file_schema
    from eventdocs.reports.json_schemas import JSON_SCHEMAS
    from eventdocs.reports.sanitize import json_text
    from eventdocs.site.event_json_schema import event_json_schema, ndjson_schema
    from eventdocs.site.provider_json import provider_json_schema

    outputs = {
        **JSON_SCHEMAS,
        "twin": event_json_schema,
        "provider": provider_json_schema,
        "events": ndjson_schema,
    }
    output = outputs.get(file)
    click.echo(json_text(output() if output else file_schema(file, catalog)))
    return 0
