"""Names: code, identifiers, channels, keywords and types are kept as they are."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from eventdocs.model.catalog import Catalog
from eventdocs.model.diagnostics import Diagnostic, Rule, Severity
from eventdocs.model.event import Event
from eventdocs.model.strings import CatalogString, TextKind, TextPair
from eventdocs.rules.checks import Violation, diagnostic_for_string, example_pair, full_range
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import placeholders

CODE = Rule(
    "ED310",
    "changed-code",
    Severity.ERROR,
    "Code spans stand in the translation as they stand in the source.",
    "What is marked as code is typed or searched for as it stands.",
    example_pair("Set `MaxBytes` higher.", "Aumente `MáximoBytes`.", field="description"),
    example_pair("Set `MaxBytes` higher.", "Aumente `MaxBytes`.", field="description"),
)
IDENTIFIER = Rule(
    "ED311",
    "changed-identifier",
    Severity.ERROR,
    "Identifiers, types, GUIDs, hexadecimal numbers, paths and addresses are kept, letter by letter.",
    "A reader searches logs, code and settings for the very name.",
    example_pair("SocketId:%1 closed.", "Socketid:%1 fechado."),
    example_pair("SocketId:%1 closed.", "SocketId:%1 fechado."),
)
TRANSLATED = Rule(
    "ED312",
    "translated-name",
    Severity.ERROR,
    "Names of channels and keywords are not translated.",
    "Viewers and queries know a channel or keyword by its one name; a translated one finds nothing.",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Disk/Analytic}\n"
    "# labels/pt-BR.yaml\nchannels: {analytic: Disco/Analítico}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nchannel: analytic\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
    "# catalog.yaml\nsource_locale: en-US\nlocales: [en-US, pt-BR]\nchannels: {analytic: Disk/Analytic}\n"
    "# labels/pt-BR.yaml\nchannels: {analytic: Disk/Analytic}\n"
    "# events/7-diskfull.yaml\nid: 7\nname: DiskFull\nchannel: analytic\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio.}\n",
)
LOST = Rule(
    "ED315",
    "lost-identifier",
    Severity.WARNING,
    "Identifiers of the source stand in the translation.",
    "A name in mixed case is searched for as it is; where it is meant as a word, say so in `about`.",
    example_pair("The EventLog is full.", "O registro está cheio."),
    example_pair("The EventLog is full.", "O EventLog está cheio."),
)
ITEM = Rule(
    "ED313",
    "translated-item",
    Severity.WARNING,
    "Displayed ids, titles' names, parameters' names and types are not translated.",
    "The event's data carries the item under its own name, whatever the language of the page.",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {label: Unidade}}}\n",
    "id: 7\nname: DiskFull\nparameters: [{name: Drive}]\nstrings:\n"
    "  en-US: {message: Full.}\n  pt-BR: {message: Cheio., parameters: {Drive: {description: A unidade.}}}\n",
)
QUOTES = Rule(
    "ED314",
    "lost-quotes",
    Severity.WARNING,
    "An insert that the source quotes is quoted in the translation, with whatever quotes the locale has.",
    "Quotes show where a value begins and ends, and that it is there at all when it is empty.",
    example_pair("Writing '%1' to '%2'.", "Gravando %1 em '%2'."),
    example_pair("Writing '%1' to '%2'.", "Gravando «%1» em “%2”."),
)

_OPENING = "'\"‘’‚‛“”„‟«»‹›「『《〈＂＇`"
_BETWEEN = " \u00a0\u202f"


def changed_code(pair: TextPair) -> Iterator[Violation]:
    """Find code spans of the source that the translation does not have."""
    if pair.kind is TextKind.MARKUP and "`" in pair.source:
        wanted = Counter(_code(pair.source)) - Counter(_code(pair.target))
        others = list((Counter(_code(pair.target)) - Counter(_code(pair.source))).elements())
        for text in wanted:
            place = _nearest(pair, others)
            instead = f", where the translation has {place[2]}" if place[2] else ""
            yield Violation(place[0], place[1], f"the code {text} is lost{instead}", f"write {text}")


def _code(text: str) -> list[str]:
    return [name.text for name in identifiers(text) if name.kind == "code"]


def _nearest(pair: TextPair, others: list[str]) -> tuple[int, int, str]:
    if len(others) != 1:
        return (*full_range(pair), "")
    start = pair.target.index(others[0])
    return start, start + len(others[0]), others[0]


def changed_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Find identifiers and other names of the source that the translation spells differently, or loses."""
    for name, found in _changed(pair):
        if found:
            message = f"`{name}` became `{pair.target[slice(*found)]}`"
            yield Violation(*found, message, f"write `{name}`")
        elif not name.isidentifier():
            yield Violation(*full_range(pair), f"the name `{name}` is lost", f"keep `{name}` as it is")


