"""Translation units as an Excel workbook: the table of `csv` in one sheet. Only this module imports openpyxl.

A workbook has no dates, so the same units give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Sequence

from eventdocs.formats.csv import read_table, table_rows
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_UNPACKED = 200_000_000
_HINT = "export the file again"
_WIDTHS = {"A": 28, "B": 60, "C": 60, "D": 12, "E": 40, "F": 40}


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as a workbook."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "messages"
    for line in table_rows(exchange):
        sheet.append([_ILLEGAL.sub("\ufffd", cell) for cell in line])
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return _without_dates(out.getvalue())


def _without_dates(data: bytes) -> bytes:
    """Return a workbook's archive without dates, its files sorted by name."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in sorted(old.infolist(), key=lambda info: info.filename):
            content = old.read(info)
            if info.filename == "docProps/core.xml":
                content = _DATES.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(zipfile.ZipInfo(info.filename, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of a workbook's first sheet; formulas are read as text."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_UNPACKED:
                raise EventdocsError(f"`{file}` unpacks to more than {_MAX_UNPACKED} bytes", hint=_HINT)
        table = _table(data)
    except EventdocsError:
        raise
    except Exception as error:  # openpyxl has no exception of its own for a broken workbook
        reason = type(error).__name__
        raise EventdocsError(f"`{file}` is not a readable workbook: {reason}", hint=_HINT) from error
    return read_table(table, file)


def _table(data: bytes) -> list[Sequence[str]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
    sheet = book.worksheets[0]
    table = [
        ["" if cell is None else str(cell) for cell in line] for line in sheet.iter_rows(values_only=True)
    ]
    columns = len(table[1]) if len(table) > 1 else 0
    return [[*line, *[""] * (columns - len(line))] for line in table]
