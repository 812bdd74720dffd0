"""Files that could exhaust memory or time are rejected, or read within bounds, in a child process."""

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from eventdocs.formats.xliff import V1, V2
from tests.conftest import sample

SIZE = 10_000_000
MAX_MEMORY = 300_000  # KB
MAX_CPU = 10.0  # seconds; a bound on hanging, not a measurement

PROGRAM = """
import sys, time
from pathlib import Path
from eventdocs.model.errors import EventdocsError
if sys.argv[2] == "import":
    from eventdocs.commands.exchange import ImportOptions, import_files
    run = lambda path: import_files(Path(sys.argv[3]), [path], ImportOptions(partial=True, dry_run=True))
elif sys.argv[2] == "records":
    from eventdocs.importers.import_records import import_records
    from eventdocs.importers.import_sources import SourceImportOptions
    run = lambda path: import_records([path], Path(sys.argv[3]), SourceImportOptions())
else:
    from eventdocs.commands.fill import SuggestionSources, fill_locale
    run = lambda path: fill_locale(Path(sys.argv[3]), "pt-BR", SuggestionSources(memories=[path]), write=False)
try:
    run(Path(sys.argv[1]))
    print("read")
except EventdocsError as error:
    print(error.message)
peak, = (line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak, time.process_time())
"""
CATALOG = "source_locale: en-US\nlocales: [en-US, pt-BR]\n"
EVENT = "id: 7\nname: DiskFull\nstrings:\n  en-US: {message: Full.}\n"

PO_HEAD = 'msgid ""\nmsgstr "Language: pt-BR\\n"\n\n'
CSV_HEAD = "eventdocs,1,en-US,pt-BR\nkey,source,target,base,places\n"
X2 = f'<xliff xmlns="{V2}" version="2.1" srcLang="en-US" trgLang="pt-BR"><file id="f">'
X1 = f'<xliff xmlns="{V1}" version="1.2"><file source-language="en-US" target-language="pt-BR"><body>'
UNIT_2 = '<unit id="u" name="{0}"><segment><source/><target>'


def filled(head: str, piece: Callable[[int], str], tail: str = "") -> bytes:
    """Return a file of the size limit of these tests: a head, and numbered pieces."""
    pieces, size, number = [head], len(head) + len(tail), 0
    while size < SIZE:
        pieces.append(piece(number))
        size += len(pieces[-1])
        number += 1
    return "".join([*pieces, tail]).encode()


def workbook(sheet: Callable[[zipfile.ZipFile], None], strings: str = "<sst/>") -> bytes:
    """Return a workbook whose sheet is written by a function."""
    out = io.BytesIO()
    main, kind = "xl/workbook.xml", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = '<Relationships><Relationship Id="r1" Type="{0}/{1}" Target="{2}"/>{3}</Relationships>'
    other = f'<Relationship Id="r2" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/>'
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", link.format(kind, "officeDocument", main, ""))
        archive.writestr("xl/_rels/workbook.xml.rels", link.format(kind, "worksheet", "sheet.xml", other))
        archive.writestr(main, f'<workbook xmlns:r="{kind}"><sheet r:id="r1"/></workbook>')
        archive.writestr("xl/sharedStrings.xml", strings)
        sheet(archive)
    return out.getvalue()


