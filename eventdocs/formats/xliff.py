"""Messages as XLIFF 2.1 and 1.2. The one door to defusedxml.

Inserts and code are inline elements that a translator's tool moves and does not edit. What we need back is in
notes of our own: the hash of the translation that the file was made from, and the strings that share a text.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as Tree

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import Exchange, Message
from eventdocs.model.inserts import inserts
from eventdocs.model.names import names
from eventdocs.model.states import State, text_hash
from eventdocs.model.units import Kind

V2 = "urn:oasis:names:tc:xliff:document:2.0"
V1 = "urn:oasis:names:tc:xliff:document:1.2"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OURS = "eventdocs-"
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STATES_2 = {State.MACHINE: "translated", State.TRANSLATED: "translated", State.REVIEWED: "reviewed"}
_STATES_1 = {
    State.MACHINE: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}
_DONE_1 = {"translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.REVIEWED}


def write_2(exchange: Exchange) -> bytes:
    """Write messages as XLIFF 2.1."""
    root = Tree.Element(
        f"{{{V2}}}xliff", version="2.1", srcLang=exchange.source_locale, trgLang=exchange.locale
    )
    file = Tree.SubElement(root, f"{{{V2}}}file", id="catalog")
    _notes(Tree.SubElement(file, f"{{{V2}}}notes"), V2, "category", {"count": [str(exchange.count)]})
    for message in exchange.messages:
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


def write_1(exchange: Exchange) -> bytes:
    """Write messages as XLIFF 1.2."""
    root = Tree.Element(f"{{{V1}}}xliff", version="1.2")
    file = Tree.SubElement(root, f"{{{V1}}}file", original="catalog", datatype="plaintext")
    file.attrib.update({"source-language": exchange.source_locale, "target-language": exchange.locale})
    header = Tree.SubElement(file, f"{{{V1}}}header")
    _notes(header, V1, "from", {"count": [str(exchange.count)]})
    body = Tree.SubElement(file, f"{{{V1}}}body")
    for message in exchange.messages:
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


def _kept(message: Message) -> dict[str, list[str]]:
    """Notes of our own, and after them those for translators."""
    previous = [message.previous] if message.previous else []
    known = {"base": [message.base], "kind": [message.kind.value], "state": [message.state.value]}
    return {**known, "place": list(message.places), "previous": previous, "": list(message.notes)}


def _notes(parent: Tree.Element, space: str, attribute: str, notes: dict[str, list[str]]) -> None:
    for name, texts in notes.items():
        for text in texts:
            note = Tree.SubElement(parent, f"{{{space}}}note")
            if name:
                note.set(attribute, f"{_OURS}{name}")
            note.text = text


def _inline(element: Tree.Element, text: str, kind: Kind, codes: dict[str, str]) -> None:
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


def _protected(text: str, kind: Kind) -> list[tuple[int, int]]:
    found = [(each.start, each.end) for each in inserts(text, literal=kind is Kind.LITERAL)]
    if kind is Kind.MARKUP:
        found += [(each.start, each.end) for each in names(text) if each.kind == "code"]
    return sorted(found)


def _document(root: Tree.Element, space: str) -> bytes:
    Tree.register_namespace("", space)
    for element in root.iter():
        element.text = _ILLEGAL.sub("\ufffd", element.text) if element.text else element.text
        element.tail = _ILLEGAL.sub("\ufffd", element.tail) if element.tail else element.tail
    written: bytes = Tree.tostring(root, encoding="utf-8")
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + written + b"\n"


def read(data: bytes, file: str) -> Exchange:
    """Read messages from XLIFF 2.x or 1.2; entities and document types are refused."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise EventdocsError(f"{file} declares entities or a document type", hint="take them out") from error
    except (Tree.ParseError, ValueError, LookupError) as error:
        raise EventdocsError(f"{file} is not XML: {error}", hint="export it anew") from error
    if root.tag == f"{{{V1}}}xliff":
        return _read_1(root, file)
    if root.tag == f"{{{V2}}}xliff" or re.fullmatch(
        r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff", root.tag
    ):
        return _read_2(root, file)
    raise EventdocsError(f"{file} is not XLIFF 1.2 or 2.x", hint="export it anew")


def _read_2(root: Tree.Element, file: str) -> Exchange:
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
    return Exchange(root.get("srcLang", ""), root.get("trgLang", ""), tuple(messages), count)


def _read_1(root: Tree.Element, file: str) -> Exchange:
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
    return Exchange(parts[0].get("source-language", ""), languages.pop(), tuple(messages), count)


def _read_notes(notes: list[Tree.Element], attribute: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for note in notes:
        name = note.get(attribute, "").removeprefix(_OURS)
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
) -> Message:
    if not key:
        raise EventdocsError(f"{file}: a unit has no key", hint="export it anew")
    found, base = notes.get("kind", [""])[0], notes.get("base", [""])[0]
    kind = Kind(found) if found in {each.value for each in Kind} else Kind.MARKUP
    if state is State.MACHINE and target and text_hash(target, lines=kind is Kind.LITERAL) != base:
        state, stale = State.TRANSLATED, False  # someone changed it, whatever the tool says of it
    return Message(
        key=key,
        source=source,
        target=target,
        base=base,
        state=state if target else State.MISSING,
        stale=stale,
        previous=notes.get("previous", [""])[0],
        kind=kind,
        places=tuple(notes.get("place", ())),
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
