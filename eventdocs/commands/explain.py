"""Explain: one event as its page shows it, one rule, or a key of the catalog's files."""

import re
from collections.abc import Iterable
from pathlib import Path

from eventdocs.importers.rules import IMPORT_RULES
from eventdocs.model.catalog import Catalog, CatalogSettings, select_locales
from eventdocs.model.diagnostics import Rule, did_you_mean
from eventdocs.model.errors import EventdocsError
from eventdocs.model.event import Event
from eventdocs.model.garbage import paused_collector
from eventdocs.rules.registry import RULES
from eventdocs.schema.reference import FILES, FieldReference, field_references
from eventdocs.site.locale_contexts import locale_contexts
from eventdocs.site.page_view import PageView
from eventdocs.site.routes import references
from eventdocs.store.catalog import read_catalog
from eventdocs.store.templates import load_templates
from eventdocs.translations.selection import LIST_KEYS

_CODE = re.compile(r"[Ee][Dd]\d{3}")
_KINDS = (
    "name an event (4031, DispatchSessionFailed), a rule (ED301, unknown-key) or a key of a catalog file "
    f"(strings.message); {LIST_KEYS}"
)


@paused_collector()
def explain_event(folder: Path, name: str, tag: str | None) -> tuple[CatalogSettings, list[PageView]]:
    """Return the page views of the events with an id, key or name in a locale, and the catalog's settings.

    The default is the source locale.
    """
    catalog = read_catalog(folder).catalog
    events = _find_events(catalog, name)
    (locale,) = select_locales(catalog.settings, [tag or catalog.settings.source_locale])
    contexts = locale_contexts(catalog.settings, load_templates(folder).labels)
    refs = {event.key: event.ref for event in catalog.events}
    views = [contexts.view(event, locale, references(event.ref, refs)) for event in events]
    return catalog.settings, views


def _find_events(catalog: Catalog, name: str) -> list[Event]:
    """Return the event with a key, or else all events with an id, name or slug in any case."""
    with_key = [event for event in catalog.events if event.key == name]
    wanted = name.lower()
    events = with_key or [
        event for event in catalog.events if wanted in (event.id.lower(), event.name.lower(), event.slug)
    ]
    if not events:
        hint = _suggest_name(name, catalog.events) or _KINDS
        if is_rule(name) or explain_fields(name):
            hint = f"to explain a rule or a key, leave out the catalog: eventdocs explain {name}"
        raise EventdocsError(f"there is no event `{name}`", hint=hint)
    return events


def unknown_name(name: str) -> EventdocsError:
    """Return the error for a name that is neither a rule nor a key, where there is no catalog with events."""
    hint = _suggest_name(name, ()) or "to show an event, pass its catalog: eventdocs explain NAME CATALOG"
    return EventdocsError(f"there is no rule or key `{name}`", hint=hint)


def _suggest_name(name: str, events: Iterable[Event]) -> str:
    """Return a hint at a key, a rule or an event with a similar name; empty if there is none."""
    keys = {reference.name for file in FILES for reference in field_references(file)}
    rules = {rule.name for rule in (*RULES, *IMPORT_RULES)}
    return did_you_mean(name, {*keys, *rules}.union(*((event.key, event.name) for event in events)))


def is_rule(name: str) -> bool:
    """Return whether a name looks like a rule's code, or is the name of a rule."""
    return bool(_CODE.fullmatch(name)) or any(name.lower() == rule.name for rule in (*RULES, *IMPORT_RULES))


def explain_rule(code: str) -> Rule:
    """Return the rule with a code or name, in any case."""
    wanted = code.lower()
    for rule in (*RULES, *IMPORT_RULES):
        if wanted in (rule.code.lower(), rule.name):
            return rule
    raise EventdocsError(f"there is no rule `{code}`", hint="use a code that `eventdocs check` prints")


def explain_fields(name: str) -> list[FieldReference]:
    """Return the documentation of the keys of catalog files with a name, such as `level` or `site.logo`.

    A name of several parts may leave out the first ones. The keys nearest to the top of a file come first.
    """
    wanted = name.replace("[]", "")
    found = [
        reference
        for file in FILES
        for reference in field_references(file)
        if f".{reference.name}".endswith(f".{wanted}")
    ]
    return sorted(found, key=lambda reference: reference.name.count("."))
