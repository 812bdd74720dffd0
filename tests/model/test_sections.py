"""A catalog's own sections come after the section that they name, in the order of declaration."""

import pytest

from eventdocs.model.sections import AFTER, SectionDeclaration, placed_sections


@pytest.mark.parametrize(
    ("after", "placed"),
    [
        ({}, {}),
        ({"a": AFTER, "b": AFTER}, {AFTER: ("a", "b")}),
        ({"a": "cause", "b": "a", "c": "cause", "d": "a"}, {"cause": ("a", "b", "d", "c")}),
        ({"b": "a", "a": "message"}, {"message": ("a", "b")}),
        ({"a": "b", "b": "a", "c": "c", "d": "cause"}, {"cause": ("d",)}),
    ],
)
def test_sections_are_placed(after: dict[str, str], placed: dict[str, tuple[str, ...]]) -> None:
    assert placed_sections({name: SectionDeclaration(after=other) for name, other in after.items()}) == placed


def test_a_long_chain_is_placed() -> None:
    names = [f"s{number}" for number in range(100)]
    chain = dict(zip(names, ["cause", *names], strict=False))
    declared = {name: SectionDeclaration(after=other) for name, other in chain.items()}
    assert placed_sections(declared) == {"cause": tuple(names)}
