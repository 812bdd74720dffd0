"""Map a source to a catalog: its events, facts and texts get the catalog's own names.

The same mapping serves the import, which writes it, and the checks, which compare a catalog with it.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.declarations import (
    ChannelProperties,
    Documented,
    LevelDeclaration,
    MapDeclaration,
    OpcodeDeclaration,
)
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event, LocaleStrings, Parameter
from eventdocs.model.labels import Labels
from eventdocs.model.sources import (
    Declaration,
    SourceChannel,
    SourceEvent,
    SourceParameter,
    SourceProvider,
    SourceText,
    safe_name,
)
from eventdocs.text.addresses import file_name_problem, folded, safe_file_name

DEFAULT_SOURCE_LOCALE = "en-US"
_BUILT_IN_LEVELS = frozenset(("critical", "error", "warning", "informational", "verbose", "log_always"))
_NOT_IN_LEVELS = re.compile(r"[^a-z0-9_]+")
_MAX_DIGITS = 20  # of an id
_RANGE = re.compile(rf"(\d{{1,{_MAX_DIGITS}}})-(\d{{1,{_MAX_DIGITS}}})")
_MAX_NUMBER = 10**10 - 1
_MAX_MASK = 2**64 - 1
_MAX_LABEL = 1_000
_MAX_LEVEL_NAME = 40
_MAX_PROVIDER_ID = 100  # bytes; paths of pages have it, the event's name and the locale
SOURCE_FACTS = ("level", "channel", "keywords", "task", "opcode", "parameters")


@dataclass(frozen=True, slots=True)
class WantedEvent:
    """An event as the catalog should have it; `texts` are its messages where the source has them.

    `facts` are those that the source knows.
    """

    event: Event
    source: SourceEvent
    file: str
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    facts: tuple[str, ...] = SOURCE_FACTS


@dataclass(frozen=True, slots=True)
class WantedLabel:
    """A display text in a locale, as a label of the catalog.

    `original` is the source's text for the same thing in the source locale, or its name.
    """

    locale: str
    context: str
    key: str
    text: SourceText
    original: str


@dataclass(frozen=True, slots=True)
class WantedProvider:
    """A provider as the catalog should have it: its declarations, labels and events.

    `key` is its id in the catalog. `declared` is what the source declares, `provider` has what the catalog
    declares as well. `is_default` says that its events need no `provider`. `left_out` counts what catalogs
    do not have.
    """

    key: str
    provider: Provider
    declared: Provider
    is_default: bool
    source: SourceProvider
    labels: tuple[WantedLabel, ...] = ()
    locales: tuple[str, ...] = ()
    events: tuple[WantedEvent, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)


def source_locale(providers: Iterable[SourceProvider]) -> str:
    """Return the source locale of a new catalog: English, if the source has it, or its first language."""
    tags = dict.fromkeys(
        tag for provider in providers for texts in provider.strings.values() for tag in texts if tag
    )
    english = (tag for tag in tags if tag.lower() == DEFAULT_SOURCE_LOCALE.lower())
    return next(english, "") or next(iter(tags), "") or DEFAULT_SOURCE_LOCALE


def map_providers(
    sources: Iterable[SourceProvider],
    settings: CatalogSettings,
    provider_id: str = "",
    reserved: Collection[str] = (),
) -> tuple[list[WantedProvider], CatalogSettings]:
    """Return providers as a catalog should have them, and the catalog's settings with them.

    `provider_id` chooses the id of the provider; it is for sources with a single one. `reserved` are the
    folded names that no new provider may have, because the site uses them.
    """
    wanted: list[WantedProvider] = []
    several = list(sources)
    for source in several:
        each = map_provider(source, settings, provider_id, reserved, alone=len(several) == 1)
        wanted.append(each)
        settings = settings_with(settings, each)
    return wanted, settings


def settings_with(settings: CatalogSettings, wanted: WantedProvider) -> CatalogSettings:
    """Return settings that declare a provider, with its levels, labels and locales."""
    new = [locale for locale in wanted.locales if locale not in settings.locales]
    source = settings.source_locale
    targets = sorted({*settings.targets, *new} - {source})
    return replace(
        settings,
        locales=(source, *targets),
        default_provider=wanted.key if wanted.is_default else settings.default_provider,
        providers={**settings.providers, wanted.key: wanted.provider},
        levels={**wanted.provider.levels, **settings.levels},
        labels=_with_labels(settings.labels, wanted.labels),
    )


def _with_labels(own: Mapping[str, Labels], added: Iterable[WantedLabel]) -> dict[str, Labels]:
    """Return labels by locale with those that they lack."""
    labels = {
        locale: {context: dict(texts) for context, texts in contexts.items()}
        for locale, contexts in own.items()
    }
    for each in added:
        labels.setdefault(each.locale, {}).setdefault(each.context, {}).setdefault(each.key, each.text.text)
    return dict(labels)


def find_provider(source: SourceProvider, settings: CatalogSettings, provider_id: str = "") -> str:
    """Return the id of a source's provider in a catalog, found by id, GUID or name; empty if it is new."""
    if provider_id:
        return provider_id if provider_id in settings.providers else ""
    guid = _bare_guid(source.guid)
    by_guid = (key for key, each in settings.providers.items() if guid and _bare_guid(each.guid) == guid)
    by_name = (key for key, each in settings.providers.items() if source.name and each.name == source.name)
    return next(by_guid, "") or next(by_name, "")


