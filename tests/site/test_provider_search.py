"""The search offers the pages of providers by name, GUID, title and description."""

from dataclasses import replace

from eventdocs.model.catalog import CatalogSettings, Provider
from eventdocs.site.provider_search import provider_documents, provider_shard_key

GUID = "c651f5f6-1c0d-492e-8ae1-b4efd7c9d503"
PROVIDER = Provider(
    "Contoso-DiskStore",
    GUID,
    symbol="STORE_PROVIDER",
    title={"en-US": "Storage of disks", "pt-BR": "Armazenamento"},
    description={"en-US": "Writes **events** about disks.", "pt-BR": "Grava eventos sobre discos."},
)
SETTINGS = CatalogSettings("en-US", ("en-US", "pt-BR"), providers={"store": PROVIDER})


def terms(locale: str, *, has_source: bool) -> tuple[set[str], ...]:
    (document,) = provider_documents(SETTINGS, locale, has_source=has_source)
    return tuple(set(group.split()) for group in document.terms)


def test_names_and_texts_are_terms_of_the_source_once() -> None:
    names, messages, facts, texts = terms("en-US", has_source=True)
    technical = {"contoso", "disk", "store", "diskstore", "provider", GUID.replace("-", "")}
    assert names >= {*technical, "storage"}
    assert texts >= {"write", "event", "about"}
    assert not messages | facts | names & texts


def test_other_locales_have_only_their_own_terms_if_the_site_has_the_source() -> None:
    names, _, _, texts = terms("pt-BR", has_source=True)
    assert names == {"armazenamento"}
    assert texts == {"grava", "evento", "sobre", "disco"}
    names, _, _, texts = terms("pt-BR", has_source=False)
    assert {"armazenamento", "storage", "contoso"} <= names
    assert {"disco", "write"} <= texts


def test_a_hit_has_no_id_and_leads_to_the_page() -> None:
    (document,) = provider_documents(SETTINGS, "pt-BR", has_source=True)
    details = f"Contoso-DiskStore · {GUID}"
    text = "Grava eventos sobre discos."
    assert document.hit == (
        "", "Contoso-DiskStore", "", details, text, (), (), "Armazenamento", "store/index",
    )  # fmt: skip


def test_a_provider_without_texts_is_shown_by_its_name() -> None:
    settings = replace(SETTINGS, providers={"a b": Provider("Contoso", GUID)})
    (document,) = provider_documents(settings, "pt-BR", has_source=True)
    assert document.hit == ("", "Contoso", "", GUID, "", (), (), "Contoso", "a%20b/index")


def test_the_key_follows_from_the_providers_and_the_number_of_term_files() -> None:
    keys = {
        provider_shard_key(*each) for each in ((["a"], 1), (["a"], 2), (["b"], 1), (["a", "b"], 1), ([], 1))
    }
    assert len(keys) == 5
