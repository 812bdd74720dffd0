"""The reference of the JSON that eventdocs writes: the keys of its schemas, and what each means."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from eventdocs.reports.json_schemas import JSON_SCHEMAS
from eventdocs.schema.reference import field_references
from eventdocs.site.event_json_schema import event_json_schema, ndjson_schema
from eventdocs.site.provider_json import provider_json_schema


class Document(NamedTuple):
    """A kind of JSON document: the name of its schema, a heading, and where it comes from."""

    schema: str
    heading: str
    summary: str


DOCUMENTS = (
    Document("twin", "Pages of events", "`<locale>/<id>-<name>.json`, next to each page of an event."),
    Document("provider", "Pages of providers", "`<locale>/<provider>/provider.json`."),
    Document(
        "events",
        "events.ndjson",
        "One line for each event, with its texts in all locales. "
        "[`eventdocs import records`](../how-to/import-manifest.md#records) reads such lines.",
    ),
    Document("check", "eventdocs check", "What `eventdocs check --report json` prints."),
    Document("diff", "eventdocs diff", "What `eventdocs diff REF --format json` prints."),
    Document("status", "eventdocs status", "What `eventdocs status --format json` prints."),
    Document(
        "import",
        "eventdocs translations import",
        "What `eventdocs translations import --report json` prints.",
    ),
    Document("rule", "eventdocs explain", "What `eventdocs explain CODE --format json` prints."),
)
SCHEMAS = {
    "twin": event_json_schema,
    "provider": provider_json_schema,
    "events": ndjson_schema,
    **JSON_SCHEMAS,
}
_SHARED = ("unit", "section", "pattern")
# The meaning of each key, by its path or only its name. Facts of events are described in the field table.
_MEANINGS = {
    "twin.version": "The version of the format: 2. Keys may be added without a new version.",
    "provider.version": "The version of the format: 1.",
    "events.version": "The version of the format: 2.",
    "version": "The version of the format: 1.",
    "key": "The key of the event, such as `4031` or `PROVIDER/4031@1`.",
    "provider.key": "The id of the provider in the catalog.",
    "event_version": "The version of the event.",
    "twin.provider": "The id of the provider, also of the default one, or null.",
    "events.provider": "The id of the provider, also of the default one, or null.",
    "twin.keywords": "The keywords in order, or null if they are unknown.",
    "events.keywords": "The keywords in order, or null if they are unknown.",
    "parameters": "The parameters in order, or null if they are unknown. Their keys are those of the event file.",
    "links[].title": "The text of the link, or its texts by locale.",
    "links[].url": "The address, or the addresses by locale.",
    "provider_name": "The full name of the provider.",
    "provider_guid": "The GUID of the provider.",
    "channel_name": "The full name of the channel.",
    "base_level": "The built-in level: that of a level that the catalog declares, otherwise the level itself.",
    "locale": "The locale of the page.",
    "source_locale": "The locale that the source texts are in.",
    "url": "The address of the HTML page: absolute with `base_url`, otherwise relative to the root of the site.",
    "machine": "Whether any text was translated by a machine.",
    "title": "The title, as a unit.",
    "intro": "The text under the title, as units.",
    "sections": "The sections of the page, in order.",
    "group": "The group that the event belongs to, if there is one.",
    "group.folder": "The folder of the group below `events/`.",
    "group.title": "The title of the group, as a unit.",
    "metadata": "Values for page profiles, by name.",
    "unit.text": "The text in the page's locale, or in a fallback: as in the catalog, so it can be Markdown.",
    "unit.plain": "The text without Markdown.",
    "unit.locale": "The locale that the text is in.",
    "unit.source": "The source text.",
    "unit.missing": "Whether there is no translation, so that `text` is in a fallback locale.",
    "unit.machine": "Whether the translation was made by a machine.",
    "unit.stale": "Whether the source changed after the translation was made.",
    "unit.html": "The text as HTML, if it is Markdown.",
    "section.role": "The name of the section: `message`, `description`, `resolution`, …",
    "section.heading": "The heading, as a unit.",
    "section.paragraph": "The text, as units: one for each sentence, or one for a text of several blocks.",
    "section.note": "The note below the text, as units.",
    "section.steps": "The steps of the resolution, as units.",
    "section.properties": "The rows of the table of properties.",
    "section.properties[].key": "The name of the fact.",
    "section.properties[].label": "The label, as a unit.",
    "section.properties[].value": "The value, as a unit, or null.",
    "official": "`true` if the translation is the vendor's own.",
    "section.pattern": "In the section `message`: regular expressions for the message in the page's locale.",
    "section.source_pattern": "The same for the source text.",
    "section.parameters": "The rows of the table of parameters.",
    "section.parameters[].placeholder": "How the message refers to the parameter, such as `%1`.",
    "section.parameters[].name": "The name, as a unit.",
    "section.parameters[].type": "The type, as units.",
    "section.parameters[].description": "The description, as units.",
    "section.parameters[].map": "Names and texts for its values, if the provider declares them.",
    "map.name": "The name of the map.",
    "kind": "`values`, or `bits` if a value combines entries.",
    "entries": "The values with their names and texts.",
    "entries[].value": "The number.",
    "entries[].name": "The name.",
    "entries[].text": "The display text in the page's locale.",
    "entries[].source": "The display text in the source locale.",
    "section.links": "The links, in the section `links`.",
    "section.links[].title": "The text of the link, as a unit.",
    "section.links[].url": "The address.",
    "pattern.python": "For Python's `re`. Takes linear time.",
    "pattern.javascript": "For JavaScript. Takes linear time.",
    "pattern.re2": "For RE2, Go, Rust and other engines that do not backtrack.",
    "file": "The file, relative to the catalog.",
    "strings": "The texts as in the event file, by locale.",
    "texts": "The texts as pages show them, by locale.",
    "texts.<locale>": "The texts of a locale: `url`, `machine`, `title`, `intro`, `sections` and `group` as on its page.",
    "layout": "The layout of imported Markdown pages, if it differs from the page profile.",
    "provider.name": "The full name.",
    "guid": "The GUID.",
    "symbol": "The symbol.",
    "provider.title": "The title in the page's locale.",
    "provider.description": "The description in the page's locale.",
    "provider.events": "The number of its events.",
    "channels": "Its channels.",
    "channels[].type": "The type, such as `Operational`.",
    "channels[].enabled": "Whether the channel is enabled by default.",
    "channels[].isolation": "The isolation, such as `Application`.",
    "provider.keywords": "Its keywords.",
    "keywords[].mask": "The bit mask.",
    "tasks": "Its tasks.",
    "opcodes": "Its opcodes.",
    "opcodes[].task": "The task that this number belongs to.",
    "levels": "The levels of its events.",
    "levels[].base_level": "The built-in level whose style it has.",
    "levels[].events": "The number of events with the level.",
    "maps": "Names and texts for the values of parameters.",
    "subscriptions": "Commands that subscribe to its events.",
    "subscriptions[].tool": "The program, such as `wevtutil`.",
    "subscriptions[].purpose": "`read`, `settings`, `enable`, `definition` or `trace`.",
    "subscriptions[].commands": "The lines to run.",
    "name": "The name, as software writes it.",
    "text": "The display text in the page's locale.",
    "value": "The number.",
    "diagnostics": "The findings, sorted by location.",
    "code": "The code of the rule.",
    "check.diagnostics[].name": "The name of the rule.",
    "message": "What is wrong.",
    "hint": "How to fix it, or an empty text.",
    "event": "The key of the event.",
    "check.diagnostics[].locale": "The locale of the text, if the finding is about one.",
    "field": "The field, if the finding is about one.",
    "severity": "`error`, `warning` or `info`.",
    "line": "The line, counted from 1.",
    "column": "The column in characters, counted from 1.",
    "end_line": "The line of the end.",
    "end_column": "The column after the last character.",
    "fixable": "Whether `check --fix` can correct it.",
    "places": "Other places with the same finding about an equal text.",
    "related": "Other places that the finding is about.",
    "added": "Keys of events that are new.",
    "removed": "Keys of events that no longer exist.",
    "diff.deprecated": "Keys of events that were deprecated.",
    "changed": "Events that changed.",
    "differences": "What changed.",
    "diff.changed[].differences[].field": "The field that changed.",
    "diff.changed[].differences[].locale": "The locale of the text, or an empty text for a fact.",
    "old": "The value before, or null.",
    "new": "The value now, or null.",
    "stale": "The locales whose translation is stale because of this change.",
    "locales": "The counts of strings, by locale.",
    "reviewed": "Strings that a person reviewed.",
    "translated": "Strings that a person translated.",
    "status.locales.<locale>.machine": "Strings that were translated by a machine.",
    "status.locales.<locale>.stale": "Strings whose source changed since.",
    "missing": "Strings without a translation.",
    "status.locales.<locale>.official": "Translations that are the vendor's own.",
    "total": "All strings.",
    "done": "The percentage of strings that are translated and not stale.",
    "status.locales.<locale>.then": "With `--since`, the same numbers at the revision, or null if it did not have the locale.",
    "status.locales.<locale>.words": "With `--words`, the source text by state and by match.",
    "words.states": "The text of all strings, by state.",
    "states[].state": "The state.",
    "states[].texts": "The number of strings.",
    "words.matches": "The text that is missing or stale, by its best match in the translation memory.",
    "matches[].match": "`repetitions`, `100%`, `95-99%`, `85-94%`, `75-84%`, `50-74%` or `no match`.",
    "matches[].texts": "The number of sentences and blocks, which are translated one by one.",
    "words": "The number of words of the source.",
    "characters": "The number of characters of the source.",
    "status.since": "With `--since`, the revision.",
    "changes": "With `--since` and `--list`, the strings whose state changed.",
    "changes[].locale": "The locale of the translation.",
    "changes[].key": "The key of the string, such as `4031:message`.",
    "changes[].file": "The file of its event or group, relative to the catalog, or an empty text for a label.",
    "changes[].before": "The state at the revision, or an empty text if the string did not exist.",
    "changes[].after": "The state now, or an empty text if the string no longer exists.",
    "files": "The imported files.",
    "import.files[].file": "The file, as on the command line.",
    "import.files[].locale": "The locale of its translations.",
    "imported": "Texts that were imported.",
    "unchanged": "Texts that the catalog already had, or that were not translated.",
    "import.files[].stale": "Imported texts whose source has changed since the export.",
    "conflicting": "Texts that the catalog kept because its translation changed too.",
    "rejected": "Texts that were rejected.",
    "unknown": "Rejected texts whose string is not in the catalog.",
    "problems": "Texts that were not imported.",
    "outcome": "`conflicting`, `rejected` or `unknown`.",
    "import.files[].problems[].code": "The code of the rule, or an empty text.",
    "import.files[].problems[].key": "The key of the string, such as `4031:message`.",
    "import.files[].problems[].message": "Why it was not imported.",
    "import.files[].problems[].file": "The imported file.",
    "import.files[].problems[].line": "The line in it, in a spreadsheet the row.",
    "rule.name": "The name of the rule.",
    "summary": "What the rule checks.",
    "reason": "Why it matters.",
    "bad": "An example with a finding.",
    "good": "The same example without one.",
}


def document() -> str:
    """Return docs/reference/json.md."""
    lines = [
        "# JSON",
        "",
        "This page lists the keys of all JSON that eventdocs writes. `eventdocs schema NAME` prints the JSON Schema of each kind of document, "
        "with a `$id` that contains the version of the format. New keys can be added without a new version, so ignore keys that you don't know.",
        "",
        "In the names of keys, `[]` means each item of a list, and `<locale>` each locale. *As a unit* means an object with the "
        "keys of [units](#units).",
        "",
    ]
    for each in DOCUMENTS:
        lines += [f"## {each.heading}", "", f"{each.summary} Schema: `eventdocs schema {each.schema}`.", ""]
        lines += _table(each.schema, SCHEMAS[each.schema]())
    parts = SCHEMAS["twin"]()["$defs"]
    assert isinstance(parts, dict)
    for name, heading in (("unit", "Units"), ("section", "Sections"), ("pattern", "Patterns of messages")):
        lines += [f"## {heading}", "", *_table(name, parts[name])]
    lines += [
        "The patterns match a whole message as the software prints it. Each placeholder is a named group: `p1` for `%1`, `name` for `{name}`. They "
        "are null for a message that is only placeholders.",
        "",
    ]
    return "\n".join(lines)


def _table(name: str, schema: Mapping[str, object]) -> list[str]:
    rows = [f"| `{path}` | {meaning(f'{name}.{path}')} |" for path in keys(schema)]
    return ["| key | meaning |", "| --- | --- |", *rows, ""]


def keys(schema: object, prefix: str = "") -> Iterator[str]:
    """Yield the paths of all keys of a schema, without those of shared parts and of event files."""
    if not isinstance(schema, Mapping):
        return
    for name, inner in schema.get("properties", {}).items():
        path = f"{prefix}{name}"
        yield path
        if name != "strings":
            yield from keys(inner, f"{path}.")
    yield from keys(schema.get("items"), f"{prefix.removesuffix('.')}[].")
    if isinstance(schema.get("additionalProperties"), Mapping):
        if prefix == "texts.":
            yield "texts.<locale>"
        else:
            yield from keys(schema["additionalProperties"], f"{prefix}<locale>.")
    for inner in schema.get("anyOf", ()):
        yield from keys(inner, prefix)


def meaning(path: str) -> str:
    """Return the meaning of a key: that of the longest described suffix of its path."""
    parts = path.split(".")
    for start in range(len(parts)):
        found = _MEANINGS.get(".".join(parts[start:]))
        if found:
            return found
    facts = {reference.path: reference.doc for reference in field_references("event")}
    return facts[".".join(parts[1:])]


def unused() -> set[str]:
    """Return the described keys that no schema has."""
    paths = [f"{each.schema}.{path}" for each in DOCUMENTS for path in keys(SCHEMAS[each.schema]())]
    parts = SCHEMAS["twin"]()["$defs"]
    assert isinstance(parts, dict)
    paths += [f"{name}.{path}" for name in _SHARED for path in keys(parts[name])]
    used = set()
    for path in paths:
        ends = path.split(".")
        used.add(next((end for at in range(len(ends)) if (end := ".".join(ends[at:])) in _MEANINGS), ""))
    return set(_MEANINGS) - used
