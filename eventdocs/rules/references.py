"""Rules about references: providers, channels, events, labels and parameters exist."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, Suggestions, did_you_mean
from eventdocs.model.event import AnyEvent, Event, keyword_keys, referenced_event
from eventdocs.model.labels import Labels
from eventdocs.rules.checks import diagnostic_for_event

_CATALOG = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\n{0}"
_EVENT = "id: 7\nname: DiskFull\n{0}strings: {{}}\n"
_OTHER_EVENT = "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nstrings: {}\n"
_EVENT_FILE = "# events/7-diskfull.yaml\n"
_LABEL = "# labels/pt-BR.yaml\nkeywords: {{{0}: Armazenamento}}\n"
_PARAMETER = (
    "id: 7\nname: DiskFull\nparameters: [{{name: Drive}}]\nstrings:\n"
    "  en-US:\n    parameters:\n      {0}: {{description: The drive.}}\n"
)

DANGLING_PROVIDER = Rule(
    "ED110",
    "dangling-provider",
    Severity.ERROR,
    "Providers are declared in `catalog.yaml`.",
    "The folder of the provider's pages and its full name come from the declaration.",
    _EVENT.format("provider: disk\n"),
    _CATALOG.format("providers: {disk: {name: Product-Disk}}\n")
    + _EVENT_FILE
    + _EVENT.format("provider: disk\n"),
)
DANGLING_CHANNEL = Rule(
    "ED111",
    "dangling-channel",
    Severity.ERROR,
    "Channels are declared in `catalog.yaml`.",
    "Readers filter by the channel's full name, which comes from the declaration.",
    _EVENT.format("channel: analytics\n"),
    _CATALOG.format("channels: {analytic: P/Analytic}\n")
    + _EVENT_FILE
    + _EVENT.format("channel: analytic\n"),
)
DANGLING_EVENT = Rule(
    "ED112",
    "dangling-event",
    Severity.ERROR,
    "Events under `see_also` and `replaced_by` exist.",
    "The page would have a broken link.",
    _EVENT.format("see_also: [8]\n"),
    _EVENT.format("see_also: [8]\n") + _OTHER_EVENT,
)
REPLACEMENT_CYCLE = Rule(
    "ED118",
    "replacement-cycle",
    Severity.ERROR,
    "An event does not replace itself, neither directly nor through other events.",
    "Readers who follow the links to the replacement would never arrive.",
    _EVENT.format("replaced_by: 7\n"),
    _EVENT.format("deprecated: '2.0'\nreplaced_by: 8\n") + _OTHER_EVENT,
)
DANGLING_LABEL = Rule(
    "ED113",
    "dangling-label",
    Severity.WARNING,
    "A label belongs to a channel, a keyword, or a name that a provider declares.",
    "A label with a mistyped key does not appear on any page.",
    _LABEL.format("Storge") + _EVENT_FILE + _EVENT.format("keywords: [Storage]\n"),
    _LABEL.format("Storage") + _EVENT_FILE + _EVENT.format("keywords: [Storage]\n"),
)
DANGLING_PARAMETER = Rule(
    "ED114",
    "dangling-parameter",
    Severity.ERROR,
    "Texts of a parameter belong to a parameter of the event.",
    "A text under a mistyped name does not appear on any page.",
    _PARAMETER.format("Drve"),
    _PARAMETER.format("Drive"),
)


def dangling_default(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield the default provider if the catalog does not declare it."""
    default = settings.default_provider
    if default and default not in settings.providers:
        where = settings.trees["catalog"].where("default_provider")
        hint = did_you_mean(default, settings.providers) or "declare it under `providers`"
        yield Diagnostic(DANGLING_PROVIDER, where, f"provider `{default}` is not declared", hint)


