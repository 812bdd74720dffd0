"""A table of translation units survives a spreadsheet, and no cell is a formula."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.csv import protect_cell, read, restore_cell, table_rows, write
from eventdocs.model.errors import EventdocsError
from eventdocs.model.ledger import State
from tests.formats.units import EXCHANGE, UNITS


def test_units_survive_a_round_trip() -> None:
    assert read(write(EXCHANGE), "a.csv") == EXCHANGE


@pytest.mark.parametrize(
    ("separator", "encoding"),
    [(";", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), ("\t", "utf-16-le"), (",", "utf-16-be")],
)
def test_files_that_spreadsheets_save_in_other_countries_are_read(separator: str, encoding: str) -> None:
    rows = csv.reader(io.StringIO(write(EXCHANGE).decode("utf-8-sig"), newline=""))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read(out.getvalue().encode(encoding), "a.csv") == EXCHANGE


def test_no_cell_is_a_formula() -> None:
    cells = [cell for row in table_rows(EXCHANGE) for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize(
    "text",
    [
        "1%",
        "1.5",
        "1,5",
        "1 000",
        "12:30",
        "1/2",
        "2026-01-02",
        "1E5",
        "007",
        "$5",
        "5 €",
        "(5)",
        "TRUE",
        "false",
    ],
)
def test_values_that_a_spreadsheet_would_convert_are_text(text: str) -> None:
    """Numbers, dates, times and truth values are saved in another format, even if nobody edits them."""
    units = (replace(UNITS[1], source=text, target=text),)
    data = write(replace(EXCHANGE, units=units, count=1)).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(data.splitlines()[2])))[1:3] == [f"'{text}", f"'{text}"]
    assert read(data.encode(), "a.csv").units[0].target == text


def test_words_and_keys_have_no_mark() -> None:
    cells = ("Disk 1 is full.", "131:intro", "e", "%", "...", "true.")
    assert [protect_cell(cell) for cell in cells] == list(cells)


@given(st.text(max_size=20) | st.text("'1%eE.", max_size=8))
def test_protecting_is_undone(text: str) -> None:
    assert restore_cell(protect_cell(text)) == text


def test_an_edited_stale_translation_is_translated() -> None:
    data = write(EXCHANGE).replace(b"'=1+2", b"dois")
    *_, edited = read(data, "a.csv").units
    assert edited == replace(UNITS[2], target="dois", state=State.TRANSLATED, stale=False)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("eventdocs\t".encode("utf-16") + b"x", "a.csv:1: the bytes are not UTF-16"),
        (b"\xff", "a.csv:1: byte 0xFF is not UTF-8"),
        (b'"a\n', "a.csv:1: the file is not CSV"),
        (b"a,b\nc,d\n", "not a table that eventdocs exported"),
        (b"", "not a table that eventdocs exported"),
        (b"other,1,en,de\nkey,source,target,base\n", "not a table that eventdocs exported"),
        (b"eventdocs,1,en,de\nkey,source,base\n", "has no column `target`"),
        (b"eventdocs,1,en,de\nkey,source,target,base\na,b\n", "a.csv:3: the row is truncated"),
        (b"eventdocs,1,en,de\nkey,source,target,base\n,b,c,d\n", "a.csv:3: the row has no key"),
    ],
)
def test_a_damaged_table_is_an_error(data: bytes, message: str) -> None:
    with pytest.raises(EventdocsError, match=message):
        read(data, "a.csv")
