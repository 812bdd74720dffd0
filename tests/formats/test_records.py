"""Records are JSON with one event per line, and errors have a line and column."""

import json

import pytest

from eventdocs.formats.records import read_record
from eventdocs.model.diagnostics import Diagnostic
from eventdocs.model.tree import Mapping, Node, Scalar, Sequence, find_node


def plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.pairs}


LINE = '{"id": 7, "strings": {"en": {"message": "é\\n\\u0022\\ud83d\\ude00"}}, "a": [], "b": {}, "c": [1, "x", {}], "n": null}'


def test_a_line_becomes_a_tree_with_positions_and_null_is_a_missing_key() -> None:
    node = read_record(f"\ufeff{LINE}\r\n".encode(), 3, "a.ndjson")
    assert isinstance(node, Mapping)
    expected = {
        "id": "7",
        "strings": {"en": {"message": 'é\n"😀'}},
        "a": [],
        "b": {},
        "c": ["1", "x", {}],
    }
    assert plain(node) == expected
    message = find_node(node, ("strings", "en", "message"))
    assert message is not None
    assert message.span == (2, LINE.index('"é'), 2, LINE.index("}}, "))


def test_a_blank_line_is_no_record() -> None:
    assert read_record(b" \t\r\n", 1, "a.ndjson") is None


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("[]", 1, "expected an object"),
        ("7", 1, "expected an object"),
        ('{"a": }', 7, "expected a value"),
        ('{"a": 07}', 8, "expected `,` or `}`"),
        ('{"a": NaN}', 7, "expected a value"),
        ('{"a" 1}', 6, "expected `:`"),
        ("{a: 1}", 2, "expected a key in double quotes"),
        ('{"a": 1,}', 9, "expected a key in double quotes"),
        ('{"a": 1', 8, "expected `,` or `}`"),
        ('{"a": [1 2]}', 10, "expected `,` or `]`"),
        ('{"a": [1,]}', 10, "expected a value"),
        ('{"a": [null]}', 8, "a list has no null"),
        ('{"a": 1} {}', 10, "expected the end of the line"),
        ('{"a": 1, "a": null}', 10, "duplicate key `a`"),
        ('{"a": "x', 7, "unterminated string starting at"),
        ('{"a": "\\q"}', 8, "invalid \\escape"),
        ('{"a": "\\ud800"}', 7, "a text has half of a surrogate pair"),
        ('{"a":' * 40, 161, "values are nested deeper than 32 levels"),
        ('{"a":' * 100_000, 161, "values are nested deeper than 32 levels"),
    ],
)
def test_a_line_that_is_not_json_is_found_at_its_column(line: str, column: int, message: str) -> None:
    found = read_record(line.encode(), 5, "a.ndjson")
    assert isinstance(found, Diagnostic)
    assert (found.location.file, found.location.line, found.location.column) == ("a.ndjson", 5, column)
    assert message in found.message


def test_a_line_in_another_encoding_is_found_at_its_byte() -> None:
    found = read_record('{"a": "é'.encode() + b"\xff", 2, "a.ndjson")
    assert isinstance(found, Diagnostic)
    assert (found.location.column, found.message) == (9, "byte 0xFF is not UTF-8")


def test_damaged_lines_are_json_exactly_if_the_standard_library_reads_them() -> None:
    text = json.dumps({"a": [1, "x", {"b": 'é\n"', "d": -1.5}], "c": {}, "e": True}).encode()
    for at in range(1, len(text)):
        for damaged in (text[:at], text[:at] + b"," + text[at:], text[:at] + text[at + 1 :]):
            try:
                json.loads(damaged)
                is_json = True
            except ValueError:
                is_json = False
            assert isinstance(read_record(damaged, 1, "a"), Mapping) == is_json, damaged
