"""Write catalog files, in the style that a careful person writes.

A text is plain if every YAML reader reads it back unchanged, else in single quotes, else in double quotes.
Whole numbers without a leading zero are plain: they have the same characters as a number and as text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from eventdocs.model.catalog import CatalogSettings, PageProfile, Provider
from eventdocs.model.declarations import ChannelProperties, LevelDeclaration
from eventdocs.model.event import Event, LocaleStrings, Segments
from eventdocs.model.labels import Labels
from eventdocs.schema.dump import FactValue, Record, dump_block, dump_facts, dump_layout
from eventdocs.schema.fields import FACTS, LABELS, LABELS_FILE, LAYOUT
from eventdocs.schema.types import Fact
from eventdocs.text.yaml_quoting import Quoting

_NUMBER = re.compile(r"0|[1-9]\d*")
# Texts that YAML 1.1 or 1.2 reads as null, boolean, number, date, time, merge key or value key.
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:\d[\d_,]*(?::[0-5]?\d)*(?:\.[\d_]*)?|\.\d[\d_]*)(?:e[-+]?\d+)?"
    r"|[-+]?0(?:x[\da-f_]+|o?[0-7_]+|b[01_]+)|\d{4}-\d\d?-\d\d?(?:[Tt ].*)?",
    re.IGNORECASE,
)
_UNSAFE_START = re.compile(r"[\s\[\]{}#&*!|>'\"%@`,]|[-?:](?:\s|$)|---|\.\.\.")
_UNSAFE = re.compile(r": |:$| #|\s$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|:\t|\t#")
_UNSAFE_IN_FLOW = re.compile(r"[,\[\]{}?]|^[-:]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
_PER_LINE = ("channels", "keywords", "tasks", "opcodes", "maps", "levels")  # an entry of these has one line
_CONTEXTS = tuple(field.name for field in LABELS_FILE.fields)


def scalar(text: str, *, flow: bool = False) -> str:
    """Return a text as a scalar on one line, quoted only if necessary."""
    if _CONTROL.search(text):
        return double_quoted(text)
    if _NUMBER.fullmatch(text) or _is_plain(text, flow):
        return text
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    """Return a text in double quotes, with escapes."""
    return '"' + re.sub(r'[\\"]|' + _CONTROL.pattern, _escape, text) + '"'


def _is_plain(text: str, flow: bool) -> bool:
    risky = _UNSAFE_START.match(text) or _UNSAFE.search(text) or _TYPED.fullmatch(text)
    return bool(text) and not risky and not (flow and _UNSAFE_IN_FLOW.search(text))


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    return _ESCAPES.get(character) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def flow_list(texts: Sequence[str]) -> str:
    """Return a list on one line."""
    return "[" + ", ".join(scalar(text, flow=True) for text in texts) + "]"


def flow_map(pairs: Mapping[str, object]) -> str:
    """Return a mapping of texts, lists and mappings on one line."""
    return "{" + ", ".join(f"{scalar(key, flow=True)}: {_flow(value)}" for key, value in pairs.items()) + "}"


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return flow_map(value)
    if isinstance(value, tuple | list):
        if any(isinstance(item, Mapping) for item in value):
            return "[" + ", ".join(map(_flow, value)) + "]"
        return flow_list(value) if len(value) != 1 else scalar(value[0], flow=True)
    return scalar(str(value), flow=True)


def event_text(event: Event, locales: Sequence[str]) -> str:
    """Return the text of an event file, with its locales in the given order."""
    lines = [*_fact_lines(event), "strings:"]
    for locale in locales:
        if locale in event.strings:
            lines += block_lines(locale, event.strings[locale], "  ")
    return "\n".join(lines) + "\n"


def _fact_lines(event: Event) -> Iterator[str]:
    """Yield the lines of the facts, in the order of the table."""
    values = dump_facts(event)
    for fact in FACTS:
        if fact.name in values:
            yield from fact_lines(fact, values[fact.name])


def fact_lines(fact: Fact, value: FactValue) -> list[str]:
    """Return the lines of a fact: maps and lists of records have a line per entry, others one line."""
    if isinstance(value, str):
        return [f"{fact.name}: {scalar(value)}"]
    if isinstance(value, tuple):
        return _list_lines(fact.name, value)
    if fact.type is LAYOUT:
        return [f"{fact.name}: {flow_map(value)}"]
    return [f"{fact.name}:", *(f"  {scalar(key)}: {_value(item)}" for key, item in value.items())]


def _value(value: object) -> str:
    return flow_list(value) if isinstance(value, tuple) else scalar(str(value))


def _list_lines(key: str, items: tuple[str | Record, ...]) -> list[str]:
    records = [item for item in items if not isinstance(item, str)]
    if records:
        return [f"{key}:", *(f"  - {flow_map(record)}" for record in records)]
    return [f"{key}: {flow_list([item for item in items if isinstance(item, str)])}"]


def block_lines(locale: str, block: LocaleStrings, indent: str) -> list[str]:
    """Return the lines of a locale's block at an indentation."""
    return entry_lines(locale, dump_block(block), indent)


def entry_lines(key: str, value: object, indent: str, step: str = "  ") -> list[str]:
    """Return the lines of a key and its value; labels, metadata and notes are written on one line."""
    head = f"{indent}{_key(key)}:"
    if isinstance(value, str):
        return [f"{head} {scalar(value)}"]
    if isinstance(value, tuple):
        return _segment_lines(head, value, indent + step)
    assert isinstance(value, Mapping)
    if key in ("labels", "metadata", "about") or not value:
        return [f"{head} {flow_map(value)}"]
    inner_lines = (entry_lines(name, inner, indent + step, step) for name, inner in value.items())
    return [head, *(line for lines in inner_lines for line in lines)]


