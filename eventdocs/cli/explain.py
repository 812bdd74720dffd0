"""`eventdocs explain`."""

import re
from pathlib import Path

import click


@click.command("explain", short_help="Show an event or explain a rule.")
@click.argument("name")
@click.option("--catalog", type=click.Path(path_type=Path), default="catalog", show_default=True)
@click.option("--locale", metavar="TAG", help="Show the translation, with the source text below.")
@click.option("--format", "kind", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(name: str, catalog: Path, locale: str | None, kind: str) -> int:
    """Show an event in the terminal, or explain a rule. NAME is an id, key or name of an event, or a code.

    \b
    Examples:
      eventdocs explain 4031
      eventdocs explain DispatchSessionFailed --locale pt-BR
      eventdocs explain ED301
    """
    if re.fullmatch(r"[Ee][Dd]\d{3}", name):
        click.echo(_explanation(name, kind))
        return 0
    import json

    from eventdocs.commands.explain import explain_event
    from eventdocs.reports import page
    from eventdocs.reports.sanitize import json_text
    from eventdocs.site.event_json import event_json, metadata_json, texts_json

    settings, views = explain_event(catalog, name, locale)
    if kind == "json":
        click.echo(
            json_text(
                [
                    json.loads(
                        event_json(
                            view,
                            metadata_json(view, settings),
                            texts_json(view, settings.xref, settings.base_url),
                        )
                    )
                    for view in views
                ]
            )
        )
    else:
        click.echo("\n\n".join(page.write(view) for view in views))
    return 0


def _explanation(code: str, kind: str) -> str:
    """Return the explanation of a rule as text or JSON."""
    from dataclasses import asdict

    from eventdocs.commands.explain import explain_rule
    from eventdocs.reports.page import write_rule
    from eventdocs.reports.sanitize import json_text

    rule = explain_rule(code)
    return json_text(asdict(rule)) if kind == "json" else write_rule(rule)
