"""The fast reader finds the same positions as the exact reader."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.yaml.read import YamlTree
from eventdocs.formats.yaml.regular import read_regular
from eventdocs.formats.yaml.regular_places import RegularPlaces
from eventdocs.formats.yaml.stream import read_text
from eventdocs.model.tree import Mapping, Node, Place, Scalar, find_place
from tests.conftest import ROOT
from tests.formats.yaml.test_regular import LINES, REGULAR

TEXT = """# an event
id: 4031
keywords: [ActivationServices, 'User, Events']
parameters:
  - {name: Uri, type: "xs:string"}
labels: {levels: {error: 'Fehler', x: y}, empty: {}, list: [a, 'b, c', "d"], none: [], last: z}

strings:
  # the first
  en-US:
    message: 'It''s "%1": done'   \n    steps:
      - First.
      - |
        Then:
          id: 7

      - "Last."
  pt-BR:
    details: |-
      message: no

      # no comment

    message: é
"""


def paths(node: Node) -> Iterator[tuple[str, ...]]:
    """Yield the paths of all values below a node, and some that do not exist."""
    yield ()
    if isinstance(node, Scalar):
        yield ("x",)
        return
    pairs = (
        [(key.value, value) for key, value in node.pairs]
        if isinstance(node, Mapping)
        else [(str(index), item) for index, item in enumerate(node.items)]
    )
    for name, value in pairs:
        yield from ((name, *path) for path in paths(value))
        yield (f"{name}9",)
        yield (name[:-1],)
    yield (str(len(pairs)),)


def agrees(text: str) -> bool:
    """Return whether the fast reader read the text; the positions must then be those of the exact reader."""
    if read_regular(text) is None:
        return False
    node, _ = read_text(text, "")
    assert node is not None
    places = RegularPlaces(text)
    for path in paths(node):
        exact = find_place(node, path)
        is_outside = find_place(node, path[:1]) == Place(node.span, exists=False)
        assert places.find(path) == (None if not path or is_outside else exact), path
    return True


@pytest.mark.parametrize(
    "text", [TEXT, REGULAR, TEXT.rstrip("\n"), REGULAR.removesuffix("\n"), f"{TEXT}\n  # x"]
)
def test_all_values_are_found(text: str) -> None:
    assert agrees(text)


def test_values_of_events_are_found(imported: Path) -> None:
    files = [*(ROOT / "catalog/events").rglob("*.yaml"), *(imported / "events").rglob("*.yaml")]
    assert sum(agrees(path.read_text("utf-8")) for path in files) > len(files) / 2


@given(st.lists(LINES, max_size=12), st.booleans())
def test_any_lines_agree(lines: list[tuple[int, str, str]], ended: bool) -> None:
    text = "\n".join(" " * indent + piece + after for indent, piece, after in lines)
    agrees(text + "\n" if ended else text)


@given(st.integers(0, len(TEXT)), st.integers(0, 3), st.text(" \n:-#'\"[]{}ab,|", max_size=3))
def test_any_edit_agrees(at: int, cut: int, put: str) -> None:
    agrees(TEXT[:at] + put + TEXT[at + cut :])


@given(
    st.sampled_from(["|", "|-"]),
    st.lists(st.tuples(st.integers(0, 7), st.text("ab:#- ", max_size=4)), min_size=1, max_size=6),
    st.sampled_from(
        ["", "\n", "\n\n", "\n  ", "\n       ", "\nc: d\n", "\n  c: d\n", "\n  # x\nc: d", "\n   # x\n"]
    ),
    st.booleans(),
)
def test_any_block_scalar_agrees(header: str, lines: list[tuple[int, str]], end: str, in_list: bool) -> None:
    block = "".join(f"\n{' ' * indent}{text}" for indent, text in lines)
    agrees(f"a:\n  {'-' if in_list else 'b:'} {header}{block}{end}")


@pytest.mark.parametrize(
    ("data", "is_regular"), [(b"\xef\xbb\xbfa:\n  b: c\n", True), (b"a: {b: c,\n  d: e}\n", False)]
)
def test_a_tree_finds_values_in_any_file(data: bytes, is_regular: bool) -> None:
    tree = YamlTree(data, is_regular)
    root = tree.root()
    assert root is not None
    for path in [("a", "b"), ("a", "d"), ("x",), ()]:
        assert tree.place(path) == find_place(root, path)
