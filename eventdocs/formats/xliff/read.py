"""From XLIFF to messages."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import OURS, V1, V2
from eventdocs.formats.xml import parse_xml
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

_DONE_1 = {"translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.REVIEWED}


def read(data: bytes, file: str) -> ExchangeFile:
    """Read messages from XLIFF 2.x or 1.2; entities and document types are refused."""
    root = parse_xml(data, file)
    if root.tag == f"{{{V1}}}xliff":
        return _read_1(root, file)
    if root.tag == f"{{{V2}}}xliff" or re.fullmatch(
        r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff", root.tag
    ):
        return _read_2(root, file)
    raise EventdocsError(f"{file} is not XLIFF 1.2 or 2.x", hint="export it anew")


def _read_2(root: Tree.Element, file: str) -> ExchangeFile:
    space = root.tag[1:].partition("}")[0]
    messages = []
    for unit in root.iter(f"{{{space}}}unit"):
        codes = {each.get("id", ""): "".join(each.itertext()) for each in unit.iter(f"{{{space}}}data")}
        parts = [each for each in unit if each.tag in (f"{{{space}}}segment", f"{{{space}}}ignorable")]
        segments = [each for each in parts if each.tag.endswith("segment")]
        source, target = (
            "".join(_flat(part.find(f"{{{space}}}{side}"), codes) for part in parts)
            for side in ("source", "target")
        )
        notes = _read_notes(unit.findall(f"{{{space}}}notes/{{{space}}}note"), "category")
        states = {each.get("state", "initial") for each in segments}
        stale = any(each.get("subState") == "eventdocs:stale" for each in segments)
        machine = any(each.get("subState") == "eventdocs:machine" for each in segments) or states == {
            "initial"
        }
        done = State.REVIEWED if states <= {"reviewed", "final"} and states else State.TRANSLATED
        messages.append(
            _message(unit.get("name"), source, target, notes, State.MACHINE if machine else done, stale, file)
        )
    if not root.get("trgLang"):
        raise EventdocsError(f"{file} names no target language", hint="export it anew")
    count = _count(_read_notes(root.findall(f"{{{space}}}file/{{{space}}}notes/{{{space}}}note"), "category"))
    return ExchangeFile(root.get("srcLang", ""), root.get("trgLang", ""), tuple(messages), count)


def _read_1(root: Tree.Element, file: str) -> ExchangeFile:
    parts = root.findall(f"{{{V1}}}file")
    languages = {part.get("target-language", "") for part in parts}
    if len(languages) != 1 or "" in languages:
        raise EventdocsError(f"{file} names no target language, or several", hint="export it anew")
    messages, count = [], 0
    for part in parts:
        count += _count(_read_notes(part.findall(f"{{{V1}}}header/{{{V1}}}note"), "from"))
        for unit in part.iter(f"{{{V1}}}trans-unit"):
            target = unit.find(f"{{{V1}}}target")
            state = target.get("state", "translated") if target is not None else "new"
            notes = _read_notes(unit.findall(f"{{{V1}}}note"), "from")
            done = State.REVIEWED if unit.get("approved") == "yes" else _DONE_1.get(state, State.MACHINE)
            source, text = _flat(unit.find(f"{{{V1}}}source"), {}), _flat(target, {})
            stale = state == "needs-adaptation"
            messages.append(_message(unit.get("resname"), source, text, notes, done, stale, file))
    return ExchangeFile(parts[0].get("source-language", ""), languages.pop(), tuple(messages), count)


def _read_notes(notes: list[Tree.Element], attribute: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in notes:
        name = note.get(attribute, "").removeprefix(OURS)
        found.setdefault(name, []).append("".join(note.itertext()))
    return found


def _count(notes: dict[str, list[str]]) -> int:
    number = notes.get("count", ["0"])[0]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def _message(
    key: str | None,
    source: str,
    target: str,
    notes: dict[str, list[str]],
    state: State,
    stale: bool,
    file: str,
) -> TranslationUnit:
    if not key:
        raise EventdocsError(f"{file}: a unit has no key", hint="export it anew")
    found, base = notes.get("kind", [""])[0], notes.get("base", [""])[0]
    kind = TextKind(found) if found in {each.value for each in TextKind} else TextKind.MARKUP
    if state is State.MACHINE and target and text_hash(target, lines=kind is TextKind.LITERAL) != base:
        state, stale = State.TRANSLATED, False  # someone changed it, whatever the tool says of it
    return TranslationUnit(
        key=key,
        source=source,
        target=target,
        base_hash=base,
        state=state if target else State.MISSING,
        stale=stale,
        previous=notes.get("previous", [""])[0],
        kind=kind,
        keys=tuple(notes.get("place", ())),
    )


def _flat(element: Tree.Element | None, codes: dict[str, str]) -> str:
    """Text of an element with its placeholders written out."""
    return "" if element is None else "".join(_texts(element, codes))


def _texts(element: Tree.Element, codes: dict[str, str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name == "cp" and re.fullmatch("[0-9A-Fa-f]{1,6}", child.get("hex", "")):
            yield chr(min(int(child.get("hex", ""), 16), 0x10FFFF))
        elif child.get("dataRef") in codes:
            yield codes[child.get("dataRef", "")]
        else:
            yield from _texts(child, codes)
        yield child.tail or ""
