"""Subjects: events resolved in all languages, and their pages, made of several events together.

The same done several times in a row finds its code in the processor's cache: twenty events, one kind of page
after the other, take a seventh less than event after event.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from eventdocs.model.event import Event
from eventdocs.site.event_json import event_json, metadata_json, ndjson_line, texts_json
from eventdocs.site.listing import ListingRow, description, listing_row
from eventdocs.site.page_view import PageView
from eventdocs.site.renderer import SiteRenderer
from eventdocs.site.routes import Format, Neighbours, PageKind, Route, event_routes, own_locales
from eventdocs.site.search import SearchDocument, search_document


class ResolvedEvent(NamedTuple):
    """An event, the routes of its pages, and what they are made from: its views by locale, the source's too.

    `own` are the locales in which a page is the event's own. `known` and `texts` are from `twin`, `markdown`
    are pages by locale; texts and pages only where they are asked for.
    """

    event: Event
    context: Neighbours
    pages: tuple[Route, ...]
    own_locales: tuple[str, ...]
    views: Mapping[str, PageView]
    metadata_json: str
    texts_json: Mapping[str, str]
    markdown: Mapping[str, str]


class EventSummary(NamedTuple):
    """What is said of an event elsewhere: in the file of all facts, and by locale in lists and search."""

    ndjson_line: bytes
    rows: tuple[ListingRow, ...]
    search_documents: tuple[SearchDocument, ...]


def resolve_events(site: SiteRenderer, some: Sequence[tuple[Event, Neighbours]]) -> list[ResolvedEvent]:
    """Resolve events in all languages, ready for the pages that are made of them."""
    locales = dict.fromkeys((site.settings.source_locale, *site.locales))
    html, markdown = Format.HTML in site.formats, Format.MARKDOWN in site.formats
    renderer = site.template_envs.__getitem__
    views = [
        {each: site.contexts.view(event, each, context.related) for each in locales}
        for event, context in some
    ]
    texts = [{each: texts_json(of[each]) for each in site.locales} if html else {} for of in views]
    written = [
        site.contexts.markdown(renderer, event, views=of) if markdown else {}
        for (event, _), of in zip(some, views, strict=True)
    ]
    return [
        ResolvedEvent(
            event,
            context,
            pages=tuple(event_routes(event, context, site.formats, site.locales)),
            own_locales=own_locales(event, site.locales, site.settings.source_locale),
            views=of,
            metadata_json=metadata_json(event),
            texts_json=facts,
            markdown=markdown_pages,
        )
        for (event, context), of, facts, markdown_pages in zip(some, views, texts, written, strict=True)
    ]


def render_events(site: SiteRenderer, subjects: Sequence[ResolvedEvent]) -> Iterator[list[tuple[str, bytes]]]:
    """Render all pages of events, each with its address: a kind in a language after the other."""
    kinds: dict[tuple[PageKind, str], list[tuple[Route, ResolvedEvent]]] = {}
    for subject in subjects:
        for page in subject.pages:
            kinds.setdefault((page.kind, page.locale), []).append((page, subject))
    for some in kinds.values():
        yield [(page.path, _text(site, page, subject).encode()) for page, subject in some]


def summarize_event(site: SiteRenderer, subject: ResolvedEvent) -> EventSummary:
    """Say what the file of all facts, lists and search hold of an event."""
    views = [subject.views[each] for each in site.locales] if Format.HTML in site.formats else []
    return EventSummary(
        ndjson_line(subject.metadata_json, subject.texts_json).encode(),
        tuple(listing_row(view, site.settings, site.label_lookup(view.locale)) for view in views),
        tuple(search_document(view) for view in views),
    )


def _text(site: SiteRenderer, page: Route, subject: ResolvedEvent) -> str:
    if page.kind is PageKind.MARKDOWN:
        return subject.markdown[page.locale]
    if page.kind is PageKind.EVENT_JSON:
        return event_json(subject.views[page.locale], subject.metadata_json, subject.texts_json[page.locale])
    if page.kind is PageKind.DISAMBIGUATION:
        same, number = subject.context.same, subject.event.id
        return site.render_page(page, site.alternate_links("index.html"), same=same, id=number)
    return _filled(site, page, subject)


def _filled(site: SiteRenderer, page: Route, subject: ResolvedEvent) -> str:
    """Fill the template of an event's page in a language in."""
    event, context, view = subject.event, subject.context, subject.views[page.locale]
    correction = site.edit_links(view)
    values = {
        "page": view,
        "description": description(view),
        "up": "../" * event.slug.count("/"),
        "previous": context.previous,
        "next": context.next,
        "correction": correction,
    }
    if page.kind is PageKind.EVENT:
        phrases = site.string_macros(page.locale)
        values |= {"string": partial(phrases.string, correction), "reveal": phrases.reveal}
        values |= {"label": phrases.label, "name": phrases.name}
        values["heading"] = phrases.heading
    languages = site.alternate_links(f"{event.slug}.html", subject.own_locales)
    return site.render_page(page, languages, indexable=page.locale in subject.own_locales, **values)
