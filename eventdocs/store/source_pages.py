"""Hashes of source pages, by which translated pages say which source they were made from."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, EventRef
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_contexts import LocaleContexts, locale_contexts
from eventdocs.site.routes import references
from eventdocs.site.template_env import TemplateEnv, template_env
from eventdocs.store.templates import load_templates


class SourcePages:
    """Renders source pages for their hashes; what all pages share is loaded when it is first needed."""

    def __init__(self, folder: Path, settings: CatalogSettings) -> None:
        self.folder, self.source = folder, settings.source_locale
        self.settings = replace(settings, locales=(self.source,))

    @cached_property
    def renderer(self) -> tuple[LocaleContexts, TemplateEnv]:
        """The renderer that all pages share."""
        templates = load_templates(self.folder, (self.source,))
        contexts = locale_contexts(self.settings, templates.labels)
        return contexts, template_env(templates.pages, self.settings.xref)

    def hash_of(self, event: Event, refs: Mapping[str, EventRef]) -> str:
        """Return the hash of an event's current source page; `refs` are all events by key.

        Translations do not change the hash.
        """
        contexts, env = self.renderer
        pages = contexts.markdown(lambda locale: env, event, references(event.ref, refs))
        return source_sha1(pages[self.source])
