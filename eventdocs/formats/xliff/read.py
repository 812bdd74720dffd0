"""Read translation units from XLIFF."""

import re
import sys
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import CHARACTER, OURS, V1
from eventdocs.formats.xml import LocatedElement, local_name, read_elements, split_chunks
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, parse_count, parse_kind, unit_hash
from eventdocs.model.ledger import State
from eventdocs.model.limits import STRINGS, LimitCounter

_EXPORT_AGAIN = "export the file again"
_ROOT_2 = re.compile(r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff")
_HEX = re.compile("[0-9A-Fa-f]{1,6}")
_STATES_1 = {"translated": State.TRANSLATED, "signed-off": State.REVIEWED, "final": State.REVIEWED}


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of an XLIFF 2.x or 1.2 file."""
    elements = read_elements(split_chunks(data), file, ("unit", "trans-unit", "note"), ("file",))
    line, root, _ = next(elements)
    if root.tag == f"{{{V1}}}xliff":
        return _read_1(elements, file)
    if _ROOT_2.fullmatch(root.tag):
        return _read_2(root, elements, file)
    raise EventdocsError(f"{file}:{line}: the file is not XLIFF 1.2 or 2.x", hint=_EXPORT_AGAIN)


def _read_2(root: Tree.Element, elements: Iterable[LocatedElement], file: str) -> ExchangeFile:
    space = root.tag.removesuffix("xliff")
    if not root.get("trgLang"):
        raise EventdocsError(f"`{file}` has no target language", hint=_EXPORT_AGAIN)
    counter = LimitCounter(STRINGS, file)
    units, count = [], 0
    for line, element, _ in elements:
        if element.tag == f"{space}unit":
            units.append(_counted(_read_unit_2(element, space, f"{file}:{line}"), counter))
        elif element.tag == f"{space}note":
            count += _count(_read_notes([element], "category"))
    return ExchangeFile(root.get("srcLang", ""), root.get("trgLang", ""), tuple(units), count)


def _counted(unit: TranslationUnit, counter: LimitCounter) -> TranslationUnit:
    counter.add(max(1, len(unit.keys)))
    return unit


def _read_unit_2(unit: Tree.Element, space: str, where: str) -> TranslationUnit:
    codes = {data.get("id", ""): _flat(data, {}, where) for data in unit.iter(f"{space}data")}
    parts = [child for child in unit if child.tag in (f"{space}segment", f"{space}ignorable")]
    source, target = (
        "".join(_flat(part.find(f"{space}{side}"), codes, where) for part in parts)
        for side in ("source", "target")
    )
    notes = _read_notes(unit.findall(f"{space}notes/{space}note"), "category")
    segments = [part for part in parts if part.tag.endswith("segment")]
    substates = {segment.get("subState") for segment in segments}
    stale = "eventdocs:stale" in substates
    return _unit(unit.get("name"), source, target, notes, _state_2(segments), stale, where)


def _state_2(segments: list[Tree.Element]) -> State:
    states = {segment.get("state", "initial") for segment in segments}
    substates = {segment.get("subState") for segment in segments}
    if "eventdocs:machine" in substates or states == {"initial"}:
        return State.MACHINE
    return State.REVIEWED if states and states <= {"reviewed", "final"} else State.TRANSLATED


def _read_1(elements: Iterable[LocatedElement], file: str) -> ExchangeFile:
    counter = LimitCounter(STRINGS, file)
    units, count = [], 0
    sources, languages = [], set()
    for line, element, _ in elements:
        if element.tag == f"{{{V1}}}file":
            sources.append(element.get("source-language", ""))
            languages.add(element.get("target-language", ""))
        elif element.tag == f"{{{V1}}}trans-unit":
            units.append(_counted(_read_unit_1(element, f"{file}:{line}"), counter))
        elif element.tag == f"{{{V1}}}note":
            count += _count(_read_notes([element], "from"))
    if len(languages) != 1 or "" in languages:
        raise EventdocsError(f"`{file}` has no target language, or several", hint=_EXPORT_AGAIN)
    return ExchangeFile(sources[0], languages.pop(), tuple(units), count)


def _read_unit_1(unit: Tree.Element, where: str) -> TranslationUnit:
    target = unit.find(f"{{{V1}}}target")
    state = target.get("state", "translated") if target is not None else "new"
    notes = _read_notes(unit.findall(f"{{{V1}}}note"), "from")
    result = State.REVIEWED if unit.get("approved") == "yes" else _STATES_1.get(state, State.MACHINE)
    source, text = _flat(unit.find(f"{{{V1}}}source"), {}, where), _flat(target, {}, where)
    return _unit(unit.get("resname"), source, text, notes, result, state == "needs-adaptation", where)


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
    where: str,
) -> TranslationUnit:
    if not key:
        raise EventdocsError(f"{where}: the unit has no key", hint=_EXPORT_AGAIN)
    kind, base = parse_kind(_first(notes, "kind")), _first(notes, "base")
    if state is State.MACHINE and target and unit_hash(target, kind) != base:
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


def _flat(element: Tree.Element | None, codes: dict[str, str], where: str) -> str:
    """Return the text of an element with the text of its placeholders."""
    return "" if element is None else "".join(_texts(element, codes, where))


def _texts(element: Tree.Element, codes: dict[str, str], where: str) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if local_name(child) == "cp":
            yield _character(child.get("hex", ""), where)
        elif child.get("ctype", "").startswith(CHARACTER):
            yield _character(child.get("ctype", "").removeprefix(CHARACTER), where)
        elif child.get("dataRef") in codes:
            yield codes[child.get("dataRef", "")]
        else:
            yield from _texts(child, codes, where)
        yield child.tail or ""


def _character(digits: str, where: str) -> str:
    """Return the character of a `cp` element; surrogates are none."""
    code = int(digits, 16) if _HEX.fullmatch(digits) else sys.maxunicode + 1
    if code > sys.maxunicode or 0xD800 <= code <= 0xDFFF:
        message = f'{where}: `<cp hex="{digits[:20]}"/>` is not a character'
        raise EventdocsError(message, hint="remove it from the unit")
    return chr(code)
