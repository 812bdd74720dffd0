"""Damage valid files in their structure: bytes, lines, words, numbers, and members of archives."""

import io
import random
import zipfile
import zlib
from collections.abc import Callable, Sequence

MAX_SIZE = 100_000
_ARCHIVE = b"PK\x03\x04"
_EPOCH = (1980, 1, 1, 0, 0, 0)

# Texts that readers and writers of text formats often get wrong, and the syntax of the languages of the site.
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u200b", "\u2028", "\u202e", "\ufeff", "\ufffe", "\ud800", "😀",
        "e\u0301", "İ", "ß", "\r", "\r\n", "\n", "\n\n", "\n  ", "\t", " ", '"', "'", "\\", '\\"', "`", "```", "&", "&#0;",
        "&#x202E;", "&lt;", "&x;", "<", ">", "<!--", "]]>", "<![CDATA[", "<!DOCTYPE x>", "<?xml ?>", "<x/>", "<script>",
        "%", "%1", "%99", "% 1", "{", "}", "{{", "}}", "{%", "{0}", "{path}", "[", "]", "](", "[x](javascript:x)", "|", "*", "_",
        "#", "~", "$", "^", ":", ": ", "- ", "? ", ",", ";", "=", "+", "@", "/", "../", "//", "%2e%2e", "con", "nul", "7.",
        "&a", "*a", "!!x", "<<: ", "---\n", "...\n", "|\n", ">-\n", "[]", "{}", "null", "~", "yes", "true", "''", "-1", "0",
        "1e999", "0x10", "NaN", "99999999999999999999", "__proto__", "constructor", "en-US", "pt-BR", "PT-br", "x-y-z",
        "msgid ", "msgstr ", "msgctxt ", "#, fuzzy\n", "#| msgid ", "#~ ", " page ", " source ", "=cmd()",
    )
)  # fmt: skip
_LARGE = (
    b"9" * 5000,
    b"`" * 3000,
    b"a" * 20_000,
    b"[" * 2000,
    b"<g>" * 300,
    b"x-" * 2000,
    b"a: {" * 100,
    b" " * 5000,
)


def mutate(data: bytes, other: bytes, pick: random.Random) -> bytes:
    """Return data with one to four damages; `other` is a file of the same format to take parts from."""
    if data.startswith(_ARCHIVE) and pick.random() < 0.9:
        return _mutated_archive(data, other, pick)
    for _ in range(pick.choice((1, 1, 2, 4))):
        data = pick.choice(_DAMAGES)(data, other, pick)[:MAX_SIZE]
    return data


def _mutated_archive(data: bytes, other: bytes, pick: random.Random) -> bytes:
    """Return an archive with one member damaged, missing or replaced."""
    members, others = _members(data), _members(other)
    if not members:
        return data
    name = pick.choice(sorted(members))
    kind = pick.randrange(12)
    if kind == 0:
        del members[name]
    elif kind == 1:
        members[name] = pick.choice(sorted(members.values()))
    else:
        members[name] = mutate(members[name], others.get(name, b""), pick)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, content in members.items():
            archive.writestr(zipfile.ZipInfo(each, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _members(data: bytes) -> dict[str, bytes]:
    """Return the members of an archive, or an empty dictionary if it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {
                info.filename: archive.read(info) for info in archive.infolist() if info.file_size < MAX_SIZE
            }
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        return {}


def _span(data: bytes, pick: random.Random, longest: int = 80) -> tuple[int, int]:
    start = pick.randrange(len(data) + 1)
    return start, min(len(data), start + pick.randrange(1, longest))


def _drop(data: bytes, other: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    return data[:start] + data[end:]


def _repeat(data: bytes, other: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick)
    return data[:start] + data[start:end] * pick.choice((2, 2, 3, 40, 1000)) + data[end:]


def _scramble(data: bytes, other: bytes, pick: random.Random) -> bytes:
    start, end = _span(data, pick, 8)
    return data[:start] + pick.randbytes(end - start) + data[end:]


def _cut(data: bytes, other: bytes, pick: random.Random) -> bytes:
    return data[: pick.randrange(len(data) + 1)]


def _insert(data: bytes, other: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(data) + 1)
    return data[:at] + pick.choice(TOKENS) + data[at:]


def _splice(data: bytes, other: bytes, pick: random.Random) -> bytes:
    at = pick.randrange(len(data) + 1)
    start, end = _span(other, pick, 200)
    return data[:at] + other[start:end] + data[at:]


def _lines(data: bytes, other: bytes, pick: random.Random) -> bytes:
    """Return lines of which one is removed, duplicated, moved, indented or copied from the other file."""
    lines, at = data.split(b"\n"), pick.randrange(data.count(b"\n") + 1)
    kind = pick.randrange(6)
    if kind == 0:
        del lines[at]
    elif kind == 1:
        lines.insert(at, lines[at])
    elif kind == 2:
        lines.insert(pick.randrange(len(lines)), lines.pop(at))
    elif kind == 3:
        lines[at] = pick.choice((b" ", b"  ", b"\t")) + lines[at]
    elif kind == 4:
        lines[at] = pick.choice(other.split(b"\n"))
    else:
        pick.shuffle(lines)
    return b"\n".join(lines)


def _words(data: bytes, other: bytes, pick: random.Random) -> bytes:
    """Return data in which a word is replaced by a token, a word of the other file or a very long text."""
    start = pick.randrange(len(data) + 1)
    while start > 0 and data[start - 1 : start].isalnum():
        start -= 1
    end = start
    while end < len(data) and data[end : end + 1].isalnum():
        end += 1
    words = other.split() or [b""]
    kind = pick.randrange(6)
    new = pick.choice(TOKENS) if kind < 3 else pick.choice(words) if kind < 5 else pick.choice(_LARGE)
    return data[:start] + new + data[end:]


_Damage = Callable[[bytes, bytes, random.Random], bytes]
_DAMAGES: Sequence[_Damage] = (
    _drop,
    _repeat,
    _scramble,
    _cut,
    _insert,
    _insert,
    _splice,
    _lines,
    _lines,
    _words,
    _words,
)
