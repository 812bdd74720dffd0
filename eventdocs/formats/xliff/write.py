"""Write translation units as XLIFF."""

import re
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import CHARACTER, MATCHES, OURS, SIZE, V1, V2
from eventdocs.formats.xml import write_xml
from eventdocs.model.exchange import ExchangeFile, Match, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind
from eventdocs.text.blocks import BlockKind, Leaf, leaves
from eventdocs.text.identifiers import Identifier, identifiers
from eventdocs.text.placeholders import Placeholder, Syntaxes, placeholders

_SEGMENT = "s1"  # the id of the only segment of a unit
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# Characters that are written as elements, because XML cannot contain them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STATES_2 = {State.MACHINE: "translated", State.TRANSLATED: "translated", State.REVIEWED: "reviewed"}
_STATES_1 = {
    State.MACHINE: "needs-review-translation",
    State.TRANSLATED: "translated",
    State.REVIEWED: "signed-off",
}


def write_2(exchange: ExchangeFile) -> bytes:
    """Return translation units as XLIFF 2.1."""
    root = Tree.Element(f"{{{V2}}}xliff", version="2.1", srcLang=exchange.source_locale)
    if exchange.locale:
        root.set("trgLang", exchange.locale)
    file = Tree.SubElement(root, f"{{{V2}}}file", id="catalog")
    if any(unit.max_length for unit in exchange.units):
        Tree.SubElement(file, f"{{{SIZE}}}profiles", generalProfile="xliff:codepoints")
    _notes(Tree.SubElement(file, f"{{{V2}}}notes"), V2, "category", {"count": [str(exchange.count)]})
    for unit in exchange.units:
        _write_unit_2(file, unit)
    return _document(root, V2)


def _write_unit_2(file: Tree.Element, unit: TranslationUnit) -> None:
    element = Tree.SubElement(file, f"{{{V2}}}unit", id=_id(unit.key), name=unit.key)
    element.set(_SPACE, "preserve")
    if unit.kind is TextKind.CODE:
        element.set("translate", "no")
    if unit.max_length:
        element.set(f"{{{SIZE}}}sizeRestriction", str(unit.max_length))
    codes: dict[str, str] = {}
    segment = Tree.Element(f"{{{V2}}}segment", id=_SEGMENT, state=_STATES_2.get(unit.state, "initial"))
    if unit.stale:
        segment.attrib.update(state="initial", subState="eventdocs:stale")
    elif unit.state is State.MACHINE:
        segment.set("subState", "eventdocs:machine")
    _inline(Tree.SubElement(segment, f"{{{V2}}}source"), unit.source, unit, codes)
    if unit.target:
        _inline(Tree.SubElement(segment, f"{{{V2}}}target"), unit.target, unit, codes)
    if unit.matches:
        matches = Tree.SubElement(element, f"{{{MATCHES}}}matches")
        for match in unit.matches:
            _write_match_2(matches, match, unit, dict(codes))
    _notes(Tree.SubElement(element, f"{{{V2}}}notes"), V2, "category", _unit_notes(unit))
    if codes:
        element.append(_original_data(codes))
    element.append(segment)
    element.tail = "\n"


def _write_match_2(matches: Tree.Element, match: Match, unit: TranslationUnit, codes: dict[str, str]) -> None:
    """Add a match; its placeholders have the ids of the same ones in the unit, whose codes are given."""
    element = Tree.SubElement(matches, f"{{{MATCHES}}}match", ref=f"#{_SEGMENT}")
    element.set("similarity", str(match.percent))
    texts = []
    for name, text in (("source", match.source), ("target", match.target)):
        texts.append(Tree.Element(f"{{{V2}}}{name}"))
        _inline(texts[-1], text, unit, codes)
    used = {placeholder.get("dataRef") for text in texts for placeholder in text}
    codes = {code: name for code, name in codes.items() if f"d{name}" in used}
    if codes:
        element.append(_original_data(codes))
    element.extend(texts)


def _original_data(codes: dict[str, str]) -> Tree.Element:
    """Return the element with the text of each code."""
    element = Tree.Element(f"{{{V2}}}originalData")
    for text, name in codes.items():
        _append(Tree.SubElement(element, f"{{{V2}}}data", id=f"d{name}"), text)
    return element


def write_1(exchange: ExchangeFile) -> bytes:
    """Return translation units as XLIFF 1.2."""
    root = Tree.Element(f"{{{V1}}}xliff", version="1.2")
    file = Tree.SubElement(root, f"{{{V1}}}file", original="catalog", datatype="plaintext")
    file.set("source-language", exchange.source_locale)
    if exchange.locale:
        file.set("target-language", exchange.locale)
    header = Tree.SubElement(file, f"{{{V1}}}header")
    _notes(header, V1, "from", {"count": [str(exchange.count)]})
    body = Tree.SubElement(file, f"{{{V1}}}body")
    for unit in exchange.units:
        _write_unit_1(body, unit)
    return _document(root, V1)


