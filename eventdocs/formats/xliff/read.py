"""Read translation units from XLIFF."""

import re
import sys
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple
from xml.etree import ElementTree as Tree

from eventdocs.formats.xliff import CHARACTER, OURS, V1
from eventdocs.formats.xml import LocatedElement, local_name, read_elements, split_chunks
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import (
    ExchangeFile,
    TranslationUnit,
    is_copy,
    parse_count,
    parse_hash,
    parse_kind,
    unit_hash,
)
from eventdocs.model.ledger import State
from eventdocs.model.limits import STRINGS, LimitCounter

_EXPORT_AGAIN = "export the file again"
_ROOT_2 = re.compile(r"\{urn:oasis:names:tc:xliff:document:2\.\d\}xliff")
_HEX = re.compile("[0-9A-Fa-f]{1,6}")
_FINAL = ("signed-off", "final")
_UNTRANSLATED = ("new", "needs-translation", "initial")  # tools fill in the source for it
_BY_MACHINE = ("leveraged-mt", "mt-suggestion")
_SUGGESTED = ("fuzzy-match", "tm-suggestion")


class _Status(NamedTuple):
    """The status of a translation in a file.

    `suggested`: a machine or a memory made it, and nobody has confirmed it. `untranslated`: if it equals the
    source, it is none. `stated`: it is one, even if it equals the source.
    """

    state: State
    stale: bool = False
    suggested: bool = False
    untranslated: bool = False
    stated: bool = False


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
            units.append(_counted(_read_unit_2(element, space, file, line), counter))
        elif element.tag == f"{space}note":
            count += _declared_count(element, "category")
    return ExchangeFile(root.get("srcLang", ""), root.get("trgLang", ""), tuple(units), count)


def _counted(unit: TranslationUnit, counter: LimitCounter) -> TranslationUnit:
    counter.add(max(1, len(unit.keys)))
    return unit


def _read_unit_2(unit: Tree.Element, space: str, file: str, line: int) -> TranslationUnit:
    where = f"{file}:{line}"
    codes = {
        data.get("id", ""): _flat(data, {}, where)
        for data in unit.iterfind(f"{space}originalData/{space}data")
    }
    parts = [child for child in unit if child.tag in (f"{space}segment", f"{space}ignorable")]
    source = "".join(_flat(part.find(f"{space}source"), codes, where) for part in parts)
    target, missing = _target_2(parts, space, codes, where)
    notes = _read_notes(unit.findall(f"{space}notes/{space}note"), "category")
    segments = [part for part in parts if part.tag == f"{space}segment"]
    problem = f"{missing} of its {len(segments)} segments have no translation" if target and missing else ""
    return _unit(unit.get("name"), source, target, notes, _status_2(segments), where, line, problem)


def _target_2(parts: list[Tree.Element], space: str, codes: dict[str, str], where: str) -> tuple[str, int]:
    """Return the translation of a unit's parts in their order, and how many segments lack one.

    An ignorable part without a translation is as in the source. Without any translation, it is empty.
    """
    texts: list[tuple[int, str]] = []
    missing, is_translated = 0, False
    for index, part in enumerate(parts, start=1):
        source, target = part.find(f"{space}source"), part.find(f"{space}target")
        order = target.get("order", "") if target is not None else ""
        text = _flat(target, codes, where)
        is_translated |= bool(text)
        if part.tag == f"{space}ignorable":
            text = _flat(source, codes, where) if target is None else text
        elif not text and _flat(source, codes, where):
            missing += 1
        texts.append((parse_count(order) or index, text))
    return "".join(text for _, text in sorted(texts, key=itemgetter(0))) if is_translated else "", missing


def _status_2(segments: list[Tree.Element]) -> _Status:
    states = {segment.get("state") for segment in segments}
    substates = {segment.get("subState") for segment in segments}
    stale = "eventdocs:stale" in substates
    if "eventdocs:machine" in substates or not states or states & {"initial", None}:
        return _Status(State.MACHINE, stale, untranslated="initial" in states)
    is_reviewed = states <= {"reviewed", "final"}
    return _Status(State.REVIEWED if is_reviewed else State.TRANSLATED, stale, stated=True)