def _bare_guid(guid: str) -> str:
    return guid.strip("{} ").lower()


def map_provider(
    source: SourceProvider,
    settings: CatalogSettings,
    provider_id: str = "",
    reserved: Collection[str] = (),
    *,
    alone: bool = True,
) -> WantedProvider:
    """Return a provider as the catalog should have it.

    The first provider of a catalog that declares none becomes its default, if it is the source's only one.
    """
    return _Mapping(source, settings, provider_id, reserved, alone=alone).wanted()


def locale_for(tag: str, settings: CatalogSettings) -> str:
    """Return the catalog's locale for a culture: the same tag in any case, else one of the same language.

    A culture without a region fits the only locale of its language, and the other way round. A neutral text
    is one of the source locale. A culture that fits no locale is a locale of its own.
    """
    if not tag:
        return settings.source_locale
    for locale in settings.locales:
        if locale.lower() == tag.lower():
            return locale
    language = tag.partition("-")[0].lower()
    same = [locale for locale in settings.locales if locale.partition("-")[0].lower() == language]
    is_general = "-" not in tag or (len(same) == 1 and "-" not in same[0])
    return same[0] if len(same) == 1 and is_general else tag


def provider_key(name: str, reserved: Collection[str] = ()) -> str:
    """Return the id that a provider with a name gets in a catalog; it is also the name of a folder.

    `reserved` are the folded names of folders that the site uses itself.
    """
    key = safe_file_name(safe_name(name), _MAX_PROVIDER_ID) or "provider"
    return f"provider-{key}" if file_name_problem(key) or folded(key) in reserved else key


def level_key(name: str) -> str:
    """Return the name of a custom level in a catalog."""
    key = _NOT_IN_LEVELS.sub("_", name.removeprefix("win:").lower()).strip("_")[:_MAX_LEVEL_NAME]
    is_valid = key and key[0].isalpha() and key not in _BUILT_IN_LEVELS
    return key if is_valid else f"level_{key}"[:_MAX_LEVEL_NAME]


