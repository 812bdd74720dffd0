"""Some hostile catalogs take linear time in the commands that read all texts. `make blowup` tests all of them."""

import pytest

from tests.blowup import COMMANDS, Growth, _problem, measure
from tests.blowup_shapes import SHAPES, Shape
from tests.conftest import sample

_NAMES = (
    "'' + '`' * n + ''",
    "'A' + 'a' * n + '_'",
    "'' + 'a.' * n + ''",
    "'' + '1.' * n + ''",
    "'' + 'x-x-' * n + ''",
    "'' + '[a](' * n + ''",
    "'`' + 'a ' * n + ''",
    "placeholders of xref",
    "placeholders of edit_url",
    "nearly equal sources of one letter",
    "many missing identifiers",
    "segments with findings",
    "parameters with findings",
    "terms that a text has not",
    "rule settings for findings",
)
_COMMANDS = {
    name: COMMANDS[name] for name in ("check", "build html", "export po", "import po", "fill", "fix")
}
_SAMPLE = [shape for shape in SHAPES if shape.name in _NAMES]


@pytest.mark.parametrize("shape", sample(_SAMPLE, 2), ids=lambda shape: shape.name)
def test_a_hostile_catalog_takes_linear_time(shape: Shape) -> None:
    growths = measure(shape, _COMMANDS, (5_000, 10_000, 20_000))
    assert [str(growth) for growth in growths if growth.problem] == []


def test_the_sample_has_all_its_shapes_and_names_are_distinct() -> None:
    assert {shape.name for shape in _SAMPLE} == set(_NAMES)
    assert len({shape.name for shape in SHAPES}) == len(SHAPES) > 300


@pytest.mark.parametrize(
    ("seconds", "problem"),
    [
        ((0.1, 0.2, 0.4), ""),
        ((0.5, 1.0, 2.0), ""),
        ((0.0, 0.01, 0.2), ""),  # too short to judge
        ((0.1, 0.2, 0.6), "more than linear"),
        ((0.01, 0.06, 0.35), "more than linear"),
        ((0.04, 0.2, 0.55), ""),  # linear, but too much was subtracted
        ((0.6, 1.1, 2.1), "more than 2 s"),
    ],
)
def test_growth_is_judged_by_the_largest_sizes(seconds: tuple[float, ...], problem: str) -> None:
    assert _problem(Growth("shape", "check", seconds)) == problem
