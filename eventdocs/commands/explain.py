"""Explain: one event, or one rule, as a person at a terminal wants to read it."""

from pathlib import Path

from eventdocs.model.catalog import Catalog, select_locales
from eventdocs.model.diagnostics import Rule, did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event
from eventdocs.rules.registry import RULES
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.page_view import PageView
from eventdocs.site.routes import related
from eventdocs.store import templates
from eventdocs.store.catalog import read_catalog


def explain_event(folder: Path, name: str, locale: str | None) -> list[PageView]:
    """Resolve the events of an id, key or name, as readers of a locale see them; the source by default."""
    catalog = read_catalog(folder).catalog
    events = _found(catalog, name)
    (tag,) = select_locales(catalog.settings, [locale or catalog.settings.source_locale])
    rendering = locale_contexts(catalog.settings, templates.load_templates(folder).labels)
    refs = {event.key: event.ref for event in catalog.events}
    return [rendering.view(event, tag, related(event.ref, refs)) for event in events]


def _found(catalog: Catalog, name: str) -> list[Event]:
    exact = [event for event in catalog.events if event.key == name]
    wanted = name.lower()
    events = exact or [
        event for event in catalog.events if wanted in (event.id.lower(), event.name.lower(), event.slug)
    ]
    if not events:
        known = {event.key for event in catalog.events} | {event.name for event in catalog.events}
        raise EventdocsError(f"there is no event `{name}`", hint=did_you_mean(name, known))
    return events


def explain_rule(code: str) -> Rule:
    """Find a rule by its code or name."""
    wanted = code.lower()
    rule = next((each for each in RULES if wanted in (each.code.lower(), each.name)), None)
    if rule is None:
        hint = did_you_mean(code, {each.code for each in RULES})
        raise EventdocsError(f"there is no rule `{code}`", hint=hint)
    return rule
