"""The site of one build: what its pages share, and those of a group of events and of the whole, as text."""

from collections.abc import Mapping, MutableMapping, Sequence, Set
from functools import lru_cache
from urllib.parse import urlsplit

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.labels import LabelLookup
from eventdocs.site.edit_links import edit_link_factory, no_link
from eventdocs.site.gfm import tidy
from eventdocs.site.listing import AlternateLink, EditorLinks, ListingRow
from eventdocs.site.locale_contexts import LocaleContexts, locale_contexts
from eventdocs.site.markdown import Markup, escape, safe
from eventdocs.site.page_view import PageView
from eventdocs.site.routes import Format, PageKind, Route, Shard, repeated_templates, root_of, template_of
from eventdocs.site.search import SearchDocument, search_index, search_shards
from eventdocs.site.string_macros import EditLinkFactory, StringMacros
from eventdocs.site.template_env import TemplateEnv, label_functions, template_env
from eventdocs.site.template_set import TemplateSet
from eventdocs.text.locales import display_name
from eventdocs.translations.status import Coverage


class SiteRenderer:
    """The site of one build: what its pages share. The events of its catalog are not asked.

    `code` are templates that were compiled before; what is compiled now is put in.
    """

    def __init__(
        self,
        settings: CatalogSettings,
        sources: TemplateSet,
        formats: tuple[Format, ...],
        locales: tuple[str, ...],
        editing: EditorLinks | None,
        code: MutableMapping[str, bytes],
    ) -> None:
        self.settings = settings
        self.formats = formats
        self.locales = locales
        self.editor_links = editing
        self.contexts: LocaleContexts = locale_contexts(settings, sources.labels)
        self.asset_paths = sources.asset_paths() if Format.HTML in formats else {}
        self.assets = {path: sources.assets[name] for name, path in self.asset_paths.items()}
        self.locale_names = {locale: display_name(locale, locale) for locale in locales}
        self.label_functions = {
            each: label_functions(self.label_lookup(each), each)
            for each in {*locales, settings.source_locale}
        }
        self.has_edit_links = bool(editing or settings.edit_url)
        self.template_cache = code
        self.template_envs: dict[str, TemplateEnv] = {
            each: template_env(sources.pages, settings.xref, self.template_globals(each), code)
            for each in self.label_functions
        }
        self._nav_cache = lru_cache(256)(self._ways)
        self.string_macros = lru_cache(None)(self._phrases)

    def template_globals(self, locale: str) -> dict[str, object]:
        """Values that all templates have in a locale."""
        return {
            "locale": locale,
            "source_locale": self.settings.source_locale,
            "bilingual": locale != self.settings.source_locale,
            "has_status": bool(self.settings.ledgers),
            "said": {each: self.label_functions[each]["pgettext"] for each in self.locales},
            "site_title": self.title(locale),
            "titles": {each: self.title(each) for each in self.locales},
            "assets": self.asset_paths,
            "words": self.label_lookup(locale).layers,
            "base_url": self.settings.base_url,
            "preview": self.editor_links is not None,
            **self.label_functions[locale],
        }

    def _phrases(self, locale: str) -> StringMacros:
        """How strings are shown in a locale."""
        macros = self.template_envs[locale].macros("strings.html")
        return StringMacros(macros, preview=self.editor_links is not None)

    def compile_templates(self, known: Set[str], locale: str) -> dict[str, bytes]:
        """Compile the templates that a locale's events need; return bytecode whose key is not `known`."""
        for name in repeated_templates(self.formats):
            self.template_envs[locale].compile(name)
        if Format.HTML in self.formats and locale in self.locales:
            self.string_macros(locale)
        return {name: code for name, code in self.template_cache.items() if name not in known}

    def render_page(self, to: Route, languages: Sequence[AlternateLink], **values: object) -> str:
        """Render the template of a route."""
        text = self.template_envs[to.locale or self.settings.source_locale].render(
            template_of(to.kind),
            path=to.path,
            root=self.root(to),
            languages=languages,
            navigation=self.language_nav(to, languages),
            **{**_OF_A_PAGE, **values},
        )
        return tidy(text) if to.kind in (PageKind.GFM, PageKind.GFM_INDEX) else text

    def render_search_index(self, route: Route, shard: Shard, documents: Sequence[SearchDocument]) -> str:
        """Render the search index of a shard in one locale."""
        several = shard.count > 1
        originals = not (several and self.source_search_path(route.locale))
        return search_index(documents, shard.number if several else 0, originals=originals)

    def render_listing(self, route: Route, shard: Shard, rows: Sequence[ListingRow]) -> str:
        """Render the list page of a shard in one locale."""
        shown = [row._replace(description=safe(row.description)) for row in rows]
        links = self.alternate_links(shard.path)
        return self.render_page(route, links, rows=shown, group=shard if shard.count > 1 else None)

    def render_site_page(
        self,
        page: Route,
        groups: Sequence[Shard],
        own: Mapping[str, Sequence[str]],
        coverage: Sequence[Coverage],
    ) -> str:
        """Write a page about all events; `own` are the locales of each event's own pages, by key."""
        if page.kind is PageKind.NO_JEKYLL:
            return ""
        if page.kind is PageKind.SEARCH_SHARDS:
            return search_shards(len(groups), self.source_search_path(page.locale))
        events = [event for group in groups for event in group.events]
        status = page.kind is PageKind.STATUS
        return self.render_page(
            page,
            self.alternate_links("status.html" if status else "index.html"),
            indexable=page.kind is not PageKind.NOT_FOUND,
            events=events,
            groups=groups,
            coverage=coverage if status else (),
            languages_of=lambda event: own[event.key],
        )

    def source_search_path(self, locale: str) -> str:
        """Way from a translation to the parts of the source's search; empty where they are not there."""
        source = self.settings.source_locale
        return f"../{source}/search/" if locale != source and source in self.locales else ""

    def edit_links(self, view: PageView) -> EditLinkFactory:
        """Tell where the texts of a page can be corrected: in the repository, or here."""
        if not self.has_edit_links:
            return no_link
        if self.editor_links:
            return edit_link_factory(view, self.editor_links.editor, self.editor_links.folder)
        return edit_link_factory(view, self.settings.edit_url)

    def root(self, page: Route) -> str:
        """Way from a page to the output folder; a page that is shown for any address needs the host's."""
        if page.kind is PageKind.NOT_FOUND:
            return urlsplit(self.settings.base_url).path + "/"
        return root_of(page.path)

    def label_lookup(self, locale: str) -> LabelLookup:
        """Labels as a locale's readers see them."""
        return self.contexts.for_locale(locale).label_lookup

    def title(self, locale: str) -> str:
        """Title of the site in a locale."""
        titles = self.settings.title
        known = next((titles[tag] for tag in self.settings.chain(locale) if tag in titles), None)
        return known or self.label_lookup(locale).label("site", "title").text

    def alternate_links(self, name: str, own: Sequence[str] | None = None) -> list[AlternateLink]:
        """Link a page in every language, by its name below a locale."""
        return [
            AlternateLink(locale, self.locale_names[locale], f"{locale}/{name}", own is None or locale in own)
            for locale in self.locales
        ]

    def language_nav(self, to: Route, languages: Sequence[AlternateLink]) -> str:
        """Show the way to a page's other languages; it is rendered once for all pages as deep."""
        first = languages[0]
        name = first.path[len(first.locale) + 1 :]
        return self._nav_cache(to.locale or self.settings.source_locale, self.root(to)).replace(
            _NAME, escape(name)
        )

    def _ways(self, locale: str, root: str) -> Markup:
        return safe(
            self.template_envs[locale].macros("strings.html").navigation(root, self.alternate_links(_NAME))
        )


# Stands for a page's name, which holds no character that is in private use.
_NAME = "\ue000"
# What a template may ask for although its page has none.
_OF_A_PAGE: Mapping[str, object] = {"page": None, "previous": None, "next": None, "indexable": True}
