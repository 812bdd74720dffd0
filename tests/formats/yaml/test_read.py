"""The YAML reader keeps texts as text, knows all positions, and rejects unsupported YAML."""

import json
from pathlib import Path
from typing import Any

import pytest

from eventdocs.formats.yaml.read import read
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, find_node


def plain(node: Node | None) -> Any:
    """Return a tree as Python values, each scalar as its text."""
    if isinstance(node, Mapping):
        return {key.value: plain(value) for key, value in node.pairs}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.value if isinstance(node, Scalar) else None


def codes(data: bytes) -> list[tuple[str, int, int]]:
    """Read a text, and return the codes and positions of the findings."""
    return [(f.rule.code, f.location.line, f.location.column) for f in read(data, "f.yaml")[1]]


def test_scalars_are_the_characters_in_the_file() -> None:
    node, diagnostics = read(b"no: 010\nversion: 1.10\non: 1:30:00\nday: 2024-13-45\nnil: ~\n", "f")
    assert diagnostics == []
    assert plain(node) == {"no": "010", "version": "1.10", "on": "1:30:00", "day": "2024-13-45", "nil": "~"}


@pytest.mark.parametrize("prefix", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_places_are_right_with_and_without_bom_and_crlf(prefix: bytes, end: bytes) -> None:
    node, _ = read(prefix + end.join([b"a: x", b"b:", b"  - y", b"  - {c: \xe6\x97\xa5z}", b""]), "f")
    places = {path: find_node(node, path) for path in [("a",), ("b", "0"), ("b", "1", "c")]}
    spans = {path: found.span if found else None for path, found in places.items()}
    assert spans == {("a",): (0, 3, 0, 4), ("b", "0"): (2, 4, 2, 5), ("b", "1", "c"): (3, 8, 3, 10)}


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a: 1\nb: 2\na: 3\n", [("ED003", 3, 1)]),
        (b"a: &x 1\nb: *x\n", [("ED004", 1, 4), ("ED004", 2, 4)]),
        (b"a: {}\nb:\n  <<: {c: 1}\n", [("ED004", 3, 3)]),
        (b"a: !!str 1\n", [("ED004", 1, 4)]),
        (b"a: b\n---\nc: d\n", [("ED007", 2, 1)]),
        (b"a: 'x\n", [("ED001", 2, 1)]),
        (b"a: [1, 2\nb: 3\n", [("ED001", 2, 2)]),
        (b"a: caf\xe9\n", [("ED002", 1, 7)]),
        (b"a: \xc3\xa9\n\xff", [("ED002", 2, 1)]),
        (b"a: b\0c\n", [("ED002", 1, 5)]),
        (b'a: "b\\0c"\n', []),  # `validate` decides which texts may have control characters
        ("a: b\u2028c\n".encode(), [("ED002", 1, 5)]),
        (b"a: b\rc: d\n", [("ED002", 1, 5)]),
        (b"a: b\r\nc: d\r\r\n", [("ED002", 2, 5)]),
        (b"a: b\nc: {d", [("ED001", 2, 6)]),
        (b"a: b\nc: {d\n", [("ED001", 3, 1)]),
        (b"", [("ED007", 1, 1)]),
        (b"# nothing\n", [("ED007", 1, 1)]),
        (b"? [a]\n: b\n", [("ED011", 1, 3)]),
        (b"a: " + b"x" * 100_001 + b"\n", [("ED006", 1, 4)]),
    ],
)
def test_invalid_values_are_reported_with_their_location(
    data: bytes, expected: list[tuple[str, int, int]]
) -> None:
    assert codes(data) == expected


@pytest.mark.parametrize("data", [b"[" * 50_000, b"- " * 5_000, b"{a: " * 40_000, b"[" * 33 + b"]" * 33])
def test_deep_nesting_is_a_finding_and_no_crash(data: bytes) -> None:
    assert codes(data)[-1][0] == "ED005"


