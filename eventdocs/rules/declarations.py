"""Rules about what a catalog declares, as far as the schema of `catalog.yaml` cannot express it."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import ValueType
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules.checks import diagnostic_for_event

_CATALOG = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\nfields:\n  stability: {{{0}}}\n"

FIELD = Rule(
    "ED117",
    "field-declaration",
    Severity.ERROR,
    "The keys of a field's declaration are consistent.",
    "Only a choice has `values`, and it needs them. Lists cannot have a filter for a field that they do not "
    "show.",
    _CATALOG.format("type: choice"),
    _CATALOG.format("type: choice, values: [stable, experimental]"),
)
_PROVIDER = (
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US]\nproviders:\n  disk:\n    name: Disk\n    {0}\n"
)
PROVIDER = Rule(
    "ED126",
    "provider-declaration",
    Severity.ERROR,
    "The declarations of a provider are consistent.",
    "An opcode has one number, or one for each of several tasks. Names that a declaration or a parameter "
    "refers to must be declared, too, so that pages can show what they mean.",
    _PROVIDER.format("opcodes: {Stop: {value: 2, values: {Format: 3}}}"),
    _PROVIDER.format("tasks: {Format: {value: 1}}\n    opcodes: {Stop: {values: {Format: 3}}}"),
)
_NUMBERED = "an opcode has either `value` or `values`"


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


def inconsistent_providers(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield declarations of providers that contradict each other or refer to names that do not exist."""
    for key, provider in settings.providers.items():
        for path, message, hint in _provider_problems(settings, key, provider):
            full = "providers", key, *path
            where = settings.trees["catalog"].where(*full)
            yield Diagnostic(PROVIDER, where, message, hint, field=".".join(full))


def _provider_problems(
    settings: CatalogSettings, key: str, provider: Provider
) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield the path, the message and the hint of each problem."""
    for name, opcode in provider.opcodes.items():
        if bool(opcode.value) == bool(opcode.values):
            yield ("opcodes", name), _NUMBERED, "remove one of them" if opcode.value else "add `value`"
        for task in opcode.values if provider.tasks else ():
            if task not in provider.tasks:
                message = f"the provider has no task `{task}`"
                yield ("opcodes", name, "values", task), message, did_you_mean(task, provider.tasks)
    for name, level in provider.levels.items():
        if settings.levels.get(name) != level:
            message = f"there is another level `{name}` in this catalog"
            yield ("levels", name), message, "use another name"
    for context, known in (("channels", settings.channels_of(key)), ("keywords", provider.keywords)):
        for at, name in enumerate(getattr(provider.documented, context)):
            if known and name not in known:
                message = f"the provider has no {context.removesuffix('s')} `{name}`"
                yield ("documented", context, str(at)), message, did_you_mean(name, known)


def undeclared_maps(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield maps of parameters that the event's provider does not declare, if it declares any."""
    provider = settings.providers.get(event.provider or settings.default_provider)
    if provider is None or not provider.maps:
        return
    for at, parameter in enumerate(event.parameters or ()):
        if parameter.map and parameter.map not in provider.maps:
            message = f"the provider has no map `{parameter.map}`"
            hint = did_you_mean(parameter.map, provider.maps)
            yield diagnostic_for_event(PROVIDER, event, ("parameters", str(at), "map"), message, hint)
