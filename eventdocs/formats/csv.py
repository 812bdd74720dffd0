"""Messages as CSV for spreadsheets; what a spreadsheet would run as a formula is neutralized."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind

COLUMNS = ("key", "source", "target", "state", "previous", "notes", "kind", "base", "places")
_HEAD = ("eventdocs", "1")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_MOST = 200_000


def write(exchange: ExchangeFile) -> bytes:
    """Write messages as CSV: a line that names the locales, the names of the columns, a line each."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows(rows(exchange))
    return out.getvalue().encode("utf-8-sig", "replace")


def rows(exchange: ExchangeFile) -> Iterator[Sequence[str]]:
    """Give the cells of a table of messages."""
    yield (*_HEAD, exchange.source_locale, exchange.locale, str(exchange.count))
    yield COLUMNS
    for message in exchange.units:
        state = "stale" if message.stale else message.state.value
        cells = (message.key, message.source, message.target, state, message.previous)
        more = ("\n".join(message.notes), message.kind.value, message.base_hash, "\n".join(message.keys))
        yield [neutral(cell) for cell in (*cells, *more)]


def neutral(text: str) -> str:
    """Keep a spreadsheet from running a text: an apostrophe goes before what could begin a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def original(text: str) -> str:
    """Undo `neutral`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_FORMULA) else text


def read(data: bytes, file: str) -> ExchangeFile:
    """Read messages from CSV; columns may stand in any order, rows of another length are errors."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise EventdocsError(f"{file} is not UTF-8", hint="save it as CSV in UTF-8") from error
    csv.field_size_limit(_MOST)
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise EventdocsError(f"{file} is not CSV: {error}", hint="save it as CSV, with commas") from error
    return table_of(table, file)


def table_of(table: Sequence[Sequence[str]], file: str) -> ExchangeFile:
    """Read the messages of a table's cells."""
    if len(table) < 2 or tuple(table[0][:2]) != _HEAD or len(table[0]) < 4:
        hint = "its first line has to be: eventdocs,1,SOURCE,LOCALE"
        raise EventdocsError(f"{file} is not a table that was exported", hint=hint)
    names = list(table[1])
    lost = [name for name in ("key", "source", "target", "base") if name not in names]
    if lost:
        raise EventdocsError(f"{file} has no column `{lost[0]}`", hint="export it anew")
    number = table[0][4] if len(table[0]) > 4 else ""
    count = int(number) if number.isdecimal() and len(number) < 10 else 0
    return ExchangeFile(table[0][2], table[0][3], tuple(_messages(table[2:], names, file)), count)


def _messages(lines: Iterable[Sequence[str]], names: Sequence[str], file: str) -> Iterator[TranslationUnit]:
    for number, line in enumerate(lines, start=3):
        if not any(line):
            continue
        if len(line) < len(names):
            raise EventdocsError(f"{file}:{number}: a row is cut off", hint="export it anew")
        cells = {name: original(cell) for name, cell in zip(names, line, strict=False)}
        yield _message(cells, file, number)


def _message(cells: dict[str, str], file: str, number: int) -> TranslationUnit:
    if not cells["key"]:
        raise EventdocsError(f"{file}:{number}: a row has no key", hint="export it anew")
    state, kind = cells.get("state", ""), cells.get("kind", "")
    stale, target = state == "stale", cells["target"].replace("\r\n", "\n")
    literal = kind == TextKind.LITERAL
    if target and text_hash(target, lines=literal) != cells["base"] and state != State.REVIEWED:
        state, stale = State.TRANSLATED, False
    known = State(state) if state in {each.value for each in State} else State.TRANSLATED
    return TranslationUnit(
        key=cells["key"],
        source=cells["source"],
        target=target,
        base_hash=cells["base"],
        state=State.MACHINE if stale else known,
        stale=stale,
        previous=cells.get("previous", ""),
        kind=TextKind(kind) if kind in {each.value for each in TextKind} else TextKind.MARKUP,
        keys=tuple(filter(None, cells.get("places", "").split("\n"))),
    )
