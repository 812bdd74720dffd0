"""Rows of event lists show the right texts in the right language."""

from dataclasses import replace

from eventdocs.model.catalog import Provider
from eventdocs.model.event import LocaleStrings
from eventdocs.site.listing import description, listing_row
from tests.site.views import EVENT, SETTINGS, block_view, context, view


def test_a_row_has_the_first_sentence_of_the_description_as_html() -> None:
    row = listing_row(view("pt-BR"), SETTINGS, context("pt-BR").label_lookup)
    assert (row.path, row.title) == ("pt-BR/7-diskfull.html", "7 - DiskFull")
    assert (row.description, row.locale, row.states) == ("O disco está cheio.", "pt-BR", ("missing",))
    assert (row.level, row.keywords) == ("error", ("Storage",))


def test_a_fallback_has_the_locale_that_it_is_written_in() -> None:
    row = listing_row(view("pt-PT"), SETTINGS, context("pt-PT").label_lookup)
    assert (row.locale, row.path) == ("pt-BR", "pt-PT/7-diskfull.html")


def test_an_event_without_a_description_has_an_empty_one() -> None:
    bare = view("pt-BR", replace(EVENT, strings={"en-US": LocaleStrings()}))
    row = listing_row(bare, SETTINGS, context("pt-BR").label_lookup)
    assert (row.description, row.locale) == ("", "pt-BR")
    assert description(bare) == ""


def test_a_row_shows_the_names_of_provider_and_channel() -> None:
    provider = Provider("Example-Disk", channels={"ops": "Example/Operational"})
    settings = replace(SETTINGS, providers={"disk": provider})
    row = listing_row(
        view("en-US", replace(EVENT, provider="disk", channel="ops")),
        settings,
        context("en-US").label_lookup,
    )
    assert (row.provider, row.channel) == ("Example-Disk", "Example/Operational")


def test_the_description_is_plain_text() -> None:
    assert description(view("en-US")) == "The disk is full."


def test_a_description_of_blocks_is_its_first_paragraph() -> None:
    page = block_view(description=("- One\n  `a`.\n- two", "- Um\n  `a`.\n- dois"))
    assert description(page) == "Um `a`."
    row = listing_row(page, SETTINGS, context("pt-BR").label_lookup)
    assert row.description == 'Um <code translate="no" dir="ltr">a</code>.'


def test_a_name_may_start_with_the_separator_between_id_and_name() -> None:
    row = listing_row(view("en-US"), SETTINGS, context("en-US").label_lookup)
    titles = {"7 - DiskFull": "DiskFull", "7 - -a": "-a", "7: Full": "Full", "7a Full": "7a Full", "7": "7"}
    assert {title: row._replace(title=title).name for title in titles} == titles
