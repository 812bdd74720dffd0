"""Translation units as CSV for spreadsheets, with texts protected that would be run or converted."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from eventdocs.formats.lines import decoded_lines
from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import (
    ExchangeFile,
    TranslationUnit,
    is_copy,
    parse_count,
    parse_hash,
    parse_kind,
    quote_key,
    unit_hash,
    unquote_key,
)
from eventdocs.model.ledger import State
from eventdocs.model.limits import COLUMNS, ROWS, STRINGS, TEXT_LENGTH, LimitCounter
from eventdocs.model.strings import TextKind
from eventdocs.text.encodings import detect_encoding, line_of_error

COLUMN_NAMES = ("key", "source", "target", "state", "previous", "notes", "kind", "hash", "base", "places")
MAX_CELL = 32_767
"""The number of characters that a cell of a spreadsheet holds."""
_HEAD = ("eventdocs", "1")
_STATES = frozenset(State)
_EXPORT_AGAIN = "export the file again"
_SEPARATOR = re.compile(rb'(?:\xef\xbb\xbf)?"?eventdocs"?([;\t,])')
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
# What spreadsheets convert, also if they save the file unedited: `1%` becomes `1.00%`, `1/2` a date.
_VALUE = re.compile(r"[\s.,:/%()$€£¥eE]*[0-9][0-9\s.,:/%()$€£¥eE+-]*|true|false", re.IGNORECASE)


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as CSV: a row with the locales, a row of column names, a row per unit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(table_rows(exchange))
    try:
        return out.getvalue().encode("utf-8-sig")
    except UnicodeEncodeError as error:
        message = f"UTF-8 cannot contain U+{ord(error.object[error.start]):04X}"
        raise EventdocsError(message, hint="remove the character from the text") from error


def table_rows(exchange: ExchangeFile) -> Iterator[Sequence[str]]:
    """Yield the rows of a table of translation units: the locales, the column names, a row per unit."""
    yield (*_HEAD, exchange.source_locale, exchange.locale, str(exchange.count))
    yield COLUMN_NAMES
    for unit in exchange.units:
        state = "stale" if unit.stale else unit.state.value
        texts = (unit.key, unit.source, unit.target, state, unit.previous, "\n".join(unit.notes))
        data = (unit.kind.value, unit.source_hash, unit.base_hash or "", _places(unit.keys))
        yield [protect_cell(cell) for cell in (*texts, *data)]


def _places(keys: Iterable[str]) -> str:
    """Return as many keys as a cell holds. An import finds the other strings by their equal source."""
    lines: list[str] = []
    size = 0
    for key in map(quote_key, keys):
        size += len(key) + 1
        if size > MAX_CELL:
            break
        lines.append(key)
    return "\n".join(lines)


def protect_cell(text: str) -> str:
    """Return a text that every spreadsheet takes as text, with an apostrophe before it if necessary."""
    return f"'{text}" if _is_converted(text) else text


def restore_cell(text: str) -> str:
    """Return the text that `protect_cell` was given."""
    return text[1:] if text.startswith("'") and _is_converted(text[1:]) else text


def _is_converted(text: str) -> bool:
    """Return whether a spreadsheet would take a text as a formula, a number, a date or a truth value."""
    return text.startswith(_FORMULA) or _VALUE.fullmatch(text) is not None


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of a CSV file. Columns may be in any order; a short row is an error.

    Spreadsheets in most of Europe save CSV with semicolons, and Unicode text in UTF-16 with tabs.
    """
    encoding = detect_encoding(data)
    if encoding.startswith("utf-16"):
        try:
            data = data.decode(encoding).encode()
        except UnicodeDecodeError as error:
            message = f"{file}:{line_of_error(error)}: the bytes are not {encoding.upper()}"
            raise EventdocsError(message, hint="save the file as CSV in UTF-8") from error
    return read_table(_rows(data, file), file)


def _rows(data: bytes, file: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield the rows, each with the line where it starts."""
    csv.field_size_limit(10 * TEXT_LENGTH.value)
    head = _SEPARATOR.match(data)
    separator = head[1].decode() if head else ","
    reader = csv.reader(decoded_lines(data, file), strict=True, delimiter=separator)
    line = 1
    try:
        for row in reader:
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        message = f"{file}:{line}: the file is not CSV: {error}"
        raise EventdocsError(message, hint="save it as CSV with commas") from error


def read_table(rows: Iterable[tuple[int, Sequence[str]]], file: str) -> ExchangeFile:
    """Return the translation units of a table's rows, which come with their line numbers."""
    numbered = iter(rows)
    _, head = next(numbered, (0, ()))
    _, names = next(numbered, (0, ()))
    if tuple(head[:2]) != _HEAD or len(head) < 4:
        hint = "the first row must be `eventdocs,1,SOURCE,LOCALE`"
        raise EventdocsError(f"`{file}` is not a table that eventdocs exported", hint=hint)
    for name in ("key", "source", "target", "base"):
        if name not in names:
            raise EventdocsError(f"`{file}` has no column `{name}`", hint=_EXPORT_AGAIN)
    source, locale, *counts = head[2:]
    count = parse_count(counts[0]) if counts else 0
    return ExchangeFile(source, locale, tuple(_units(numbered, names, file)), count)


def _units(
    rows: Iterable[tuple[int, Sequence[str]]], names: Sequence[str], file: str
) -> Iterator[TranslationUnit]:
    strings, counted = LimitCounter(STRINGS, file), LimitCounter(ROWS, file)
    for line, row in rows:
        counted.add()
        if not any(row):
            continue
        if len(row) < len(names):
            raise EventdocsError(f"{file}:{line}: the row is truncated", hint=_EXPORT_AGAIN)
        if len(row) > COLUMNS.value:
            message = f"{file}:{line}: the row has more than {COLUMNS.value} columns"
            raise EventdocsError(message, hint=COLUMNS.hint)
        cells = {name: restore_cell(cell) for name, cell in zip(names, row, strict=False)}
        unit = _unit(cells, file, line)
        strings.add(max(1, len(unit.keys)))
        yield unit


def _unit(cells: dict[str, str], file: str, line: int) -> TranslationUnit:
    if not cells["key"]:
        raise EventdocsError(f"{file}:{line}: the row has no key", hint=_EXPORT_AGAIN)
    state, kind = cells.get("state", ""), cells.get("kind", "")
    stale, target = state == "stale", cells["target"]
    text_kind, base = parse_kind(kind), parse_hash(cells["base"])
    is_untouched = text_kind is TextKind.LITERAL and unit_hash(target, text_kind) == base
    if "\r" not in cells["source"] and not is_untouched:  # spreadsheets change line breaks in cells
        target = target.replace("\r\n", "\n")
    is_edited = unit_hash(target, text_kind) != base
    is_stated = state in (State.TRANSLATED, State.REVIEWED)
    if state == State.MISSING and is_copy(cells["source"], target):
        target = ""
    if target and is_edited and state != State.REVIEWED:
        state, stale = State.TRANSLATED, False
    return TranslationUnit(
        key=cells["key"],
        source=cells["source"],
        target=target,
        base_hash=base,
        state=State.MACHINE if stale else State(state) if state in _STATES else State.TRANSLATED,
        stale=stale,
        previous=cells.get("previous", ""),
        kind=text_kind,
        keys=tuple(map(unquote_key, filter(None, cells.get("places", "").split("\n")))),
        exported_hash=parse_hash(cells.get("hash")) or "",
        stated=is_stated,
        line=line,
    )
