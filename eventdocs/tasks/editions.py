"""Markdown pages of a catalog: the source page first, then each translation with its hash."""

from collections.abc import Mapping
from dataclasses import dataclass

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event
from eventdocs.model.labels import Labels
from eventdocs.model.states import Standing
from eventdocs.pages.edition import Edition, edition
from eventdocs.pages.render import Renderer, source_sha1
from eventdocs.pages.resolve import page_view
from eventdocs.pages.views import PageView
from eventdocs.translations.standings import standings


@dataclass(frozen=True, slots=True)
class Editions:
    """All locales' editions of one catalog, its events by key, and recorded hashes of source pages."""

    source: Edition
    targets: Mapping[str, Edition]
    events: Mapping[str, Event]
    recorded: Mapping[str, Mapping[str, str]]

    def of(self, locale: str) -> Edition:
        """Edition of a locale."""
        return self.source if locale == self.source.locale else self.targets[locale]

    def view(self, event: Event, locale: str) -> PageView:
        """Resolve an event's page in a locale."""
        return page_view(self.of(locale), event, related(event, self.events))

    def markdown(self, renderer: Renderer, event: Event) -> dict[str, str]:
        """Render an event's Markdown pages by locale; each translation names the hash of its source."""
        source = renderer.markdown(self.view(event, self.source.locale), self.source)
        sha1 = source_sha1(source)
        pages = {self.source.locale: source}
        for locale, target in self.targets.items():
            recorded = self.recorded.get(locale, {}).get(event.key)
            pages[locale] = renderer.markdown(self.view(event, locale), target, recorded or sha1)
        return pages


def editions(catalog: Catalog, built_in: Mapping[str, Labels]) -> Editions:
    """Gather the editions of all locales."""
    labels = dict(built_in)
    return Editions(
        edition(catalog, catalog.source_locale, labels),
        {locale: edition(catalog, locale, labels, _standings(catalog, locale)) for locale in catalog.targets},
        {event.key: event for event in catalog.events},
        {locale: ledger.pages for locale, ledger in catalog.ledgers.items()},
    )


def _standings(catalog: Catalog, locale: str) -> Mapping[str, Standing]:
    return standings(catalog, locale) if locale in catalog.ledgers else {}


def related(event: Event, events: Mapping[str, Event]) -> tuple[Event, ...]:
    """Find the events that an event refers to; a bare id also means an event of the same provider."""
    own = f"{event.provider}/" if event.provider else ""
    found = (events.get(f"{own}{key}") or events.get(key) for key in event.see_also)
    return tuple(other for other in found if other is not None)
