"""Units are written so that each version of XLIFF gives them back."""

from collections.abc import Callable

import pytest

from eventdocs.formats.xliff.read import read
from eventdocs.formats.xliff.write import write_1, write_2
from eventdocs.model.exchange import ExchangeFile
from tests.formats.units import EXCHANGE


@pytest.mark.parametrize("write", [write_1, write_2])
def test_units_come_back(write: Callable[[ExchangeFile], bytes]) -> None:
    assert read(write(EXCHANGE), "a.xlf") == EXCHANGE


@pytest.mark.parametrize("write", [write_1, write_2])
def test_a_placeholder_is_an_inline_element(write: Callable[[ExchangeFile], bytes]) -> None:
    assert b"<ph " in write(EXCHANGE)
    assert b"Full: %1" not in write(EXCHANGE)
