"""A workbook has the table of CSV, without dates."""

import pytest

from eventdocs.formats.xlsx import read, write
from eventdocs.model.errors import EventdocsError
from tests.formats.units import EXCHANGE


def test_units_come_back() -> None:
    assert read(write(EXCHANGE), "a.xlsx") == EXCHANGE


def test_the_same_units_give_the_same_bytes() -> None:
    assert write(EXCHANGE) == write(EXCHANGE)


def test_another_file_is_an_error() -> None:
    with pytest.raises(EventdocsError, match=r"`a.xlsx` is not a readable workbook: BadZipFile"):
        read(b"no zip", "a.xlsx")
