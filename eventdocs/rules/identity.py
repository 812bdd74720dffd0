"""Rules about identity: event keys, locales and the paths of pages."""

from collections.abc import Iterator, Mapping, Sequence

from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity, did_you_mean
from eventdocs.model.event import AnyEvent, Event
from eventdocs.rules.checks import diagnostic_for_event
from eventdocs.site.routes import LOCALE_FOLDER, PAGE_ENDINGS, event_path, provider_path, site_names
from eventdocs.text.addresses import LONGEST_PATH, file_name_problem, folded

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
    "Otherwise, people cannot check out or open the page on some systems: Windows has no file `nul.html`.",
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

_ALIKE = "differ only in case or Unicode normalization"
_SHORT = 40  # characters of an id, a name and a provider; with fewer, no path is too long


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
    source = settings.source_locale
    if "catalog" not in settings.trees or not source:
        return
    rest = sorted({locale for locale in settings.locales if locale != source})
    if settings.locales != (source, *rest):
        message = "`locales` does not list the source locale first, then the others sorted"
        hint = f"write: [{', '.join((source, *rest))}]"
        yield Diagnostic(LOCALES, settings.trees["catalog"].where("locales"), message, hint)


def undeclared_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield titles, labels, fallbacks, groups and files of locales that the catalog does not list."""
    for name, tree in settings.trees.items():
        locale = name.partition("/")[2]
        if locale and locale not in settings.locales:
            yield _undeclared(settings, Location(tree.file), locale)
    for group in settings.groups.values():
        for locale in group.strings:
            if locale not in settings.locales:
                yield _undeclared(settings, group.where("strings", locale), locale, group.key)
    for path, locale in _configured_locales(settings):
        if locale not in settings.locales:
            yield _undeclared(settings, settings.trees["catalog"].where(*path), locale)


def undeclared_strings(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield strings and texts of links in locales that the catalog does not list."""
    for locale in event.strings:
        if locale not in settings.locales:
            yield _undeclared(settings, event.where("strings", locale), locale, event.key)
    for at, link in enumerate(event.links):
        for key, text in (("title", link.title), ("url", link.url)):
            for locale in text if isinstance(text, Mapping) else ():
                if locale not in settings.locales:
                    where = event.where("links", str(at), key, locale)
                    yield _undeclared(settings, where, locale, event.key)


def _configured_locales(settings: CatalogSettings) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield the locales of titles, labels, aliases and fallbacks with their paths in catalog.yaml."""
    yield from ((("title", locale), locale) for locale in settings.title)
    declared = (("levels", settings.own_levels), ("fields", settings.fields), ("sections", settings.sections))
    for key, declarations in declared:
        for name, declaration in declarations.items():
            yield from (((key, name, "label", locale), locale) for locale in declaration.label)
    yield from ((("aliases", locale), locale) for locale in settings.aliases)
    for key, provider in settings.providers.items():
        for name, text in (("title", provider.title), ("description", provider.description)):
            for locale in text if isinstance(text, Mapping) else ():
                yield ("providers", key, name, locale), locale
        for name, level in provider.levels.items():
            yield from (
                (("providers", key, "levels", name, "label", locale), locale) for locale in level.label
            )
    for locale, others in settings.fallbacks.items():
        yield ("fallbacks", locale), locale
        yield from ((("fallbacks", locale, str(at)), other) for at, other in enumerate(others))


def _undeclared(settings: CatalogSettings, where: Location, locale: str, event: str = "") -> Diagnostic:
    hint = did_you_mean(locale, settings.locales) or "add it to `locales` in catalog.yaml"
    message = f"locale `{locale}` is not listed in `locales`"
    return Diagnostic(UNDECLARED_LOCALE, where, message, hint, event=event, locale=locale)


def unsafe_events(settings: CatalogSettings, event: Event) -> Iterator[Diagnostic]:
    """Yield ids, names and providers that are not valid in file names on all operating systems."""
    page_name = event.slug.rpartition("/")[2]
    for field, name in (("provider", event.provider), ("id", event.id), ("id", page_name)):
        problem = file_name_problem(name) if name else ""
        if problem:
            message = f"`{name}` {problem}"
            yield diagnostic_for_event(UNSAFE_NAME, event, (field,), message, "choose another name")
            return


def unsafe_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield locales that are not valid in file names on all operating systems."""
    for at, locale in enumerate(settings.locales):
        problem = file_name_problem(locale)
        if problem and "catalog" in settings.trees:
            location = settings.trees["catalog"].where("locales", str(at))
            yield Diagnostic(UNSAFE_NAME, location, f"`{locale}` {problem}", "choose another tag")


