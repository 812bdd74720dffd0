"""Read templates: the built-in ones, and those of a catalog that replace them.

A file in a catalog's `templates/` replaces the built-in file of the same name. The built-in one is still
available as `default/NAME`, so that a template can extend the one that it replaces.
"""

from collections.abc import Iterable, Iterator, MutableMapping
from pathlib import Path

from eventdocs.model.errors import EventdocsError
from eventdocs.model.labels import Labels
from eventdocs.site.template_set import TemplateSet
from eventdocs.store.catalog_files import (
    has_safe_name,
    is_usable_link,
    is_visible,
    link_target,
    read_catalog_file,
)
from eventdocs.store.files import UnsuitableFile, read_bytes, walk
from eventdocs.store.folders import has_templates
from eventdocs.store.package_data import TEMPLATES, default_templates
from eventdocs.text.locales import parent_locales

_LABELS = "labels/"
TEMPLATE_ENDINGS = (".html", ".md", ".xml", ".txt")
_ASSETS = "assets/"


def load_templates(
    catalog: Path, locales: Iterable[str] | None = None, cache: MutableMapping[str, Labels] | None = None
) -> TemplateSet:
    """Return the built-in templates with those that the catalog replaces or adds.

    Labels are read for `locales` and the locales that they fall back to, or for all. `cache` holds labels by
    locale that were read from the same files before.
    """
    cache = {} if cache is None else cache
    wanted = None if locales is None else _with_fallbacks(locales)
    default = {name: read_bytes(default_templates() / name, None) for name in _names(default_templates())}
    own = _read_own(catalog) if has_templates(catalog) else {}
    files = {**default, **own}
    pages = {name: _text(name, data) for name, data in files.items() if name.endswith(TEMPLATE_ENDINGS)}
    pages |= {f"default/{name}": _text(name, data) for name, data in default.items() if name in pages}
    return TemplateSet(
        pages=pages,
        labels={
            tag: _labels(tag, name, data, cache)
            for name, data in files.items()
            if name.startswith(_LABELS) and name.endswith(".po")
            if (tag := name.removeprefix(_LABELS).removesuffix(".po")).lower() in (wanted or {tag.lower()})
        },
        assets={name.removeprefix(_ASSETS): data for name, data in files.items() if name.startswith(_ASSETS)},
    )


def template_texts(catalog: Path) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """Return the texts of a catalog's own templates and of the built-in ones by name, and all assets.

    Files that are not regular, too large or outside of the catalog are not read: `read_catalog_files` reports
    them.
    """
    own_names = _own_names(catalog)
    names = list(_names(default_templates()))
    own = {
        name: data.decode("utf-8", "replace")
        for name in own_names
        if name.endswith(TEMPLATE_ENDINGS) and (data := _read_suitable(catalog, name)) is not None
    }
    default = {
        name: _text(name, read_bytes(default_templates() / name, None))
        for name in names
        if name.endswith(TEMPLATE_ENDINGS)
    }
    assets = {name.removeprefix(_ASSETS) for name in (*own_names, *names) if name.startswith(_ASSETS)}
    return own, default, assets


def _labels(tag: str, name: str, data: bytes, cache: MutableMapping[str, Labels]) -> Labels:
    if tag not in cache:
        from eventdocs.formats.po import read_labels  # a build with few changes has them in its cache

        cache[tag] = read_labels(_text(name, data), name)
    return cache[tag]


def _with_fallbacks(locales: Iterable[str]) -> set[str]:
    return {"en", *(tag.lower() for locale in locales for tag in (locale, *parent_locales(locale)))}


def _read_own(catalog: Path) -> dict[str, bytes]:
    """Return the templates of a catalog by name; `templates/` may be a link to another folder of it."""
    if (catalog / TEMPLATES).is_symlink():
        link_target(catalog, TEMPLATES)
    names = _names(catalog / TEMPLATES)
    return {name: read_catalog_file(catalog, f"{TEMPLATES}/{name}") for name in names}


def _own_names(catalog: Path) -> list[str]:
    """Return the names of a catalog's templates, if their folder is in the catalog."""
    folder = catalog / TEMPLATES
    if not has_templates(catalog) or (folder.is_symlink() and not is_usable_link(catalog, folder)):
        return []
    return [name for name in _names(folder) if has_safe_name(name)]


def _read_suitable(catalog: Path, name: str) -> bytes | None:
    """Return the content of a template, or nothing if its file is unsuitable."""
    try:
        return read_catalog_file(catalog, f"{TEMPLATES}/{name}")
    except UnsuitableFile:
        return None


def _names(folder: Path) -> Iterator[str]:
    return filter(is_visible, (path.relative_to(folder).as_posix() for path in walk(folder)))


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{TEMPLATES}/{name} is not UTF-8", hint="save the template as UTF-8") from error
