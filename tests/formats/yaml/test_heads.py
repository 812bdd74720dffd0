"""The reference that is found without parsing equals that of the parsed file, or is None."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventdocs.formats.yaml.heads import scan_head
from eventdocs.model.catalog import CatalogSettings
from eventdocs.model.event import EventRef
from eventdocs.store.catalog import parse_event

EXAMPLES = int(os.environ.get("EVENTDOCS_EXAMPLES", "300"))
LINES = [
    "id: 7", "id: 010", "id: -5", "name: DiskFull", "name: Disk Full", "version: 1", "version: '1'", "version: x",
    "provider: wcf", "provider: other", "see_also: [7, wcf/8@1]", "see_also: [7,8]", "see_also: 7", "see_also: []",
    "replaced_by: 8", "replaced_by: wcf/8@1", "replaced_by: [8]",
    "level: error", "", "# note", "  more", "\tmore", "'id': 8", '"name": Other', "? version\n: 3", "id : 9",
    "strings:\n  en-US:\n    message: x", "strings: {en-US: {message: x}}", "strings:\n  en-US:\n    title: A text\n    message: x",
    "strings: {en-US: {'title' : A text}}", "keywords:\n- A\n- id: 3", "---", "...",
    "id: 7 # seven", "name: |\n  Text", "since: \u2028version: 2", "since: a\rversion: 2", "since: a\x85id: 3",
    "name:\n  Below", "version: 1 ", "id: ~", "name: null", "id: 1.10", "\ufeffid: 7", "version: 0x1", "- id: 4",
]  # fmt: skip


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=6), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_scan_finds_the_same_or_nothing(lines: list[str], end: str, ended: bool) -> None:
    data = (end.join(["id: 7", "name: DiskFull", *lines][2 * (len(lines) > 4) :]) + end * ended).encode()
    found = scan_head(data, "x.yaml", "other")
    event, faults = parse_event(
        data, "x.yaml", CatalogSettings("en-US", ("en-US",), default_provider="other")
    )
    if found is not None and event is not None and not faults:
        assert found.identifies_same(event.ref)


def test_it_finds_a_head_that_is_written_plainly() -> None:
    found = scan_head(
        b"# one\nid: 7\nname: DiskFull\nprovider: wcf\nversion: 2\nsee_also: [8, x/9]\nlevel: a\n", "f", ""
    )
    assert found
    assert found == EventRef("f", "7", "DiskFull", "wcf", 2, ("8", "x/9"), level="a")


def test_the_default_provider_is_none() -> None:
    found = scan_head(b"id: 7\nname: A\nprovider: wcf\n", "f", "wcf")
    assert found
    assert found.provider == ""


def test_a_version_of_thousands_of_digits_takes_a_full_parse() -> None:
    assert scan_head(b"id: 7\nname: A\nversion: " + b"9" * 5_000 + b"\n", "a.yaml", "") is None


@pytest.mark.parametrize(
    "line", ["'version': 2", '"see_also": [8]', "? version\n: 2", "{version: 2}", "---", "..."]
)
def test_other_syntax_at_the_start_of_a_line_takes_a_full_parse(line: str) -> None:
    assert scan_head(f"id: 7\nname: A\n{line}\n".encode(), "a.yaml", "") is None