def unsafe_providers(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield declared providers whose page has a path that is not valid on all operating systems."""
    longest_locale = max(settings.locales, key=len, default="")
    for key in settings.providers:
        where = settings.trees["catalog"].where("providers", key)
        if problem := file_name_problem(key):
            yield Diagnostic(UNSAFE_NAME, where, f"`{key}` {problem}", "choose another id")
        elif (length := len(provider_path(key, longest_locale).encode())) > LONGEST_PATH:
            hint = f"choose a shorter id; at most {LONGEST_PATH} bytes are allowed"
            yield Diagnostic(UNSAFE_NAME, where, f"the path of the provider's page has {length} bytes", hint)


def colliding_declared_providers(
    settings: CatalogSettings, events: Sequence[AnyEvent]
) -> Iterator[Diagnostic]:
    """Yield declared providers whose folder has the same path as something else on some file system."""
    names = site_names(LOCALE_FOLDER)
    own_names = {folded(name): "" if not is_folder else name for name, is_folder in names.items()}
    first: dict[str, str] = {}
    for key in settings.providers:
        folder = folded(key)
        stem, _, ending = folder.rpartition(".")
        other = first.setdefault(folder, key)
        if other != key:
            message = f"the providers `{other}` and `{key}` {_ALIKE}"
        elif own_names.get(folder, key) != key:
            message = f"the folder of the provider `{key}` has the name of a file or folder of the site"
        elif ending in PAGE_ENDINGS and any(folded(event.slug) == stem for event in events):
            message = f"the folder of the provider `{key}` has the name of the page of an event"
        else:
            continue
        where = settings.trees["catalog"].where("providers", key)
        yield Diagnostic(COLLISION, where, message, "choose another id for it")


def overlong_paths(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield events whose page has a path that is too long for some operating systems."""
    longest_locale = max(settings.locales, key=len, default="")
    for event in events:
        if len(event.id) + len(event.name) + len(event.provider) < _SHORT:
            continue
        length = len(event_path(event, longest_locale).encode())
        if length > LONGEST_PATH:
            message = f"the path of the event's page has {length} bytes"
            hint = f"choose a shorter name; at most {LONGEST_PATH} bytes are allowed"
            yield diagnostic_for_event(UNSAFE_NAME, event, ("name",), message, hint)


def colliding_locales(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield locales whose folder is that of another locale, or of other files of the site."""
    own_names = {folded(name) for name in site_names()}
    first: dict[str, str] = {}
    for at, locale in enumerate(settings.locales):
        other = first.setdefault(folded(locale), locale)
        if other != locale:
            message = f"the locales `{locale}` and `{other}` differ only in case"
        elif folded(locale) in own_names:
            message = f"the folder of the locale `{locale}` is one that the site uses for other files"
        else:
            continue
        if "catalog" in settings.trees:
            location = settings.trees["catalog"].where("locales", str(at))
            yield Diagnostic(COLLISION, location, message, "remove it, or choose another tag")


def collisions(settings: CatalogSettings, events: Sequence[AnyEvent]) -> Iterator[Diagnostic]:
    """Yield events whose pages or folders have the same path as others on some file system."""
    pages: dict[str, AnyEvent] = {}
    ids: dict[str, AnyEvent] = {}
    for event in events:
        slug = event.slug
        same_page = pages.setdefault(folded(slug), event)
        if same_page is not event and same_page.key != event.key:
            yield _same_path(event, same_page)
            continue
        same_id = ids.setdefault(folded(event.id), event)
        if same_id.id != event.id:
            yield _same_name("id", event, same_id)
    yield from _colliding_providers(events, pages)


def _colliding_providers(events: Sequence[AnyEvent], pages: Mapping[str, AnyEvent]) -> Iterator[Diagnostic]:
    """Yield the first event of each provider whose folder collides; `pages` are events by folded slug."""
    own_names = site_names(LOCALE_FOLDER)
    folders = {folded(name): name for name, is_folder in own_names.items() if is_folder}
    files = {folded(name) for name, is_folder in own_names.items() if not is_folder}
    by_provider: dict[str, AnyEvent] = {}
    for event in events:
        if event.provider:
            by_provider.setdefault(event.provider, event)
    first: dict[str, AnyEvent] = {}
    for event in by_provider.values():
        folder = folded(event.provider)
        other = first.setdefault(folder, event)
        stem, _, ending = folder.rpartition(".")
        page = pages.get(stem) if ending in PAGE_ENDINGS else None
        if other is not event:
            yield _same_name("provider", event, other)
        elif folder in files or folders.get(folder, event.provider) != event.provider:
            message = (
                f"the folder of the provider `{event.provider}` has the name of a file or folder of the site"
            )
            yield diagnostic_for_event(COLLISION, event, ("provider",), message, "choose another id for it")
        elif page:
            message = (
                f"the folder of the provider `{event.provider}` has the name of the page of `{page.key}`"
            )
            yield diagnostic_for_event(COLLISION, event, ("provider",), message, "choose another id for it")


def _same_path(event: AnyEvent, other: AnyEvent) -> Diagnostic:
    if event.slug == other.slug:
        message = f"the pages of `{event.key}` and `{other.key}` have the same path, `{event.slug}`"
    else:
        message = f"the paths of the pages of `{event.key}` and `{other.key}` {_ALIKE}, `{event.slug}`"
    return _collision("name", event, other, message)


def _same_name(field: str, event: AnyEvent, other: AnyEvent) -> Diagnostic:
    names = f"`{getattr(event, field)}` and `{getattr(other, field)}`"
    return _collision(field, event, other, f"the {field}s {names} {_ALIKE}")


def _collision(field: str, event: AnyEvent, other: AnyEvent, message: str) -> Diagnostic:
    location = other.where(field)
    hint = f"the other event is at {location}"
    return diagnostic_for_event(COLLISION, event, (field,), message, hint, related=(location,))
