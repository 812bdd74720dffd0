"""Ledgers: the source of each translation, in a line format that git can merge.

A record has two lines, the key and its values, so that changes to neighbouring records do not conflict, and
`merge=union` keeps both sides' additions. Records that contradict each other after a merge are candidates;
the current texts choose one of them.
"""

import json
import re
from collections.abc import Iterator, Mapping
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


def read(data: bytes) -> Ledger:
    """Return a ledger, without invalid lines; records that contradict each other are candidates."""
    records: dict[str, dict[LedgerRecord, None]] = {}
    pages: dict[str, str] = {}
    last_sources: dict[str, str] = {}
    damaged: set[str] = set()
    lines: dict[str, int] = {}
    for line, key, values in _entries(data):
        lines.setdefault(key, line)
        page, source, record_values = (pattern.fullmatch(values) for pattern in (_PAGE, _SOURCE, _VALUES))
        if page:
            if pages.setdefault(key, page[1]) != page[1]:
                damaged.add(key)
        elif source:
            last_sources.setdefault(key, source[1])
        elif record_values:
            source_hash, target_hash, state, by, note = record_values.groups()
            record = LedgerRecord(source_hash, target_hash, State(state), by or "", note or "")
            records.setdefault(key, {})[record] = None
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
        if not line.strip() or line.startswith(("#", *_CONFLICT_MARKERS)):
            continue
        if line.startswith(" "):
            if key:
                yield key_line, key, line
        else:
            key_line = number
            key = json.loads(line) if _is_quoted(line) else line


def _is_quoted(line: str) -> bool:
    """Return whether a line is a JSON string."""
    try:
        return line.startswith('"') and isinstance(json.loads(line), str)
    except ValueError:
        return False


def write(ledger: Ledger) -> bytes:
    """Return the text of a ledger, sorted by key."""
    lines = [(key, f" page {sha1}") for key, sha1 in ledger.pages.items()]
    lines += [(key, f" source {digest}") for key, digest in ledger.last_sources.items()]
    lines += [(key, _values(record)) for key, record in ledger.records.items()]
    lines += [(key, _values(record)) for key, found in ledger.candidates.items() for record in found]
    text = HEAD + "".join(f"{_key(key)}\n{values}\n" for key, values in sorted(lines))
    return text.encode("utf-8", "replace")


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
        if _is_quoted(quoted):
            text = json.loads(quoted)
            if digest in (text_hash(text), text_hash(text, lines=True)):
                sources[digest] = text
    return sources


def write_sources(sources: Mapping[str, str]) -> bytes:
    """Return the text of the file of source texts, sorted by hash."""
    lines = (f"{digest} {json.dumps(sources[digest], ensure_ascii=False)}\n" for digest in sorted(sources))
    return (HEAD + "".join(lines)).encode("utf-8", "replace")


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
