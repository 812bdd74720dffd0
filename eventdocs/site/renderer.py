"""The renderer of a site: what all of its pages share, and the pages of shards and of the whole site."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, MutableMapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple
from urllib.parse import urlsplit

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import EventRef, in_locale
from eventdocs.model.group import group_of
from eventdocs.model.labels import LabelLookup, LabelReads
from eventdocs.schema.fields import LEVELS
from eventdocs.site.edit_links import edit_link_factory, no_link
from eventdocs.site.gfm import tidy
from eventdocs.site.list_filters import FacetCounts, Filter, common_states, count_facets, list_filters
from eventdocs.site.listing import (
    AlternateLinks,
    EditorLinks,
    ListingRow,
    event_ids_script,
    rows_script,
)
from eventdocs.site.locale_contexts import LocaleContexts, locale_contexts
from eventdocs.site.markdown import Markup, safe
from eventdocs.site.page_view import GroupView, PageUnit, PageView
from eventdocs.site.provider_json import provider_json
from eventdocs.site.provider_search import provider_shard_key
from eventdocs.site.provider_view import EventCounts, provider_view
from eventdocs.site.resolve import group_view
from eventdocs.site.routes import (
    Format,
    PageKind,
    Route,
    Shard,
    provider_path,
    repeated_templates,
    root_of,
    sitemap_routes,
    template_of,
)
from eventdocs.site.search import search_manifest, term_file_count
from eventdocs.site.sitemaps import sitemap_counts, sitemap_events
from eventdocs.site.skeletons import known
from eventdocs.site.string_macros import EditLinkFactory, StringMacros
from eventdocs.site.template_env import TemplateEnv, label_functions, template_env
from eventdocs.site.template_set import TemplateSet
from eventdocs.text.addresses import href
from eventdocs.text.locales import og_locale, plural_categories
from eventdocs.translations.status import Coverage


class GroupedEvents(NamedTuple):
    """Events of a list that belong together; `group` is None if they belong to none."""

    group: GroupView | None
    events: tuple[EventRef, ...]


class ListedGroup(NamedTuple):
    """A group of a catalog of several shards: how many events it has, and the first shard that has one."""

    view: GroupView
    events: int
    shard: Shard


class LocaleProgress(NamedTuple):
    """The progress of a language: events with texts, and shares of translations and machine translations."""

    events: int
    done: float
    machine: float = 0.0


class SiteText(NamedTuple):
    """A text of the settings in a locale; `locale` is empty if it is the same in all."""

    text: str
    locale: str


class SiteLink(NamedTuple):
    """A link of the settings in a locale; `locale` is that of its text."""

    text: str
    locale: str
    url: str


class ProviderLink(NamedTuple):
    """A link to the page of a provider: its full name, and the path from the root of the site."""

    name: str
    path: str


class SiteRenderer:
    """Renders the pages of a site. It holds what they share, and no events.

    `locale_names` are the names of the locales, each in its own language. `template_cache` is the bytecode of
    compiled templates; the renderer adds what it compiles.
    """

    def __init__(
        self,
        settings: CatalogSettings,
        templates: TemplateSet,
        formats: tuple[Format, ...],
        locales: tuple[str, ...],
        editor_links: EditorLinks | None,
        locale_names: Mapping[str, str],
        template_cache: MutableMapping[str, bytes],
    ) -> None:
        self.settings = settings
        self.formats = formats
        self.locales = locales
        self.editor_links = editor_links
        self.label_reads = LabelReads()
        self.contexts: LocaleContexts = locale_contexts(settings, templates.labels, self.label_reads)
        templates = templates.with_colors(settings.design.colors).with_asset_urls()
        for setting, name in settings.design.assets.items() if Format.HTML in formats else ():
            if name not in templates.assets:
                message = f"{CATALOG_NAME}: there is no file `templates/assets/{name}` for `site.{setting}`"
                raise EventdocsError(message, hint=did_you_mean(name, templates.assets))
        self.asset_paths = templates.asset_paths() if Format.HTML in formats else {}
        self.assets = {path: templates.assets[name] for name, path in self.asset_paths.items()}
        self.locale_names = locale_names
        self._own_names = tuple([(locale, locale_names[locale]) for locale in locales])
        self.label_functions = {
            locale: label_functions(self.label_lookup(locale), locale)
            for locale in {*locales, settings.source_locale}
        }
        self.has_edit_links = bool(editor_links or settings.edit_url)
        self.template_cache = template_cache
        env = template_env(templates.pages, settings.xref, template_cache)
        self.template_envs: dict[str, TemplateEnv] = {
            locale: env.with_globals(self.template_globals(locale)) for locale in self.label_functions
        }
        share = self.label_reads.share
        self._nav_parts = lru_cache(256)(share(self._render_language_nav))
        self._repeated_page = lru_cache(None)(share(self._repeated_page_of))
        self.string_macros = lru_cache(None)(share(self._string_macros))

    def template_globals(self, locale: str) -> dict[str, object]:
        """Return the values that all templates of a locale have."""
        return {
            "locale": locale,
            "source_locale": self.settings.source_locale,
            "bilingual": locale != self.settings.source_locale,
            "has_status": bool(self.settings.ledgers),
            "pgettext_by_locale": {tag: self.label_functions[tag]["pgettext"] for tag in self.locales},
            "functions_by_locale": {tag: self.label_functions[tag] for tag in self.locales},
            "site_title": self.title(locale),
            "titles": {tag: self.title(tag) for tag in self.locales},
            "assets": {name: href(path) for name, path in self.asset_paths.items()},
            "base_url": self.settings.base_url,
            "design": self.settings.design,
            "site_footer": SiteText(*in_locale(self.settings.design.footer, self.settings.chain(locale))),
            "site_links": self.site_links(locale),
            "og_locale": og_locale,
            "preview": self.editor_links is not None,
            "provider_name": self.provider_name,
            "event_title": self.event_title,
            "several_providers": len(self.settings.providers) > 1,
            "provider_page": self.provider_page,
            "provider_links": self.provider_links(locale),
            "provider_pages": {each.name: each.path for each in reversed(self.provider_links(locale))},
            "base_level": lambda level: self.contexts.source.base_levels.get(level, level),
            **self.label_functions[locale],
        }

    def _string_macros(self, locale: str) -> StringMacros:
        """Return the macros that render the strings of a locale."""
        env = self.template_envs[locale]
        levels = self.contexts.source.base_levels
        preview = self.editor_links is not None
        return StringMacros(env.macros, levels, preview=preview, reads=self.label_reads)

    def _repeated_page_of(self, kind: PageKind, locale: str) -> Callable[..., Callable[[], str]]:
        """Return the function that prepares the pages of a kind in a locale; those of events show strings."""
        env, names = self.template_envs[locale], REPEATED_VALUES[kind]
        if kind is PageKind.EVENT:
            env = env.with_globals(self.string_macros(locale).functions)
        constants = {name: value for name, value in _PAGE_DEFAULTS.items() if name not in names}
        return env.prepared(template_of(kind), *_REPEATED_NAMES, *names, **constants)

    def compile_templates(self, *, with_lists: bool = True) -> None:
        """Compile the templates of events and their lists, once for all processes that are forked later."""
        for name in repeated_templates(self.formats, with_lists=with_lists):
            self.template_envs[self.settings.source_locale].compile(name)
        for locale in self.locales if Format.HTML in self.formats else ():
            self.string_macros(locale)

    def render_page(self, route: Route, languages: AlternateLinks, **values: object) -> str:
        """Render the template of a route."""
        locale, root = route.locale or self.settings.source_locale, self.root(route)
        text = self.template_envs[locale].render(
            template_of(route.kind),
            path=route.path,
            root=root,
            languages=languages,
            navigation=self.language_nav(locale, root, languages),
            **{**_PAGE_DEFAULTS, "indexable": True, **values},
        )
        return tidy(text) if route.kind in _GFM_KINDS else text

    def prepare_repeated(
        self, route: Route, languages: AlternateLinks, *values: object, indexable: bool = True
    ) -> Callable[[], str]:
        """Return the function that renders a page of a kind that has many.

        `values` are those that `REPEATED_VALUES` names.
        """
        locale, root = route.locale or self.settings.source_locale, root_of(route.path)
        navigation = self.language_nav(locale, root, languages)
        prepare = self._repeated_page(route.kind, locale)
        return prepare(route.path, known(root), languages, navigation, indexable, *values)

    def render_provider_page(self, route: Route, key: str, counts: EventCounts) -> str:
        """Return a page of a provider in a locale."""
        view = provider_view(self.contexts.for_locale(route.locale), self.settings, key, counts)
        if route.kind is PageKind.PROVIDER_JSON:
            return provider_json(view, self.settings.base_url)
        links = self.alternate_links(_below_locale(key))
        if route.kind is PageKind.PROVIDER:
            return self.prepare_repeated(route, links, view)()
        return self.render_page(route, links, provider=view)

    def render_listing(self, route: Route, shard: Shard, rows: Sequence[ListingRow]) -> str:
        """Render the list page of a shard in one locale."""
        shown = [row._replace(description=safe(row.description)) for row in rows]
        links = self.alternate_links(shard.path)
        several = shard.count > 1
        facets = count_facets(rows)
        text = self.render_page(
            route,
            links,
            rows=shown,
            filters=() if several else self.filters(route.locale, facets, len(rows)),
            common_states=common_states(facets, len(rows)),
            shard=shard if several else None,
            groups={row.group: self.group(route.locale, row.group) for row in rows if row.group},
            introduction=() if several else self.introduction(route.locale),
            **self.string_functions(route.locale),
        )
        shown.clear()  # Jinja leaves reference cycles behind, and builds run without the garbage collector
        return text

    def render_rows(self, route: Route, rows: Sequence[ListingRow]) -> str:
        """Render the script with the rows of a shard in one locale."""
        return rows_script(rows, route.locale, self.label_lookup(route.locale))

    def filters(self, locale: str, counts: FacetCounts, events: int) -> tuple[Filter, ...]:
        """Return the filters of a list of so many events in a locale."""
        return list_filters(counts, events, self.settings, self.label_lookup(locale))

    def group(self, locale: str, folder: str) -> GroupView:
        """Return the view of the group of a folder in a locale, without source texts: lists have none."""
        view = group_view(self.contexts.for_locale(locale), self.settings.groups[folder])
        return view._replace(
            title=tuple(unit._replace(source=unit.target) for unit in view.title),
            introduction=tuple(unit._replace(source="") for unit in view.introduction),
        )

    def introduction(self, locale: str) -> tuple[PageUnit, ...]:
        """Return the introduction of the site in a locale: that of the folder of all events."""
        return self.group(locale, "").introduction if "" in self.settings.groups else ()

    def string_functions(self, locale: str) -> dict[str, object]:
        """Return the functions with which templates show strings of groups, which have no edit links."""
        macros = self.string_macros(locale)
        return {**macros.functions, "string": partial(macros.string, no_link, ())}

    def grouped_events(self, events: Sequence[EventRef], locale: str) -> list[GroupedEvents]:
        """Return events by group: first those without a group, then the groups sorted by folder."""
        groups = self.settings.groups
        by_folder: dict[str, list[EventRef]] = {}
        for event in events:
            group = group_of(groups, event.file) if groups else None
            by_folder.setdefault(group.folder if group else "", []).append(event)
        return [
            GroupedEvents(self.group(locale, folder) if folder else None, tuple(by_folder[folder]))
            for folder in sorted(by_folder)
        ]

    def listed_groups(self, shards: Sequence[Shard], locale: str) -> list[ListedGroup]:
        """Return the groups of events, in the order of their first events."""
        groups = self.settings.groups
        found: dict[str, list[Shard]] = {}
        for shard in shards if groups else ():
            for event in shard.events:
                group = group_of(groups, event.file)
                if group and group.folder:
                    found.setdefault(group.folder, []).append(shard)
        return [
            ListedGroup(self.group(locale, folder), len(places), places[0])
            for folder, places in found.items()
        ]

    def render_site_page(
        self,
        route: Route,
        shards: Sequence[Shard],
        own_locales: Mapping[str, Sequence[str]],
        coverage: Sequence[Coverage],
        facets: FacetCounts,
    ) -> str:
        """Return a page about the whole site.

        `own_locales` lists the locales with texts by event key. `facets` are the counts of all events if the
        page is the overview of several shards.
        """
        if route.kind is PageKind.NO_JEKYLL:
            return ""
        events = [event for shard in shards for event in shard.events]
        if route.kind is PageKind.EVENT_IDS:
            return event_ids_script(events)
        if route.kind is PageKind.SEARCH_MANIFEST:
            return self._render_search_manifest(route.locale, shards)
        status = route.kind is PageKind.STATUS
        locale = route.locale or self.settings.source_locale
        own: dict[str, object] = self.string_functions(locale) if route.kind in _WITH_STRINGS else {}
        if route.kind is PageKind.GFM_INDEX:
            own = {"grouped_events": self.grouped_events(events, locale)}
        if route.kind is PageKind.SHARD_LIST:
            own["filters"] = self.filters(locale, facets, len(events))
            own["common_states"] = common_states(facets, len(events))
            own["groups"] = self.listed_groups(shards, locale)
        if route.kind is PageKind.SITEMAP:
            lists = self.sitemap_lists(shards)
            events = [event for event in events if locale in own_locales[event.key]]
            events = list(sitemap_events(events, route.part, self.locales, len(lists) + _FRONT_PAGE))
            own["lists"] = lists if route.part == 0 else ()
        if route.kind is PageKind.SITEMAPS:
            own["sitemaps"] = [each.path for each in self.sitemaps(shards, own_locales.values())]
        if route.kind is PageKind.LANGUAGE_PICKER:
            own["progress"] = self.progress(events, own_locales, coverage)
        return self.render_page(
            route,
            self.alternate_links("status.html" if status else "index.html"),
            indexable=route.kind is not PageKind.NOT_FOUND,
            events=events,
            shards=shards,
            coverage=coverage,
            own_locales=lambda event: own_locales[event.key],
            introduction=self.introduction(locale),
            **own,
        )

    def sitemaps(self, shards: Sequence[Shard], own_locales: Collection[Sequence[str]]) -> Iterator[Route]:
        """Yield all sitemaps of the site; `own_locales` are the locales that each event has texts in."""
        lists = len(self.sitemap_lists(shards)) + _FRONT_PAGE
        counts = sitemap_counts(own_locales, self.locales, lists)
        yield from sitemap_routes(self.settings, self.formats, counts)

    def sitemap_lists(self, shards: Sequence[Shard]) -> list[str]:
        """Return the lists and the pages of providers that sitemaps have, as paths below a locale."""
        parts = [shard.path for shard in shards] if len(shards) > 1 else []
        status = ["status.html"] if self.settings.ledgers else []
        return ["index.html", *parts, *map(_below_locale, self.settings.providers), *status]

    def progress(
        self,
        events: Sequence[EventRef],
        own_locales: Mapping[str, Sequence[str]],
        coverage: Sequence[Coverage],
    ) -> dict[str, LocaleProgress]:
        """Return how far each language of the site is, by locale.

        With ledgers this counts strings, otherwise the events that have texts in the language.
        """
        own = Counter(locale for event in events for locale in own_locales[event.key])
        by_locale = {row.locale: row for row in coverage}
        progress = {}
        for locale in self.locales:
            row = by_locale.get(locale)
            if row and row.total:
                progress[locale] = LocaleProgress(own[locale], row.done, row.machine)
            else:
                progress[locale] = LocaleProgress(own[locale], own[locale] * 1000 // max(1, len(events)) / 10)
        return progress

    @property
    def has_source(self) -> bool:
        """Whether the site has pages in the source locale, whose search files all others use too."""
        return self.settings.source_locale in self.locales

    def _render_search_manifest(self, locale: str, shards: Sequence[Shard]) -> str:
        source, labels, own = self.settings.source_locale, self.label_lookup(locale), self.settings.levels
        return search_manifest(
            provider_shard_key(
                self.settings.providers, term_file_count(sum(len(each.events) for each in shards))
            ),
            [shard.events for shard in shards],
            [("", locale)]
            if locale == source
            else [("", locale), (f"../{source}/" if self.has_source else "", source)],
            {
                "labels": {
                    **{key: labels.label("site", key).text for key in ("log_line", "common_words")},
                    "provider": labels.label("properties", "provider").text,
                },
                "counts": {
                    category: labels.label("counts", f"events.{category}").text
                    for category in plural_categories(locale)
                },
                "levels": {
                    level: {
                        "text": labels.label("levels", level).text,
                        "base": own[level].base if level in own else level,
                    }
                    for level in (*LEVELS, *own)
                },
                "providers": {
                    "" if key == self.settings.default_provider else key: provider.name
                    for key, provider in self.settings.providers.items()
                },
            },
        )

    def edit_links(self, view: PageView) -> EditLinkFactory:
        """Return the function that makes a page's edit links: to the repository, or to a preview's editor."""
        if not self.has_edit_links:
            return no_link
        if self.editor_links:
            return edit_link_factory(view, self.editor_links.editor, self.editor_links.folder)
        return edit_link_factory(view, self.settings.edit_url)

    def root(self, route: Route) -> str:
        """Return the relative path from a page to the output folder.

        The page for missing addresses is shown at any of them, so its path is absolute.
        """
        if route.kind is PageKind.NOT_FOUND:
            return urlsplit(self.settings.base_url).path + "/"
        return root_of(route.path)

    def label_lookup(self, locale: str) -> LabelLookup:
        """Return the labels of a locale."""
        return self.contexts.for_locale(locale).label_lookup

    def title(self, locale: str) -> str:
        """Return the title of the site in a locale."""
        titles = self.settings.title
        own_title = next((titles[tag] for tag in self.settings.chain(locale) if tag in titles), None)
        return own_title or self.label_lookup(locale).label("site", "title").text

    def site_links(self, locale: str) -> list[SiteLink]:
        """Return the project's own links in a locale."""
        chain = self.settings.chain(locale)
        links = self.settings.design.links
        return [SiteLink(*in_locale(link.title, chain), in_locale(link.url, chain)[0]) for link in links]

    def provider_name(self, event: EventRef) -> str:
        """Return the full name of an event's provider, empty if there is none."""
        provider = self.contexts.source.provider(event.provider)
        return provider.name if provider else event.provider

    def event_title(self, event: EventRef, locale: str) -> SiteText | None:
        """Return the title of an event that has words of its own, as readers of a locale see it."""
        if not event.titles:
            return None
        title = SiteText(*in_locale(dict(event.titles), self.settings.chain(locale)))
        return title if title.text else None

    def provider_links(self, locale: str) -> list[ProviderLink]:
        """Return links to the pages of all providers in a locale."""
        providers = self.settings.providers.items()
        return [ProviderLink(provider.name, provider_path(key, locale)) for key, provider in providers]

    def provider_page(self, event: EventRef) -> str:
        """Return the path of the page of an event's provider below a locale, empty if it is not declared."""
        key = event.provider or self.settings.default_provider
        return _below_locale(key) if key in self.settings.providers else ""

    def alternate_links(self, name: str, own: Sequence[str] | None = None) -> AlternateLinks:
        """Return links to a page in all locales, by its path below a locale; `own` are those with texts."""
        is_own = tuple([own is None or locale in own for locale in self.locales])
        return AlternateLinks(self._own_names, name, is_own)

    def language_nav(self, locale: str, root: str, languages: AlternateLinks) -> Markup:
        """Return the navigation to a page's other languages, rendered once for all pages of one depth."""
        return safe(href(languages.path).join(self._nav_parts(locale, root)))

    def _render_language_nav(self, locale: str, root: str) -> list[str]:
        """Return the parts of the navigation between the places of the page's path."""
        macros = self.template_envs[locale].macros("strings.html")
        return str(macros.navigation(root, self.alternate_links(_PATH))).split(_PATH)