def _segment_lines(head: str, segments: Segments, indent: str) -> list[str]:
    if len(segments) == 1:
        return _text_lines(head, segments[0], indent)
    return [head, *(f"{indent}- {text_scalar(segment)}" for segment in segments)]


def _text_lines(head: str, text: str, indent: str) -> list[str]:
    """Return the lines of a key and its text: a text of several lines is a literal block scalar."""
    if not is_literal(text):
        return [f"{head} {text_scalar(text)}"]
    return [f"{head} |", *(f"{indent}{line}" if line else "" for line in text.split("\n"))]


def is_literal(text: str) -> bool:
    """Return whether a text has several lines, and a literal block scalar can hold them."""
    return "\n" in text and text == text.strip() and not _CONTROL.search(text.replace("\n", ""))


def text_scalar(text: str) -> str:
    """Return a scalar for a text that people read; unlike in facts, numbers are quoted."""
    return f"'{text}'" if _NUMBER.fullmatch(text) else scalar(text)


def _key(text: str) -> str:
    return text_scalar(text)


def labels_text(labels: Labels) -> str:
    """Return the text of a labels file, in the order of `LABELS`; other keys are sorted."""
    lines: list[str] = []
    for context in _CONTEXTS:
        texts = labels.get(context)
        if texts:
            keys = dict.fromkeys((*LABELS.get(context, ()), *sorted(texts)))
            lines.append(f"{context}:")
            lines += [f"  {_key(key)}: {scalar(texts[key])}" for key in keys if key in texts]
    return "\n".join(lines) + "\n" if lines else "{}\n"


def profile_text(profile: PageProfile) -> str:
    """Return the text of a page profile, without default values."""
    lines = ["front_matter: |", *(f"  {line}".rstrip() for line in profile.front_matter.splitlines())]
    if profile.crlf:
        lines.append("line_ends: crlf")
    if profile.quoting.style != Quoting().style:
        lines.append(f"quote_style: {profile.quoting.style}")
    if profile.quoting.non_ascii:
        lines.append("quote_non_ascii: yes")
    lines += [f"{key}: {value}" for key, value in dump_layout(profile.layout).items()]
    return "\n".join(lines) + "\n"


def catalog_text(settings: CatalogSettings) -> str:
    """Return the text of an imported catalog's settings: its locales, providers, channels and levels."""
    lines = [f"source_locale: {settings.source_locale}", f"locales: {flow_list(settings.locales)}"]
    if settings.default_provider:
        lines.append(f"default_provider: {scalar(settings.default_provider)}")
    if settings.providers:
        providers = {key: provider_entries(provider) for key, provider in settings.providers.items()}
        lines += declaration_lines("providers", providers, "")
    if settings.channels:
        lines.append("channels:")
        lines += [f"  {_key(key)}: {scalar(name)}" for key, name in settings.channels.items()]
    levels = {name: level_entries(level) for name, level in settings.own_levels.items()}
    if levels:
        lines += declaration_lines("levels", levels, "")
    return "\n".join(lines) + "\n"


def declaration_lines(key: str, value: object, indent: str, step: str = "  ") -> list[str]:
    """Return the lines of a declaration: mappings in blocks, entries of those in `_PER_LINE` on one line."""
    if not isinstance(value, Mapping) or not value:
        text = _flow(value) if isinstance(value, tuple) else _flow_or_scalar(value)
        return [f"{indent}{_key(key)}: {text}"]
    lines = [f"{indent}{_key(key)}:"]
    for name, inner in value.items():
        if key in _PER_LINE or not isinstance(inner, Mapping):
            text = flow_list(inner) if isinstance(inner, tuple) else _flow_or_scalar(inner)
            lines.append(f"{indent}{step}{_key(name)}: {text}")
        else:
            lines += declaration_lines(name, inner, indent + step, step)
    return lines


def _flow_or_scalar(value: object) -> str:
    return _flow(value) if isinstance(value, Mapping) else scalar(str(value))


def provider_entries(provider: Provider) -> dict[str, object]:
    """Return what an import declares for a provider, in the order of the file."""
    channels = {
        key: _without_empty({"name": name, **_channel(provider.channel_properties[key])})
        if key in provider.channel_properties
        else name
        for key, name in provider.channels.items()
    }
    entries: dict[str, object] = {
        "name": provider.name,
        "guid": provider.guid,
        "symbol": provider.symbol,
        "title": provider.title,
        "description": provider.description,
        "ids": provider.ids,
        "channels": channels,
        "keywords": {name: {"mask": mask} for name, mask in provider.keywords.items()},
        "tasks": {name: {"value": value} for name, value in provider.tasks.items()},
        "opcodes": {
            name: _without_empty({"value": opcode.value, "values": opcode.values})
            for name, opcode in provider.opcodes.items()
        },
        "levels": {name: level_entries(level) for name, level in provider.levels.items()},
        "maps": {
            name: {
                "kind": "bits" if declared.bits else "values",
                "entries": {
                    number: _without_empty({"name": entry}) for number, entry in declared.entries.items()
                },
            }
            for name, declared in provider.maps.items()
        },
    }
    return _without_empty(entries)


def level_entries(level: LevelDeclaration) -> dict[str, object]:
    """Return the declaration of a level, in the order of the file."""
    return _without_empty({"as": level.base, "value": level.value, "label": level.label})


def _channel(properties: ChannelProperties) -> dict[str, object]:
    return {"type": properties.type, "enabled": properties.enabled, "isolation": properties.isolation}


def _without_empty(entries: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in entries.items() if value}
