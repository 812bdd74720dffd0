"""Catalogs with a payload in every field that takes text, derived from the tables of fields."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeAlias

from eventdocs.model.limits import SITE_LINKS
from eventdocs.schema.fields import (
    CATALOG,
    EVENT,
    GROUP_STRINGS,
    LABELS_FILE,
    LINK,
    NAME,
    PROFILE,
    RULE_NAME,
    SITE_CONFIG,
    URL,
    WEB_LINK,
)
from eventdocs.schema.types import (
    ByLocaleType,
    FieldType,
    ListType,
    MapType,
    RecordType,
    SegmentsType,
    SyntaxesType,
    TextOrRecordType,
    TextType,
)

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

LOCALES = ("en-US", "pt-BR")
SECTIONS = ("remedy", "background")
HARMLESS = "Harmless text"
# A name must not contain these characters, and no file system allows longer names.
_NOT_IN_NAMES = re.compile(r"[\s/@\\:*?\"<>|]+")
_NAME_LENGTH = 40
_ADDRESS_LENGTH = 400
_KEY_LENGTH = 900  # YAML allows 1,024 characters, including quotes and escapes
_FRONT_MATTER = 'title: {title}\nquoted: "{title}"\ntopic: {topic}\nid: {id}\n'


def name_from(text: str) -> str:
    """Return the characters of a text that are valid in a name."""
    return _NOT_IN_NAMES.sub("", text)[:_NAME_LENGTH].strip(".") or "x"


def filled(field_type: FieldType, text: str) -> Value:
    """Return a value of a type that contains the text wherever the type allows it."""
    match field_type:
        case TextType():
            return _text(field_type, text)
        case SegmentsType():
            return [text, f"{text} again"]
        case SyntaxesType():
            return ["windows", "braces"]
        case ByLocaleType():
            return {locale: filled(field_type.text, text) for locale in LOCALES}
        case ListType():
            return [filled(field_type.item, text)]
        case MapType():
            return {_text(field_type.keys, text): filled(field_type.value, text)}
        case RecordType():
            return {field.name: filled(field.type, text) for field in field_type.fields}
        case TextOrRecordType():
            return filled(field_type.record, text)


def _text(field_type: TextType, text: str) -> str:
    if field_type.values:
        return field_type.values[-1]
    if field_type is URL:
        return "https://example.org/" + re.sub(r"[\s?#]", "", text)
    if field_type is LINK:
        return "https://example.org/" + re.sub(r"[\s<>\"`\\^{|}]", "", text)[:_ADDRESS_LENGTH]
    if field_type is RULE_NAME:
        return "ED403"
    if field_type.longest:
        text = text[: field_type.longest]
    if not field_type.pattern:
        return text.strip() if field_type.trimmed else text
    for candidate in (
        text,
        name_from(text),
        "en-US",
        "7",
        "0x1",
        "0abcd",
        "https://example.org/{path}{uid}" + text,
    ):
        if re.fullmatch(field_type.pattern, candidate):
            return candidate
    return "https://example.org/{path}{uid}" + re.sub(r"\s", "", text)


def event(number: int, text: str) -> dict[str, Value]:
    """Return an event with a text in all its fields; references are to existing values."""
    filled_event = filled(EVENT, text)
    strings = filled(_record(EVENT, "strings"), text)
    assert isinstance(filled_event, dict)
    assert isinstance(strings, dict)
    own_labels = strings["labels"]
    assert isinstance(own_labels, dict)
    labels: Value = {
        key: value for key, value in own_labels.items() if key not in ("channels", "keywords", "counts")
    }
    block: dict[str, Value] = {
        **strings,
        "sections": {section: filled(SegmentsType(), text) for section in SECTIONS},
        "labels": labels,
        "about": {"description": {"comment": text, "context": text, "allow": {"ED403": text}}},
        "metadata": {"topic": text},
    }
    # The translation has the title of the pattern.
    other: dict[str, Value] = {key: value for key, value in block.items() if key not in ("id", "title")}
    parameters = filled_event["parameters"]
    assert isinstance(parameters, list)
    return {
        **filled_event,
        "id": f"{number}{name_from(text)}",
        "provider": f"p{number}{name_from(text)}",
        "version": "1",
        "level": "notice" if number % 2 else f"level_{number}",
        "fields": {"remark": text.strip(), "tags": [text.strip()], "runbook": filled(LINK, text)},
        "see_also": [f"p{number}{name_from(text)}/{number}{name_from(text)}@1"],
        "metadata": {"topic": text},
        # The second parameter has no texts, so pages show its name and type.
        "parameters": [*parameters, {"name": f"{text.strip()} 2", "type": text.strip()}],
        "layout": {"blank_after_heading": "yes", "note_indent": "2"},
        "strings": {LOCALES[0]: block, LOCALES[1]: {**other, "prefix": "0abcd"}},
    }


def _record(record: RecordType, name: str) -> FieldType:
    """Return the type of the values of a mapping that a record has under a name."""
    mapping = record.types[name]
    assert isinstance(mapping, MapType)
    return mapping.value


def _provider(number: int, text: str) -> Value:
    """Return a provider with a text in all its fields; its opcode has only numbers by task."""
    provider = filled(_record(CATALOG, "providers"), text)
    assert isinstance(provider, dict)
    opcodes: Value = {text.strip(): {"values": {text.strip(): "7"}}}
    levels: Value = {f"level_{number}": {"as": "warning", "label": {LOCALES[0]: text.strip()[:1000]}}}
    return {**provider, "levels": levels, "opcodes": opcodes, "source": []}


def catalog_files(texts: Sequence[str], shared: str) -> Mapping[str, Value]:
    """Return the files of a catalog: an event for each text, with `shared` in the labels and settings."""
    numbered = list(enumerate(texts, 1))
    label = shared[:1000].strip()
    names: Value = {text.strip(): text.strip() for text in texts}
    settings: dict[str, Value] = {
        "title": dict.fromkeys(LOCALES, label),
        "source_locale": LOCALES[0],
        "locales": list(LOCALES),
        "providers": {f"p{number}{name_from(text)}": _provider(number, text) for number, text in numbered},
        "channels": names,
        "levels": {"notice": {"as": "error", "label": {LOCALES[0]: label}}},
        "fields": {
            "remark": {"type": "text", "label": {LOCALES[0]: label}, "filter": "yes", "search": "exact"},
            "tags": {"type": "list", "filter": "yes"},
            "runbook": {"type": "link", "label": {LOCALES[0]: label}},
        },
        "sections": {SECTIONS[0]: {"label": {LOCALES[0]: label}, "after": "resolution"}, SECTIONS[1]: {}},
        "site": {
            "footer": filled(SITE_CONFIG.types["footer"], label),
            "links": [filled(WEB_LINK, text) for text in texts[: SITE_LINKS.default]],
            "base_url": "https://example.org/events",
            "edit_url": "https://example.org/{path}?" + _in_address(texts),
        },
        "xref": "https://example.org/{uid}?" + _in_address([*texts[::-1]]),
    }
    labels = {
        field.name: _shared_labels(field.type, texts)
        for field in LABELS_FILE.fields
        if isinstance(field.type, RecordType)
    }
    profile = filled(PROFILE, shared)
    assert isinstance(profile, dict)
    introduction: Value = {"strings": {locale: {"introduction": label} for locale in LOCALES}}
    files: dict[str, Value] = {"catalog.yaml": settings, "events/group.yaml": introduction}
    for locale in LOCALES:
        files[f"labels/{locale}.yaml"] = {**labels, "channels": names, "keywords": names}
        files[f"pages/{locale}.yaml"] = {**profile, "front_matter": _FRONT_MATTER, "note_indent": "2"}
    key = ""
    for number, text in numbered:
        files[f"events/{number}/group.yaml"] = _group(text)
        files[f"events/{number}/{number}.yaml"] = {**event(number, text), "replaced_by": key}
        key = f"p{number}{name_from(text)}/{number}{name_from(text)}@1"
    return files


def _group(text: str) -> Value:
    """Return a group with a text in all its fields."""
    strings = filled(GROUP_STRINGS, text)
    assert isinstance(strings, dict)
    block: Value = {**strings, "about": {"title": {"comment": text}}}
    return {"strings": dict.fromkeys(LOCALES, block)}


def _shared_labels(context: RecordType, texts: Sequence[str]) -> Value:
    """Return the labels of a context; each starts with another text, and has as many texts as allowed."""
    return {
        field.name: _text(field.type, " ".join([*texts[at % len(texts) :], *texts[: at % len(texts)]]))
        for at, field in enumerate(context.fields)
        if isinstance(field.type, TextType)
    }


def _in_address(texts: Sequence[str]) -> str:
    """Return as many of the texts, without spaces, as a URL may have."""
    return re.sub(r"\s", "", "".join(texts))[:_ADDRESS_LENGTH]


def write_catalog(folder: Path, texts: Sequence[str], shared: str) -> None:
    """Write a catalog as JSON, which is YAML."""
    for name, value in catalog_files(texts, shared).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")


def field_count(field_type: FieldType) -> int:
    """Return how many values of a type can contain a text."""
    match field_type:
        case TextType():
            return int(not field_type.values and field_type.pattern in ("", NAME.pattern))
        case SegmentsType():
            return 1
        case SyntaxesType():
            return 0
        case ByLocaleType():
            return field_count(field_type.text)
        case ListType():
            return field_count(field_type.item)
        case MapType():
            return field_count(field_type.value) + field_count(field_type.keys)
        case RecordType():
            return sum(field_count(field.type) for field in field_type.fields)
        case TextOrRecordType():
            return field_count(field_type.record)


def normalized(lines: Iterable[str]) -> list[str]:
    """Return the payloads of some lines, each once, without characters that catalog files reject.

    Payloads that are too long for a key of a mapping are left out.
    """
    cleaned = (re.sub(r"[^\x20-\x7e\xa0-\ud7ff\uf900-\ufffd]", "", line).strip() for line in lines)
    return list(dict.fromkeys(line for line in cleaned if 0 < len(line) <= _KEY_LENGTH))
