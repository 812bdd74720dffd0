"""Characters of a scalar's value are located in the file, in every style."""

import pytest

from eventdocs.formats.yaml.places import span_finder
from eventdocs.formats.yaml.read import read
from eventdocs.model.tree import Mapping, Scalar


@pytest.mark.parametrize(
    "text",
    [
        "a: The disk is full\n",
        "a: 'It''s the disk here'\n",
        'a: "\\u0041 \\"b\\" disk\\n"\n',
        "a: |\n  One\n  disk\n",
        "a: >\n  One\n  two disk\n",
        "a: One\n  two disk\n",
    ],
)
def test_a_word_is_found_where_it_is_written(text: str) -> None:
    node, _ = read(text.encode(), "a.yaml")
    assert isinstance(node, Mapping)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    start = scalar.value.index("disk")
    lines = text.split("\n")
    span = span_finder(lines, scalar.span, scalar.value)(start, start + 4)
    assert lines[span.line][span.column : span.end_column] == "disk"
    assert span.line == span.end_line


def test_a_value_that_does_not_match_the_file_has_the_span_of_the_scalar() -> None:
    node, _ = read(b"a: b\n", "a.yaml")
    assert isinstance(node, Mapping)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    assert span_finder(["a: b"], scalar.span, "other")(0, 2) == scalar.span
