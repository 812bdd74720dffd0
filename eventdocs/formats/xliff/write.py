"""From messages to XLIFF."""

import re
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import OURS, V1, V2
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind
from eventdocs.text.identifiers import identifiers
from eventdocs.text.placeholders import placeholders

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STATES_2 = {State.MACHINE: "translated", State.TRANSLATED: "translated", State.REVIEWED: "reviewed"}
_STATES_1 = {
    State.MACHINE: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}


def write_2(exchange: ExchangeFile) -> bytes:
    """Write messages as XLIFF 2.1."""
    root = Tree.Element(
        f"{{{V2}}}xliff", version="2.1", srcLang=exchange.source_locale, trgLang=exchange.locale
    )
    file = Tree.SubElement(root, f"{{{V2}}}file", id="catalog")
    _notes(Tree.SubElement(file, f"{{{V2}}}notes"), V2, "category", {"count": [str(exchange.count)]})
    for message in exchange.units:
        unit = Tree.SubElement(file, f"{{{V2}}}unit", id=_id(message.key), name=message.key)
        unit.set(_SPACE, "preserve")
        _notes(Tree.SubElement(unit, f"{{{V2}}}notes"), V2, "category", _kept(message))
        codes: dict[str, str] = {}
        segment = Tree.Element(f"{{{V2}}}segment", id="s1", state=_STATES_2.get(message.state, "initial"))
        if message.stale:
            segment.attrib.update(state="initial", subState="eventdocs:stale")
        elif message.state is State.MACHINE:
            segment.set("subState", "eventdocs:machine")
        _inline(Tree.SubElement(segment, f"{{{V2}}}source"), message.source, message.kind, codes)
        if message.target:
            _inline(Tree.SubElement(segment, f"{{{V2}}}target"), message.target, message.kind, codes)
        if codes:
            data = Tree.SubElement(unit, f"{{{V2}}}originalData")
            for text, name in codes.items():
                Tree.SubElement(data, f"{{{V2}}}data", id=f"d{name}").text = text
        unit.append(segment)
        unit.tail = "\n"
    return _document(root, V2)


def write_1(exchange: ExchangeFile) -> bytes:
    """Write messages as XLIFF 1.2."""
    root = Tree.Element(f"{{{V1}}}xliff", version="1.2")
    file = Tree.SubElement(root, f"{{{V1}}}file", original="catalog", datatype="plaintext")
    file.attrib.update({"source-language": exchange.source_locale, "target-language": exchange.locale})
    header = Tree.SubElement(file, f"{{{V1}}}header")
    _notes(header, V1, "from", {"count": [str(exchange.count)]})
    body = Tree.SubElement(file, f"{{{V1}}}body")
    for message in exchange.units:
        unit = Tree.SubElement(body, f"{{{V1}}}trans-unit", id=_id(message.key), resname=message.key)
        unit.set(_SPACE, "preserve")
        codes: dict[str, str] = {}
        _inline(Tree.SubElement(unit, f"{{{V1}}}source"), message.source, message.kind, codes)
        if message.target:
            state = "needs-adaptation" if message.stale else _STATES_1.get(message.state, "new")
            target = Tree.SubElement(unit, f"{{{V1}}}target", state=state)
            _inline(target, message.target, message.kind, codes)
        _notes(unit, V1, "from", _kept(message))
        unit.tail = "\n"
    return _document(root, V1)


def _id(key: str) -> str:
    return f"u{text_hash(key)}"


def _kept(message: TranslationUnit) -> dict[str, list[str]]:
    """Notes of our own, and after them those for translators."""
    previous = [message.previous] if message.previous else []
    known = {"base": [message.base_hash], "kind": [message.kind.value], "state": [message.state.value]}
    return {**known, "place": list(message.keys), "previous": previous, "": list(message.notes)}


def _notes(parent: Tree.Element, space: str, attribute: str, notes: dict[str, list[str]]) -> None:
    for name, texts in notes.items():
        for text in texts:
            note = Tree.SubElement(parent, f"{{{space}}}note")
            if name:
                note.set(attribute, f"{OURS}{name}")
            note.text = text


def _inline(element: Tree.Element, text: str, kind: TextKind, codes: dict[str, str]) -> None:
    """Write a text with its inserts and code as placeholders; the same code has the same number."""
    space = element.tag[1:].partition("}")[0]
    last: Tree.Element | None = None
    end = 0
    used: dict[str, int] = {}
    for start, stop in _protected(text, kind):
        _append(element, last, text[end:start])
        code = text[start:stop]
        name = codes.setdefault(code, str(len(codes) + 1))
        used[code] = used.get(code, 0) + 1
        identity = name if used[code] == 1 else f"{name}-{used[code]}"
        last = Tree.SubElement(element, f"{{{space}}}ph", id=identity)
        if space == V2:
            last.attrib.update(dataRef=f"d{name}", equiv=code)
        else:
            last.text = code
        end = stop
    _append(element, last, text[end:])


def _append(element: Tree.Element, last: Tree.Element | None, text: str) -> None:
    if last is None:
        element.text = (element.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def _protected(text: str, kind: TextKind) -> list[tuple[int, int]]:
    found = [(each.start, each.end) for each in placeholders(text, literal=kind is TextKind.LITERAL)]
    if kind is TextKind.MARKUP:
        found += [(each.start, each.end) for each in identifiers(text) if each.kind == "code"]
    return sorted(found)


def _document(root: Tree.Element, space: str) -> bytes:
    Tree.register_namespace("", space)
    for element in root.iter():
        element.text = _ILLEGAL.sub("\ufffd", element.text) if element.text else element.text
        element.tail = _ILLEGAL.sub("\ufffd", element.tail) if element.tail else element.tail
    written: bytes = Tree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"