@pytest.mark.parametrize("data", [b"[" * 33 + b"]" * 33, b"{[a]: b}"])
def test_a_finding_about_the_structure_of_a_file_has_a_hint(data: bytes) -> None:
    assert [bool(finding.hint) for finding in read(data, "a.yaml")[1]] == [True]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert codes(b"[" * 32 + b"]" * 32) == []


# Differences between libyaml, the underlying parser, and YAML 1.2. It is stricter than the suite about forms that
# a valid catalog file never needs. Where it is looser, it reads the text as people would.
REFUSED_BY_LIBYAML = {
    "an empty or multi-line key": "2JQS 4MUZ/00 4MUZ/01 4MUZ/02 5MUD 6M2F 9SA2 CFD4 FRK4 K3WX M2N8/00 NHX8 NJ66 NKF9 "
    "S3PD SM9W/01 UKK6/00 UT92 VJP3/01 2SXE",
    "a directive of another name or version": "2LFX 6LVF BEC7 MUS6/05 MUS6/06",
    "a colon inside a flow collection's plain text": "4ABK 58MP 5T43 DBG4 HM87/00",
    "a tab as separation": "6BCT 6CA3 96NN/00 96NN/01 A2M4 DK95/00 DK95/03 DK95/04 Q5MG R4YG Y79Y/001 Y79Y/010",
    "a document end without a document, or text at the margin of one": "7Z25 HWV9 QT73 M7A3 W4TN DK3J FP8R",
    "an anchor's or alias's name in other letters": "8XYN W5VH",
}
ACCEPTED_BY_LIBYAML = {
    "continuation at the margin of a flow collection or quotation": "9C9N QB6E DK95/01 Y79Y/003",
    "a comment without a space before it": "9JBA CVW2 MUS6/00 SU5Z X4QW",
    "a dash as plain text": "G5U8 YJV2",
    "a block scalar after less indented empty lines": "S98Z",
}
READ_OTHERWISE = {
    "`?` at the start of a flow key": "652Z HM87/01",
    "an unindented last line of spaces in a block scalar": "JEF9/02 L24T/01",
    "an implicit empty key": "DFF7",
}


def _names(groups: dict[str, str]) -> set[str]:
    return {name for names in groups.values() for name in names.split()}


def _suite(shared: Path) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((shared / "hostile/yaml-test-suite.json").read_text("utf-8"))
    assert len(cases) == 402
    return cases


def _as_text(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_text(below) for key, below in value.items()}
    if isinstance(value, list):
        return [_as_text(below) for below in value]
    return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value


def _same(read_value: Any, wanted: Any) -> bool:
    """Compare with the JSON of the suite, whose null is an empty text or `null` in the file."""
    if wanted is None:
        return read_value in ("", "null", "~")
    if isinstance(wanted, dict):
        return (
            isinstance(read_value, dict)
            and read_value.keys() == wanted.keys()
            and all(_same(read_value[key], wanted[key]) for key in wanted)
        )
    if isinstance(wanted, list):
        return (
            isinstance(read_value, list)
            and len(read_value) == len(wanted)
            and all(map(_same, read_value, wanted))
        )
    return bool(read_value == wanted)


def test_the_yaml_test_suite_is_rejected_or_read_as_expected(shared: Path) -> None:
    refused, accepted, otherwise = set(), set(), set()
    chosen = {"ED002", "ED003", "ED004", "ED007", "ED011"}
    for case in _suite(shared):
        node, diagnostics = read(case["yaml"].encode(), "f")
        if case["error"]:
            if not diagnostics:
                accepted.add(case["name"])
        elif diagnostics:
            if not {found.rule.code for found in diagnostics} <= chosen:
                refused.add(case["name"])
        else:
            wanted = json.loads(case["json"], parse_float=str, parse_int=str) if case["json"] else ...
            if not _same(plain(node), _as_text(wanted)):
                otherwise.add(case["name"])
    assert refused == _names(REFUSED_BY_LIBYAML)
    assert accepted == _names(ACCEPTED_BY_LIBYAML)
    assert otherwise == _names(READ_OTHERWISE)
