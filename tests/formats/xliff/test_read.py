"""XLIFF files obey the constraints that the schema cannot express, and survive changes by tools."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.xliff import MATCHES, V1, V2
from eventdocs.formats.xliff.read import read
from eventdocs.formats.xliff.write import write_1, write_2
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, Match, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

TEXTS = st.lists(
    st.sampled_from(["Disk", "%1", "%1", "`a b`", "<b>", "&", "{name}", "]]>", "%2!s!", "é"])
).map(" ".join)
STATES = st.sampled_from([State.MACHINE, State.TRANSLATED, State.REVIEWED])


@st.composite
def exchanges(draw: st.DrawFn) -> ExchangeFile:
    messages = []
    for number in range(draw(st.integers(1, 4))):
        target, kind = draw(TEXTS), draw(st.sampled_from([TextKind.MARKUP, TextKind.LITERAL]))
        messages.append(
            TranslationUnit(
                key=f"{number}:message",
                source=draw(TEXTS) or "x",
                target=target,
                base_hash=text_hash(target, lines=kind is TextKind.LITERAL) if target else "",
                state=draw(STATES) if target else State.MISSING,
                kind=kind,
                notes=("a note",),
                keys=(f"{number}:message", f"{number}:other"),
                matches=tuple(draw(st.lists(st.builds(Match, TEXTS, TEXTS, st.floats(0, 1)), max_size=2))),
            )
        )
    return ExchangeFile("en-US", "pt-BR", tuple(messages), len(messages))


@pytest.mark.parametrize("write", [write_1, write_2])
def test_written_data_are_read_back(write: Callable[[ExchangeFile], bytes]) -> None:
    @given(exchanges())
    def same(exchange: ExchangeFile) -> None:
        found = read(write(exchange), "f.xlf")
        pairs = zip(found.units, exchange.units, strict=True)
        for mine, theirs in pairs:
            assert (mine.key, mine.source, mine.target, mine.base_hash) == (
                theirs.key,
                theirs.source,
                theirs.target,
                theirs.base_hash,
            )
            assert (mine.state, mine.kind, mine.keys) == (theirs.state, theirs.kind, theirs.keys)
        assert (found.source_locale, found.locale, found.count) == ("en-US", "pt-BR", exchange.count)

    same()


def ids(element: Tree.Element) -> list[str]:
    return [each.get("id", "") for each in element if each.tag.endswith("}ph")]


def faults_2(root: Tree.Element) -> Iterator[str]:
    """Check the constraints of XLIFF 2.1, chapters 4.2 and 4.3, that concern our files."""
    space = f"{{{V2}}}"
    units = list(root.iter(f"{space}unit"))
    if len({unit.get("id") for unit in units}) != len(units):
        yield "ids of units are unique in their file"
    for unit in units:
        data = [each.get("id", "") for each in unit.iterfind(f"{space}originalData/{space}data")]
        if len(set(data)) != len(data):
            yield "ids of data are unique in their unit"
        order = [child.tag.removeprefix(space) for child in unit]
        if order != sorted(order, key=[f"{{{MATCHES}}}matches", "notes", "originalData", "segment"].index):
            yield "notes must come before originalData, and that before the segments"
        for segment in unit.iter(f"{space}segment"):
            source, target = segment.find(f"{space}source"), segment.find(f"{space}target")
            assert source is not None
            yield from segment_faults(segment, target)
            yield from inline_faults(source, [] if target is None else [target], data)
        references = {f"#{segment.get('id')}" for segment in unit.iter(f"{space}segment")}
        for match in unit.iter(f"{{{MATCHES}}}match"):
            yield from match_faults(match, references)


def match_faults(match: Tree.Element, references: set[str]) -> Iterator[str]:
    """Check the constraints of the Translation Candidates module, chapter 5.1."""
    space = f"{{{V2}}}"
    if match.get("ref") not in references:
        yield "a match refers to a segment of its unit"
    if not 0 <= float(match.get("similarity", "-1")) <= 100:
        yield "the similarity is from 0 to 100"
    order = [child.tag.removeprefix(space) for child in match]
    if order not in (["source", "target"], ["originalData", "source", "target"]):
        yield "a match has the original data, a source and a target, in this order"
    data = [each.get("id", "") for each in match.iter(f"{space}data")]
    source, target = match.find(f"{space}source"), match.find(f"{space}target")
    assert source is not None
    assert target is not None
    yield from inline_faults(source, [target], data)


def segment_faults(segment: Tree.Element, target: Tree.Element | None) -> Iterator[str]:
    if segment.get("state") not in ("initial", "translated", "reviewed", "final"):
        yield "a state is one of four"
    if target is None and segment.get("state") != "initial":
        yield "a segment without a target is initial"
    if segment.get("subState") and ":" not in segment.get("subState", ""):
        yield "a subState has an authority before it"


def inline_faults(source: Tree.Element, targets: list[Tree.Element], data: list[str]) -> Iterator[str]:
    known = {each.get("id"): each.get("dataRef") for each in source}
    for side in (source, *targets):
        if len(set(ids(side))) != len(ids(side)) or "" in ids(side):
            yield "ids of inline elements are unique in their text"
        for each in side:
            if each.get("dataRef") not in data:
                yield "a dataRef names data of the unit"
            if known.get(each.get("id"), each.get("dataRef")) != each.get("dataRef"):
                yield "an element of the target is the one of the source that has its id"


@given(exchanges())
def test_the_constraints_of_xliff_2_1_hold(exchange: ExchangeFile) -> None:
    root = Tree.fromstring(write_2(exchange))
    assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "en-US", "pt-BR")
    assert list(faults_2(root)) == []


@given(exchanges())
def test_the_constraints_of_xliff_1_2_hold(exchange: ExchangeFile) -> None:
    root = Tree.fromstring(write_1(exchange))
    for unit in root.iter(f"{{{V1}}}trans-unit"):
        order = [child.tag.partition("}")[2] for child in unit]
        assert order == sorted(order, key=["source", "target", "note", "alt-trans"].index)
        assert order.count("source") == 1
        for side in (*unit, *(side for match in unit.iter(f"{{{V1}}}alt-trans") for side in match)):
            assert len(set(ids(side))) == len(ids(side))


def test_other_inline_elements_of_tools_are_read_as_their_text() -> None:
    exchange = ExchangeFile("en", "pt", (TranslationUnit("1:x", "A", "B", state=State.TRANSLATED),), 1)
    data = write_2(exchange).replace(
        b"<target>B</target>", b'<target>B <mrk id="m" type="term">c</mrk><cp hex="0041"/></target>'
    )
    assert read(data, "f.xlf").units[0].target == "B cA"
    split = write_2(exchange).replace(
        b"</segment>",
        b"</segment><ignorable><source> </source><target> </target></ignorable>"
        b'<segment state="translated"><source>C</source><target>D</target></segment>',
    )
    assert (read(split, "f.xlf").units[0].source, read(split, "f.xlf").units[0].target) == (
        "A C",
        "B D",
    )


def test_the_original_data_of_a_match_is_not_that_of_its_unit() -> None:
    unit = TranslationUnit("1:x", "A %1", "B %1", kind=TextKind.LITERAL, state=State.TRANSLATED)
    match = (
        f'<matches xmlns="{MATCHES}"><match ref="#s1"><originalData xmlns="{V2}"><data id="d1">%2</data>'
        f'</originalData><source xmlns="{V2}">C <ph id="1" dataRef="d1"/></source>'
        f'<target xmlns="{V2}">D <ph id="1" dataRef="d1"/></target></match></matches>'
    )
    data = write_2(ExchangeFile("en", "pt", (unit,), 1)).replace(b"</unit>", f"{match}</unit>".encode())
    (found,) = read(data, "f.xlf").units
    assert (found.source, found.target) == ("A %1", "B %1")


@pytest.mark.parametrize(
    "digits", ["D800", "DFFF", "110000", "FFFFFFFF", "", "xyz", "-1", "\u0661", "9" * 5_000]
)
def test_an_element_for_no_character_is_an_error_with_its_line(digits: str) -> None:
    data = write_2(ExchangeFile("en", "pt", (TranslationUnit("1:x", "A", "B", state=State.TRANSLATED),), 1))
    wrong = data.decode().replace("<target>B", f'<target>B<cp hex="{digits}"/>')
    with pytest.raises(EventdocsError, match=r'^f.xlf:2: `<cp hex=".{0,20}"/>` is not a character$'):
        read(wrong.encode(), "f.xlf")


@pytest.mark.parametrize("write", [write_1, write_2])
def test_deeply_nested_elements_are_refused_with_their_line(write: Callable[[ExchangeFile], bytes]) -> None:
    data = write(ExchangeFile("en", "pt", (TranslationUnit("1:x", "A", "B", state=State.TRANSLATED),), 1))
    for depth, message in ((90, None), (5_000, "f.xlf:2: elements are nested deeper than 100 levels")):
        nested = data.replace(b">B<", b">" + b"<g>" * depth + b"B" + b"</g>" * depth + b"<")
        if message is None:
            assert read(nested, "f.xlf").units[0].target == "B"
        else:
            with pytest.raises(EventdocsError, match=message):
                read(nested, "f.xlf")


def test_control_characters_are_elements_in_xliff_1() -> None:
    unit = TranslationUnit("1:message", " A\x07\x1b[1m", "B\0\ufffe\r\n ", kind=TextKind.LITERAL)
    data = write_1(ExchangeFile("en", "pt", (replace(unit, state=State.TRANSLATED, previous="\x07"),), 1))
    found = read(data, "f.xlf").units[0]
    assert (found.source, found.target) == (unit.source, unit.target)


def test_control_characters_are_elements_in_xliff_2() -> None:
    unit = TranslationUnit("1:x", "A\x07 `a\x0bb`", "B\0\ufffe", state=State.TRANSLATED)
    data = write_2(ExchangeFile("en", "pt", (unit,), 1))
    assert b'B<cp hex="0000" /><cp hex="FFFE" /></target>' in data
    found = read(data, "f.xlf").units[0]
    assert (found.source, found.target) == (unit.source, unit.target)
