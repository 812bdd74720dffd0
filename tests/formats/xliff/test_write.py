"""Units are written so that each version of XLIFF gives them back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from eventdocs.formats.xliff.read import read
from eventdocs.formats.xliff.write import write_1, write_2
from eventdocs.model.exchange import ExchangeFile
from tests.formats.units import EXCHANGE, UNITS


@pytest.mark.parametrize("write", [write_1, write_2])
def test_units_come_back(write: Callable[[ExchangeFile], bytes]) -> None:
    assert read(write(EXCHANGE), "a.xlf") == EXCHANGE


@pytest.mark.parametrize("write", [write_1, write_2])
def test_a_placeholder_is_an_inline_element(write: Callable[[ExchangeFile], bytes]) -> None:
    assert b"<ph " in write(EXCHANGE)
    assert b"Full: %1" not in write(EXCHANGE)


@pytest.mark.parametrize(
    ("write", "expected"),
    [
        (write_1, [b'maxwidth="80" size-unit="char"']),
        (write_2, [b'slr:sizeRestriction="80"', b'<slr:profiles generalProfile="xliff:codepoints"']),
    ],
)
def test_a_limit_of_the_length_is_written(
    write: Callable[[ExchangeFile], bytes], expected: list[bytes]
) -> None:
    limited = replace(EXCHANGE, units=(replace(UNITS[0], max_length=80), *UNITS[1:]))
    assert [write(limited).count(text) for text in expected] == [1] * len(expected)
    assert not any(text in write(EXCHANGE) for text in expected)
    assert read(write(limited), "a.xlf") == EXCHANGE
