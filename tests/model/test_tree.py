"""Nodes are found by path, and a missing value has the span of the nearest key."""

from eventdocs.model.tree import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    Span,
    find_node,
    make_mapping,
    nearest_span,
    scalar_text,
)

A, B = Scalar("a", Span(1, 4, 1, 5)), Scalar("b", Span(2, 4, 2, 5))
LIST = Sequence((A, B), Span(1, 2, 3, 0))
CAUSE = Scalar("cause", Span(0, 0, 0, 5))
TREE = Mapping(((CAUSE, LIST), (Scalar("id", Span(3, 0, 3, 2)), B)), Span(0, 0, 4, 0))


def test_a_span_is_counted_from_1_in_a_location() -> None:
    assert str(Span(1, 4, 1, 5).within("a.yaml")) == "a.yaml:2:5"


def test_a_path_follows_keys_and_list_indexes() -> None:
    assert find_node(TREE, ("cause", "1")) is B
    assert find_node(TREE, ()) is TREE
    for path in (("cause", "2"), ("cause", "x"), ("none",), ("id", "0")):
        assert find_node(TREE, path) is None


def test_a_missing_value_has_the_span_of_the_nearest_key() -> None:
    assert nearest_span(TREE, ("cause", "1")) == B.span
    assert nearest_span(TREE, ("cause", "7")) == CAUSE.span
    assert nearest_span(TREE, ("none", "x")) == TREE.span


def test_a_mapping_finds_values_and_keys() -> None:
    assert TREE.get("cause") is LIST
    assert TREE.key("cause") is CAUSE
    assert TREE.get("none") is None
    assert TREE.key("none") is None


def test_the_text_of_a_block_scalar_has_no_closing_line_end() -> None:
    assert scalar_text(Scalar("a\n", A.span, "|")) == "a"
    assert scalar_text(Scalar("a\n", A.span, '"')) == "a\n"


def test_a_large_mapping_finds_its_keys_by_an_index() -> None:
    pairs: dict[str, tuple[Scalar, Node]] = {
        f"k{at}": (Scalar(f"k{at}", Span(at, 0, at, 2)), Scalar(str(at), Span(at, 4, at, 5)))
        for at in range(20)
    }
    large = make_mapping(pairs, Span(0, 0, 20, 0))
    small = make_mapping(dict(list(pairs.items())[:3]), Span(0, 0, 3, 0))
    assert (large.by_key is None, small.by_key is None) == (False, True)
    for mapping in (large, small):
        assert mapping.get("k2") is pairs["k2"][1]
        assert mapping.key("k2") is pairs["k2"][0]
        assert (mapping.get("none"), mapping.key("none")) == (None, None)
    assert large.pairs == tuple(pairs.values())


def test_a_span_is_that_of_its_location() -> None:
    span = Span(2, 4, 3, 1)
    assert Span.of(span.within("events/7.yaml")) == span
