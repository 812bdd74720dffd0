"""Markdown pages of a catalog: the source page first, then each translation with its hash."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from eventdocs.model.catalog import Catalog
from eventdocs.model.event import Event
from eventdocs.model.labels import Labels
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_context import LocaleContext, locale_context
from eventdocs.site.page_view import PageView
from eventdocs.site.resolve import page_view
from eventdocs.site.routes import related
from eventdocs.site.template_env import TemplateEnv


@dataclass(frozen=True, slots=True)
class LocaleContexts:
    """All locales' editions of one catalog, its events by key, and recorded hashes of source pages."""

    source: LocaleContext
    targets: Mapping[str, LocaleContext]
    events: Mapping[str, Event]
    page_hashes: Mapping[str, Mapping[str, str]]

    def for_locale(self, locale: str) -> LocaleContext:
        """Edition of a locale."""
        return self.source if locale == self.source.locale else self.targets[locale]

    def view(self, event: Event, locale: str, related_events: tuple[Event, ...] | None = None) -> PageView:
        """Resolve an event's page in a locale; the events that it refers to are looked up if not given."""
        if related_events is None:
            related_events = related(event, self.events)
        return page_view(self.for_locale(locale), event, related_events)

    def markdown(
        self,
        renderer_of: Callable[[str], TemplateEnv],
        event: Event,
        views: Mapping[str, PageView] | None = None,
    ) -> dict[str, str]:
        """Render an event's Markdown pages by locale; each translation names the hash of its source.

        `renderer_of` gives the renderer of a locale; `views` are the event's views by locale where they are
        there already: the source, and what is wanted.
        """
        if views is None:
            views = {each: self.view(event, each) for each in (self.source.locale, *self.targets)}
        source = renderer_of(self.source.locale).markdown(views[self.source.locale], self.source)
        sha1 = source_sha1(source)
        pages = {self.source.locale: source}
        for locale, view in views.items():
            if locale != self.source.locale:
                recorded = self.page_hashes.get(locale, {}).get(event.key)
                pages[locale] = renderer_of(locale).markdown(view, self.targets[locale], recorded or sha1)
        return pages


def locale_contexts(catalog: Catalog, built_in: Mapping[str, Labels]) -> LocaleContexts:
    """Gather the editions of all locales."""
    labels = dict(built_in)
    return LocaleContexts(
        locale_context(catalog, catalog.source_locale, labels),
        {locale: locale_context(catalog, locale, labels) for locale in catalog.targets},
        {event.key: event for event in catalog.events},
        {locale: ledger.pages for locale, ledger in catalog.ledgers.items()},
    )