# The values of the template of an event's pages.
EVENT_VALUES = ("page", "description", "up", "neighbours", "descriptions", "edit_link", "page_link")
# Kinds of which there are many pages, which are rendered with skeletons, and the values of their templates.
# GFM pages are written by templates that look at texts.
REPEATED_VALUES: Mapping[PageKind, tuple[str, ...]] = {
    PageKind.EVENT: (*EVENT_VALUES, "string", "title_state"),
    PageKind.DISAMBIGUATION: ("same", "id"),
    PageKind.PROVIDER: ("provider",),
}
_REPEATED_NAMES = ("path", "root", "languages", "navigation", "indexable")


def _below_locale(provider: str) -> str:
    """Return the path of a provider's page below a locale."""
    return provider_path(provider, "").removeprefix("/")


# Pages about the whole site that show strings, such as its introduction.
_WITH_STRINGS = (PageKind.SHARD_LIST, PageKind.LANGUAGE_PICKER)
_GFM_KINDS = (PageKind.GFM, PageKind.GFM_INDEX, PageKind.PROVIDER_GFM)
# The first sitemap of the source locale also has the choice of a language.
_FRONT_PAGE = 1
# A placeholder for a page's path, which neither percent-encoding nor escaping changes.
_PATH = "~path~"
CATALOG_NAME = "catalog.yaml"
# Values that templates may use although not all pages have them.
_PAGE_DEFAULTS: Mapping[str, object] = {
    "page": None,
    "previous": None,
    "next": None,
    "introduction": (),
    "provider": None,
    "filters": (),
}
