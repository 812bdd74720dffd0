"""Units can be read back from each version of XLIFF."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree as Tree

import pytest

from eventdocs.formats.xliff import MATCHES, V1, V2
from eventdocs.formats.xliff.read import read
from eventdocs.formats.xliff.write import write_1, write_2
from eventdocs.model.exchange import ExchangeFile, Match
from tests.formats.units import EXCHANGE, UNITS


@pytest.mark.parametrize("write", [write_1, write_2])
def test_units_survive_a_round_trip(write: Callable[[ExchangeFile], bytes]) -> None:
    assert read(write(EXCHANGE), "a.xlf") == EXCHANGE


@pytest.mark.parametrize("write", [write_1, write_2])
def test_a_placeholder_is_an_inline_element(write: Callable[[ExchangeFile], bytes]) -> None:
    assert b"<ph " in write(EXCHANGE)
    assert b"Full: %1" not in write(EXCHANGE)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (write_1, [b'maxwidth="80" size-unit="char"']),
        (write_2, [b'slr:sizeRestriction="80"', b'<slr:profiles generalProfile="xliff:codepoints"']),
    ],
)
def test_a_limit_of_the_length_is_written(
    write: Callable[[ExchangeFile], bytes], expected: list[bytes]
) -> None:
    limited = replace(EXCHANGE, units=(replace(UNITS[0], max_length=80), *UNITS[1:]))
    assert [write(limited).count(text) for text in expected] == [1] * len(expected)
    assert not any(text in write(EXCHANGE) for text in expected)
    assert read(write(limited), "a.xlf") == EXCHANGE


SIMILAR = Match("Full: %2 %1", "Cheio: %1 %2 & <mais>", 0.799)
WITH_MATCH = replace(EXCHANGE, units=(replace(UNITS[0], matches=(SIMILAR,)), *UNITS[1:]))


def parts(data: bytes, tag: str, attribute: str) -> list[tuple[str | None, list[str]]]:
    """Return matches with an attribute, and the tags, attributes and text of all elements in them."""
    return [
        (
            match.get(attribute),
            [
                " ".join((each.tag.rpartition("}")[2], each.get("id", ""), "".join(each.itertext())))
                for each in match.iter()
            ][1:],
        )
        for match in Tree.fromstring(data).iter(tag)
    ]


def test_a_match_in_xliff_2_names_its_segment_and_has_the_placeholders_of_its_unit() -> None:
    data = write_2(WITH_MATCH)
    (unit, *_) = Tree.fromstring(data).iter(f"{{{V2}}}unit")
    (match,) = unit.iterfind(f"{{{MATCHES}}}matches/{{{MATCHES}}}match")
    assert match.attrib == {"ref": "#s1", "similarity": "79"}
    segment = unit.find(f"{{{V2}}}segment")
    assert segment is not None
    assert segment.get("id") == "s1"
    assert next(child.tag for child in unit) == f"{{{MATCHES}}}matches"
    assert [child.tag for child in match] == [
        f"{{{V2}}}{name}" for name in ("originalData", "source", "target")
    ]
    assert parts(data, f"{{{MATCHES}}}match", "similarity") == [
        (
            "79",
            [
                "originalData  %1%2",
                "data d1 %1",
                "data d2 %2",
                "source  Full:  ",
                "ph 2 ",
                "ph 1 ",
                "target  Cheio:   & <mais>",
                "ph 1 ",
                "ph 2 ",
            ],
        )
    ]
    assert b"xmlns:mtc=" not in write_2(EXCHANGE)


def test_a_match_in_xliff_1_is_an_alternative_translation() -> None:
    assert parts(write_1(WITH_MATCH), f"{{{V1}}}alt-trans", "match-quality") == [
        (
            "79%",
            [
                "source  Full: %2 %1",
                "ph 2 %2",
                "ph 1 %1",
                "target  Cheio: %1 %2 & <mais>",
                "ph 1 %1",
                "ph 2 %2",
            ],
        )
    ]


@pytest.mark.parametrize("write", [write_1, write_2])
def test_a_match_is_never_read(write: Callable[[ExchangeFile], bytes]) -> None:
    assert read(write(WITH_MATCH), "a.xlf") == EXCHANGE
    others = Match("Empty: %9", "Vazio: %9", 0.6)  # with a placeholder that the unit lacks
    exchange = replace(EXCHANGE, units=(replace(UNITS[0], matches=(others, SIMILAR)), *UNITS[1:]))
    assert read(write(exchange), "a.xlf") == EXCHANGE