def _read_1(elements: Iterable[LocatedElement], file: str) -> ExchangeFile:
    counter = LimitCounter(STRINGS, file)
    units, count = [], 0
    sources, languages = [], set()
    for line, element, _ in elements:
        if element.tag == f"{{{V1}}}file":
            sources.append(element.get("source-language", ""))
            languages.add(element.get("target-language", ""))
        elif element.tag == f"{{{V1}}}trans-unit":
            units.append(_counted(_read_unit_1(element, file, line), counter))
        elif element.tag == f"{{{V1}}}note":
            count += _declared_count(element, "from")
    if len(languages) != 1 or "" in languages:
        raise EventdocsError(f"`{file}` has no target language, or several", hint=_EXPORT_AGAIN)
    return ExchangeFile(sources[0], languages.pop(), tuple(units), count)


def _read_unit_1(unit: Tree.Element, file: str, line: int) -> TranslationUnit:
    where = f"{file}:{line}"
    target = unit.find(f"{{{V1}}}target")
    notes = _read_notes(unit.findall(f"{{{V1}}}note"), "from")
    source, text = _flat(unit.find(f"{{{V1}}}source"), {}, where), _flat(target, {}, where)
    status = _status_1(unit, Tree.Element("target", state="new") if target is None else target)
    return _unit(unit.get("resname"), source, text, notes, status, where, line)


def _status_1(unit: Tree.Element, target: Tree.Element) -> _Status:
    state, qualifier = target.get("state"), target.get("state-qualifier")
    if unit.get("approved") == "yes" or state in _FINAL:
        return _Status(State.REVIEWED, stated=True)
    if qualifier in _BY_MACHINE or (qualifier in _SUGGESTED and state != "translated"):
        return _Status(State.MACHINE, suggested=True, untranslated=state in _UNTRANSLATED)
    if state in ("translated", None):
        return _Status(State.TRANSLATED, stated=True) if state else _Status(State.MISSING)
    return _Status(State.MACHINE, state == "needs-adaptation", untranslated=state in _UNTRANSLATED)


def _read_notes(notes: list[Tree.Element], attribute: str) -> dict[str, list[str]]:
    texts: dict[str, list[str]] = {}
    for note in notes:
        name = note.get(attribute, "").removeprefix(OURS)
        texts.setdefault(name, []).append("".join(note.itertext()))
    return texts


def _first(notes: dict[str, list[str]], name: str) -> str:
    text, *_ = notes.get(name, [""])
    return text


def _declared_count(note: Tree.Element, attribute: str) -> int:
    """Return the number of units that a note of a file declares, 0 if the note is another one."""
    name = note.get(attribute, "").removeprefix(OURS)
    return parse_count("".join(note.itertext())) if name == "count" else 0


def _unit(
    key: str | None,
    source: str,
    target: str,
    notes: dict[str, list[str]],
    status: _Status,
    where: str,
    line: int,
    problem: str = "",
) -> TranslationUnit:
    if not key:
        raise EventdocsError(f"{where}: the unit has no key", hint=_EXPORT_AGAIN)
    kind, base = (
        parse_kind(_first(notes, "kind")),
        parse_hash(_first(notes, "base") if "base" in notes else None),
    )
    state, stale = status.state, status.stale
    is_edited = base is None or unit_hash(target, kind) != base
    was_translated = _first(notes, "state") in (State.MACHINE, State.TRANSLATED, State.REVIEWED)
    if status.untranslated and is_copy(source, target) and (is_edited or not was_translated):
        target = ""  # a tool has filled in the source; a translation that equals it was exported so
        is_edited = base is None or unit_hash(target, kind) != base
    if state is State.MACHINE and not status.suggested and target and is_edited:
        state, stale = State.TRANSLATED, False  # it was edited, although the tool did not change its state
    if state is State.TRANSLATED and not is_edited and _first(notes, "state") == State.MACHINE:
        state = State.MACHINE  # the tool has dropped our substate
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
        exported_hash=_first(notes, "source"),
        problem=problem,
        stated=status.stated,
        line=line,
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
        elif child.get("dataRef") and child.get("equiv"):  # a tool has dropped the original data
            yield child.get("equiv", "")
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
