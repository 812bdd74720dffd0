"""Translation units as CSV for spreadsheets, with texts neutralized that would be run as formulas."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit, parse_count, parse_kind
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

COLUMNS = ("key", "source", "target", "state", "previous", "notes", "kind", "base", "places")
_HEAD = ("eventdocs", "1")
_STATES = frozenset(State)
_EXPORT_AGAIN = "export the file again"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_MAX_CELL = 200_000


def write(exchange: ExchangeFile) -> bytes:
    """Return translation units as CSV: a row with the locales, a row of column names, a row per unit."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(table_rows(exchange))
    return out.getvalue().encode("utf-8-sig", "replace")


def table_rows(exchange: ExchangeFile) -> Iterator[Sequence[str]]:
    """Yield the rows of a table of translation units: the locales, the column names, a row per unit."""
    yield (*_HEAD, exchange.source_locale, exchange.locale, str(exchange.count))
    yield COLUMNS
    for unit in exchange.units:
        state = "stale" if unit.stale else unit.state.value
        texts = (unit.key, unit.source, unit.target, state, unit.previous, "\n".join(unit.notes))
        data = (unit.kind.value, unit.base_hash, "\n".join(unit.keys))
        yield [neutralize_formula(cell) for cell in (*texts, *data)]


def neutralize_formula(text: str) -> str:
    """Return a text that no spreadsheet runs as a formula, with an apostrophe before it if necessary."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def restore_formula(text: str) -> str:
    """Return the text that `neutralize_formula` was given."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def read(data: bytes, file: str) -> ExchangeFile:
    """Return the translation units of a CSV file. Columns may be in any order; a short row is an error."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"`{file}` is not UTF-8", hint="save it as CSV in UTF-8") from error
    csv.field_size_limit(_MAX_CELL)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise EventdocsError(f"`{file}` is not CSV: {error}", hint="save it as CSV with commas") from error
    return read_table(table, file)


def read_table(table: Sequence[Sequence[str]], file: str) -> ExchangeFile:
    """Return the translation units of a table's rows."""
    head, names, *lines = table if len(table) > 1 else ([], [])
    if tuple(head[:2]) != _HEAD or len(head) < 4:
        hint = "the first row must be `eventdocs,1,SOURCE,LOCALE`"
        raise EventdocsError(f"`{file}` is not a table that eventdocs exported", hint=hint)
    for name in ("key", "source", "target", "base"):
        if name not in names:
            raise EventdocsError(f"`{file}` has no column `{name}`", hint=_EXPORT_AGAIN)
    source, locale, *counts = head[2:]
    count = parse_count(counts[0]) if counts else 0
    return ExchangeFile(source, locale, tuple(_units(lines, names, file)), count)


def _units(lines: Iterable[Sequence[str]], names: Sequence[str], file: str) -> Iterator[TranslationUnit]:
    for number, line in enumerate(lines, start=3):
        if not any(line):
            continue
        if len(line) < len(names):
            raise EventdocsError(f"{file}:{number}: the row is truncated", hint=_EXPORT_AGAIN)
        cells = {name: restore_formula(cell) for name, cell in zip(names, line, strict=False)}
        yield _unit(cells, file, number)


def _unit(cells: dict[str, str], file: str, number: int) -> TranslationUnit:
    if not cells["key"]:
        raise EventdocsError(f"{file}:{number}: the row has no key", hint=_EXPORT_AGAIN)
    state, kind = cells.get("state", ""), cells.get("kind", "")
    stale, target = state == "stale", cells["target"].replace("\r\n", "\n")
    is_edited = text_hash(target, lines=kind == TextKind.LITERAL) != cells["base"]
    if target and is_edited and state != State.REVIEWED:
        state, stale = State.TRANSLATED, False
    return TranslationUnit(
        key=cells["key"],
        source=cells["source"],
        target=target,
        base_hash=cells["base"],
        state=State.MACHINE if stale else State(state) if state in _STATES else State.TRANSLATED,
        stale=stale,
        previous=cells.get("previous", ""),
        kind=parse_kind(kind),
        keys=tuple(filter(None, cells.get("places", "").split("\n"))),
    )
