"""Page views of a small event for tests of modules that render or index views."""

from dataclasses import replace

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import Event, LocaleStrings, Parameter
from eventdocs.model.labels import Labels
from eventdocs.model.strings import TextKind
from eventdocs.site.locale_context import LocaleContext, locale_context
from eventdocs.site.page_view import PageUnit, PageView
from eventdocs.site.resolve import page_view

BUILT_IN: dict[str, Labels] = {
    "en": {"patterns": {"event_title": "{id} - {name}"}, "headings": {"cause": "Cause"}},
    "pt-BR": {"headings": {"cause": "Causa"}},
}
SETTINGS = CatalogSettings("en-US", ("en-US", "pt-BR", "pt-PT"), fallbacks={"pt-PT": ("pt-BR",)})
EVENT = Event(
    "7",
    "DiskFull",
    level="error",
    keywords=("Storage",),
    parameters=(Parameter("Disk", "int"),),
    strings={
        "en-US": LocaleStrings(
            strings={
                "description": ("The disk is full.", "Free some space."),
                "message": ("Disk %1 is full.",),
                "cause": ("Too many files.",),
            }
        ),
        "pt-BR": LocaleStrings(
            strings={
                "description": ("O disco está cheio.", "Libere espaço."),
                "message": ("O disco %1 está cheio.",),
            }
        ),
    },
)


def context(locale: str, settings: CatalogSettings = SETTINGS) -> LocaleContext:
    """Return the context of a locale."""
    return locale_context(settings, locale, BUILT_IN)


def view(locale: str, event: Event = EVENT) -> PageView:
    """Return the view of an event in a locale."""
    return page_view(context(locale), event)


def unit(source: str, target: str, kind: TextKind = TextKind.MARKUP, *, missing: bool = False) -> PageUnit:
    """Return a unit of a Portuguese page with the number 103."""
    return PageUnit(103, source, target, "en-US" if missing else "pt-BR", kind, missing=missing)


def block_view(**texts: tuple[str, str]) -> PageView:
    """Return a Portuguese page whose fields have these sources and translations."""
    strings = {
        locale: LocaleStrings(strings={field: (pair[index],) for field, pair in texts.items()})
        for index, locale in enumerate(("en-US", "pt-BR"))
    }
    return view("pt-BR", replace(EVENT, strings=strings))