class _Mapping:
    """Maps one provider into a catalog with some settings."""

    def __init__(
        self,
        source: SourceProvider,
        settings: CatalogSettings,
        provider_id: str,
        reserved: Collection[str],
        *,
        alone: bool,
    ) -> None:
        self.source, self.settings = source, settings
        found = find_provider(source, settings, provider_id)
        if not found and folded(provider_id) in reserved:
            message = (
                f"the provider `{provider_id}` would have a folder that the site uses for something else"
            )
            raise EventdocsError(message, hint="choose another id")
        self.key = found or provider_id or self.new_key(reserved)
        self.existing = settings.providers.get(found) if found else None
        has_default = bool(settings.default_provider or settings.providers)
        self.is_default = found == settings.default_provider if found else alone and not has_default
        self.own_provider = "" if self.is_default else self.key
        self.channel_ids = dict(self.map_channels())
        self.level_names = dict(self.map_levels())
        self.locale_of = {
            tag: locale_for(tag, settings)
            for tag in dict.fromkeys(tag for texts in source.strings.values() for tag in texts)
        }
        self.map_names = {each.name for each in source.maps}
        self.left_out: Counter[str] = Counter()

    def new_key(self, reserved: Collection[str]) -> str:
        key, number = provider_key(self.source.name, reserved), 1
        taken = {folded(name) for name in self.settings.providers}
        while folded(key if number == 1 else f"{key}-{number}") in taken:
            number += 1
        return key if number == 1 else f"{key}-{number}"

    def wanted(self) -> WantedProvider:
        source = self.source
        events = tuple(map(self.event, source.events))
        declared = self.declared()
        return WantedProvider(
            self.key,
            _merged(self.existing, declared),
            declared,
            self.is_default,
            source,
            tuple(self.labels()),
            tuple(dict.fromkeys(self.locale_of.values())),
            events,
            {what: number for what, number in self.left_out.items() if number},
        )

    def map_channels(self) -> Iterator[tuple[str, str]]:
        """Yield the id in the catalog of each channel, by its id and by its name in the source."""
        known = {**self.settings.channels, **(self.existing.channels if self.existing else {})}
        by_name = {name: key for key, name in known.items()}
        taken = set(known)
        for channel in self.source.channels:
            key = by_name.get(channel.name)
            if key is None:
                key = _free(safe_name(channel.id) or "channel", taken)
                taken.add(key)
            yield channel.name, key
            yield channel.id, key

    def declared(self) -> Provider:
        """Return what the source declares."""
        source = self.source
        shared = set(self.settings.channels.values())
        channels = {self.channel_ids[each.id]: each for each in source.channels if each.name not in shared}
        return Provider(
            source.name or self.key,
            guid=source.guid,
            symbol=source.symbol,
            title=self.title(),
            channels={key: each.name for key, each in channels.items()},
            channel_properties={
                key: found for key, each in channels.items() if (found := _channel_properties(each))
            },
            keywords=self.numbers(source.keywords, _mask),
            tasks=self.numbers(source.tasks, _number),
            opcodes=self.opcodes(),
            maps={
                each.name: MapDeclaration(
                    each.bits, {_entry_number(item, each.bits): item.symbol for item in each.entries}
                )
                for each in source.maps
            },
            levels=dict(self.levels()),
        )

    def title(self) -> dict[str, str]:
        """Return the provider's display text by locale, where it is another text than its name."""
        texts = self.source.texts(self.source.message)
        labels = {self.locale_of[tag]: _label(text.text) for tag, text in texts.items()}
        return {locale: label for locale, label in labels.items() if label and label != self.source.name}

    def map_levels(self) -> Iterator[tuple[str, str]]:
        """Yield the catalog's name of each custom level, by its name in the source.

        Names can become equal, such as those of `Too Slow` and `too-slow`; levels with other numbers differ.
        """
        taken: dict[str, str] = {}
        for level in self.source.levels:
            number = _number(level.value)
            if number:
                name = self.map_level(level.name, number)
                is_taken = taken.setdefault(name, number) != number
                yield level.name, _with_number(name, number) if is_taken else name

    def map_level(self, source_name: str, number: str) -> str:
        """Return the catalog's name of a custom level: the provider's own, or one that nothing else has."""
        name = level_key(source_name)
        own = self.existing.levels if self.existing else {}
        known = next((key for key, each in own.items() if each.value == number), "")
        other = self.settings.levels.get(name)
        if known or other is None or (name in self.settings.own_levels and other.value in ("", number)):
            return known or name
        return _with_number(name, number)

    def numbers(self, declared: Iterable[Declaration], write: Callable[[int], str]) -> dict[str, str]:
        """Return the numbers of names as the catalog writes them; those that are too large are left out."""
        numbers = {each.name: write(each.value) for each in declared}
        self.left_out["numbers that are too large"] += sum(not number for number in numbers.values())
        return {name: number for name, number in numbers.items() if number}

    def opcodes(self) -> dict[str, OpcodeDeclaration]:
        """Return the opcodes: with one number, or with a number for each task."""
        found: dict[str, OpcodeDeclaration] = {}
        tasks = {task.name for task in self.source.tasks}
        for each in self.source.opcodes:
            number = _number(each.value)
            old = found.get(each.name, OpcodeDeclaration())
            if not number:
                self.left_out["numbers that are too large"] += 1
            elif each.task in tasks and not old.value:
                found[each.name] = OpcodeDeclaration(values={**old.values, each.task: number})
            elif not old.value and not old.values:
                found[each.name] = OpcodeDeclaration(number)
            else:
                self.left_out["numbers of an opcode that has others for tasks"] += 1
        return found

    def levels(self) -> Iterator[tuple[str, LevelDeclaration]]:
        """Yield the custom levels that events use; those with the number of a built-in one need none."""
        for level in self.own_levels():
            label = {self.settings.source_locale: level.name}
            yield self.level_names[level.name], LevelDeclaration("informational", label, _number(level.value))

    def own_levels(self) -> Iterator[Declaration]:
        """Yield the levels that events use and that the provider declares in the catalog."""
        used = {event.level for event in self.source.events}
        for level in self.source.levels:
            key = self.level_names.get(level.name, "")
            if level.name in used and key and key not in self.settings.own_levels:
                yield level

    def labels(self) -> Iterator[WantedLabel]:
        """Yield the display texts of what is declared, unless they are what pages show without them."""
        seen = set()
        for context, key, name, string in self.labeled():
            texts = {self.locale_of[tag]: text for tag, text in self.source.texts(string).items()}
            own = texts.get(self.settings.source_locale)
            original = (_label(own.text) if own else "") or name
            for locale, text in texts.items():
                label = _label(text.text)
                shown = name if locale == self.settings.source_locale else original
                if label and label != shown and (locale, context, key) not in seen:
                    seen.add((locale, context, key))
                    yield WantedLabel(locale, context, key, text._replace(text=label), original)

    def labeled(self) -> Iterator[tuple[str, str, str, str]]:
        """Yield the context, key, name and string of what can have a label.

        Pages show the names of levels, and of keywords, without the provider.
        """
        source, prefix = self.source, "" if self.is_default else f"{self.key}/"
        shared = set(self.settings.channels.values())
        for channel in source.channels:
            key = f"{'' if channel.name in shared else prefix}{self.channel_ids[channel.id]}"
            yield "channels", key, channel.name, channel.string
        for level in self.own_levels():
            yield "levels", self.level_names[level.name], level.name, level.string
        for keyword in source.keywords:
            if _mask(keyword.value):
                yield "keywords", keyword.name, keyword.name, keyword.string
        for context, declared in (("tasks", source.tasks), ("opcodes", source.opcodes)):
            yield from ((context, f"{prefix}{each.name}", each.name, each.string) for each in declared)
        for each in source.maps:
            for entry in each.entries:
                number = _entry_number(entry, each.bits)
                yield "maps", f"{prefix}{each.name}/{number}", entry.symbol or number, entry.string

    def event(self, source: SourceEvent) -> WantedEvent:
        texts: dict[str, SourceText] = {}
        for tag, text in self.source.texts(source.message).items():
            texts.setdefault(self.locale_of[tag], text)
        channel = self.channel_ids.get(source.channel, "")
        event = Event(
            id=source.id,
            name=source.name,
            provider=self.own_provider,
            version=source.version,
            level=self.level(source.level),
            channel=channel,
            keywords=source.keywords,
            task=source.task,
            opcode=source.opcode,
            parameters=self.parameters(source.parameters),
            strings={
                locale: LocaleStrings(strings={"message": (text.text,)}) for locale, text in texts.items()
            },
        )
        return WantedEvent(event, source, self.source.file, texts)

    def level(self, name: str) -> str:
        """Return the catalog's name of a level; empty for one that the source does not declare."""
        return name if name in _BUILT_IN_LEVELS else self.level_names.get(name, "")

    def parameters(self, sources: Sequence[SourceParameter] | None) -> tuple[Parameter, ...] | None:
        return None if sources is None else tuple(map(self.parameter, sources))

    def parameter(self, source: SourceParameter) -> Parameter:
        declared = source.map in self.map_names
        return Parameter(
            source.name,
            source.type,
            source.stored,
            source.length,
            source.count,
            source.map if declared else "",
            tuple(map(self.parameter, source.members)),
        )


