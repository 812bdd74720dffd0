"""The encoding of a text file, as far as its first bytes show it."""

import codecs

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 4_096  # bytes
_RARE = 50  # of so many bytes in UTF-16, at least one is zero


def detect_encoding(data: bytes) -> str:
    """Return the Python codec of a file with a byte order mark or in UTF-16; empty for any other file.

    Files in UTF-16 often have no mark. Their line ends, digits and Latin letters have a zero byte each, on
    the same side of the character.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return codec
    sample = data[:_SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * _RARE <= len(sample):
        return ""  # a few zero bytes are damage
    return "utf-16-le" if odd > even else "utf-16-be"


def line_of_error(error: UnicodeDecodeError) -> int:
    """Return the line, counted from 1, of the bytes that a codec could not decode."""
    return error.object[: error.start].decode(error.encoding, "replace").count("\n") + 1
