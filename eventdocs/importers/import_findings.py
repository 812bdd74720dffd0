"""The findings of imports: values that the catalog keeps, and events that are left out."""

from eventdocs.importers.source_changes import SourceValue
from eventdocs.importers.source_declarations import SharedValue
from eventdocs.model.catalog import ParsedFile
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.source_mapping import WantedEvent
from eventdocs.store.folders import CATALOG_FILE

KEPT = Rule(
    "ED123",
    "kept-string",
    Severity.WARNING,
    "An import keeps a value that exists and differs.",
    "Imports do not overwrite what people wrote. The finding shows both values; choose "
    "one with an option of the import, such as `--update`.",
)
UNPROVEN = Rule(
    "ED127",
    "unproven-event",
    Severity.ERROR,
    "The catalog reproduces an imported event with all its values.",
    "The import reads the catalog back before it writes anything. An event that would come back with other "
    "values is left out, and all others are imported.",
)
RENAMED = Rule(
    "ED128",
    "renamed-event",
    Severity.WARNING,
    "An event has the name that the source has for it.",
    "The name is part of the address of the event's pages, so an import never changes it. Change `name` in "
    "the event's file if the address may change.",
)
_DECIDE = "use --theirs to take it, or --ours to keep yours at all times"


def kept_value(old: Event, wanted: WantedEvent, value: SourceValue, reason: str = "") -> Diagnostic:
    """Return a finding about a value of an event that the catalog keeps, with its place in the source."""
    text = wanted.texts.get(value.locale)
    place = Location(text.file, text.line) if text else Location(wanted.file, wanted.source.line)
    path = ("strings", value.locale, *value.path) if value.locale else (value.name,)
    separator = "\n" if value.locale else ", "
    return Diagnostic(
        KEPT,
        old.where(*path),
        _difference(path[-1], value, separator),
        f"{reason or _DECIDE} (the source: {place.file}:{place.line})",
        event=old.key,
        locale=value.locale,
        field=".".join(path),
        related=(place,),
    )


def kept_declaration(tree: ParsedFile, shared: SharedValue, reason: str = "") -> Diagnostic:
    """Return a finding about a declaration or label that the catalog keeps; `tree` is its file."""
    name = ".".join(shared.path[2:] if shared.file == CATALOG_FILE else shared.path)
    return Diagnostic(
        KEPT,
        tree.where(*shared.path),
        _difference(name, shared.value, ", "),
        f"{reason or _DECIDE} (the source: {shared.place.file}:{shared.place.line})",
        locale=shared.label.locale if shared.label else "",
        field=".".join(shared.path),
        related=(shared.place,),
    )


def renamed_event(old: Event, wanted: WantedEvent) -> Diagnostic:
    """Return a finding about an event that has another name in the source."""
    place = Location(wanted.file, wanted.source.line)
    return Diagnostic(
        RENAMED,
        old.where("name"),
        f"`name` is kept as `{old.name}`; the source has `{wanted.event.name}`",
        f"the name is part of the address of the event's pages (the source: {place.file}:{place.line})",
        event=old.key,
        field="name",
        related=(place,),
    )


def left_out(wanted: WantedEvent, message: str, hint: str = "") -> Diagnostic:
    """Return a finding about an event that is left out."""
    location = Location(wanted.file, wanted.source.line)
    hint = f"the event is left out; {hint}" if hint else "the event is left out"
    return Diagnostic(UNPROVEN, location, message, hint, event=wanted.event.key)


def _difference(name: str, value: SourceValue, separator: str) -> str:
    ours, theirs = (_shown(text, separator) for text in (value.ours, value.theirs))
    return f"`{name}` is kept as {ours}; the source has {theirs}"


def _shown(text: str | None, separator: str) -> str:
    """Return a value as findings show it; a list has one item a line."""
    return "nothing" if text is None else f"`{text.replace(chr(10), separator)}`"
