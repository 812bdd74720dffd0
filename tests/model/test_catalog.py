"""Settings return values for locales, profiles and channels, or defaults if the catalog has none."""

from dataclasses import replace

import pytest

from eventdocs.model.catalog import (
    DEFAULT_PROFILE,
    DEFAULT_SOURCE_PROFILE,
    CatalogSettings,
    PageProfile,
    ParsedFile,
    Provider,
    find_locale,
    select_locales,
    select_target_locales,
)
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from eventdocs.model.tree import Mapping, Scalar, Span

SETTINGS = CatalogSettings(
    "en-US",
    ("en-US", "de-DE", "pt-BR"),
    fallbacks={"pt-BR": ("de-DE",)},
    default_provider="disk",
    providers={
        "disk": Provider("Contoso-Disk", channels={"admin": "Contoso-Disk/Admin"}),
        "net": Provider("Contoso-Net", channels={"admin": "Contoso-Net/Admin"}),
    },
    channels={"system": "System"},
    profiles={"pt-BR": PageProfile("ms.translationtype: MT\n")},
)


def test_targets_are_all_locales_but_the_source() -> None:
    assert SETTINGS.targets == ("de-DE", "pt-BR")


def test_a_chain_follows_the_configured_fallbacks() -> None:
    assert SETTINGS.chain("pt-BR") == ("pt-BR", "de-DE", "en-US")


def test_a_locale_without_profile_has_the_default_one() -> None:
    assert SETTINGS.profile("de-DE") is DEFAULT_PROFILE
    assert SETTINGS.profile("en-US") is DEFAULT_SOURCE_PROFILE
    assert SETTINGS.profile("pt-BR").front_matter == "ms.translationtype: MT\n"


def test_translations_are_machine_made_if_the_profile_declares_it() -> None:
    assert SETTINGS.default_state("pt-BR") is State.MACHINE
    assert SETTINGS.default_state("de-DE") is State.TRANSLATED


def test_a_provider_has_its_own_channels_and_the_shared_ones() -> None:
    assert SETTINGS.channels_of("net") == {"system": "System", "admin": "Contoso-Net/Admin"}
    assert SETTINGS.channels_of("") == {"system": "System", "admin": "Contoso-Disk/Admin"}
    assert SETTINGS.channels_of("unknown") == {"system": "System"}


def test_channels_of_other_providers_have_the_provider_in_their_key() -> None:
    assert SETTINGS.channel_names() == {
        "system": "System",
        "admin": "Contoso-Disk/Admin",
        "net/admin": "Contoso-Net/Admin",
    }


def test_locales_are_selected_in_the_catalogs_spelling_and_order() -> None:
    assert select_locales(SETTINGS, ["PT-br", "en-us"]) == ("en-US", "pt-BR")
    assert select_locales(SETTINGS, []) == SETTINGS.locales
    aliased = replace(SETTINGS, aliases={"pt-BR": ("ptb",)})
    assert select_locales(aliased, ["PTB"]) == select_locales(aliased, ["pt_BR"]) == ("pt-BR",)


def test_an_unknown_locale_is_an_error_with_a_suggestion() -> None:
    with pytest.raises(EventdocsError, match="the catalog has no locale `pt-PT`") as error:
        select_locales(SETTINGS, ["pt-PT"])
    assert error.value.hint == "did you mean `pt-BR`?"
    with pytest.raises(EventdocsError) as error:
        select_locales(replace(SETTINGS, locales=tuple(f"en-x-{number}" for number in range(13))), ["ko"])
    assert error.value.hint == "`locales` in catalog.yaml lists them"


def test_a_parsed_file_locates_its_values() -> None:
    span = Span(2, 0, 2, 5)
    node = Mapping(((Scalar("title", span), Scalar("A", Span(2, 7, 2, 8))),), Span(0, 0, 3, 0))
    file = ParsedFile.of("catalog.yaml", node)
    assert str(file.where("title")) == "catalog.yaml:3:8"
    assert str(file.where("site", "base_url")) == "catalog.yaml:1:1"


def test_parsed_files_do_not_decide_whether_settings_are_equal() -> None:
    trees = {"catalog": ParsedFile.of("catalog.yaml", Scalar("", Span(0, 0, 0, 0)))}
    assert replace(SETTINGS, trees=trees) == SETTINGS


def test_a_catalog_without_target_locales_gets_advice_to_add_one() -> None:
    settings = CatalogSettings("en-US", ("en-US",))
    for select in (lambda: find_locale(settings, "pt"), lambda: select_target_locales(settings, ["en-US"])):
        with pytest.raises(EventdocsError) as error:
            select()
        assert error.value.hint == "add a locale with: eventdocs translations add TAG"
