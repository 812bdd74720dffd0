"""`eventdocs explain`."""

from pathlib import Path

import click

from eventdocs.cli.parameters import output_format

_DEFAULT = Path("catalog")


@click.command("explain", short_help="Show an event, or explain a rule or a key.")
@click.argument("name")
@click.argument("catalog", type=click.Path(path_type=Path), required=False)
@click.option("--locale", metavar="TAG", help="Show the translation, with the source text below.")
@output_format("text", "json")
def command(name: str, catalog: Path | None, locale: str | None, kind: str) -> int:
    """Show an event in the terminal, or explain a rule or a key of a catalog's files.

    NAME is the code or name of a rule, a key such as `level` or `site.logo`, or the id, key or name of an
    event of CATALOG (default: catalog). With CATALOG, NAME is always an event.

    \b
    Examples:
      eventdocs explain 4031
      eventdocs explain DispatchSessionFailed catalog --locale pt-BR
      eventdocs explain ED301
      eventdocs explain strings.message
    """
    from eventdocs.commands.explain import explain_event, unknown_name
    from eventdocs.store.folders import is_catalog

    if catalog is None and (explanation := _explanation(name, kind)):
        click.echo(explanation)
        return 0
    if catalog is None and not is_catalog(_DEFAULT):
        raise unknown_name(name)
    import json

    from eventdocs.reports.page import write as page_text
    from eventdocs.reports.sanitize import json_text
    from eventdocs.site.event_json import event_json, metadata_json, texts_json

    settings, views = explain_event(catalog or _DEFAULT, name, locale)
    if kind == "json":
        pages = (
            event_json(
                view, metadata_json(view, settings), texts_json(view, settings.xref, settings.base_url)
            )
            for view in views
        )
        click.echo(json_text([json.loads(page) for page in pages]))
    else:
        click.echo("\n\n".join(map(page_text, views)))
    return 0


def _explanation(name: str, kind: str) -> str:
    """Return the explanation of a rule or of keys, as text or JSON; empty if there is neither."""
    from dataclasses import asdict

    from eventdocs.commands.explain import explain_fields, explain_rule, is_rule
    from eventdocs.reports.reference import write_fields, write_rule
    from eventdocs.reports.sanitize import json_text

    if is_rule(name):
        rule = explain_rule(name)
        return json_text(rule._asdict()) if kind == "json" else write_rule(rule)
    fields = explain_fields(name)
    if not fields:
        return ""
    return json_text([asdict(field) for field in fields]) if kind == "json" else write_fields(fields)
