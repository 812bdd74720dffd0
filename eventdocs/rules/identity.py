"""Identity: keys, locales and the addresses that they become."""

import re
from collections.abc import Iterator, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.site.routes import folded

_MAIN = "# catalog.yaml\nsource_locale: en-US\n{0}"
_TWO = (
    "# events/7-diskfull.yaml\nid: {0}\nname: DiskFull\nstrings: {{}}\n"
    "# events/8-diskslow.yaml\nid: {1}\nname: {2}\nstrings: {{}}\n"
)

DUPLICATE_EVENT = Rule(
    "ED101",
    "duplicate-event",
    Severity.ERROR,
    "An event's key stands in one file.",
    "Two files for one event would overwrite each other's page.",
    _TWO.format(7, 7, "DiskSlow"),
    _TWO.format(7, 8, "DiskSlow"),
)
LOCALES = Rule(
    "ED102",
    "locales",
    Severity.ERROR,
    "The locales hold the source first and the rest sorted, each once.",
    "A fixed order keeps pages and diffs the same whoever adds a locale.",
    _MAIN.format("locales: [pt-BR, en-US]\n"),
    _MAIN.format("locales: [en-US, ar, pt-BR]\n"),
)
UNDECLARED_LOCALE = Rule(
    "ED103",
    "undeclared-locale",
    Severity.ERROR,
    "Every locale is one of the catalog's.",
    "Strings of a locale that is not declared are shown on no page.",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n  pt-PT: {message: Cheio.}\n",
    "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
)
UNSAFE_NAME = Rule(
    "ED104",
    "unsafe-name",
    Severity.ERROR,
    "Names can be files on every system.",
    "A page named `nul.html` cannot be checked out on Windows.",
    "id: .7\nname: DiskFull\nstrings: {}\n",
    "id: 7\nname: DiskFull\nstrings: {}\n",
)
COLLISION = Rule(
    "ED105",
    "colliding-pages",
    Severity.ERROR,
    "No two pages have one address.",
    "On a file system that folds case or accents, one page would overwrite the other.",
    _TWO.format("a7", "A7", "DiskFull"),
    _TWO.format("a7", "A8", "DiskFull"),
)

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_LONGEST = 200


def duplicate_events(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find keys that two files hold; both places are named."""
    first: dict[str, AnyEvent] = {}
    for event in events:
        other = first.setdefault(event.key, event)
        if other is not event:
            place = other.where("id")
            message = f"event `{event.key}` stands in two files"
            yield diagnostic_for_event(
                DUPLICATE_EVENT, event, ("id",), message, f"the other is {place}", related=(place,)
            )


def locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find a list of locales that is not the source followed by the sorted rest."""
    if "catalog" not in settings.trees:
        return
    source = settings.source_locale
    rest = sorted({locale for locale in settings.locales if locale != source})
    if settings.locales != (source, *rest):
        wanted = ", ".join((source, *rest))
        where = settings.trees["catalog"].where("locales")
        yield Diagnostic(
            LOCALES,
            where,
            "the locales are not the source followed by the rest, sorted",
            f"write: [{wanted}]",
        )


def undeclared_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find titles, fallbacks and files of a locale that the catalog does not list."""
    for name, tree in settings.trees.items():
        locale = name.partition("/")[2]
        if locale and locale not in settings.locales:
            yield _undeclared(settings, Location(tree.file), locale)
    for path, locale in _mentioned(settings):
        if locale not in settings.locales:
            yield _undeclared(settings, settings.trees["catalog"].where(*path), locale)


def undeclared_strings(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find strings of a locale that the catalog does not list."""
    for locale in event.strings:
        if locale not in settings.locales:
            yield _undeclared(settings, event.where("strings", locale), locale, event.key)


def _mentioned(settings: CatalogSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    yield from ((("title", locale), locale) for locale in settings.title)
    for locale, others in settings.fallbacks.items():
        yield ("fallbacks", locale), locale
        yield from ((("fallbacks", locale, str(at)), other) for at, other in enumerate(others))


def _undeclared(settings: CatalogSettings, where: Location, locale: str, event: str = "") -> Diagnostic:
    hint = did_you_mean(locale, settings.locales) or "add it to `locales` in catalog.yaml"
    message = f"locale `{locale}` is not one of the catalog's"
    return Diagnostic(UNDECLARED_LOCALE, where, message, hint, event=event, locale=locale)


def unsafe_events(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Find ids, names and providers whose files some system could not hold."""
    for part in event.slug.split("/"):
        fault = _unsafe(part)
        if fault:
            field = "provider" if event.provider and part == event.provider.lower() else "id"
            yield diagnostic_for_event(
                UNSAFE_NAME, event, (field,), f"`{part}` {fault}", "choose another name"
            )


def unsafe_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find locales whose files some system could not hold."""
    for locale in settings.locales:
        if _unsafe(locale) and "catalog" in settings.trees:
            where = settings.trees["catalog"].where("locales", str(settings.locales.index(locale)))
            yield Diagnostic(UNSAFE_NAME, where, f"`{locale}` {_unsafe(locale)}", "choose another tag")


def _unsafe(name: str) -> str:
    if _RESERVED.fullmatch(name):
        return "is reserved on Windows"
    if name.startswith("."):
        return "begins with a dot"
    if name.endswith("."):
        return "ends with a dot"
    return "is too long for a file name" if len(name.encode()) > _LONGEST else ""


def collisions(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Find events whose pages would have one address on a file system that folds case or accents."""
    first: dict[str, AnyEvent] = {}
    for event in events:
        other = first.setdefault(folded(event.slug), event)
        if other.key != event.key:
            place = other.where("name")
            message = f"the pages of `{event.key}` and `{other.key}` have one address, `{event.slug}`"
            yield diagnostic_for_event(
                COLLISION, event, ("name",), message, f"the other is {place}", related=(place,)
            )
        elif event.slug.rpartition("/")[2] == "index":
            yield diagnostic_for_event(
                COLLISION, event, ("name",), "the event's page would be the index", "choose another name"
            )
