"""Rules about what a catalog declares, as far as the schema of `catalog.yaml` cannot express it."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.declarations import ValueType
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import AnyEvent

_CATALOG = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\nfields:\n  stability: {{{0}}}\n"

FIELD = Rule(
    "ED117",
    "field-declaration",
    Severity.ERROR,
    "The keys of a field's declaration fit each other.",
    "Only a choice has `values`, and it needs them. Lists cannot have a filter for a field that they do not "
    "show.",
    _CATALOG.format("type: choice"),
    _CATALOG.format("type: choice, values: [stable, experimental]"),
)


def inconsistent_fields(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield declarations of fields whose keys contradict each other."""
    for name, declared in settings.fields.items():
        is_choice = declared.type is ValueType.CHOICE
        if is_choice and not declared.values:
            hint = "list them: `values: [stable, experimental]`"
            yield _inconsistent(settings, name, "type", "a choice must have `values`", hint)
        if declared.values and not is_choice:
            message = f"a field of the type `{declared.type}` has no `values`"
            yield _inconsistent(settings, name, "values", message, "remove it, or use the type `choice`")
        if declared.filter and not declared.show:
            message = "lists cannot have a filter for a field that pages do not show"
            yield _inconsistent(settings, name, "filter", message, "remove it, or remove `show: no`")


def _inconsistent(settings: CatalogSettings, name: str, key: str, message: str, hint: str) -> Diagnostic:
    path = "fields", name, key
    return Diagnostic(FIELD, settings.trees["catalog"].where(*path), message, hint, field=".".join(path))
