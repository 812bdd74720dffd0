"""The context of a locale looks labels up in the catalog, then among the built-in ones, along the fallbacks."""

from dataclasses import replace

from eventdocs.model.labels import LabelText
from tests.site.views import SETTINGS, context


def test_a_label_comes_with_that_of_the_source() -> None:
    assert context("pt-BR").label("headings", "cause") == ("Cause", LabelText("Causa", "pt-BR"))


def test_a_label_falls_back_along_the_chain_of_the_locale() -> None:
    assert context("pt-PT").label("headings", "cause") == ("Cause", LabelText("Causa", "pt-BR"))


def test_a_label_of_the_catalog_overrides_a_built_in_one() -> None:
    settings = replace(SETTINGS, labels={"pt-BR": {"headings": {"cause": "Motivo"}}})
    assert context("pt-BR", settings).label("headings", "cause")[1].text == "Motivo"


def test_a_built_in_label_nearer_in_the_chain_overrides_a_label_of_a_later_locale() -> None:
    settings = replace(SETTINGS, labels={"en-US": {"headings": {"cause": "Why"}}})
    assert context("pt-BR", settings).label("headings", "cause") == ("Why", LabelText("Causa", "pt-BR"))


def test_channels_and_providers_have_names() -> None:
    settings = replace(SETTINGS, channels={"ops": "Product/Operational"})
    assert context("pt-BR", settings).channels[""] == {"ops": "Product/Operational"}


def test_labels_that_were_looked_up_are_not_part_of_the_value() -> None:
    used = context("pt-BR")
    used.label("site", "all_events")
    assert used == context("pt-BR")
    assert "label_cache" not in repr(used)
