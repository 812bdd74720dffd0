"""The words of pages that eventdocs itself does not have in a locale, which a catalog has to translate."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.labels import Labels
from eventdocs.store.files import read_bytes, walk
from eventdocs.store.folders import has_templates
from eventdocs.store.package_data import TEMPLATES, default_templates
from eventdocs.text.locales import parent_locales, plural_categories

_LABELS = "labels"
# A separator is no word, and tools trim the spaces in it.
_NO_WORDS = ("separators",)
_REGION = 2  # letters


def with_interface_words(folder: Path, settings: CatalogSettings) -> CatalogSettings:
    """Return settings with the words for each target locale that has no labels, in the source language."""
    files = {path.stem.lower(): path for path in _label_files(folder)}
    locales = [locale for locale in settings.targets if not _has_labels(locale, files)]
    if not locales:
        return settings
    from eventdocs.formats.po import read_labels  # few catalogs need it

    source = settings.source_locale
    tags = (tag.lower() for tag in (source, *parent_locales(source), "en"))
    path = next(files[tag] for tag in tags if tag in files)
    words = read_labels(read_bytes(path, None).decode("utf-8"), path.name)
    return replace(settings, interface_words={locale: _for_locale(words, locale) for locale in locales})


def _label_files(folder: Path) -> Iterator[Path]:
    """Yield the files of built-in labels, and those that a catalog's templates add."""
    folders = [default_templates() / _LABELS]
    if has_templates(folder) and (folder / TEMPLATES / _LABELS).is_dir():
        folders.append(folder / TEMPLATES / _LABELS)
    return (path for each in folders for path in walk(each) if path.suffix == ".po")


def _has_labels(locale: str, tags: Collection[str]) -> bool:
    """Return whether a locale, or one that it falls back to, is among some tags in lower case."""
    language, _, region = locale.lower().partition("-")
    if locale.lower() in tags or (language in tags and len(region) == _REGION):
        return True  # without the data of CLDR, which takes long to load
    return any(tag.lower() in tags for tag in parent_locales(locale))


def _for_locale(words: Labels, locale: str) -> Labels:
    """Return words with a form for each plural category of a locale."""
    return {
        context: _plural_forms(texts, locale) if context == "counts" else texts
        for context, texts in words.items()
        if context not in _NO_WORDS
    }


def _plural_forms(texts: Mapping[str, str], locale: str) -> Mapping[str, str]:
    nouns = {key.partition(".")[0] for key in texts}
    return {
        f"{noun}.{category}": texts.get(f"{noun}.{category}", texts[f"{noun}.other"])
        for noun in sorted(nouns)
        for category in plural_categories(locale)
    }
