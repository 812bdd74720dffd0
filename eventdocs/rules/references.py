"""References: what names something else names something that exists."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event, keyword_keys
from eventdocs.model.labels import Labels
from eventdocs.rules.checks import diagnostic_for_event

_MAIN = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\n{0}"
_EVENT = "id: 7\nname: DiskFull\n{0}strings: {{}}\n"
_BELOW = "# events/7-diskfull.yaml\n"
_LABEL = "# labels/pt-BR.yaml\nkeywords: {{{0}: Armazenamento}}\n"
_PARAMETER = (
    "id: 7\nname: DiskFull\nparameters: [{{name: Drive}}]\nstrings:\n"
    "  en-US:\n    parameters:\n      {0}: {{description: The drive.}}\n"
)

DANGLING_PROVIDER = Rule(
    "ED110",
    "dangling-provider",
    Severity.ERROR,
    "A named provider is declared.",
    "The provider's page folder and full name come from its declaration.",
    _EVENT.format("provider: disk\n"),
    _MAIN.format("providers: {disk: {name: Product-Disk}}\n") + _BELOW + _EVENT.format("provider: disk\n"),
)
DANGLING_CHANNEL = Rule(
    "ED111",
    "dangling-channel",
    Severity.ERROR,
    "A named channel is declared.",
    "Readers filter by the channel's full name, which stands in its declaration.",
    _EVENT.format("channel: analytics\n"),
    _MAIN.format("channels: {analytic: P/Analytic}\n") + _BELOW + _EVENT.format("channel: analytic\n"),
)
DANGLING_EVENT = Rule(
    "ED112",
    "dangling-event",
    Severity.ERROR,
    "A related event exists.",
    "A link to a page that is not there ends a search at night.",
    _EVENT.format("see_also: [8]\n"),
    _EVENT.format("see_also: [7]\n"),
)
DANGLING_LABEL = Rule(
    "ED113",
    "dangling-label",
    Severity.WARNING,
    "A label is of a channel or keyword that events have.",
    "A label under a mistyped key is shown nowhere.",
    _LABEL.format("Storge") + _BELOW + _EVENT.format("keywords: [Storage]\n"),
    _LABEL.format("Storage") + _BELOW + _EVENT.format("keywords: [Storage]\n"),
)
DANGLING_PARAMETER = Rule(
    "ED114",
    "dangling-parameter",
    Severity.ERROR,
    "Texts of a parameter are of one that exists.",
    "A text under a mistyped name is shown nowhere.",
    _PARAMETER.format("Drve"),
    _PARAMETER.format("Drive"),
)


def dangling_default(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find a default provider that the catalog does not declare."""
    default = settings.default_provider
    if default and default not in settings.providers:
        where = settings.trees["catalog"].where("default_provider")
        hint = did_you_mean(default, settings.providers) or "declare it under `providers`"
        yield Diagnostic(DANGLING_PROVIDER, where, f"provider `{default}` is not declared", hint)


def dangling_providers(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find a provider that the catalog does not declare."""
    if event.provider and event.provider not in settings.providers:
        hint = did_you_mean(event.provider, settings.providers)
        message = f"provider `{event.provider}` is not declared"
        hint = hint or "declare it under `providers` in catalog.yaml"
        yield diagnostic_for_event(DANGLING_PROVIDER, event, ("provider",), message, hint)


def dangling_channels(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find a channel that neither the catalog nor the event's provider declares."""
    known = settings.channels_of(event.provider)
    if event.channel and event.channel not in known:
        hint = did_you_mean(event.channel, known) or "declare it under `channels` in catalog.yaml"
        message = f"channel `{event.channel}` is not declared"
        yield diagnostic_for_event(DANGLING_CHANNEL, event, ("channel",), message, hint)


def dangling_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find related events that are not in the catalog."""
    keys = {event.key for event in events}
    for event in events:
        own = f"{event.provider}/" if event.provider else ""
        for at, key in enumerate(event.see_also):
            if f"{own}{key}" not in keys and key not in keys:
                hint = did_you_mean(key, keys) or "name an event's key, such as `4031` or `4031@1`"
                yield diagnostic_for_event(
                    DANGLING_EVENT, event, ("see_also", str(at)), f"there is no event `{key}`", hint
                )


def dangling_labels(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find shared labels of channels and keywords that no event has."""
    known = {
        "channels": set(settings.channel_names()),
        "keywords": keyword_keys(*events),
    }
    for locale, labels in settings.labels.items():
        tree = settings.trees[f"labels/{locale}"]
        for context, key in _dangling(labels, known):
            hint = did_you_mean(key, known[context]) or "take it out"
            message = f"no event has the {context[:-1]} `{key}`"
            yield Diagnostic(DANGLING_LABEL, tree.where(context, key), message, hint, locale=locale)


def dangling_own_labels(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find labels of channels and keywords that an event says differently and does not have."""
    for locale, block in event.strings.items():
        if block.labels:
            own = {"channels": {event.channel}, "keywords": keyword_keys(event)}
            for context, key in _dangling(block.labels, own):
                path = ("strings", locale, "labels", context, key)
                message = f"the event has no {context[:-1]} `{key}`"
                yield diagnostic_for_event(
                    DANGLING_LABEL, event, path, message, did_you_mean(key, own[context]), locale
                )


def _dangling(labels: Labels, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for context, keys in known.items():
        yield from ((context, key) for key in labels.get(context, {}) if key not in keys)


def dangling_parameters(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find texts of parameters that the event does not have."""
    names = {parameter.name for parameter in event.parameters or ()}
    for locale, block in event.strings.items():
        for name in block.parameters.keys() - names if block.parameters else ():
            path = ("strings", locale, "parameters", name)
            message = f"the event has no parameter `{name}`"
            yield diagnostic_for_event(
                DANGLING_PARAMETER, event, path, message, did_you_mean(name, names), locale
            )
