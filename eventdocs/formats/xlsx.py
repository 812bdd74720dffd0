"""Translation units as an Excel workbook: the table of `csv` in one sheet. Only this module imports openpyxl.

A workbook has no dates, so the same units give the same bytes. It is written with openpyxl, but read as a
stream: openpyxl believes what a file says about its size, and fills the gaps between rows.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from eventdocs.formats.csv import MAX_CELL, read_table, table_rows
from eventdocs.formats.xml import local_name, read_elements
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile
from eventdocs.model.limits import COLUMNS, ROWS, STRINGS, UNPACKED_SIZE, LimitCounter

# What XML cannot contain, or reads differently, and what looks like the escape for it: `_x000D_`.
_UNSAFE = re.compile("_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_REFERENCE = re.compile("([A-Z]{1,3})[0-9]+")
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAX_ENTRIES = 10_000
_CHUNK = 65_536
_HINT = "export the file again"
_WIDTHS = {"A": 28, "B": 60, "C": 60, "D": 12, "E": 40, "F": 40}
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as a workbook. Raises `EventdocsError` for a text that no cell can hold."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "messages"
    for line in table_rows(exchange):
        sheet.append([_escape(cell, line[0]) for cell in line])
    for column, width in _WIDTHS.items():
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A3"
    out = io.BytesIO()
    book.save(out)
    return _without_dates(out.getvalue())


def _escape(text: str, key: str) -> str:
    escaped = _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    if len(escaped) > MAX_CELL:  # openpyxl would truncate it
        message = f"a text of `{key}` has {len(escaped):,} characters, but a cell holds {MAX_CELL:,}"
        raise EventdocsError(message, hint="export another format")
    return escaped


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


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
    if data.count(b"PK\x01\x02") > _MAX_ENTRIES:
        raise EventdocsError(f"`{file}` has more than {_MAX_ENTRIES:,} files", hint=_HINT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return read_table(_rows(_Package(archive, file)), file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        IndexError,
        KeyError,
        NotImplementedError,
        OSError,
        RuntimeError,
        ValueError,
    ) as error:
        raise EventdocsError(f"`{file}` is not a readable workbook", hint=_HINT) from error


class _Relationship(NamedTuple):
    """Another part of a package that a part refers to: the end of the type's address, and its path."""

    kind: str
    path: str


class _Package:
    """The parts of a workbook, unpacked in pieces and counted."""

    def __init__(self, archive: zipfile.ZipFile, file: str) -> None:
        self.file, self.find, self.unpack = file, archive.getinfo, archive.open
        self.unpacked = LimitCounter(UNPACKED_SIZE, file)

    def elements(self, path: str, whole: Sequence[str] = (), heads: Sequence[str] = ()) -> Iterator[Element]:
        """Yield some elements of a part; see `read_elements`."""
        for _, element, _ in read_elements(self.chunks(path), f"{self.file}/{path}", whole, heads):
            yield element

    def chunks(self, path: str) -> Iterator[bytes]:
        info = self.find(path)
        if info.compress_type not in _METHODS:
            raise NotImplementedError
        with self.unpack(info) as part:
            while chunk := part.read(_CHUNK):
                self.unpacked.add(len(chunk))
                yield chunk

    def relationships(self, path: str) -> dict[str, _Relationship]:
        """Return the parts that a part refers to, by id; the package itself has an empty path."""
        folder, name = posixpath.split(path)
        found = {}
        for element in self.elements(f"{folder}/_rels/{name}.rels".lstrip("/"), heads=("Relationship",)):
            target = posixpath.normpath(posixpath.join("/", folder, element.get("Target", "")))
            kind = element.get("Type", "").rpartition("/")[2]
            found[element.get("Id", "")] = _Relationship(kind, target.lstrip("/"))
        return found


def _rows(package: _Package) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows of the first sheet with their numbers, without the blank ones at gaps."""
    main = next(part.path for part in package.relationships("").values() if part.kind == "officeDocument")
    parts = package.relationships(main)
    sheet = next(_sheets(package, main, parts))
    shared = [
        text
        for part in parts.values()
        if part.kind == "sharedStrings"
        for text in _shared_strings(package, part.path)
    ]
    number = width = 0
    for element in package.elements(sheet, ("row",)):
        if local_name(element) != "row":
            continue
        number = _row_number(element.get("r", ""), number, package.file)
        row = _cells(element, shared, f"{package.file}:{number}")
        width = width if number > 2 else len(row)
        yield number, [*row, *[""] * (width - len(row))]


def _sheets(package: _Package, main: str, parts: dict[str, _Relationship]) -> Iterator[str]:
    """Yield the paths of the worksheets in order."""
    for element in package.elements(main, heads=("sheet",)):
        ids = [value for name, value in element.items() if name.endswith("}id")]
        for part in (parts[id_] for id_ in ids if id_ in parts):
            if part.kind == "worksheet":
                yield part.path


def _shared_strings(package: _Package, path: str) -> Iterator[str]:
    counted = LimitCounter(STRINGS, package.file)
    for element in package.elements(path, ("si",)):
        if local_name(element) == "si":
            counted.add()
            yield _rich_text(element)


def _rich_text(element: Element) -> str:
    """Return the text of a string with its runs, without phonetic guides."""
    texts = []
    for child in element:
        runs = (child,) if local_name(child) == "t" else child if local_name(child) == "r" else ()
        texts += [run.text or "" for run in runs if local_name(run) == "t"]
    return _unescape("".join(texts))


def _row_number(text: str, previous: int, file: str) -> int:
    """Return the number of a row. Gaps count as rows: a spreadsheet shows them."""
    number = int(text) if text.isdecimal() else previous + 1
    if number > ROWS.value:
        raise EventdocsError(f"`{file}` has more than {ROWS.value:,} rows", hint=ROWS.hint)
    return number


def _cells(row: Element, shared: Sequence[str], where: str) -> list[str]:
    """Return the texts of a row's cells; cells that are missing between others are empty."""
    texts: list[str] = []
    column = 0
    for cell in row:
        reference = _REFERENCE.fullmatch(cell.get("r", ""))
        column = _column(reference[1]) if reference else column + 1
        text = _cell_text(cell, shared)
        if not text:
            continue
        if column > COLUMNS.value:
            raise EventdocsError(f"{where}: the row has more than {COLUMNS.value} columns", hint=COLUMNS.hint)
        texts += [""] * (column - len(texts))
        texts[column - 1] = text
    return texts


def _column(letters: str) -> int:
    """Return the number of a column: 1 for `A`, 27 for `AA`."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number


def _cell_text(cell: Element, shared: Sequence[str]) -> str:
    parts = {local_name(child): child for child in cell}
    value, formula, inline = (parts.get(name) for name in ("v", "f", "is"))
    if inline is not None:
        return _rich_text(inline)
    if formula is not None and formula.text:
        return f"={formula.text}"
    text = (value.text or "") if value is not None else ""
    if cell.get("t") == "s" and text:
        return shared[int(text)]
    return _unescape(text)
