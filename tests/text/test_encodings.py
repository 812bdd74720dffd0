"""The first bytes of a file reveal UTF-16, with and without a byte order mark."""

import pytest

from eventdocs.text.encodings import detect_encoding, line_of_error


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("a".encode("utf-8-sig"), "utf-8-sig"),
        ("a".encode("utf-16"), "utf-16"),
        (b"\xfe\xff" + "a".encode("utf-16-be"), "utf-16"),
        ("\r\nMessageId=1".encode("utf-16-le"), "utf-16-le"),
        ("<a/>".encode("utf-16-be"), "utf-16-be"),
        (("MessageId=1\r\n" + 60 * "メッセージ").encode("utf-16-le"), "utf-16-le"),
        ("é".encode(), ""),
        ("é".encode("cp1252"), ""),
        (b"", ""),
        (b"<a>" + b" " * 500 + b"\0</a>", ""),  # damaged, and not UTF-16
    ],
)
def test_an_encoding_is_detected(data: bytes, encoding: str) -> None:
    assert detect_encoding(data) == encoding


@pytest.mark.parametrize(
    ("data", "encoding", "line"),
    [
        (b"a\nb\n\xff", "utf-8", 3),
        ("\u0a0a\n\u0a0a".encode("utf-16-le") + b"x", "utf-16-le", 2),
        ("a\nb".encode("utf-16") + b"\x00\xd8", "utf-16", 2),
    ],
)
def test_an_error_has_a_line(data: bytes, encoding: str, line: int) -> None:
    with pytest.raises(UnicodeDecodeError) as raised:
        data.decode(encoding)
    assert line_of_error(raised.value) == line
