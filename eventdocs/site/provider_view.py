"""Provider views: what a provider declares, as readers of a locale see it, and the tables of its maps."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from operator import attrgetter
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import ChannelProperties, LevelDeclaration, MapDeclaration
from eventdocs.model.event import AnyEvent, in_locale
from eventdocs.model.labels import LabelText
from eventdocs.model.strings import TextKind
from eventdocs.schema.fields import LEVELS
from eventdocs.site.locale_context import LocaleContext
from eventdocs.site.page_view import MapEntry, MapTable, PageUnit
from eventdocs.site.routes import provider_path
from eventdocs.site.subscriptions import Subscription, subscriptions
from eventdocs.text.addresses import href

# The numbers of the built-in levels.
_LEVEL_VALUES = {
    "critical": "1",
    "error": "2",
    "warning": "3",
    "informational": "4",
    "verbose": "5",
    "log_always": "0",
}
_NO_TEXT = LabelText("", "")


class ChannelRow(NamedTuple):
    """A channel: its full name, its display text, and what the provider says about it."""

    name: str
    text: LabelText
    properties: ChannelProperties


class NameRow(NamedTuple):
    """A name that a provider declares, with its number or mask and its display text.

    An opcode has as many rows as tasks that it has another number in.
    """

    name: str
    number: str
    text: LabelText
    task: str = ""


class LevelRow(NamedTuple):
    """A level that events have: its name in the catalog, its built-in level, number, and number of events."""

    name: str
    base: str
    number: str
    text: LabelText
    events: int


class EventCounts(NamedTuple):
    """The number of a provider's events, and of those with each level."""

    events: int = 0
    levels: tuple[tuple[str, int], ...] = ()


class ProviderView(NamedTuple):
    """A provider's page in a locale.

    `title` and `description` are empty if the catalog has none. The locale of a text is the one that it is
    written in. `list_path` is the address of the list of its events, below the locale.
    """

    key: str
    locale: str
    provider: Provider
    title: LabelText
    description: LabelText
    events: int
    list_path: str
    channels: tuple[ChannelRow, ...]
    keywords: tuple[NameRow, ...]
    tasks: tuple[NameRow, ...]
    opcodes: tuple[NameRow, ...]
    levels: tuple[LevelRow, ...]
    maps: tuple[MapTable, ...]
    subscriptions: tuple[Subscription, ...]

    @property
    def path(self) -> str:
        """The path of the page."""
        return provider_path(self.key, self.locale)

    @property
    def heading(self) -> LabelText:
        """The title, or else the name, which is in no language."""
        return self.title if self.title.text else LabelText(self.provider.name, "")


def count_events(events: Iterable[AnyEvent], default_provider: str) -> dict[str, EventCounts]:
    """Return how many events each provider has."""
    levels: dict[str, Counter[str]] = {}
    for (provider, level), count in Counter(map(attrgetter("provider", "level"), events)).items():
        levels.setdefault(provider or default_provider, Counter())[level] += count
    return {key: EventCounts(each.total(), tuple(sorted(each.items()))) for key, each in levels.items()}


def provider_view(
    context: LocaleContext, settings: CatalogSettings, key: str, counts: EventCounts
) -> ProviderView:
    """Return the view of a provider in a locale."""
    provider, chain = settings.providers[key], context.chain
    logs = settings.channels_of(key)
    text = _Texts(context, settings.label_prefix(key))
    return ProviderView(
        key,
        context.locale,
        provider,
        LabelText(*in_locale(provider.title, chain)),
        LabelText(*in_locale(provider.description, chain)),
        counts.events,
        f"index.html?provider={href(provider.name)}" if len(settings.providers) > 1 else "index.html",
        tuple(_channels(provider, logs, text)),
        tuple(
            NameRow(name, mask, text.of("keywords", name, name)) for name, mask in provider.keywords.items()
        ),
        tuple(NameRow(name, number, text.own("tasks", name)) for name, number in provider.tasks.items()),
        tuple(_opcodes(provider, text.own)),
        tuple(_levels({**settings.levels, **provider.levels}, provider.levels, counts, context)),
        tuple(filter(None, (map_table(context, key, name) for name in provider.maps))),
        subscriptions(key, provider, logs),
    )


