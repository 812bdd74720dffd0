"""The contexts of all locales render an event's Markdown pages, each with the hash of its source page."""

from eventdocs.model.catalog import CatalogSettings
from eventdocs.site.learn_markdown import source_sha1
from eventdocs.site.locale_contexts import LocaleContexts, locale_contexts
from eventdocs.site.routes import References
from eventdocs.site.template_env import TemplateEnv, template_env
from tests.site.views import BUILT_IN, EVENT, SETTINGS


def env_of(locale: str) -> TemplateEnv:
    return template_env({"event.md": "{{ page.locale }}: {{ page.title.target }}"})


def contexts(settings: CatalogSettings = SETTINGS) -> LocaleContexts:
    return locale_contexts(settings, BUILT_IN)


def test_there_is_a_context_for_each_locale() -> None:
    found = contexts()
    assert list(found.targets) == ["pt-BR", "pt-PT"]
    assert [found.for_locale(locale).locale for locale in SETTINGS.locales] == list(SETTINGS.locales)


def test_a_translation_names_the_hash_of_its_source_page() -> None:
    pages = contexts().markdown(env_of, EVENT)
    assert list(pages) == ["en-US", "pt-BR", "pt-PT"]
    assert pages["pt-BR"].endswith("pt-BR: 7 - DiskFull\n")
    assert source_sha1(pages["en-US"]) in pages["pt-BR"]


def test_a_hash_that_the_ledger_records_is_used_instead() -> None:
    recorded = LocaleContexts(contexts().source, contexts().targets, {"pt-BR": {EVENT.key: "5a5a"}})
    pages = recorded.markdown(env_of, EVENT)
    assert "5a5a" in pages["pt-BR"]
    assert "5a5a" not in pages["pt-PT"]


def test_only_the_given_views_are_rendered() -> None:
    of_all = contexts()
    views = {locale: of_all.view(EVENT, locale, References()) for locale in ("en-US", "pt-PT")}
    assert list(of_all.markdown(env_of, EVENT, views=views)) == ["en-US", "pt-PT"]