def sheet_of(content: str, times: int = 1) -> Callable[[zipfile.ZipFile], None]:
    def write(archive: zipfile.ZipFile) -> None:
        with archive.open("xl/sheet.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(times):
                part.write(content.encode())
            part.write(b"</sheetData></worksheet>")

    return write


def many_cells(row: str) -> str:
    cells = "".join(f'<c r="{column}1" t="str"><v>x</v></c>' for column in ("A", "B", "XFD"))
    return f'<row r="{row}">{cells}</row>'


FILES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "entries": ("po", lambda: filled(PO_HEAD, lambda n: f'msgctxt "{n}"\nmsgid ""\nmsgstr "x"\n'), "strings"),
    "lines": (
        "po",
        lambda: filled(PO_HEAD + 'msgctxt "7:message"\nmsgid ""\nmsgstr ""\n', lambda n: '"x"\n'),
        "lines",
    ),
    "places": ("po", lambda: filled(PO_HEAD, lambda n: f"#: {n}\n"), "truncated|strings|read"),
    "comments": ("po", lambda: filled(PO_HEAD, lambda n: "#.\n"), "lines"),
    "rows": ("csv", lambda: filled(CSV_HEAD, lambda n: f"{n:x},,x,,\n"), "strings|rows"),
    "blank-rows": ("csv", lambda: filled(CSV_HEAD, lambda n: "\n"), "rows"),
    "places-of-a-row": ("csv", lambda: filled(CSV_HEAD + 'k,,x,,"', lambda n: f"{n}\n", '"\n'), "CSV"),
    "columns": ("csv", lambda: filled(CSV_HEAD, lambda n: ","), "columns|read"),
    "elements": ("xlf", lambda: filled(X2, lambda n: "<g/>", "</file></xliff>"), "elements"),
    "elements-of-a-unit": (
        "xlf",
        lambda: filled(X2 + UNIT_2.format("7:message"), lambda n: f"<g{n}/>"),
        "characters",
    ),
    "attributes": ("xlf", lambda: filled(X2 + "<g", lambda n: f' a{n:x}=""', "/></file></xliff>"), "longer"),
    "nested": ("xlf", lambda: filled(X2 + UNIT_2.format("7:message"), lambda n: "<g>"), "nested"),
    "units": (
        "xlf",
        lambda: filled(
            X1,
            lambda n: f'<trans-unit resname="{n:x}"><source/><target>x</target></trans-unit>',
            "</body></file></xliff>",
        ),
        "read",
    ),
    "notes": ("xlf", lambda: filled(X1, lambda n: "<note/>", "</body></file></xliff>"), "elements"),
    "text": ("xlf", lambda: filled(X2 + UNIT_2.format("7:message"), lambda n: "x" * 999), "characters"),
    "memory": (
        "tmx",
        lambda: filled(
            '<tmx version="1.4"><body>',
            lambda n: f'<tu><tuv lang="en"><seg>{n}</seg></tuv><tuv lang="pt"><seg>{n}</seg></tuv></tu>',
            "</body></tmx>",
        ),
        "read",
    ),
    "records": ("ndjson", lambda: filled("", lambda n: f'{{"id": "{n}", "name": "A"}}\n'), "records"),
    "values-of-a-record": (
        "ndjson",
        lambda: filled('{"id": "7", "name": "A", "keywords": [ ', lambda n: "1,", "1]}"),
        "values",
    ),
    "far-row": ("xlsx", lambda: workbook(sheet_of(many_cells("999999999"))), "has more than 200,000 rows"),
    "far-column": ("xlsx", lambda: workbook(sheet_of(many_cells("1"), 20_000)), "more than 100 columns"),
    "cells": ("xlsx", lambda: workbook(sheet_of("<c/>" * 1_000, 2_000)), "elements"),
    "unpacked": (
        "xlsx",
        lambda: workbook(sheet_of(" " * 1_000_000, 1_000)),
        "has more than 100,000,000 bytes",
    ),
    "shared-strings": (
        "xlsx",
        lambda: workbook(sheet_of(""), f"<sst>{'<si><t>xy</t></si>' * 2_000_000}</sst>"),
        "strings|elements",
    ),
    "long-string": (
        "xlsx",
        lambda: workbook(sheet_of(""), f"<sst><si><t>{'x' * SIZE}</t></si></sst>"),
        "characters",
    ),
    "parts": ("xlsx", lambda: filled("", lambda n: "PK\x01\x02" + "x" * 46), "files"),
}


@pytest.mark.parametrize("name", sample(FILES, 4))
def test_no_file_needs_much_memory_or_time(name: str, tmp_path: Path) -> None:
    ending, content, outcome = FILES[name]
    folder, path = tmp_path / "catalog", tmp_path / f"file.{ending}"
    (folder / "events").mkdir(parents=True)
    (folder / "catalog.yaml").write_text(CATALOG, "utf-8")
    (folder / "events/7-diskfull.yaml").write_text(EVENT, "utf-8")
    path.write_bytes(content())
    action = {"tmx": "fill", "ndjson": "records"}.get(ending, "import")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, path, action, folder], capture_output=True, text=True, check=True
    )
    *message, usage = done.stdout.splitlines()
    memory, cpu = usage.split()
    print(name, path.stat().st_size, message, memory, cpu)
    assert any(words in message[0] for words in outcome.split("|"))
    assert int(memory) < MAX_MEMORY
    assert float(cpu) < MAX_CPU
