"""Messages as an Excel workbook: the table of `csv`, in one sheet. The one door to openpyxl.

Without dates, so that the same messages are the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence

from eventdocs.formats.csv import rows, table_of
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LARGEST = 200_000_000
_WIDTHS = {"A": 28, "B": 60, "C": 60, "D": 12, "E": 40, "F": 40}


def write(exchange: ExchangeFile) -> bytes:
    """Write messages as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "messages"
    for line in rows(exchange):
        sheet.append([_ILLEGAL.sub("\ufffd", cell) for cell in line])
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return _timeless(out.getvalue())


def _timeless(data: bytes) -> bytes:
    """Write a workbook's archive again, with no date in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in sorted(old.infolist(), key=lambda each: each.filename):
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(info.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(data: bytes, file: str) -> ExchangeFile:
    """Read the messages of a workbook's first sheet; formulas are read as the text that they are."""
    hint = "export it anew"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _LARGEST:
                raise EventdocsError(f"{file} unpacks to more than {_LARGEST} bytes", hint=hint)
        table = _table(data)
    except EventdocsError:
        raise
    except Exception as error:  # openpyxl has no exception of its own for a broken workbook
        raise EventdocsError(
            f"{file} is no workbook that can be read: {type(error).__name__}", hint=hint
        ) from error
    return table_of(table, file)


def _table(data: bytes) -> list[Sequence[str]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    table = [
        ["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)
    ]
    widest = len(table[1]) if len(table) > 1 else 0
    return [[*line, *[""] * (widest - len(line))] for line in table]
