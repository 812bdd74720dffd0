"""Rules about what software ships: a catalog says the same as the manifest of its provider.

A fact that the catalog leaves out says nothing wrong. Each finding has the place in the source among its
related ones, and in its hint.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Location, Rule, Severity
from eventdocs.model.event import Event, Parameter, strings_in
from eventdocs.model.ledger import normalize_text
from eventdocs.model.strings import CatalogString
from eventdocs.text.placeholders import placeholders

if TYPE_CHECKING:
    from eventdocs.model.source_mapping import WantedEvent, WantedProvider

_MANY = 20
_MAX_LISTED = 5
_FACTS = ("level", "channel", "task", "opcode")

_SETTINGS = "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\n"
_SHIPPED = """\
# disk.man
<instrumentationManifest><instrumentation><events>
<provider name="Disk" guid="{00000000-0000-4000-8000-000000000001}">
<channels><channel name="Disk/Admin" chid="admin"/></channels>
<keywords><keyword name="Io" mask="0x1"/></keywords>
<templates><template tid="T"><data name="drive" inType="win:UnicodeString"/></template></templates><events>
<event value="7" symbol="DiskFull" level="win:Error" keywords="Io" template="T"
 message="$(string.Full)"/>
<event value="8" version="1" symbol="DiskSlow" level="win:Warning"/>
</events></provider></events></instrumentation><localization>
<resources culture="en-US"><stringTable>
<string id="Full" value="Disk %1 is full."/></stringTable></resources>
<resources culture="pt-BR"><stringTable>
<string id="Full" value="O disco %1 está cheio."/></stringTable></resources>
</localization></instrumentationManifest>
"""
_SLOW = "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nversion: 1\nstrings: {}\n"


def _example(event: str, others: str = _SLOW) -> str:
    """Return a catalog of a manifest with an event of its own, and other events."""
    head = "# events/7-diskfull.yaml\nid: 7\n"
    return (
        f"{_SETTINGS}{head}{event}{'' if 'strings' in event else 'strings: {}' + chr(10)}{others}{_SHIPPED}"
    )


_FINE = "name: DiskFull\nlevel: error\nkeywords: [Io]\nparameters: [{name: drive}]\n"


def _texts(english: str, portuguese: str) -> str:
    return (
        f"name: DiskFull\nparameters: [{{name: drive}}]\nstrings:\n  en-US: {{message: {english}}}\n"
        f"  pt-BR: {{message: {portuguese}}}\n"
    )


_GOOD = _example(_texts("Disk %1 is full.", "O disco %1 está cheio."))

UNDOCUMENTED = Rule(
    "ED601",
    "undocumented-event",
    Severity.WARNING,
    "The events that the software ships are documented.",
    "Readers look up the events in their log. To leave out events on purpose, use `documented`.",
    _example(_FINE, ""),
    _GOOD,
)
VANISHED = Rule(
    "ED602",
    "vanished-event",
    Severity.ERROR,
    "An event that the software no longer has is deprecated.",
    "Otherwise, readers expect an event that current software never writes.",
    _example(_FINE, f"{_SLOW}# events/9-gone.yaml\nid: 9\nname: Gone\nstrings: {{}}\n"),
    _example(_FINE, f"{_SLOW}# events/9-gone.yaml\nid: 9\nname: Gone\ndeprecated: '2.0'\nstrings: {{}}\n"),
)
MESSAGE = Rule(
    "ED603",
    "message-differs",
    Severity.ERROR,
    "The message is the one that the software prints.",
    "Readers search for the words in their log, and a wrong placeholder gives a value another meaning.",
    _example(_texts("Disk %2 is full.", "O disco %1 está cheio.")),
    _GOOD,
)
FACT = Rule(
    "ED604",
    "fact-differs",
    Severity.ERROR,
    "Level, channel, keywords, task and opcode are those of the software.",
    "Readers filter logs by these values, and miss the event if they are wrong.",
    _example("name: DiskFull\nlevel: warning\n"),
    _example("name: DiskFull\nlevel: error\nkeywords: [Io]\n"),
)
PARAMETERS = Rule(
    "ED605",
    "parameters-differ",
    Severity.ERROR,
    "An event has the parameters that the software writes, in the same order.",
    "`%1` in the message is the first parameter. Readers take a value for another one if the order differs.",
    _example("name: DiskFull\nparameters: [{name: volume}]\n"),
    _example("name: DiskFull\nparameters: [{name: drive}]\n"),
)
NAME = Rule(
    "ED606",
    "name-differs",
    Severity.WARNING,
    "The name of an event is its symbol in the source.",
    "Developers search for the symbol that their code uses.",
    _example("name: FullDisk\n"),
    _example("name: DiskFull\n"),
)
NEWER = Rule(
    "ED607",
    "newer-version",
    Severity.INFO,
    "The newest version of a documented event is documented.",
    "Current software writes the newest version, which can have other parameters.",
    _example(_FINE, "# events/8-diskslow.yaml\nid: 8\nname: DiskSlow\nstrings: {}\n"),
    _GOOD,
)
OFFICIAL = Rule(
    "ED608",
    "official-differs",
    Severity.INFO,
    "The translation of a message is the one that the software prints in that language.",
    "Readers search for the words in their log.",
    _example(_texts("Disk %1 is full.", "O disco %1 encheu.")),
    _GOOD,
)

_Documented = Iterator[tuple[Event, "WantedEvent"]]


def undocumented_events(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield events that the source has and the catalog does not; many of a provider are one finding."""
    events = _events_by_provider(catalog)
    for provider in catalog.shipped:
        missing = list(_undocumented(events[_own(provider)], provider))
        if len(missing) > _MANY:
            listed = ", ".join(f"`{each.event.key}`" for each in missing[:_MAX_LISTED])
            message = f"{len(missing):,} events of `{provider.provider.name}` are not documented: {listed}, …"
            hint = f"import them, or use `documented` ({_place(missing[0])})"
            yield _about_provider(UNDOCUMENTED, catalog, provider, message, hint, map(_location, missing))
            continue
        for each in missing:
            message = f"the event `{each.event.key}` ({each.event.name}) is not documented"
            yield _about_provider(UNDOCUMENTED, catalog, provider, message, _place(each), [_location(each)])


