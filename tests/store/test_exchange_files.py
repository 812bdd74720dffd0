"""Translation units are written in any format, and read in the format of the file extension."""

from pathlib import Path

import pytest

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile, TranslationUnit
from eventdocs.model.ledger import State, text_hash
from eventdocs.model.strings import TextKind
from eventdocs.store.exchange_files import EXCHANGE_FORMATS, read_exchange, write_exchange

UNIT = TranslationUnit(
    "7:message",
    "Disk %1 is full.",
    "O disco %1 está cheio.",
    text_hash("O disco %1 está cheio."),
    State.TRANSLATED,
    kind=TextKind.LITERAL,
    keys=("7:message",),
)
EXCHANGE = ExchangeFile("en-US", "pt-BR", (UNIT,), 1)


@pytest.mark.parametrize("format_", EXCHANGE_FORMATS)
def test_each_format_is_read_from_each_of_its_extensions(format_: str, tmp_path: Path) -> None:
    endings = EXCHANGE_FORMATS[format_].endings or EXCHANGE_FORMATS["xliff"].endings
    for ending in (*endings, endings[0].upper()):
        path = tmp_path / f"file{ending}"
        path.write_bytes(write_exchange(EXCHANGE, format_))
        exchange, name = read_exchange(path)
        assert name == ("xliff" if format_ == "xliff12" else format_)
        assert (exchange.locale, exchange.count) == ("pt-BR", 1)
        (unit,) = exchange.units
        assert (unit.key, unit.source, unit.target) == (UNIT.key, UNIT.source, UNIT.target)


def test_an_unknown_extension_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(EventdocsError, match="unknown ending") as caught:
        read_exchange(tmp_path / "file.doc")
    assert caught.value.hint == "known endings: .po, .pot, .xlf, .xliff, .csv, .xlsx"
