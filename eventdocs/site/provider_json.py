"""A provider's page for programs, and its JSON Schema."""

import json
from collections.abc import Iterable, Mapping

from eventdocs.model.labels import LabelText
from eventdocs.site.page_view import MapTable
from eventdocs.site.provider_view import NameRow, ProviderView
from eventdocs.text.addresses import href

VERSION = 1

_TEXT = {"type": "string"}
_TEXT_OR_NULL = {"type": ["string", "null"]}
_NUMBER = {"type": "integer", "minimum": 0}


def provider_json(view: ProviderView, base_url: str = "") -> str:
    """Return the JSON page of a provider. Its address is absolute if the site has a `base_url`."""
    provider = view.provider
    value = {
        "version": VERSION,
        "key": view.key,
        "name": provider.name,
        "guid": provider.guid or None,
        "symbol": provider.symbol or None,
        "locale": view.locale,
        "url": f"{base_url}/" * bool(base_url) + href(view.path),
        "title": _text(view.title),
        "description": _text(view.description),
        "events": view.events,
        "channels": [
            {
                "name": row.name,
                "text": _text(row.text),
                "type": row.properties.type or None,
                "enabled": {"true": True, "false": False}.get(row.properties.enabled),
                "isolation": row.properties.isolation or None,
            }
            for row in view.channels
        ],
        "keywords": _names(view.keywords, "mask"),
        "tasks": _names(view.tasks, "value"),
        "opcodes": _names(view.opcodes, "value", with_task=True),
        "levels": [
            {
                "name": row.name,
                "base_level": row.base,
                "value": row.number or None,
                "text": row.text.text,
                "events": row.events,
            }
            for row in view.levels
        ],
        "maps": [map_json(table) for table in view.maps],
        "subscriptions": [
            {"tool": each.tool, "purpose": each.purpose, "commands": list(each.lines)}
            for each in view.subscriptions
        ],
    }
    return json.dumps(value, ensure_ascii=False) + "\n"


def map_json(table: MapTable) -> dict[str, object]:
    """Return a map with its entries as JSON."""
    entries = [
        {
            "value": entry.number,
            "name": entry.name or None,
            "text": entry.text.target if entry.text else None,
            "source": entry.text.source if entry.text else None,
        }
        for entry in table.entries
    ]
    return {"name": table.name, "kind": "bits" if table.bits else "values", "entries": entries}


def _text(text: LabelText) -> str | None:
    return text.text or None


def _names(rows: Iterable[NameRow], number: str, *, with_task: bool = False) -> list[dict[str, object]]:
    return [
        {
            "name": row.name,
            number: row.number or None,
            **({"task": row.task or None} if with_task else {}),
            "text": _text(row.text),
        }
        for row in rows
    ]


def provider_json_schema() -> dict[str, object]:
    """Return the JSON Schema of a provider's JSON page; keys can be added within a version."""
    name = {"name": _TEXT, "text": _TEXT_OR_NULL}
    channel = {**name, "type": _TEXT_OR_NULL, "enabled": {"type": ["boolean", "null"]}}
    numbered = {**name, "value": _TEXT_OR_NULL}
    fields = {
        "version": {"const": VERSION},
        **dict.fromkeys(("key", "name", "locale", "url"), _TEXT),
        **dict.fromkeys(("guid", "symbol", "title", "description"), _TEXT_OR_NULL),
        "events": _NUMBER,
        "channels": _list({**channel, "isolation": _TEXT_OR_NULL}),
        "keywords": _list({**name, "mask": _TEXT_OR_NULL}),
        "tasks": _list(numbered),
        "opcodes": _list({**numbered, "task": _TEXT_OR_NULL}),
        "levels": _list({**numbered, "base_level": _TEXT, "text": _TEXT, "events": _NUMBER}),
        "maps": {"type": "array", "items": map_schema()},
        "subscriptions": _list(
            {"tool": _TEXT, "purpose": _TEXT, "commands": {"type": "array", "items": _TEXT}}
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:eventdocs:schema:provider:{VERSION}",
        "title": "eventdocs: page of a provider in a locale",
        **_record(fields),
    }


def map_schema() -> dict[str, object]:
    """Return the JSON Schema of a map with its entries."""
    entry = {"value": _TEXT, **dict.fromkeys(("name", "text", "source"), _TEXT_OR_NULL)}
    return _record({"name": _TEXT, "kind": {"enum": ["values", "bits"]}, "entries": _list(entry)})


def _list(fields: Mapping[str, object]) -> dict[str, object]:
    return {"type": "array", "items": _record(fields)}


def _record(fields: Mapping[str, object]) -> dict[str, object]:
    return {"type": "object", "properties": dict(fields), "required": list(fields)}