def newer_versions(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield events whose source has a newer version that is not documented."""
    events = _events_by_provider(catalog)
    for provider in catalog.shipped:
        documented = _newest(events[_own(provider)])
        newest: dict[str, WantedEvent] = {}
        for each in provider.events:
            last = newest.get(each.event.id)
            if last is None or each.event.version > last.event.version:
                newest[each.event.id] = each
        for event_id, old in documented.items():
            found = newest.get(event_id)
            if found is not None and found.event.version > old.version:
                message = f"the source has version {found.event.version} of this event"
                yield _finding(NEWER, old, ("version",), message, found)


def vanished_events(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield events that the catalog has and the source does not, unless they are deprecated."""
    events = _events_by_provider(catalog)
    for provider in catalog.shipped:
        keys = {each.event.key for each in provider.events}
        for event in events[_own(provider)]:
            if event.key not in keys and not event.deprecated:
                place = Location(provider.source.file, provider.source.line)
                hint = f"write `deprecated` with the last version that has it ({_shown(place)})"
                message = f"`{provider.provider.name}` has no event `{event.key}`"
                yield Diagnostic(
                    VANISHED, event.where("id"), message, hint, event=event.key, field="id", related=(place,)
                )


def changed_messages(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield messages in the source locale that are not those of the source, each shared one once."""
    yield from _changed_messages(MESSAGE, catalog, (catalog.settings.source_locale,))


def other_translations(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield translations of messages that are not those of the source, each shared one once."""
    yield from _changed_messages(OFFICIAL, catalog, catalog.settings.targets)


def _changed_messages(rule: Rule, catalog: Catalog, locales: Iterable[str]) -> Iterator[Diagnostic]:
    groups: dict[tuple[str, str, str, str], list[tuple[Event, WantedEvent]]] = defaultdict(list)
    for locale in locales if catalog.shipped else ():
        for event, wanted in _documented(catalog):
            theirs = wanted.texts.get(locale)
            ours = strings_in(event, locale).strings.get("message")
            if theirs is not None and ours is not None:
                text = " ".join(ours)
                if text != theirs.text and normalize_text(text) != normalize_text(theirs.text):
                    groups[locale, wanted.source.message, text, theirs.text].append((event, wanted))
    for (locale, _, ours_text, theirs_text), events in groups.items():
        (event, wanted), *others = events
        path = "strings", locale, "message"
        count = f", as in {len(others)} more event{'s' * (len(others) > 1)}" if others else ""
        inserts = _insert_difference(catalog, event, ours_text, theirs_text)
        message = f"{inserts}`{ours_text}` is not the source's message `{theirs_text}`{count}"
        shipped = wanted.texts[locale]
        place = Location(shipped.file, shipped.line)
        places = (place, *(other.where(*path) for other, _ in others))
        yield Diagnostic(
            rule,
            event.where(*path),
            message,
            _shown(place),
            event=event.key,
            locale=locale,
            field=".".join(path),
            related=places,
        )


def _insert_difference(catalog: Catalog, event: Event, ours: str, theirs: str) -> str:
    """Return how the placeholders of two messages differ; empty if they do not."""
    syntaxes = catalog.settings.syntaxes(event.provider)
    mine, other = ([found.text for found in placeholders(text, syntaxes)] for text in (ours, theirs))
    if mine == other:
        return ""
    names = [", ".join(f"`{name}`" for name in found) or "none" for found in (mine, other)]
    return f"placeholders {names[0]}, in the source {names[1]}: "


def different_facts(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield facts that are not those of the source, unless one of the two leaves them out."""
    for event, wanted in _documented(catalog):
        theirs = wanted.event
        if event.keywords is not None and theirs.keywords is not None:
            mine, other = event.keywords, theirs.keywords
            if set(mine) != set(other):
                yield _fact(event, wanted, "keywords", ", ".join(mine), ", ".join(other))
        for name in _FACTS:
            ours, other = getattr(event, name), getattr(theirs, name)
            is_known = other or theirs.keywords is not None
            if ours and is_known and ours != other:
                yield _fact(event, wanted, name, ours, other)


def _fact(event: Event, wanted: "WantedEvent", name: str, ours: str, theirs: str) -> Diagnostic:
    mine, other = (f"`{value}`" if value else "nothing" for value in (ours, theirs))
    return _finding(FACT, event, (name,), f"`{name}` is {mine}, and {other} in the source", wanted)


def different_parameters(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield parameters whose names, order or number are not those of the source."""
    for event, wanted in _documented(catalog):
        ours, theirs = event.parameters, wanted.event.parameters
        if ours is None or theirs is None:
            continue
        difference = _parameter_difference(ours, theirs)
        if difference:
            yield _finding(PARAMETERS, event, ("parameters",), difference, wanted)


def _parameter_difference(ours: Sequence[Parameter], theirs: Sequence[Parameter]) -> str:
    """Return the first difference between two lists of parameters; empty if there is none."""
    for number, (mine, other) in enumerate(zip(ours, theirs, strict=False), start=1):
        if mine.name != other.name:
            return f"`%{number}` is `{mine.name}`, and `{other.name}` in the source"
    if len(ours) == len(theirs):
        return ""
    longer, where = (ours, "here") if len(ours) > len(theirs) else (theirs, "in the source")
    at = min(len(ours), len(theirs))
    counts = f"there are {len(ours)} parameters, and {len(theirs)} in the source"
    return f"{counts}; `{longer[at].name}` is only {where}"


def different_names(catalog: Catalog, strings: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Yield names that are not the symbols of the source."""
    for event, wanted in _documented(catalog):
        if event.name != wanted.event.name:
            message = f"the name is `{event.name}`, and `{wanted.event.name}` in the source"
            yield _finding(NAME, event, ("name",), message, wanted)


def _documented(catalog: Catalog) -> _Documented:
    """Yield the events that both the catalog and the source have."""
    if catalog.shipped:
        events = {event.key: event for event in catalog.events}
        for provider in catalog.shipped:
            for wanted in provider.events:
                event = events.get(wanted.event.key)
                if event is not None:
                    yield event, wanted


def _undocumented(events: Sequence[Event], provider: "WantedProvider") -> Iterator["WantedEvent"]:
    """Yield the events of a source that should be documented, and have no documented version."""
    from eventdocs.model.source_mapping import Selection  # few catalogs name sources

    documented, selection = _newest(events), Selection(documented=provider.provider.documented)
    keys = {event.key for event in events}
    for each in provider.events:
        newest = documented.get(each.event.id)
        is_newer = newest is not None and each.event.version > newest.version
        if each.event.key not in keys and not is_newer and selection.includes(each.event):
            yield each


def _newest(events: Sequence[Event]) -> Mapping[str, Event]:
    """Return the newest version of each event of a provider, by id."""
    newest: dict[str, Event] = {}
    for event in events:
        if event.id not in newest or event.version > newest[event.id].version:
            newest[event.id] = event
    return newest


def _events_by_provider(catalog: Catalog) -> Mapping[str, Sequence[Event]]:
    """Return the events of each provider, if there is something to compare them with."""
    events: dict[str, list[Event]] = defaultdict(list)
    for event in catalog.events if catalog.shipped else ():
        events[event.provider].append(event)
    return events


def _own(provider: "WantedProvider") -> str:
    """Return what the events of a provider have as their provider."""
    return "" if provider.is_default else provider.key


def _finding(
    rule: Rule, event: Event, path: tuple[str, ...], message: str, wanted: "WantedEvent"
) -> Diagnostic:
    return Diagnostic(
        rule,
        event.where(*path),
        message,
        _place(wanted),
        event=event.key,
        field=".".join(path),
        related=(_location(wanted),),
    )


def _about_provider(
    rule: Rule,
    catalog: Catalog,
    provider: "WantedProvider",
    message: str,
    hint: str,
    places: Iterable[Location],
) -> Diagnostic:
    path = "providers", provider.key
    where = catalog.settings.trees["catalog"].where(*path)
    return Diagnostic(rule, where, message, hint, field=".".join(path), related=tuple(places)[:100])


def _location(wanted: "WantedEvent") -> Location:
    return Location(wanted.file, wanted.source.line)


def _place(wanted: "WantedEvent") -> str:
    return _shown(_location(wanted))


def _shown(place: Location) -> str:
    return f"the source: {place.file}:{place.line}"
