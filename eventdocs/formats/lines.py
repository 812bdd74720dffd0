"""Lines of text files. They end at line feeds only: the other line separators of Unicode are characters."""

import io
from collections.abc import Iterator
from contextlib import suppress

from eventdocs.model.errors import EventdocsError
from eventdocs.model.limits import LINES

_BOM = "\ufeff"


def decoded_lines(data: bytes, file: str, hint: str = "save the file as UTF-8") -> Iterator[str]:
    """Yield the lines of a UTF-8 file with their ends, without a BOM, one in memory at a time.

    Raises `EventdocsError` with the hint for a line in another encoding.
    """
    limit = LINES.value
    for number, line in enumerate(io.BytesIO(data), start=1):
        if number > limit:
            raise EventdocsError(f"`{file}` has more than {limit:,} lines", hint=LINES.hint)
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError as error:
            message = f"{file}:{number}: byte 0x{line[error.start]:02X} is not UTF-8"
            raise EventdocsError(message, hint=hint) from error
        yield text.removeprefix(_BOM) if number == 1 else text


def decoded_text(data: bytes, file: str) -> str:
    """Return the text of a UTF-8 file without a BOM; the errors are those of `decoded_lines`."""
    if data.count(b"\n") < LINES.value:
        with suppress(UnicodeDecodeError):
            return data.decode("utf-8").removeprefix(_BOM)
    return "".join(decoded_lines(data, file))