def _merged(old: Provider | None, declared: Provider) -> Provider:
    """Return a provider with what a source declares."""
    if old is None:
        return declared
    return replace(
        old,
        guid=declared.guid or old.guid,
        symbol=declared.symbol or old.symbol,
        title=old.title or declared.title,
        channels={**old.channels, **declared.channels},
        channel_properties={**old.channel_properties, **declared.channel_properties},
        keywords={**old.keywords, **declared.keywords},
        tasks={**old.tasks, **declared.tasks},
        opcodes={**old.opcodes, **declared.opcodes},
        maps={**old.maps, **declared.maps},
        levels={**old.levels, **declared.levels},
    )


def _with_number(level: str, number: str) -> str:
    return f"{level[: _MAX_LEVEL_NAME - len(number) - 1]}_{number}"


def _free(name: str, taken: set[str]) -> str:
    number = 2
    free = name
    while free in taken:
        free, number = f"{name}-{number}", number + 1
    return free


def _channel_properties(channel: SourceChannel) -> ChannelProperties | None:
    enabled = channel.enabled.lower()
    properties = ChannelProperties(
        channel.type, enabled if enabled in ("true", "false") else "", channel.isolation
    )
    return None if properties == ChannelProperties() else properties


def _number(value: int) -> str:
    return str(value) if value <= _MAX_NUMBER else ""


