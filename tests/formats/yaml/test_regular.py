"""The fast reader returns the values of the exact reader, or None."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.yaml.regular import read_regular
from eventdocs.formats.yaml.stream import read_text
from eventdocs.model.values import values_of
from tests.conftest import ROOT

REGULAR = """# an event
id: 4031
name: DispatchSessionFailed

keywords: [ActivationServices, User Events]
parameters:
  - {name: Uri, type: xs:string}
  # two of them
  - {name: Status, paths: [a/b, 'c, d'], map: {empty: [], last: [e]}}
strings:
  en-US:
    message: 'It''s "%1": done'
    steps:
      - First.
      - "Then: second."
  pt-BR:
    description: Esse evento é emitido quando a distribuição de sessão falhou.
    details: |
      Um parágrafo: com "marcas".

      - um item
        # e outro

    cause: |-
      Fim.
"""
PIECES = [
    "a: b", "a:", "b: c", "- x", "- {n: u, t: xs:string}", "b: [c, d e]", "c: 'it''s'", 'c: "x: y"', "# note", "#", "",
    "d: x # y", "d: x: y", "d: &a x", "d: *a", "d: |", "text", "e: {a: [b]}", "e: {a: [b, 'c]'], d: {e: [f]}}", "- {a: [b], c: [[d]]}", "e: {a: [b, ], c: d}", "e: {a: [{b: c}]}", "- a: b", "b: [c, ]", "c: 'x",
    'c: "\\n"', "a : b", "? a", "---", "...", "é: ñ  ", "12: -1", "b: [c,d]", "d: -x", "f: x:", "b: []", "b: {}",
    "- 'q'", "- - x", "d:x", "d: [a b: c]", "%x", "d: <<", "a.b-c: d", "d: !t x", "'k': v", "b: [a,, c]",
    "d: |-", "c: |+", "- |", "x\n", "  x", "d: | # y", "b: ['a, b', \"c\"]", "b: [https://x/y, 'it''s']", "- ", "''",
]  # fmt: skip


def agrees(text: str) -> bool:
    """Return whether the fast reader read the text; its values must then be those of the exact reader."""
    found = read_regular(text)
    if found is not None:
        node, diagnostics = read_text(text, "x")
        assert node is not None
        assert (values_of(node), diagnostics) == (found, [])
    return found is not None


def test_a_regular_file_is_read_by_the_fast_reader() -> None:
    assert agrees(REGULAR)
    assert agrees(REGULAR.rstrip("\n"))
    assert agrees(REGULAR + "\n\n  # the end\n")


@pytest.mark.parametrize("end", ["#", "# x", "  #", "    # x", "  ", "\n "])
def test_a_comment_or_spaces_can_end_a_file(end: str) -> None:
    assert agrees(REGULAR + end)
    assert agrees(f"{REGULAR}{end}\n")


def test_event_files_are_read_by_it() -> None:
    files = sorted((ROOT / "catalog/events").rglob("*.yaml"))
    assert sum(agrees(path.read_text("utf-8")) for path in files) == len(files) > 10


def test_most_imported_files_are_read_by_it(imported: Path) -> None:
    files = sorted((imported / "events").rglob("*.yaml"))
    assert sum(agrees(path.read_text("utf-8")) for path in files) > len(files) / 2


def test_the_yaml_test_suite_agrees(shared: Path) -> None:
    cases = json.loads((shared / "hostile/yaml-test-suite.json").read_text("utf-8"))
    assert sum(agrees(case["yaml"]) for case in cases) == 13


LINES = st.tuples(
    st.sampled_from([0, 0, 1, 2, 2, 4]), st.sampled_from(PIECES), st.sampled_from(["", "", " "])
)


@given(st.lists(LINES, max_size=12), st.booleans())
def test_any_lines_agree(lines: list[tuple[int, str, str]], ended: bool) -> None:
    text = "\n".join(" " * indent + piece + after for indent, piece, after in lines)
    agrees(text + "\n" if ended else text)


@given(st.integers(0, len(REGULAR)), st.integers(0, 3), st.text(" \n:-#'\"[]{}ab,|>&*!%\\", max_size=3))
def test_any_edit_of_a_regular_file_agrees(at: int, cut: int, put: str) -> None:
    agrees(REGULAR[:at] + put + REGULAR[at + cut :])


@given(
    st.sampled_from(["|", "|-", "|+", ">", "| ", "|2"]),
    st.lists(st.tuples(st.integers(0, 5), st.text("ab:#-'\"|> ", max_size=6)), max_size=6),
    st.sampled_from(["", "\n", "\nc: d\n", "\n  c: d\n", "\n  # x\nc: d", "\n   - x\n"]),
    st.booleans(),
)
def test_any_block_scalar_agrees(header: str, lines: list[tuple[int, str]], end: str, in_list: bool) -> None:
    block = "".join(f"\n{' ' * indent}{text}" for indent, text in lines)
    agrees(f"a:\n  {'-' if in_list else 'b:'} {header}{block}{end}")