def lost_identifiers(pair: TextPair) -> Iterator[Violation]:
    """Find identifiers of the source that the translation has in no spelling."""
    for name, found in _changed(pair):
        if name.isidentifier() and not found:
            yield Violation(*full_range(pair), f"the name `{name}` is lost", f"keep `{name}` as it is")


@lru_cache(maxsize=65_536)
def _changed(pair: TextPair) -> tuple[tuple[str, tuple[int, int] | None], ...]:
    """Names of the source that the translation does not have, each with the place of another spelling."""
    lost = (name for name in dict.fromkeys(_plain(pair.source)) if not _stands(name, pair.target))
    return tuple((name, _respelled(name, pair.target)) for name in lost)


def _plain(text: str) -> Iterator[str]:
    for name in identifiers(text):
        if name.kind != "code":
            yield name.text[1:-1] if name.text.startswith("<") else name.text


def _respelled(name: str, text: str) -> tuple[int, int] | None:
    """Find a name in another case, or taken apart by a space behind a sign."""
    steps = filter(None, re.split(r"(?<=[./:=!<>&|-])", name))
    pattern = r"\s?".join(re.escape(step) for step in steps)
    found = re.search(rf"(?<![A-Za-z0-9_]){pattern}(?![A-Za-z0-9_])", text, re.IGNORECASE)
    return found.span() if found else None


def _stands(name: str, text: str) -> bool:
    """Tell whether a name stands in a text, not as a part of a longer one."""
    at = text.find(name)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
        if not (_joins(before) or _joins(after)):
            return True
        at = text.find(name, at + 1)
    return False


def _joins(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def translated_names(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find translated names of channels and keywords, each label once per locale."""
    for unit in units:
        if unit.source is None or not unit.role.startswith(("labels.channels.", "labels.keywords.")):
            continue
        known = [unit.source] if ".channels." in unit.role else unit.source.split(", ")
        lost = [name for name in known if not _stands(name, unit.target)]
        if lost:
            said = ", ".join(f"`{name}`" for name in lost)
            message = (
                f"the name {said} became `{unit.target}`" if len(known) == 1 else f"{said} is translated"
            )
            hint = f"write `{unit.source}`, or take the label out"
            yield diagnostic_for_string(TRANSLATED, unit, Violation(*full_range(unit), message, hint))


def translated_items(catalog: Catalog, units: Sequence[CatalogString]) -> Iterator[Diagnostic]:
    """Find displayed ids, names and types of parameters, and names in titles, that are translated."""
    for unit in units:
        if unit.source is None or unit.kind is not TextKind.NAME or unit.role.startswith("labels."):
            continue
        event = unit.owner
        known = unit.source or unit.path[-2]
        if unit.role == "title" and isinstance(event, Event):
            kept, known = _stands(event.name, unit.target), event.name
        elif unit.role == "id" and isinstance(event, Event):
            kept, known = unit.target == (unit.source or event.id), unit.source or event.id
        else:
            kept = unit.target == known
        if not kept:
            message = f"the name `{known}` became `{unit.target}`"
            yield diagnostic_for_string(
                ITEM, unit, Violation(*full_range(unit), message, f"write `{known}`, or take it out")
            )


def lost_quotes(pair: TextPair) -> Iterator[Violation]:
    """Find inserts whose quotes the translation lost."""
    if "%" not in pair.source and "{" not in pair.source:
        return
    quoted = {
        insert.text for insert in placeholders(pair.source) if _quoted(pair.source, insert.start, insert.end)
    }
    for insert in placeholders(pair.target):
        if insert.text in quoted and not _quoted(pair.target, insert.start, insert.end):
            hint = "put it between the locale's quotes"
            yield Violation(insert.start, insert.end, f"the quotes around `{insert.text}` are lost", hint)


def _quoted(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(_BETWEEN)[-1:], text[end:].lstrip(_BETWEEN)[:1]
    return _is_quote(before) or _is_quote(after)


def _is_quote(character: str) -> bool:
    return bool(character) and character in _OPENING + "」』》〉"
