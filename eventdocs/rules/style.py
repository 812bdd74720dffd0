"""Rules about the source texts and files: descriptions, file names and ids."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.text.identifiers import prose_words

_TWO_EVENTS = (
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {{description: {0}}}\n"
    "# events/8-diskslow.yaml\nid: {2}\nname: DiskSlow\n{3}strings:\n  en-US: {{description: {1}}}\n"
)

SILENT = Rule(
    "ED530",
    "silent-event",
    Severity.WARNING,
    "An event has a description or a message.",
    "Without either, the page tells readers no more than the log does.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {note: Rare.}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n",
)
COPIED_DESCRIPTION = Rule(
    "ED531",
    "copied-description",
    Severity.WARNING,
    "Each event has its own description.",
    "One of the two was probably copied and not rewritten, and misleads readers.",
    _TWO_EVENTS.format("Emitted when the disk is full.", "Emitted when the disk is full.", 8, ""),
    _TWO_EVENTS.format("Emitted when the disk is full.", "Emitted when the disk is slow.", 8, ""),
)
FILE_NAME = Rule(
    "ED532",
    "file-name",
    Severity.INFO,
    "An event's file is named after the event: id, hyphen and name, in lower case.",
    "People and tools can find the file by the event's name, and a rename is visible in a diff.",
    "# events/7-diskslow.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n",
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n",
)
REUSED = Rule(
    "ED533",
    "reused-id",
    Severity.WARNING,
    "All versions of an id have the same event name.",
    "Readers who look up the id find two different events.",
    _TWO_EVENTS.format("Emitted when full.", "Emitted when slow.", 7, "version: 1\n"),
    _TWO_EVENTS.format("Emitted when full.", "Emitted when slow.", 8, ""),
)
_FEWEST_WORDS = 4


def silent_events(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield events without description and message in the source locale."""
    source = catalog.settings.source_locale
    for event in catalog.events if source else ():
        texts = strings_in(event, source).strings
        if not texts.get("description") and not texts.get("message"):
            path = ("strings", source) if source in event.strings else ("strings",)
            message = f"the event has neither description nor message in {source}"
            yield diagnostic_for_event(SILENT, event, path, message, "describe when the event occurs", source)


def copied_descriptions(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield source descriptions that an earlier event already has."""
    source, first = catalog.settings.source_locale, dict[str, Event]()
    for event in catalog.events:
        text = " ".join(strings_in(event, source).strings.get("description", ()))
        if len(prose_words(text, catalog.settings.syntaxes(event.provider))) < _FEWEST_WORDS:
            continue
        other = first.setdefault(text, event)
        if other is not event and (other.provider, other.id) != (event.provider, event.id):
            path = ("strings", source, "description")
            message = f"event `{other.key}` has the same description"
            hint = f"describe what is different; the other description is at {other.where(*path)}"
            yield diagnostic_for_event(COPIED_DESCRIPTION, event, path, message, hint, source)


def file_names(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield events whose file has another name."""
    for event in catalog.events:
        expected, name = PurePosixPath(event.slug).name, PurePosixPath(event.file).stem
        if name != expected:
            message = f"the file name `{name}` does not match the event"
            hint = f"rename it to `{expected}.yaml`"
            yield diagnostic_for_event(FILE_NAME, event, ("name",), message, hint)


def reused_ids(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield versions of an id whose event name differs from that of the first one."""
    first: dict[tuple[str, str], Event] = {}
    for event in catalog.events:
        other = first.setdefault((event.provider, event.id), event)
        if other.name != event.name:
            message = f"id `{event.id}` is also the id of `{other.name}`"
            hint = f"the other event is at {other.where('name')}"
            yield diagnostic_for_event(REUSED, event, ("id",), message, hint)
