"""JSON Schemas of the JSON that commands print. Keys may be added within a version."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_NUMBER = {"type": "integer", "minimum": 0}
_LOCATION = {
    name: (_TEXT if name == "file" else _NUMBER)
    for name in ("file", "line", "column", "end_line", "end_column")
}


def check_schema() -> dict[str, object]:
    """Return the schema of `eventdocs check --report json`."""
    texts = ("code", "name", "message", "hint", "event", "locale", "field")
    finding = _record(
        {
            **dict.fromkeys(texts, _TEXT),
            "severity": {"enum": ["error", "warning", "info"]},
            **_LOCATION,
            "fixable": {"type": "boolean"},
            "places": {"type": "array", "items": _record(_LOCATION)},
            "related": {"type": "array", "items": _record(_LOCATION)},
        }
    )
    return _document("check", 1, {"diagnostics": {"type": "array", "items": finding}})


def diff_schema() -> dict[str, object]:
    """Return the schema of `eventdocs diff --format json`."""
    value = {"type": ["string", "null"]}
    difference = _record({"field": _TEXT, "locale": _TEXT, "old": value, "new": value, "stale": _TEXTS})
    change = _record({"event": _TEXT, "differences": {"type": "array", "items": difference}})
    lists = dict.fromkeys(("added", "removed", "deprecated"), _TEXTS)
    return _document("diff", 1, {**lists, "changed": {"type": "array", "items": change}})


def status_schema() -> dict[str, object]:
    """Return the schema of `eventdocs status --format json`."""
    states = "reviewed", "translated", "machine", "stale", "missing", "official", "total"
    counts = dict.fromkeys(states, _NUMBER)
    fields = {**counts, "done": {"type": "number", "minimum": 0, "maximum": 100}}
    then = {"anyOf": [{"$ref": "#/$defs/counts"}, {"type": "null"}]}
    amount = dict.fromkeys(("texts", "words", "characters"), _NUMBER)
    words = {
        name: {"type": "array", "items": _record({column: _TEXT, **amount})}
        for name, column in (("states", "state"), ("matches", "match"))
    }
    row = _record(fields, {"then": then, "words": _record(words)})
    change = _record(dict.fromkeys(("locale", "key", "file", "before", "after"), _TEXT))
    changes = {"type": "array", "items": change}
    locales = {"type": "object", "additionalProperties": row}
    schema = _document("status", 1, {"locales": locales}, {"since": _TEXT, "changes": changes})
    return {**schema, "$defs": {"counts": _record(fields)}}


def import_schema() -> dict[str, object]:
    """Return the schema of `eventdocs translations import --report json`."""
    outcome = {"enum": ["conflicting", "rejected", "unknown"]}
    texts = dict.fromkeys(("code", "key", "message", "file"), _TEXT)
    problem = _record({"outcome": outcome, **texts, "line": _NUMBER})
    counts = dict.fromkeys(("imported", "unchanged", "stale", "conflicting", "rejected", "unknown"), _NUMBER)
    problems = {"type": "array", "items": problem}
    file = _record({"file": _TEXT, "locale": _TEXT, **counts, "problems": problems})
    return _document("import", 1, {"files": {"type": "array", "items": file}})


def rule_schema() -> dict[str, object]:
    """Return the schema of `eventdocs explain CODE --format json`."""
    names = ("code", "name", "severity", "summary", "reason", "bad", "good")
    return _document("rule", 1, dict.fromkeys(names, _TEXT), has_version=False)


JSON_SCHEMAS: Mapping[str, Callable[[], dict[str, object]]] = {
    "check": check_schema,
    "diff": diff_schema,
    "status": status_schema,
    "import": import_schema,
    "rule": rule_schema,
}


def _document(
    name: str,
    version: int,
    fields: Mapping[str, object],
    optional: Mapping[str, object] = MappingProxyType({}),
    *,
    has_version: bool = True,
) -> dict[str, object]:
    number = {"version": {"const": version}} if has_version else {}
    return {
        "$schema": _DIALECT,
        "$id": f"urn:eventdocs:schema:{name}:{version}",
        "title": f"eventdocs: output of `{name}`",
        **_record({**number, **fields}, optional),
    }


def _record(
    fields: Mapping[str, object], optional: Mapping[str, object] = MappingProxyType({})
) -> dict[str, object]:
    return {"type": "object", "properties": {**fields, **optional}, "required": list(fields)}
