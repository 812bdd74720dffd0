"""Style of the source: what a writer would want to know before translators do."""

from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event, strings_in
from eventdocs.model.strings import CatalogString
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.text.identifiers import prose_words

_TWO = (
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {{description: {0}}}\n"
    "# events/8-diskslow.yaml\nid: {2}\nname: DiskSlow\n{3}strings:\n  en-US: {{description: {1}}}\n"
)

SILENT = Rule(
    "ED530",
    "silent-event",
    Severity.WARNING,
    "An event has a description or a message.",
    "A page with neither tells a reader nothing that the log did not.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {note: Rare.}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: The disk is full.}\n",
)
COPIED = Rule(
    "ED531",
    "copied-description",
    Severity.WARNING,
    "No two events have the same description.",
    "One of the two was copied and not rewritten, and misleads whoever looks it up.",
    _TWO.format("Emitted when the disk is full.", "Emitted when the disk is full.", 8, ""),
    _TWO.format("Emitted when the disk is full.", "Emitted when the disk is slow.", 8, ""),
)
FILE_NAME = Rule(
    "ED532",
    "file-name",
    Severity.INFO,
    "An event's file is named after the event: its id, a hyphen, its name, in lower case.",
    "People and tools find the file by the event, and see a rename in a diff.",
    "# events/7-diskslow.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n",
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n",
)
REUSED = Rule(
    "ED533",
    "reused-id",
    Severity.WARNING,
    "An id means one event: its versions have one name.",
    "Whoever looks an id up finds two things; logs of old and new versions cannot be told apart.",
    _TWO.format("Emitted when full.", "Emitted when slow.", 7, "version: 1\n"),
    _TWO.format("Emitted when full.", "Emitted when slow.", 8, ""),
)
_FEWEST_WORDS = 4


def silent(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find events without description and message in the source."""
    source = catalog.settings.source_locale
    for event in catalog.events:
        strings = strings_in(event, source).strings
        if not strings.get("description") and not strings.get("message"):
            path = ("strings", source) if source in event.strings else ("strings",)
            message = f"the event has neither description nor message in {source}"
            yield diagnostic_for_event(SILENT, event, path, message, "say when it occurs", source)


def copied_descriptions(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find descriptions of the source that two events share."""
    source, first = catalog.settings.source_locale, dict[str, Event]()
    for event in catalog.events:
        text = " ".join(strings_in(event, source).strings.get("description", ()))
        if len(prose_words(text)) < _FEWEST_WORDS:
            continue
        other = first.setdefault(text, event)
        if other is not event and (other.provider, other.id) != (event.provider, event.id):
            place = other.where("strings", source, "description")
            message = f"event `{other.key}` has the same description"
            hint = f"say what is different here; the other stands at {place}"
            yield diagnostic_for_event(
                COPIED, event, ("strings", source, "description"), message, hint, source
            )


def file_names(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find event files that are named after something else."""
    for event in catalog.events:
        wanted = event.slug.rpartition("/")[2]
        name = event.file.rpartition("/")[2].rpartition(".")[0]
        if name != wanted:
            yield diagnostic_for_event(
                FILE_NAME, event, ("name",), f"the file is named `{name}`", f"rename it to `{wanted}.yaml`"
            )


def reused_ids(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find ids that two versions use under different names."""
    first: dict[tuple[str, str], Event] = {}
    for event in catalog.events:
        other = first.setdefault((event.provider, event.id), event)
        if other.name != event.name:
            place = other.where("name")
            message = f"id `{event.id}` is also `{other.name}`"
            yield diagnostic_for_event(REUSED, event, ("id",), message, f"the other stands at {place}")
