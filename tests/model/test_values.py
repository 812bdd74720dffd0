"""Values of a catalog file are plain texts, lists and mappings; only texts have text."""

from eventdocs.model.tree import Mapping, Scalar, Sequence, Span
from eventdocs.model.values import Value, flat_of, pairs_of, segments_of, text_of, texts_of, values_of

NOWHERE = Span(0, 0, 0, 0)


def test_a_tree_without_its_positions_are_its_values() -> None:
    block, folded = Scalar("a\nb\n\n", NOWHERE, "|"), Scalar("c\n", NOWHERE, ">")
    quoted = Scalar("d\n", NOWHERE, '"')
    items = Sequence((block, folded, quoted), NOWHERE)
    key = Scalar("key", NOWHERE)
    assert values_of(Mapping(((key, items),), NOWHERE)) == {"key": ["a\nb", "c", "d\n"]}


def test_values_of_another_kind_have_no_text() -> None:
    values: tuple[Value | None, ...] = ("a", ["a", "b", {}], {"k": "a", "l": []}, None)
    assert [text_of(value) for value in values] == ["a", None, None, None]
    assert [texts_of(value) for value in values] == [None, ("a", "b"), None, None]
    assert [segments_of(value) for value in values] == [("a",), ("a", "b"), None, None]
    assert [len(pairs_of(value)) for value in values] == [0, 0, 2, 0]
    assert [flat_of(value) for value in values] == [{}, {}, {"k": "a"}, {}]
