"""Preparation of a site's renderer: templates, labels and locales, with what an earlier build compiled."""

from collections.abc import MutableMapping
from typing import Any, NamedTuple

from eventdocs.building.result import BuildRequest
from eventdocs.building.up_to_date import Cache
from eventdocs.model.catalog import CatalogSettings, select_locales
from eventdocs.model.labels import Labels
from eventdocs.site.listing import EditorLinks
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Format
from eventdocs.store import user_cache
from eventdocs.store.files import resolve_links
from eventdocs.store.output_dir import OutputDir
from eventdocs.store.templates import load_templates
from eventdocs.text.locales import cache_locale_data, cached_locale_data, display_name
from eventdocs.translations.pseudo import PSEUDO, pseudo_labels


class TemplateCache(NamedTuple):
    """Compiled templates, which builds reuse until they change; preparing a site adds to them.

    `bytecode` are compiled templates by Jinja's keys, `labels` built-in labels by locale.
    """

    bytecode: MutableMapping[str, bytes]
    labels: dict[str, Labels]


def load_template_cache(
    cache: Cache, output: OutputDir, templates_digest: bytes, shared_key: bytes = b""
) -> TemplateCache:
    """Load what the last build compiled, without its labels if a template or a built-in label changed since.

    Jinja compares each compiled template with its text. The data of locales that were looked up is cached,
    too. With a key, the builds of other outputs count, too.
    """
    manifest = cache.reusable
    stored: Any = output.blob(manifest.templates) if manifest else None
    for value in (stored, user_cache.get(shared_key) if shared_key else None):
        if value:
            digest, bytecode, labels, locale_data = value
            cache_locale_data(locale_data)
            return TemplateCache(bytecode, labels if digest == templates_digest else {})
    return TemplateCache({}, {})


def save_template_cache(
    output: OutputDir, templates_digest: bytes, cached: TemplateCache, shared_key: bytes = b""
) -> str:
    """Store what was compiled from the templates of a digest, and return the name of the blob.

    With a key, the builds of other outputs find it, too.
    """
    value = templates_digest, *cached, cached_locale_data()
    if shared_key:
        user_cache.put(shared_key, value)
    return output.put_blob(value)


def prepare_site(request: BuildRequest, settings: CatalogSettings, cached: TemplateCache) -> SiteRenderer:
    """Return the renderer of a site."""
    templates = load_templates(request.catalog, settings.locales, cached.labels)
    if request.pseudo:
        source = templates.labels["en"]
        templates = templates.with_labels({locale: pseudo_labels(source, locale) for locale in PSEUDO})
    editor_links = None
    if request.editor is not None:
        editor_links = EditorLinks(request.editor, f"{resolve_links(request.catalog).as_posix()}/")
    locales = select_locales(settings, request.locales)
    return SiteRenderer(
        settings,
        templates,
        tuple(map(Format, request.formats)),
        locales,
        editor_links,
        {locale: display_name(locale, locale) for locale in locales},
        cached.bytecode,
    )
