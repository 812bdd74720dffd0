"""Values of sources are normalized: names that a catalog accepts, numbers in decimal and hexadecimal."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.model.sources import (
    SourceEvent,
    SourceFindings,
    SourceProvider,
    event_name,
    parse_number,
    safe_name,
)
from eventdocs.schema.fields import NAME


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("02050", 2050),
        ("0xA001", 40961),
        ("0X0000000000000001", 1),
        (" 8 ", 8),
        ("", None),
        ("-1", None),
        ("0x", None),
        ("1_000", None),
        ("٣", None),
        ("9" * 5000, None),
    ],
)
def test_numbers_are_decimal_or_hexadecimal(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (("7", 0, "DiskFull"), "DiskFull"),
        (("7", 2, "DiskFull_V2"), "DiskFull"),
        (("7", 1, "DiskFull_V2"), "DiskFull_V2"),  # the version of something else
        (("7", 0, "", "Write", "win:Start"), "WriteStart"),
        (("7", 0, "", "Write", "Retry"), "WriteRetry"),
        (("7", 0, "", "Write", "win:Info"), "Write"),
        (("7", 0, "", "Write"), "Write"),
        (("7", 0, "", "win:None", "win:Start"), "Event7"),
        (("7", 0, "", "", "win:Start"), "Event7"),
        (("7", 0, "???"), "Event7"),
        (("7", 0, "", "Write Disk", "a/b"), "WriteDiskab"),
    ],
)
def test_an_event_is_named_after_its_symbol_or_its_action(arguments: tuple[str, int, str], name: str) -> None:
    assert event_name(*arguments) == name


@given(st.text())
def test_a_safe_name_is_a_name_of_the_catalog_or_empty(text: str) -> None:
    name = safe_name(text)
    assert not name or re.fullmatch(NAME.pattern, name)


def test_references_to_strings_have_their_lines() -> None:
    events = (SourceEvent("7", "DiskFull", 9, message="full"), SourceEvent("8", "DiskSlow", 10))
    provider = SourceProvider("a.man", 3, message="title", events=events)
    assert list(provider.string_lines()) == [("title", 3), ("full", 9)]
    assert provider.texts("full") == {}


def test_findings_are_sorted_and_capped() -> None:
    findings = SourceFindings("a.man")
    for line in range(1000, 0, -1):
        findings.report(line, "wrong")
    found = findings.all()
    assert len(found) == 101
    assert found[0].location.line <= found[-1].location.line
    assert "900 more ED125 findings" in "".join(each.message for each in found)