def dangling_providers(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield the event's provider if the catalog does not declare it."""
    if event.provider and event.provider not in settings.providers:
        message = f"provider `{event.provider}` is not declared"
        hint = did_you_mean(event.provider, settings.providers)
        hint = hint or "declare it under `providers` in catalog.yaml"
        yield diagnostic_for_event(DANGLING_PROVIDER, event, ("provider",), message, hint)


def dangling_channels(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield the event's channel if neither the catalog nor the event's provider declares it."""
    channels = settings.channels_of(event.provider) if event.channel else ()
    if event.channel and event.channel not in channels:
        hint = did_you_mean(event.channel, channels) or "declare it under `channels` in catalog.yaml"
        message = f"channel `{event.channel}` is not declared"
        yield diagnostic_for_event(DANGLING_CHANNEL, event, ("channel",), message, hint)


def dangling_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield events that others refer to and that are not in the catalog."""
    referring = [event for event in events if event.see_also or event.replaced_by]
    keys = {event.key for event in events} if referring else set()
    dangling = [
        (event, path, key)
        for event in referring
        for path, key in _references(event)
        if key not in keys and (not event.provider or f"{event.provider}/{key}" not in keys)
    ]
    suggestions = Suggestions(keys if dangling else ())
    for event, path, key in dangling:
        hint = suggestions.hint(key) or "use the key of an event, such as `4031` or `4031@1`"
        yield diagnostic_for_event(DANGLING_EVENT, event, path, f"there is no event `{key}`", hint)


def _references(event: AnyEvent) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the path and the key of each event that an event refers to."""
    yield from ((("see_also", str(at)), key) for at, key in enumerate(event.see_also))
    if event.replaced_by:
        yield ("replaced_by",), event.replaced_by


def replacement_cycles(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield each group of events that replace each other, at the first of them."""
    replaced = [event for event in events if event.replaced_by]
    by_key = {event.key: event for event in events} if replaced else {}
    done: set[str] = set()
    for event in replaced:
        path: dict[str, AnyEvent] = {}
        current: AnyEvent | None = event
        while current is not None and current.key not in done:
            done.add(current.key)
            path[current.key] = current
            current = referenced_event(current, current.replaced_by, by_key) if current.replaced_by else None
        if current is not None and current.key in path:
            keys = list(path)
            yield _cycle([path[key] for key in keys[keys.index(current.key) :]])


def _cycle(events: Sequence[AnyEvent]) -> Diagnostic:
    first, *others = events
    if others:
        chain = " → ".join(f"`{event.key}`" for event in (*events, first))
        message = f"the events replace each other: {chain}"
    else:
        message = f"event `{first.key}` is replaced by itself"
    related = tuple(event.where("replaced_by") for event in others)
    hint = "remove it, or use the key of the event that users see now"
    return diagnostic_for_event(REPLACEMENT_CYCLE, first, ("replaced_by",), message, hint, related=related)


def dangling_labels(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield shared labels of undeclared channels and of keywords that no event has."""
    declared = {name for provider in settings.providers.values() for name in provider.keywords}
    existing = {"channels": set(settings.channel_names()), "keywords": keyword_keys(*events) | declared}
    existing |= {context: set(names) for context, names in settings.provider_names().items()}
    suggestions = {context: Suggestions(keys) for context, keys in existing.items()}
    for locale, labels in settings.labels.items():
        tree = settings.trees[f"labels/{locale}"]
        for context, key in _dangling(labels, existing):
            hint = suggestions[context].hint(key) or "remove it"
            verb = "no event has" if context in ("channels", "keywords") else "no provider declares"
            message = f"{verb} the {context.removesuffix('s')} `{key}`"
            yield Diagnostic(DANGLING_LABEL, tree.where(context, key), message, hint, locale=locale)


def dangling_event_labels(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield label overrides of an event for channels, keywords, tasks and opcodes that it does not have."""
    for locale, block in event.strings.items():
        if block.labels:
            existing = {
                "channels": {event.channel},
                "keywords": keyword_keys(event),
                "tasks": {event.task},
                "opcodes": {event.opcode},
            }
            suggestions = {context: Suggestions(keys) for context, keys in existing.items()}
            for context, key in _dangling(block.labels, existing):
                path = ("strings", locale, "labels", context, key)
                message = f"the event has no {context.removesuffix('s')} `{key}`"
                hint = suggestions[context].hint(key)
                yield diagnostic_for_event(DANGLING_LABEL, event, path, message, hint, locale)


def _dangling(labels: Labels, existing: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Yield context and key of each label whose key does not exist in its context."""
    for context, keys in existing.items():
        yield from ((context, key) for key in labels.get(context, {}) if key not in keys)


def dangling_parameters(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield texts of parameters that the event does not have."""
    names = {parameter.name for parameter in event.parameters} if event.parameters else set()
    suggestions: Suggestions | None = None
    for locale, block in event.strings.items():
        for name in block.parameters:
            if name not in names:
                suggestions = suggestions or Suggestions(names)
                path = ("strings", locale, "parameters", name)
                message, hint = f"the event has no parameter `{name}`", suggestions.hint(name)
                yield diagnostic_for_event(DANGLING_PARAMETER, event, path, message, hint, locale)
