"""Ledgers: the source of each translation, in a line format that git can merge.

A record has two lines, the key and its values, so that changes to neighboring records do not conflict, and
`merge=union` keeps both sides' additions. Records that contradict each other after a merge are candidates;
the current texts choose one of them.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from eventdocs.model.ledger import DIGITS, Ledger, LedgerRecord, State, text_hash

FOLDER = "ledgers"
SOURCES = f"{FOLDER}/sources.ledger"
IMPORTS = f"{FOLDER}/imports.ledger"
HEAD = "# Written by eventdocs; edit the catalog instead, then: eventdocs translations accept\n"
IMPORTS_HEAD = "# Written by `eventdocs import`: what it took from sources last\n"
ATTRIBUTES = b"*.ledger merge=union text eol=lf\n"
_VALUES = re.compile(
    rf" ([0-9a-f]{{{DIGITS}}}) ([0-9a-f]{{{DIGITS}}}) (machine|translated|reviewed)"
    r"(?: ((?!# )\S+))?(?: # (.*))?"
)
_PAGE = re.compile(r" page ([0-9a-f]{40})")
_SOURCE = re.compile(rf" source ([0-9a-f]{{{DIGITS}}})")
_IMPORTED = re.compile(rf" imported ([0-9a-f]{{{DIGITS}}})")
_CONFLICT_MARKERS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_NO_KEYS = ("#", *_CONFLICT_MARKERS)
_STATES = {state.value: state for state in State}


def read(data: bytes) -> Ledger:
    """Return a ledger, without invalid lines; records that contradict each other are candidates."""
    records: dict[str, dict[LedgerRecord, None]] = {}
    pages: dict[str, str] = {}
    last_sources: dict[str, str] = {}
    damaged: set[str] = set()
    lines: dict[str, int] = {}
    for line, key, values in _entries(data):
        lines.setdefault(key, line)
        if record_values := _VALUES.fullmatch(values):
            source_hash, target_hash, state, by, note = record_values.groups("")
            record = LedgerRecord(source_hash, target_hash, _STATES[state], by, note)
            records.setdefault(key, {})[record] = None
        elif page := _PAGE.fullmatch(values):
            if pages.setdefault(key, page[1]) != page[1]:
                damaged.add(key)
        elif source := _SOURCE.fullmatch(values):
            last_sources.setdefault(key, source[1])
        else:
            damaged.add(key)
    damaged |= {key for key, found in records.items() if len(found) > 1}
    return Ledger(
        {key: record for key, found in records.items() if key not in damaged for record in found},
        {key: sha1 for key, sha1 in pages.items() if key not in damaged},
        last_sources,
        frozenset(damaged),
        {key: tuple(found) for key, found in records.items() if key in damaged},
        lines,
    )


def _entries(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Yield the values of each key: the key's line number, the key, and a line of values."""
    key, key_line = "", 0
    for number, raw in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        line = raw.rstrip("\r")
        if line.startswith(" "):
            if key and not line.isspace():
                yield key_line, key, line
        elif line and not line.startswith(_NO_KEYS) and not line.isspace():
            key_line, key = number, _read_key(line)


def _read_key(line: str) -> str:
    """Return the key on a line, which is quoted if it could be taken for something else."""
    quoted = _read_quoted(line)
    return line if quoted is None else quoted


def _read_quoted(text: str) -> str | None:
    """Return the text of a JSON string; None if it is not one."""
    try:
        return str(json.loads(text)) if text.startswith('"') else None
    except ValueError:
        return None


def write(ledger: Ledger) -> bytes:
    """Return the text of a ledger, sorted by key."""
    text = HEAD + "".join(_entry(key, values) for key, values in sorted(_lines(ledger)))
    return text.encode("utf-8", "replace")


def _lines(ledger: Ledger) -> Iterator[tuple[str, str]]:
    yield from ((key, f" page {sha1}") for key, sha1 in ledger.pages.items())
    yield from ((key, f" source {digest}") for key, digest in ledger.last_sources.items())
    yield from ((key, _values(record)) for key, record in ledger.records.items())
    yield from ((key, _values(record)) for key, found in ledger.candidates.items() for record in found)


def _entry(key: str, values: str) -> str:
    return f"{_key(key)}\n{values}\n"


def replace_entries(data: bytes, part: Ledger, keys: Iterable[str]) -> bytes:
    """Return a ledger file with other entries of some keys, those of `part`; every other byte stays.

    It saves the time of reading and writing a large ledger for one string. In a file that eventdocs wrote,
    the result is what `write` returns.
    """
    entries: dict[str, list[str]] = {key: [] for key in keys}
    for key, values in sorted(_lines(part)):
        entries[key].append(_entry(key, values))
    data = _regular(data)
    for key, texts in entries.items():
        data = _without_entries(data, _key(key).encode("utf-8", "replace"))
        if texts:
            place = _place(data, key, _key_at)
            data = data[:place] + "".join(texts).encode("utf-8", "replace") + data[place:]
    return data