class _Texts:
    """Display texts in a locale of the names of one provider, whose label keys begin with a prefix."""

    def __init__(self, context: LocaleContext, prefix: str) -> None:
        self.labels, self.prefix = context.label_lookup, prefix

    def of(self, context: str, key: str, name: str) -> LabelText:
        """Return a label, empty if there is none or if it is the name itself."""
        found = self.labels.find(context, key)
        return found if found is not None and found.text != name else _NO_TEXT

    def own(self, context: str, name: str) -> LabelText:
        """Return the label of a name that belongs to the provider."""
        return self.of(context, f"{self.prefix}{name}", name)


def _channels(provider: Provider, logs: Mapping[str, str], text: _Texts) -> Iterator[ChannelRow]:
    for key, name in logs.items():
        properties = provider.channel_properties.get(key, ChannelProperties())
        yield ChannelRow(name, text.of("channels", f"{text.prefix}{key}", name), properties)


def _opcodes(provider: Provider, text: Callable[[str, str], LabelText]) -> Iterator[NameRow]:
    for name, opcode in provider.opcodes.items():
        shown = text("opcodes", name)
        if opcode.value or not opcode.values:
            yield NameRow(name, opcode.value, shown)
        for task, number in opcode.values.items():
            yield NameRow(name, number, shown, task)


def _levels(
    declared: Mapping[str, LevelDeclaration],
    own: Mapping[str, LevelDeclaration],
    counts: EventCounts,
    context: LocaleContext,
) -> Iterator[LevelRow]:
    """Yield the provider's `own` levels and those that its events have, in the order of their severity."""
    by_level = dict(counts.levels)
    for name in (*LEVELS, *declared):
        if name in by_level or name in own:
            level = declared.get(name)
            base, number = (level.base, level.value) if level else (name, _LEVEL_VALUES[name])
            text = context.label_lookup.label("levels", name)
            yield LevelRow(name, base, number, text, by_level.get(name, 0))


def map_table(context: LocaleContext, provider_key: str, name: str) -> MapTable | None:
    """Return the table of a provider's map in a locale; None if the provider does not declare it.

    An empty key means the default provider. Each table is made only once in a locale.
    """
    provider = context.provider(provider_key)
    if provider is None or name not in provider.maps:
        return None
    key = f"{provider_key}/{name}" if provider_key not in ("", context.default_provider) else name
    if key not in context.map_cache:
        make_table = context.label_lookup.reads.share(_map_table)
        context.map_cache[key] = make_table(context, key, name, provider.maps[name])
    return context.map_cache[key]


def _map_table(context: LocaleContext, key: str, name: str, declared: MapDeclaration) -> MapTable:
    """Return the table of a map whose label keys begin with a key."""
    labels = {number: f"{key}/{number}" for number in declared.entries}
    entries = tuple(
        MapEntry(number, entry, _entry_text(context, labels[number], entry or number))
        for number, entry in declared.entries.items()
    )
    with_text = [(labels[entry.number], entry.name or entry.number) for entry in entries if entry.text]
    official = bool(with_text) and all(context.is_official_label("maps", *each) for each in with_text)
    return MapTable(name, declared.bits, entries, official)


def _entry_text(context: LocaleContext, key: str, name: str) -> PageUnit | None:
    """Return the display text of an entry with its source; None if both are the entry's name."""
    source, target = context.source_label_lookup.find("maps", key), context.label_lookup.find("maps", key)
    texts = source.text if source else name, target.text if target else name
    if target is None or texts == (name, name):
        return None
    missing = target.locale != context.locale
    return PageUnit(0, *texts, target.locale, TextKind.LABEL, missing=missing)
