"""Dump an event's facts as plain values that formats write: the reverse of `load`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from eventdocs.model.event import (
    STRING_FIELDS,
    ByLocale,
    Event,
    FieldValue,
    LocaleStrings,
    PageLayout,
    Parameter,
    WebLink,
)
from eventdocs.schema.fields import FACTS, LAYOUT, MEMBER

Record: TypeAlias = Mapping[str, "ByLocale | tuple[Record, ...]"]
FactValue: TypeAlias = str | Record | Mapping[str, FieldValue] | tuple[str | Record, ...]

# An event without facts: the values of absent keys.
OMITTED = Event(id="", name="")

_FACT_NAMES = tuple(fact.name for fact in FACTS)
_PARAMETER_NAMES = tuple(field.name for field in MEMBER.fields)
_NO_LAYOUT = PageLayout()


def dump_facts(event: Event) -> dict[str, FactValue]:
    """Return the facts of an event by key, in the table's order, without those that are absent."""
    return {name: _fact_value(value) for name, value in _present(event, OMITTED, _FACT_NAMES)}


def dump_parameter(parameter: Parameter) -> Record:
    """Return a parameter's values by key, without those that are absent."""
    values: dict[str, ByLocale | tuple[Record, ...]] = {
        name: text for name in _PARAMETER_NAMES if (text := getattr(parameter, name))
    }
    if parameter.members:
        values["members"] = tuple(map(dump_parameter, parameter.members))
    return values


def dump_link(link: WebLink) -> Record:
    """Return a link's title and address by key."""
    return {"title": link.title, "url": link.url}


def dump_layout(layout: PageLayout) -> dict[str, str]:
    """Return a layout's options by key, without those that the page profile decides."""
    return {name: _text(value) for name, value in _present(layout, _NO_LAYOUT, LAYOUT.types)}


def dump_block(block: LocaleStrings) -> dict[str, object]:
    """Return a block's keys and values in the order of the file."""
    about = {name: _about(block, name) for name in block.about}
    entries: dict[str, object] = {
        "prefix": block.prefix,
        **{name: block.strings[name] for name in STRING_FIELDS if name in block.strings},
        "sections": block.sections,
        "parameters": block.parameters,
        "labels": block.labels,
        "metadata": block.metadata,
        "about": about,
    }
    return {key: value for key, value in entries.items() if value}


def _about(block: LocaleStrings, name: str) -> dict[str, object]:
    about = block.about[name]
    values = {
        "comment": about.comment,
        "context": about.context,
        "max_length": str(about.max_length or ""),
        "allow": about.allow,
    }
    return {key: value for key, value in values.items() if value}


def _present(record: object, absent: object, names: Iterable[str]) -> Iterator[tuple[str, object]]:
    for name in names:
        value = getattr(record, name)
        if value != getattr(absent, name):
            yield name, value


def _fact_value(value: object) -> FactValue:
    match value:
        case tuple():
            return tuple(map(_item_value, value))
        case PageLayout():
            return dump_layout(value)
        case Mapping():
            return value
    return _text(value)


def _item_value(item: str | Parameter | WebLink) -> str | Record:
    match item:
        case Parameter():
            return dump_parameter(item)
        case WebLink():
            return dump_link(item)
    return item


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