def _write_unit_1(body: Tree.Element, unit: TranslationUnit) -> None:
    element = Tree.SubElement(body, f"{{{V1}}}trans-unit", id=_id(unit.key), resname=unit.key)
    element.set(_SPACE, "preserve")
    if unit.kind is TextKind.CODE:
        element.set("translate", "no")
    if unit.max_length:
        element.attrib.update({"maxwidth": str(unit.max_length), "size-unit": "char"})
    codes: dict[str, str] = {}
    _inline(Tree.SubElement(element, f"{{{V1}}}source"), unit.source, unit, codes)
    if unit.target:
        state = "needs-adaptation" if unit.stale else _STATES_1.get(unit.state, "new")
        target = Tree.SubElement(element, f"{{{V1}}}target", state=state)
        _inline(target, unit.target, unit, codes)
    _notes(element, V1, "from", _unit_notes(unit))
    for match in unit.matches:
        similar = Tree.SubElement(element, f"{{{V1}}}alt-trans")
        similar.set("match-quality", f"{match.percent}%")
        for name, text in (("source", match.source), ("target", match.target)):
            _inline(Tree.SubElement(similar, f"{{{V1}}}{name}"), text, unit, codes)
    element.tail = "\n"


def _id(key: str) -> str:
    return f"u{text_hash(key)}"


def _unit_notes(unit: TranslationUnit) -> dict[str, list[str]]:
    """Return our own notes by name, and then those for translators."""
    previous = [_visible(unit.previous)] if unit.previous else []
    data = {"kind": [unit.kind.value], "state": [unit.state.value], "source": [unit.source_hash]}
    if unit.base_hash is not None:
        data["base"] = [unit.base_hash]
    return {**data, "place": list(unit.keys), "previous": previous, "": list(map(_visible, unit.notes))}


def _visible(text: str) -> str:
    """Return a text for people, with a visible character for each that XML cannot contain."""
    return _CONTROL.sub("\ufffd", text)


def _notes(parent: Tree.Element, space: str, attribute: str, notes: dict[str, list[str]]) -> None:
    for name, texts in notes.items():
        for text in texts:
            note = Tree.SubElement(parent, f"{{{space}}}note")
            if name:
                note.set(attribute, f"{OURS}{name}")
            note.text = text


def _inline(element: Tree.Element, text: str, unit: TranslationUnit, codes: dict[str, str]) -> None:
    """Add a text with placeholder elements for placeholders and code; equal codes have equal numbers."""
    space = element.tag[1:].partition("}")[0]
    end = 0
    uses: dict[str, int] = {}
    for start, stop in _protected_ranges(text, unit):
        _append(element, text[end:start])
        code = text[start:stop]
        name = codes.setdefault(code, str(len(codes) + 1))
        uses[code] = uses.get(code, 0) + 1
        element_id = name if uses[code] == 1 else f"{name}-{uses[code]}"
        placeholder = Tree.SubElement(element, f"{{{space}}}ph", id=element_id)
        if space == V2:
            placeholder.attrib.update(dataRef=f"d{name}", equiv=_CONTROL.sub("\ufffd", code))
        else:
            _append(placeholder, code)
        end = stop
    _append(element, text[end:])


def _append(element: Tree.Element, text: str) -> None:
    """Add a text after the children of an element; control characters become elements."""
    space = element.tag[1:].partition("}")[0]
    end = 0
    for number, match in enumerate(_CONTROL.finditer(text), start=1):
        _append_plain(element, text[end : match.start()])
        code = f"{ord(match[0]):04X}"
        if space == V2:
            Tree.SubElement(element, f"{{{V2}}}cp", hex=code)
        else:
            Tree.SubElement(element, f"{{{V1}}}x", id=f"c{len(element)}-{number}", ctype=f"{CHARACTER}{code}")
        end = match.end()
    _append_plain(element, text[end:])


def _append_plain(element: Tree.Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _protected_ranges(text: str, unit: TranslationUnit) -> list[tuple[int, int]]:
    """Return what a translator must not edit; several blocks are protected block by block."""
    if unit.kind is TextKind.BLOCKS:
        return [protected for leaf in leaves(text) for protected in _protected_in_leaf(leaf, unit)]
    if unit.kind is TextKind.CODE:
        return []  # the whole unit is protected
    return _protected_in_text(text, unit.kind, unit.placeholders)


def _protected_in_text(text: str, kind: TextKind, syntaxes: Syntaxes) -> list[tuple[int, int]]:
    parts: list[Placeholder | Identifier] = [*placeholders(text, syntaxes, literal=kind is TextKind.LITERAL)]
    if kind is TextKind.MARKUP:
        codes = identifiers(text, syntaxes)
        parts += [identifier for identifier in codes if identifier.kind == "code"]
    return sorted((part.start, part.end) for part in parts)


def _protected_in_leaf(leaf: Leaf, unit: TranslationUnit) -> list[tuple[int, int]]:
    if leaf.block.kind is BlockKind.CODE:
        return [(leaf.lines[0].start, leaf.lines[-1].end)] if leaf.lines else []
    locate = leaf.locator()
    ranges = _protected_in_text(leaf.block.text, TextKind.MARKUP, unit.placeholders)
    return [locate(*protected) for protected in ranges]


def _document(root: Tree.Element, space: str) -> bytes:
    Tree.register_namespace("", space)
    Tree.register_namespace("slr", SIZE)
    Tree.register_namespace("mtc", MATCHES)
    return write_xml(root)
