"""Rules about identity: event keys, locales and the paths of pages."""

import re
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.site.routes import folded

_CATALOG = "# catalog.yaml\nsource_locale: en-US\n{0}"
_TWO_EVENTS = (
    "# events/7-diskfull.yaml\nid: {0}\nname: DiskFull\nstrings: {{}}\n"
    "# events/8-diskslow.yaml\nid: {1}\nname: {2}\nstrings: {{}}\n"
)

DUPLICATE_EVENT = Rule(
    "ED101",
    "duplicate-event",
    Severity.ERROR,
    "Each event is defined in one file.",
    "Two files for the same event would overwrite each other's page.",
    _TWO_EVENTS.format(7, 7, "DiskSlow"),
    _TWO_EVENTS.format(7, 8, "DiskSlow"),
)
LOCALES = Rule(
    "ED102",
    "locales",
    Severity.ERROR,
    "`locales` lists the source locale first, then the other locales in alphabetical order, each once.",
    "With a fixed order, pages and diffs do not depend on who adds a locale.",
    _CATALOG.format("locales: [pt-BR, en-US]\n"),
    _CATALOG.format("locales: [en-US, ar, pt-BR]\n"),
)
UNDECLARED_LOCALE = Rule(
    "ED103",
    "undeclared-locale",
    Severity.ERROR,
    "Every locale that is used is listed in `locales`.",
    "Strings in a locale that is not listed do not appear on any page.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n  pt-PT: {message: Cheio.}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
)
UNSAFE_NAME = Rule(
    "ED104",
    "unsafe-name",
    Severity.ERROR,
    "Names are valid file names on all operating systems.",
    "Windows cannot check out a page named `nul.html`.",
    "id: .7\nname: DiskFull\nstrings: {}\n",
    "id: 7\nname: DiskFull\nstrings: {}\n",
)
COLLISION = Rule(
    "ED105",
    "colliding-pages",
    Severity.ERROR,
    "Each page has its own path.",
    "On a file system that ignores case or normalizes Unicode, one page would overwrite the other.",
    _TWO_EVENTS.format("a7", "A7", "DiskFull"),
    _TWO_EVENTS.format("a7", "A8", "DiskFull"),
)

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST = 200


def duplicate_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield events that another file already defines, with the location in both files."""
    first: dict[str, AnyEvent] = {}
    for event in events:
        other = first.setdefault(event.key, event)
        if other is not event:
            location = other.where("id")
            message = f"event `{event.key}` is defined in two files"
            hint = f"the other definition is at {location}"
            yield diagnostic_for_event(DUPLICATE_EVENT, event, ("id",), message, hint, related=(location,))


def unsorted_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield the list of locales if it is not the source followed by the others, sorted."""
    if "catalog" not in settings.trees:
        return
    source = settings.source_locale
    rest = sorted({locale for locale in settings.locales if locale != source})
    if settings.locales != (source, *rest):
        message = "`locales` does not list the source locale first, then the others sorted"
        hint = f"write: [{', '.join((source, *rest))}]"
        yield Diagnostic(LOCALES, settings.trees["catalog"].where("locales"), message, hint)


def undeclared_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield titles, fallbacks and files of locales that the catalog does not list."""
    for name, tree in settings.trees.items():
        locale = name.partition("/")[2]
        if locale and locale not in settings.locales:
            yield _undeclared(settings, Location(tree.file), locale)
    for path, locale in _configured_locales(settings):
        if locale not in settings.locales:
            yield _undeclared(settings, settings.trees["catalog"].where(*path), locale)


def undeclared_strings(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield strings in locales that the catalog does not list."""
    for locale in event.strings:
        if locale not in settings.locales:
            yield _undeclared(settings, event.where("strings", locale), locale, event.key)


def _configured_locales(settings: CatalogSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the locales of titles and fallbacks with their paths in catalog.yaml."""
    yield from ((("title", locale), locale) for locale in settings.title)
    for locale, others in settings.fallbacks.items():
        yield ("fallbacks", locale), locale
        yield from ((("fallbacks", locale, str(at)), other) for at, other in enumerate(others))


def _undeclared(settings: CatalogSettings, where: Location, locale: str, event: str = "") -> Diagnostic:
    hint = did_you_mean(locale, settings.locales) or "add it to `locales` in catalog.yaml"
    message = f"locale `{locale}` is not listed in `locales`"
    return Diagnostic(UNDECLARED_LOCALE, where, message, hint, event=event, locale=locale)


def unsafe_events(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield ids, names and providers that are not valid in file names on all operating systems."""
    for part in event.slug.split("/"):
        problem = _problem(part)
        if problem:
            field = "provider" if event.provider and part == event.provider.lower() else "id"
            yield diagnostic_for_event(
                UNSAFE_NAME, event, (field,), f"`{part}` {problem}", "choose another name"
            )


def unsafe_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield locales that are not valid in file names on all operating systems."""
    for locale in settings.locales:
        problem = _problem(locale)
        if problem and "catalog" in settings.trees:
            location = settings.trees["catalog"].where("locales", str(settings.locales.index(locale)))
            yield Diagnostic(UNSAFE_NAME, location, f"`{locale}` {problem}", "choose another tag")


def _problem(name: str) -> str:
    """Return why a name is not a valid file name on every operating system, or an empty text."""
    if _RESERVED.fullmatch(name):
        return "is reserved on Windows"
    if name.startswith("."):
        return "begins with a dot"
    if name.endswith("."):
        return "ends with a dot"
    return "is too long for a file name" if len(name.encode()) > _LONGEST else ""


def collisions(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield events whose page would overwrite another on a file system that ignores case or accents."""
    first: dict[str, AnyEvent] = {}
    for event in events:
        other = first.setdefault(folded(event.slug), event)
        if other.key != event.key:
            location = other.where("name")
            message = f"the pages of `{event.key}` and `{other.key}` have the same path, `{event.slug}`"
            hint = f"the other event is at {location}"
            yield diagnostic_for_event(COLLISION, event, ("name",), message, hint, related=(location,))
        elif event.slug.rpartition("/")[2] == "index":
            yield diagnostic_for_event(
                COLLISION,
                event,
                ("name",),
                "the event's page would overwrite the index page",
                "choose another name",
            )
