"""Read translation units from XLIFF."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import OURS, V1, V2
from eventdocs.formats.xml import parse_xml
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, parse_count, parse_kind
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

_EXPORT_AGAIN = "export the file again"
_STATES_1 = {"translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.REVIEWED}


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of an XLIFF 2.x or 1.2 file; entities and document types are errors."""
    root = parse_xml(data, file)
    if root.tag == f"{{{V1}}}xliff":
        return _read_1(root, file)
    if root.tag == f"{{{V2}}}xliff" or re.fullmatch(
        r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff", root.tag
    ):
        return _read_2(root, file)
    raise EventdocsError(f"`{file}` is not XLIFF 1.2 or 2.x", hint=_EXPORT_AGAIN)


def _read_2(root: Tree.Element, file: str) -> ExchangeFile:
    namespace, _, _ = root.tag[1:].partition("}")
    space = f"{{{namespace}}}"
    units = tuple(_read_unit_2(unit, space, file) for unit in root.iter(f"{space}unit"))
    if not root.get("trgLang"):
        raise EventdocsError(f"`{file}` has no target language", hint=_EXPORT_AGAIN)
    count = _count(_read_notes(root.findall(f"{space}file/{space}notes/{space}note"), "category"))
    return ExchangeFile(root.get("srcLang", ""), root.get("trgLang", ""), units, count)


def _read_unit_2(unit: Tree.Element, space: str, file: str) -> TranslationUnit:
    codes = {data.get("id", ""): "".join(data.itertext()) for data in unit.iter(f"{space}data")}
    parts = [child for child in unit if child.tag in (f"{space}segment", f"{space}ignorable")]
    source, target = (
        "".join(_flat(part.find(f"{space}{side}"), codes) for part in parts) for side in ("source", "target")
    )
    notes = _read_notes(unit.findall(f"{space}notes/{space}note"), "category")
    segments = [part for part in parts if part.tag.endswith("segment")]
    substates = {segment.get("subState") for segment in segments}
    stale = "eventdocs:stale" in substates
    return _unit(unit.get("name"), source, target, notes, _state_2(segments), stale, file)


def _state_2(segments: list[Tree.Element]) -> State:
    states = {segment.get("state", "initial") for segment in segments}
    substates = {segment.get("subState") for segment in segments}
    if "eventdocs:machine" in substates or states == {"initial"}:
        return State.MACHINE
    return State.REVIEWED if states and states <= {"reviewed", "final"} else State.TRANSLATED


def _read_1(root: Tree.Element, file: str) -> ExchangeFile:
    parts = root.findall(f"{{{V1}}}file")
    languages = {part.get("target-language", "") for part in parts}
    if len(languages) != 1 or "" in languages:
        raise EventdocsError(f"`{file}` has no target language, or several", hint=_EXPORT_AGAIN)
    units, count = [], 0
    for part in parts:
        count += _count(_read_notes(part.findall(f"{{{V1}}}header/{{{V1}}}note"), "from"))
        for unit in part.iter(f"{{{V1}}}trans-unit"):
            target = unit.find(f"{{{V1}}}target")
            state = target.get("state", "translated") if target is not None else "new"
            notes = _read_notes(unit.findall(f"{{{V1}}}note"), "from")
            result = State.REVIEWED if unit.get("approved") == "yes" else _STATES_1.get(state, State.MACHINE)
            source, text = _flat(unit.find(f"{{{V1}}}source"), {}), _flat(target, {})
            stale = state == "needs-adaptation"
            units.append(_unit(unit.get("resname"), source, text, notes, result, stale, file))
    return ExchangeFile(parts[0].get("source-language", ""), languages.pop(), tuple(units), count)


def _read_notes(notes: list[Tree.Element], attribute: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for note in notes:
        name = note.get(attribute, "").removeprefix(OURS)
        texts.setdefault(name, []).append("".join(note.itertext()))
    return texts


def _first(notes: dict[str, list[str]], name: str) -> str:
    text, *_ = notes.get(name, [""])
    return text


def _count(notes: dict[str, list[str]]) -> int:
    return parse_count(_first(notes, "count"))


def _unit(
    key: str | None,
    source: str,
    target: str,
    notes: dict[str, list[str]],
    state: State,
    stale: bool,
    file: str,
) -> TranslationUnit:
    if not key:
        raise EventdocsError(f"{file}: a unit has no key", hint=_EXPORT_AGAIN)
    kind, base = parse_kind(_first(notes, "kind")), _first(notes, "base")
    if state is State.MACHINE and target and text_hash(target, lines=kind is TextKind.LITERAL) != base:
        state, stale = State.TRANSLATED, False  # it was edited, although the tool did not change its state
    return TranslationUnit(
        key=key,
        source=source,
        target=target,
        base_hash=base,
        state=state if target else State.MISSING,
        stale=stale,
        previous=_first(notes, "previous"),
        kind=kind,
        keys=tuple(notes.get("place", ())),
    )


def _flat(element: Tree.Element | None, codes: dict[str, str]) -> str:
    """Return the text of an element with the text of its placeholders."""
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
