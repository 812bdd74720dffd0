"""The contexts of all locales, and an event's Markdown pages in them: the source page, then translations."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event
from eventdocs.model.labels import LabelReads, Labels
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_context import LocaleContext, locale_context
from eventdocs.site.page_view import PageView
from eventdocs.site.resolve import page_view
from eventdocs.site.routes import References
from eventdocs.site.template_env import TemplateEnv

_NO_REFERENCES = References()


class LocaleContexts(NamedTuple):
    """The contexts of all locales of a catalog, and the source page hashes that its ledgers record.

    `page_hashes` are by locale and event key: the hash of the source page that a translation was made from.
    """

    source: LocaleContext
    targets: Mapping[str, LocaleContext]
    page_hashes: Mapping[str, Mapping[str, str]]

    def for_locale(self, locale: str) -> LocaleContext:
        """Return the context of a locale."""
        return self.source if locale == self.source.locale else self.targets[locale]

    def view(self, event: Event, locale: str, references: References) -> PageView:
        """Resolve an event's page in a locale; `references` are the events that it refers to."""
        return page_view(self.for_locale(locale), event, references)

    def markdown(
        self,
        env_of: Callable[[str], TemplateEnv],
        event: Event,
        references: References = _NO_REFERENCES,
        views: Mapping[str, PageView] | None = None,
    ) -> dict[str, str]:
        """Render an event's Markdown pages by locale; each translation names the hash of its source page.

        `env_of` returns the template environment of a locale. `views` are the event's views by locale if the
        caller has them, the source's among them; otherwise all locales are rendered.
        """
        if views is None:
            locales = (self.source.locale, *self.targets)
            views = {locale: self.view(event, locale, references) for locale in locales}
        source = env_of(self.source.locale).markdown(views[self.source.locale], self.source)
        sha1 = source_sha1(source)
        pages = {self.source.locale: source}
        for locale, view in views.items():
            if locale != self.source.locale:
                recorded = self.page_hashes.get(locale, {}).get(event.key)
                pages[locale] = env_of(locale).markdown(view, self.targets[locale], recorded or sha1)
        return pages


def locale_contexts(
    settings: CatalogSettings, built_in: Mapping[str, Labels], reads: LabelReads | None = None
) -> LocaleContexts:
    """Return the contexts of all locales; `built_in` are the program's own labels by locale.

    `reads` records which labels are looked up.
    """
    labels, reads = dict(built_in), reads or LabelReads()
    return LocaleContexts(
        locale_context(settings, settings.source_locale, labels, reads),
        {locale: locale_context(settings, locale, labels, reads) for locale in settings.targets},
        {locale: ledger.pages for locale, ledger in settings.ledgers.items()},
    )
