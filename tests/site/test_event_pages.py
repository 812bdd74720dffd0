"""Each route of an event is rendered once, and lists get the values that they show."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from eventdocs.model.event import Event
from eventdocs.site.event_pages import ResolvedEvent, render_events, resolve_events, summarize_events
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Format, NeighbourIndex
from eventdocs.store.templates import load_templates
from tests.conftest import ROOT
from tests.site.views import EVENT, SETTINGS

LOCALES = ("en-US", "pt-BR", "pt-PT")


def resolved(*formats: Format) -> tuple[SiteRenderer, Sequence[ResolvedEvent]]:
    """Return a resolved event of a site."""
    site = SiteRenderer(
        SETTINGS, load_templates(ROOT / "catalog"), formats, LOCALES, None, {tag: tag for tag in LOCALES}, {}
    )
    (alone,) = NeighbourIndex([EVENT.ref])
    return site, resolve_events(site, [(EVENT, alone)])


def test_every_route_is_rendered_by_kind_and_locale() -> None:
    site, (event,) = resolved(Format.HTML, Format.MARKDOWN)
    batches = list(render_events(site, [event]))
    assert [path for batch in batches for path, _ in batch] == [route.path for route in event.pages]
    pages = {path: data.decode() for batch in batches for path, data in batch}
    assert "O disco" in pages["pt-BR/7-diskfull.html"]
    assert json.loads(pages["pt-BR/7-diskfull.json"])["locale"] == "pt-BR"
    assert "Disk" in pages["e/7/index.html"]
    assert pages["pt-BR/7-diskfull.md"].startswith("---\n")


@pytest.mark.parametrize(("kept", "locale"), [(False, "en-US"), (False, "pt-BR"), (True, "pt-PT")])
def test_only_pages_without_own_texts_are_hidden_from_search_engines(kept: bool, locale: str) -> None:
    site, (event,) = resolved(Format.HTML)
    pages = {path: data for batch in render_events(site, [event]) for path, data in batch}
    assert event.own_locales == ("en-US", "pt-BR")
    assert (b"noindex" in pages[f"{locale}/7-diskfull.html"]) is kept


def test_a_summary_has_a_row_and_a_search_entry_for_each_locale() -> None:
    site, (event,) = resolved(Format.HTML)
    (summary,) = summarize_events(site, [event])
    assert [row.path for row in summary.rows] == [f"{locale}/7-diskfull.html" for locale in LOCALES]
    assert len(summary.search_documents) == 3
    assert list(json.loads(summary.ndjson_line)["texts"]) == list(LOCALES)


def test_texts_are_resolved_only_for_the_formats_that_need_them() -> None:
    _, (event,) = resolved(Format.MARKDOWN)
    assert event.texts_json == {}
    assert list(event.markdown) == list(LOCALES)
    _, (event,) = resolved(Format.HTML)
    assert event.markdown == {}
    site, (event,) = resolved(Format.GFM)
    assert summarize_events(site, [event])[0].rows == ()


def event_page(event: Event, locale: str) -> str:
    """Return the HTML page of the only event of a site."""
    site = SiteRenderer(
        SETTINGS,
        load_templates(ROOT / "catalog"),
        (Format.HTML,),
        LOCALES,
        None,
        {tag: tag for tag in LOCALES},
        {},
    )
    (alone,) = NeighbourIndex([event.ref])
    pages = {
        path: data
        for batch in render_events(site, resolve_events(site, [(event, alone)]))
        for path, data in batch
    }
    return pages[f"{locale}/{event.slug}.html"].decode()


def test_a_page_without_translations_has_a_notice() -> None:
    own = {"en-US": EVENT.strings["en-US"]}
    assert "Alguns textos desta página" in event_page(EVENT, "pt-BR")  # the cause is missing
    text = event_page(replace(EVENT, strings=own), "pt-BR")
    assert "Esta página ainda não foi traduzida. Os textos são exibidos neste idioma: inglês" in text
    assert "Alguns textos" not in text


def test_an_event_without_facts_has_no_empty_list() -> None:
    assert '<dl class="facts">' in event_page(EVENT, "en-US")
    assert '<dl class="facts">' not in event_page(replace(EVENT, level=""), "en-US")