def _mask(value: int) -> str:
    return f"0x{value:X}" if value <= _MAX_MASK else ""


def _entry_number(entry: Declaration, bits: bool) -> str:
    return f"0x{entry.value:X}" if bits else str(entry.value)


def _label(text: str) -> str:
    """Return a text as a label: on one line; empty if it is too long."""
    label = " ".join(text.split(None, _MAX_LABEL))  # very many labels can have the same long text
    return label if len(label) <= _MAX_LABEL else ""


@dataclass(frozen=True)
class Selection:
    """Which events of a source are meant: all, or those with an id, channel, keyword or task among some.

    Ids can be ranges such as `100-199`.
    """

    names: frozenset[str] = frozenset()
    documented: Documented = field(default_factory=Documented)

    def includes(self, event: Event) -> bool:
        """Return whether an event is meant."""
        return self._is_named(event) and self._is_documented(event)

    @cached_property
    def _named_ids(self) -> "_Ids":
        return _Ids(self.names)

    @cached_property
    def _documented(self) -> "tuple[_Ids, frozenset[str], frozenset[str]]":
        documented = self.documented
        return _Ids(documented.ids), frozenset(documented.channels), frozenset(documented.keywords)

    def _is_named(self, event: Event) -> bool:
        if not self.names:
            return True
        own = {event.channel, event.task, *(event.keywords or ())} - {""}
        return not self.names.isdisjoint(own) or event.id in self._named_ids

    def _is_documented(self, event: Event) -> bool:
        ids, channels, keywords = self._documented
        if not (ids or channels or keywords):
            return True
        return event.channel in channels or not keywords.isdisjoint(event.keywords or ()) or event.id in ids


class _Ids:
    """A set of ids and ranges of ids."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.ids = frozenset(texts)
        matches = filter(None, map(_RANGE.fullmatch, self.ids))
        ranges = sorted((int(match[1]), int(match[2])) for match in matches)
        self.starts = [start for start, _ in ranges]
        self.ends = list(accumulate((end for _, end in ranges), max))  # of the ranges up to each start

    def __bool__(self) -> bool:
        return bool(self.ids)

    def __contains__(self, event_id: str) -> bool:
        if event_id in self.ids:
            return True
        if not self.starts or not event_id.isdecimal() or len(event_id) > _MAX_DIGITS:
            return False
        count = bisect_right(self.starts, int(event_id))
        return count > 0 and self.ends[count - 1] >= int(event_id)
