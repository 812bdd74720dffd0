"""The pages of providers in the search: terms and hits, in a separate shard."""

from collections.abc import Iterable, Iterator
from zlib import crc32

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.model.event import in_locale
from eventdocs.site.markdown import html, isolated_text
from eventdocs.site.routes import provider_path
from eventdocs.site.search import Hit, SearchDocument, clamped
from eventdocs.text.addresses import href
from eventdocs.text.search_terms import guid_term, terms

PROVIDER_SHARD = 0


def provider_shard_key(providers: Iterable[str], term_files: int) -> str:
    """Return the key of the shard of providers, which also has the number of term files."""
    return f"{term_files}-{crc32('/'.join(providers).encode()) & 0xFFF:03x}"


def provider_documents(
    settings: CatalogSettings, locale: str, *, has_source: bool
) -> Iterator[SearchDocument]:
    """Yield what the search indexes of each provider in a locale.

    `has_source` says that the site has the source locale, whose files then have the terms of the source.
    """
    source = settings.source_locale
    for key, provider in settings.providers.items():
        names, texts = _terms(provider, settings, source)
        names |= _name_terms(key, provider, source)
        if locale != source:
            own_names, own_texts = _terms(provider, settings, locale)
            if has_source:
                names, texts = own_names - names - texts, own_texts - names - texts
            else:
                names, texts = own_names | names, own_texts | texts
        groups: tuple[set[str], ...] = (names, set(), set(), texts - names)
        yield SearchDocument(
            tuple(_hit(key, provider, settings, locale)), tuple(" ".join(sorted(group)) for group in groups)
        )


def _name_terms(key: str, provider: Provider, source: str) -> set[str]:
    """Return the terms of a provider's technical names and of its GUID."""
    found = terms(f"{key} {provider.name} {provider.symbol}", source)
    return {*found, *filter(None, (guid_term(provider.guid),))}


def _terms(provider: Provider, settings: CatalogSettings, locale: str) -> tuple[set[str], set[str]]:
    """Return the terms of a provider's title and of its description in a locale."""
    chain = settings.chain(locale)
    title, description = (in_locale(text, chain) for text in (provider.title, provider.description))
    return {*terms(*title)}, {*terms(*description)}


def _hit(key: str, provider: Provider, settings: CatalogSettings, locale: str) -> Hit:
    """Return what a hit shows of a provider: it has no id, and its name and GUID in place of a provider."""
    chain = settings.chain(locale)
    title, _ = in_locale(provider.title, chain)
    description, _ = in_locale(provider.description, chain)
    details = " · ".join(filter(None, (provider.name if title else "", provider.guid)))
    path = href(provider_path(key, "").removeprefix("/").removesuffix(".html"))
    plain = clamped(isolated_text(html(description, "markup"))) if description else ""
    return Hit("", provider.name, "", details, plain, (), (), title or provider.name, path)
