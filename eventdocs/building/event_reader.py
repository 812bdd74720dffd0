"""Reading of event files for their pages: checked against the plan of the build."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Severity
from eventdocs.model.event import Event, EventRef
from eventdocs.rules import check_event
from eventdocs.site.event_pages import Descriptions, describe_event
from eventdocs.site.renderer import SiteRenderer
from eventdocs.store.catalog import parse_event, parse_events
from eventdocs.store.catalog_files import read_catalog_file
from eventdocs.store.output_dir import digest
from eventdocs.translations.pseudo import with_pseudo_strings


@dataclass(frozen=True)
class EventReader:
    """Reads the events of a catalog for a site.

    `contents` are the bytes of event files that were read already. `descriptions` are those of events that
    others are related to, by file; each is made once per process.
    """

    folder: Path
    site: SiteRenderer
    pseudo: bool
    contents: Mapping[str, bytes]
    descriptions: dict[str, Descriptions] = field(default_factory=dict, compare=False, repr=False)

    @property
    def settings(self) -> CatalogSettings:
        """The settings of the catalog."""
        return self.site.settings

    def read(self, planned: Sequence[tuple[EventRef, bytes]]) -> list[tuple[Event, list[Diagnostic]]] | None:
        """Read, parse and check events; None if one has errors, or is not what the plan was made from.

        Each has the digest of its file in the plan. Each step is done for all events, for the same reason
        that pages are rendered kind by kind.
        """
        files: dict[str, bytes] = {}
        for ref, source in planned:
            data = self.contents.get(ref.file)
            if data is None:
                data = read_catalog_file(self.folder, ref.file)
                if digest(data) != source:
                    return None
            files[ref.file] = data
        read = []
        for (ref, _), (event, diagnostics) in zip(planned, parse_events(files, self.settings), strict=True):
            if event is None or not event.ref.identifies_same(ref):
                return None
            findings = [*diagnostics, *check_event(self.settings, event)]
            if any(finding.severity is Severity.ERROR for finding in findings):
                return None
            read.append((self._with_pseudo_strings(event), findings))
        return read

    def _with_pseudo_strings(self, event: Event) -> Event:
        """Return an event with the strings of pseudo-locales if the site has them."""
        if not self.pseudo:
            return event
        settings = self.settings
        return with_pseudo_strings(event, settings.source_locale, settings.syntaxes(event.provider))

    def describe(self, parsed: Mapping[str, Event], ref: EventRef) -> Descriptions:
        """Return the descriptions of a related event; `parsed` are events by file that need not be read.

        An event that has errors has none: then the build that includes it fails.
        """
        known = self.descriptions.get(ref.file)
        if known is None:
            event = parsed.get(ref.file)
            if event is None:
                data = self.contents.get(ref.file)
                data = read_catalog_file(self.folder, ref.file) if data is None else data
                event, _ = parse_event(data, ref.file, self.settings)
                if event is not None and self.pseudo:
                    event = with_pseudo_strings(event, self.settings.source_locale)
            known = describe_event(self.site, event) if event is not None else {}
            self.descriptions[ref.file] = known
        return known
