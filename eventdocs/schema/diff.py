"""Compare two versions of a catalog, event by event and string by string."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from eventdocs.model.catalog import Catalog, CatalogSettings
from eventdocs.model.changes import StringPath, StringValue, flatten_values
from eventdocs.model.event import Event, PageLayout, Parameter, WebLink, strings_in
from eventdocs.schema.dump import dump_layout
from eventdocs.schema.fields import FACTS, MEMBER

# The strings of an event by locale and path, in the old and the new version.
_Versions: TypeAlias = Mapping[str, tuple[Mapping[StringPath, StringValue], Mapping[StringPath, StringValue]]]
_NAMES = tuple(fact.name for fact in FACTS if fact.in_diff)
_PARAMETER_KEYS = tuple(name for name in MEMBER.types if name != "name")


@dataclass(frozen=True, slots=True)
class ValueDiff:
    """A value that differs, as text; `old` or `new` is None if the value is absent.

    `field` is the path in the event or, for a string, in its locale's block; `locale` is empty for facts.
    `stale` are the locales whose translation did not change with the source text.
    """

    field: str
    locale: str
    old: str | None
    new: str | None
    stale: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventDiff:
    """An event that differs, in its new version, with its values that differ."""

    event: Event
    differences: tuple[ValueDiff, ...]


@dataclass(frozen=True, slots=True)
class CatalogDiff:
    """The events that differ between two catalogs; newly deprecated events are also in `changed`."""

    added: tuple[Event, ...]
    removed: tuple[Event, ...]
    deprecated: tuple[Event, ...]
    changed: tuple[EventDiff, ...]


def diff_catalogs(old: Catalog, new: Catalog) -> CatalogDiff:
    """Return the differences between two versions of a catalog; events are matched by key."""
    old_events = {event.key: event for event in old.events}
    new_events = {event.key: event for event in new.events}
    pairs = [(old_events[key], event) for key, event in new_events.items() if key in old_events]
    changed = (EventDiff(after, tuple(diff_events(before, after, new.settings))) for before, after in pairs)
    return CatalogDiff(
        added=tuple(event for key, event in new_events.items() if key not in old_events),
        removed=tuple(event for key, event in old_events.items() if key not in new_events),
        deprecated=tuple(after for before, after in pairs if after.deprecated and not before.deprecated),
        changed=tuple(event_diff for event_diff in changed if event_diff.differences),
    )


def diff_events(old: Event, new: Event, settings: CatalogSettings) -> Iterator[ValueDiff]:
    """Yield the values that differ between two versions of an event: facts, then strings by locale."""
    yield from _diff_facts(old, new)
    values = {
        locale: (flatten_values(strings_in(old, locale)), flatten_values(strings_in(new, locale)))
        for locale in settings.locales
    }
    for locale in settings.locales:
        targets = settings.targets if locale == settings.source_locale else ()
        yield from _diff_strings(values, locale, targets)


def _diff_facts(old: Event, new: Event) -> Iterator[ValueDiff]:
    for name in _NAMES:
        before, after = getattr(old, name), getattr(new, name)
        if before != after and name == "fields":
            yield from _diff_fields(before, after)
        elif before != after and name == "parameters":
            yield from _diff_parameters(before, after)
        elif before != after:
            yield ValueDiff(name, "", _text(before), _text(after))


def _diff_parameters(
    old: tuple[Parameter, ...] | None, new: tuple[Parameter, ...] | None, field: str = "parameters"
) -> Iterator[ValueDiff]:
    """Yield the names of the parameters if they differ, then the differences of those that both have.

    The members of a structure are compared like parameters.
    """
    before, after = _names_of(old), _names_of(new)
    if before != after:
        yield ValueDiff(field, "", _text(before), _text(after))
    known = {parameter.name: parameter for parameter in old or ()}
    for parameter in new or ():
        same, own = known.get(parameter.name, parameter), f"{field}.{parameter.name}"
        for key in _PARAMETER_KEYS:
            was, is_now = getattr(same, key), getattr(parameter, key)
            if was != is_now:
                yield ValueDiff(f"{own}.{key}", "", _text(was), _text(is_now))
        yield from _diff_parameters(same.members or None, parameter.members or None, f"{own}.members")


def _names_of(parameters: tuple[Parameter, ...] | None) -> tuple[str, ...] | None:
    return None if parameters is None else tuple(parameter.name for parameter in parameters)


def _diff_fields(old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[ValueDiff]:
    """Yield the custom fields that differ, one by one."""
    for name in dict.fromkeys((*old, *new)):
        if old.get(name) != new.get(name):
            yield ValueDiff(f"fields.{name}", "", _text(old.get(name)), _text(new.get(name)))


def _diff_strings(values: _Versions, locale: str, targets: Iterable[str]) -> Iterator[ValueDiff]:
    """Yield the strings of a locale that differ; those that did not change in `targets` are stale there."""
    before, after = values[locale]
    for path in dict.fromkeys((*before, *after)):
        if before.get(path) != after.get(path):
            stale = tuple(_unchanged(values, path, targets))
            yield ValueDiff(".".join(path), locale, _text(before.get(path)), _text(after.get(path)), stale)


def _unchanged(values: _Versions, path: StringPath, locales: Iterable[str]) -> Iterator[str]:
    """Yield the locales that have a string at a path which did not change."""
    for locale in locales:
        before, after = values[locale]
        if path in after and before.get(path) == after[path]:
            yield locale


def _text(value: object) -> str | None:
    """Return a value as one text, or None if it is absent."""
    if value is None or value == "":
        return None
    if isinstance(value, PageLayout):
        return _text(dump_layout(value) or None)
    if isinstance(value, tuple):
        return " ".join(map(_item_text, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {text}" for key, text in value.items())
    return str(value)


def _item_text(item: object) -> str:
    if isinstance(item, WebLink):
        return f"{_text(item.title)} <{_text(item.url)}>"
    return str(item)
