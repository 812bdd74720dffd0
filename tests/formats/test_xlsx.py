"""A workbook has the same table as CSV, and no dates."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import openpyxl
import pytest

from eventdocs.formats.xlsx import read, write
from eventdocs.model.errors import EventdocsError
from tests.formats.units import EXCHANGE, UNITS


def test_units_survive_a_round_trip() -> None:
    assert read(write(EXCHANGE), "a.xlsx") == EXCHANGE


def test_the_same_units_give_the_same_bytes() -> None:
    assert write(EXCHANGE) == write(EXCHANGE)


def test_another_file_is_an_error() -> None:
    with pytest.raises(EventdocsError, match=r"`a.xlsx` is not a readable workbook"):
        read(b"no zip", "a.xlsx")


def test_cells_that_a_spreadsheet_wrote_are_read_as_text() -> None:
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.load_workbook(io.BytesIO(write(EXCHANGE)))
    sheet = book.worksheets[0]
    sheet["B3"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"))
    sheet["C3"], sheet["C4"], sheet["C5"] = 7, "=A1", None
    book.create_sheet("other")
    out = io.BytesIO()
    book.save(out)
    units = read(out.getvalue(), "a.xlsx").units
    assert (units[0].source, units[0].target, units[1].target) == ("plain bold", "7", "=A1")
    assert units[2].target == ""


def test_a_text_that_is_too_long_for_a_cell_is_an_error_and_not_truncated() -> None:
    unit = replace(UNITS[0], source="x" * 32_768)
    with pytest.raises(
        EventdocsError, match=r"a text of `7:message` has 32,768 characters, but a cell holds"
    ):
        write(replace(EXCHANGE, units=(unit,)))


def test_a_cell_has_as_many_keys_as_fit() -> None:
    keys = tuple(f"{number}:message" for number in range(5_000))
    (unit,) = read(write(replace(EXCHANGE, units=(replace(UNITS[0], keys=keys),))), "a.xlsx").units
    assert unit.keys == keys[: len(unit.keys)]
    assert 2_000 < len(unit.keys) < 5_000


SHEET = "xl/worksheets/sheet1.xml"
CELL = b'<c r="A1" t="inlineStr"><is><t>eventdocs</t></is></c>'


def changed(edit: Callable[[str, bytes], bytes]) -> bytes:
    """Return a workbook with other content in some parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(write(EXCHANGE))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            new.writestr(info.filename, edit(info.filename, old.read(info)))
    return out.getvalue()


def test_the_size_that_an_archive_declares_is_not_believed() -> None:
    big = changed(lambda name, data: b" " * 101_000_000 if name == SHEET else data)
    with zipfile.ZipFile(io.BytesIO(big)) as archive:
        size = archive.getinfo(SHEET).file_size.to_bytes(4, "little")
    for data in (big, big.replace(size, (10_000).to_bytes(4, "little"))):
        with pytest.raises(
            EventdocsError, match=r"more than 100,000,000 bytes|not a readable workbook|not XML"
        ):
            read(data, "a.xlsx")


@pytest.mark.parametrize(
    ("part", "old", "new", "message"),
    [
        (SHEET, CELL, b'<c r="A1" t="s"><v>999</v></c>', "not a readable workbook"),
        (SHEET, b'r="3"', b'r="900000000"', "has more than 200,000 rows"),
        (SHEET, b'r="B3"', b'r="XFD3"', "a.xlsx:3: the row has more than 100 columns"),
        (
            SHEET,
            b"<sheetData>",
            b"<sheetData><",
            r"a.xlsx/xl/worksheets/sheet1.xml:1: .* not XML",
        ),
        ("xl/workbook.xml", b"<sheet ", b"<other ", "not a readable workbook"),
    ],
)
def test_a_damaged_workbook_is_an_error(part: str, old: bytes, new: bytes, message: str) -> None:
    data = changed(lambda name, data: data.replace(old, new) if name == part else data)
    with pytest.raises(EventdocsError, match=message):
        read(data, "a.xlsx")


def test_another_compression_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
    with pytest.raises(EventdocsError, match="not a readable workbook"):
        read(out.getvalue(), "a.xlsx")


def test_shared_strings_are_read_with_their_runs_and_without_phonetic_guides() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="s" Type="{kind}" Target="/xl/strings.xml"/></Relationships>'
    runs = "<si><r><t>event</t></r><r><t>docs</t></r><rPh><t>no</t></rPh></si>"

    def edit(name: str, data: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            return data.replace(b"</Relationships>", link.encode())
        return data.replace(CELL, b'<c r="A1" t="s"><v>1</v></c>') if name == SHEET else data

    data = io.BytesIO(changed(edit))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("xl/strings.xml", f"<sst><si><t>other</t></si>{runs}</sst>")
    assert read(data.getvalue(), "a.xlsx") == EXCHANGE
