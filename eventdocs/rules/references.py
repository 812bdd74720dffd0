"""References: what names something else names something that exists."""

from collections.abc import Iterable, Iterator

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity, did_you_mean
from eventdocs.model.event import Event
from eventdocs.model.labels import Labels

DANGLING_PROVIDER = Rule("ED110", "dangling-provider", Severity.ERROR, "A named provider is declared.")
DANGLING_CHANNEL = Rule("ED111", "dangling-channel", Severity.ERROR, "A named channel is declared.")
DANGLING_EVENT = Rule("ED112", "dangling-event", Severity.ERROR, "A related event exists.")
DANGLING_LABEL = Rule(
    "ED113", "dangling-label", Severity.WARNING, "A label is of a channel or keyword that events have."
)
DANGLING_PARAMETER = Rule(
    "ED114", "dangling-parameter", Severity.ERROR, "Texts of a parameter are of one that exists."
)


def dangling_providers(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find providers that the catalog does not declare."""
    default = catalog.default_provider
    if default and default not in catalog.providers:
        where = catalog.trees["catalog"].where("default_provider")
        hint = did_you_mean(default, catalog.providers) or "declare it under `providers`"
        yield Diagnostic(DANGLING_PROVIDER, where, f"provider `{default}` is not declared", hint)
    for event in catalog.events:
        if event.provider and event.provider not in catalog.providers:
            hint = (
                did_you_mean(event.provider, catalog.providers)
                or "declare it under `providers` in catalog.yaml"
            )
            message = f"provider `{event.provider}` is not declared"
            yield _finding(DANGLING_PROVIDER, event, ("provider",), message, hint)


def dangling_channels(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find channels that neither the catalog nor the event's provider declares."""
    for event in catalog.events:
        known = catalog.channels_of(event.provider)
        if event.channel and event.channel not in known:
            hint = did_you_mean(event.channel, known) or "declare it under `channels` in catalog.yaml"
            yield _finding(
                DANGLING_CHANNEL, event, ("channel",), f"channel `{event.channel}` is not declared", hint
            )


def dangling_events(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find related events that are not in the catalog."""
    keys = {event.key for event in catalog.events}
    for event in catalog.events:
        own = f"{event.provider}/" if event.provider else ""
        for at, key in enumerate(event.see_also):
            if f"{own}{key}" not in keys and key not in keys:
                hint = did_you_mean(key, keys) or "name an event's key, such as `4031` or `4031@1`"
                yield _finding(
                    DANGLING_EVENT, event, ("see_also", str(at)), f"there is no event `{key}`", hint
                )


def dangling_labels(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find labels of channels and keywords that no event has."""
    known = _known_labels(catalog)
    for locale, labels in catalog.labels.items():
        tree = catalog.trees[f"labels/{locale}"]
        for context, key in _dangling(labels, known):
            hint = did_you_mean(key, known[context]) or "take it out"
            message = f"no event has the {context[:-1]} `{key}`"
            yield Diagnostic(DANGLING_LABEL, tree.where(context, key), message, hint, locale=locale)
    for event in catalog.events:
        for locale, block in event.strings.items():
            own = {"channels": {event.channel}, "keywords": _keyword_keys(event)}
            for context, key in _dangling(block.labels, own):
                path = ("strings", locale, "labels", context, key)
                message = f"the event has no {context[:-1]} `{key}`"
                yield _finding(DANGLING_LABEL, event, path, message, did_you_mean(key, own[context]), locale)


def _known_labels(catalog: Catalog) -> dict[str, set[str]]:
    channels = set(catalog.channels)
    for provider, declared in catalog.providers.items():
        default = provider == catalog.default_provider
        channels |= {name if default else f"{provider}/{name}" for name in declared.channels}
    return {
        "channels": channels,
        "keywords": {key for event in catalog.events for key in _keyword_keys(event)},
    }


def _keyword_keys(event: Event) -> set[str]:
    keywords = event.keywords or ()
    return {*keywords, ", ".join(keywords)}


def _dangling(labels: Labels, known: dict[str, set[str]]) -> Iterator[tuple[str, str]]:
    for context, keys in known.items():
        yield from ((context, key) for key in labels.get(context, {}) if key not in keys)


def dangling_parameters(catalog: Catalog) -> Iterator[Diagnostic]:
    """Find texts of parameters that the event does not have."""
    for event in catalog.events:
        names = {parameter.name for parameter in event.parameters or ()}
        for locale, block in event.strings.items():
            for name in block.parameters:
                if name not in names:
                    path = ("strings", locale, "parameters", name)
                    message = f"the event has no parameter `{name}`"
                    yield _finding(
                        DANGLING_PARAMETER, event, path, message, did_you_mean(name, names), locale
                    )


def _finding(
    rule: Rule, event: Event, path: Iterable[str], message: str, hint: str = "", locale: str = ""
) -> Diagnostic:
    steps = tuple(path)
    return Diagnostic(
        rule, event.where(*steps), message, hint, event=event.key, locale=locale, field=".".join(steps)
    )
