"""Files of translation units in each format that translators' tools use."""

import importlib
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from eventdocs.model.errors import EventdocsError
from eventdocs.model.exchange import ExchangeFile
from eventdocs.model.limits import DATA_SIZE
from eventdocs.store.files import read_bytes


class _Writer(Protocol):
    def __call__(self, exchange: ExchangeFile, /) -> bytes: ...


class _Reader(Protocol):
    def __call__(self, data: bytes, name: str, /) -> ExchangeFile: ...


class _Format(NamedTuple):
    """The functions of a format, as `module:function` in `eventdocs.formats`, and its file extensions.

    The modules are imported when they are needed: some load large libraries. `has_code`: the format can mark
    a text as not to be translated, so its files have blocks of code between the others. `has_matches`: it can
    show translators the translations of similar texts.
    """

    writer: str
    reader: str
    endings: tuple[str, ...]
    has_code: bool = False
    has_matches: bool = False


EXCHANGE_FORMATS = {
    "po": _Format("po:write", "po:read", (".po", ".pot"), has_matches=True),
    "xliff": _Format(
        "xliff.write:write_2", "xliff.read:read", (".xlf", ".xliff"), has_code=True, has_matches=True
    ),
    "xliff12": _Format("xliff.write:write_1", "xliff.read:read", (), has_code=True, has_matches=True),
    "csv": _Format("csv:write", "csv:read", (".csv",)),
    "xlsx": _Format("xlsx:write", "xlsx:read", (".xlsx",)),
}


def write_exchange(exchange: ExchangeFile, format_: str) -> bytes:
    """Return a file of translation units in a format."""
    details = EXCHANGE_FORMATS[format_]
    return cast("_Writer", _load(details.writer))(exchange if details.has_code else exchange.translatable)


def read_exchange(path: Path) -> tuple[ExchangeFile, str]:
    """Read a file of translation units; return it with its format, which follows from its ending."""
    name = format_of(path)
    read = cast("_Reader", _load(EXCHANGE_FORMATS[name].reader))
    return read(read_bytes(path, DATA_SIZE), str(path)), name


def format_of(path: Path) -> str:
    """Return the format that a file's ending stands for; raise an error if it stands for none."""
    for name, format_ in EXCHANGE_FORMATS.items():
        if format_.endings and path.name.lower().endswith(format_.endings):
            return name
    known = ", ".join(ending for format_ in EXCHANGE_FORMATS.values() for ending in format_.endings)
    raise EventdocsError(f"`{path}` has an unknown ending", hint=f"known endings: {known}")


def _load(address: str) -> object:
    module, _, function = address.partition(":")
    return getattr(importlib.import_module(f"eventdocs.formats.{module}"), function)