def _regular(data: bytes) -> bytes:
    """Return a file with the line ends that eventdocs writes; a new file if it is empty."""
    lines = data or HEAD.encode()
    if b"\r" in lines:  # much faster than replacing nothing
        lines = lines.replace(b"\r\n", b"\n")
    return lines if lines.endswith(b"\n") else lines + b"\n"


def _without_entries(data: bytes, key: bytes) -> bytes:
    """Return a file without the entries of a key: its line, and the lines of values that follow it."""
    line = b"\n" + key + b"\n"
    start = data.find(line)
    while start >= 0:
        end = start + len(line)
        while data[end : end + 1] == b" ":
            end = data.find(b"\n", end) + 1 or len(data)
        data = data[: start + 1] + data[end:]
        start = data.find(line, start)
    return data


def _place(data: bytes, key: str, key_at: Callable[[bytes, int], str]) -> int:
    """Return where the entry of a key that a sorted file does not have belongs."""
    return bisect_left(range(len(data)), key, key=lambda at: key_at(data, at))


def _line_at(data: bytes, at: int) -> tuple[int, bytes]:
    """Return the start and the text of the line that the byte at a place is in."""
    start = data.rfind(b"\n", 0, at) + 1
    end = data.find(b"\n", at)
    return start, data[start : end if end >= 0 else len(data)]


def _key_at(data: bytes, at: int) -> str:
    """Return the key of the entry at a place of a file; empty in its head."""
    start, line = _line_at(data, at)
    while line.startswith(b" ") and start:
        start, line = _line_at(data, start - 1)
    text = line.decode("utf-8", "replace")
    if text.startswith("#"):
        return ""
    return _read_key(text)


def _key(key: str) -> str:
    is_plain = key.isprintable() and not key.startswith(('"', " ", "#", *_CONFLICT_MARKERS))
    return key if is_plain else json.dumps(key)


def _values(record: LedgerRecord) -> str:
    """Return the values of a record on one line: white space is folded, and an author is one word."""
    author, note = "-".join(record.by.split()).lstrip("#"), " ".join(record.note.split())
    by = f" {author}" if author else ""
    comment = f" # {note}" if note else ""
    return f" {record.source} {record.target} {record.state}{by}{comment}"


def write_files(ledgers: Mapping[str, Ledger], sources: Mapping[str, str]) -> dict[str, bytes]:
    """Return all ledger files by path: the source texts they use, one per locale, git's attributes.

    The source texts come first. If a command is interrupted between two files, no record lacks its text.
    """
    used = {
        record.source
        for ledger in ledgers.values()
        for record in chain(ledger.records.values(), *ledger.candidates.values())
    }
    return {
        SOURCES: write_sources({digest: text for digest, text in sources.items() if digest in used}),
        **{f"{FOLDER}/{locale}.ledger": write(ledger) for locale, ledger in ledgers.items()},
        f"{FOLDER}/.gitattributes": ATTRIBUTES,
    }


def read_sources(data: bytes) -> dict[str, str]:
    """Return source texts by hash, without lines whose text does not have the hash."""
    sources: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        digest, _, quoted = line.rstrip("\r").partition(" ")
        text = _read_quoted(quoted)
        if text is not None and digest in (text_hash(text), text_hash(text, lines=True)):
            sources[digest] = text
    return sources


def write_sources(sources: Mapping[str, str]) -> bytes:
    """Return the text of the file of source texts, sorted by hash."""
    lines = (f"{digest} {json.dumps(sources[digest], ensure_ascii=False)}\n" for digest in sorted(sources))
    return (HEAD + "".join(lines)).encode("utf-8", "replace")


def replace_source(data: bytes, digest: str, text: str) -> bytes:
    """Return a file of source texts with the text of a hash, or without it if the text is empty."""
    data = _regular(data)
    mark = f"\n{digest} ".encode()
    start = data.find(mark) + 1
    if start:
        data = data[:start] + data[data.find(b"\n", start) + 1 or len(data) :]
    if not text:
        return data
    place = _place(data, digest, _digest_at)
    line = f"{digest} {json.dumps(text, ensure_ascii=False)}\n".encode("utf-8", "replace")
    return data[:place] + line + data[place:]


def _digest_at(data: bytes, at: int) -> str:
    _, line = _line_at(data, at)
    return "" if line.startswith(b"#") else line[:DIGITS].decode("ascii", "replace")


def read_imports(data: bytes) -> dict[str, str]:
    """Return the hashes of the values that were last imported, by key.

    Records that contradict each other are left out: nothing is known of such a value.
    """
    found: dict[str, str] = {}
    damaged: set[str] = set()
    for _, key, values in _entries(data):
        match = _IMPORTED.fullmatch(values)
        if not match or found.setdefault(key, match[1]) != match[1]:
            damaged.add(key)
    return {key: digest for key, digest in found.items() if key not in damaged}


def write_imports(imports: Mapping[str, str]) -> bytes:
    """Return the text of the ledger of imports, sorted by key."""
    lines = (f"{_key(key)}\n imported {imports[key]}\n" for key in sorted(imports))
    return (IMPORTS_HEAD + "".join(lines)).encode("utf-8", "replace")
