"""Ledgers: what each translation was made from, in lines that merge.

A record is two lines, key and values, so that changes to neighbours do not touch; `merge=union` keeps two
additions to one gap. What a merge left contradicting is known to nobody: such records count as not there.
"""

import json
import re
from collections.abc import Iterator, Mapping

from eventdocs.model.ledger import DIGITS, Ledger, LedgerRecord, State, text_hash

FOLDER = "ledgers"
SOURCES = f"{FOLDER}/sources.ledger"
HEAD = "# Written by eventdocs; edit the catalog instead, then: eventdocs translations accept\n"
ATTRIBUTES = b"*.ledger merge=union text eol=lf\n"
_VALUES = re.compile(
    rf" ([0-9a-f]{{{DIGITS}}}) ([0-9a-f]{{{DIGITS}}}) (machine|translated|reviewed)(?: (\S+))?(?: # (.*))?"
)
_PAGE = re.compile(r" page ([0-9a-f]{40})")
_SOURCE = re.compile(rf" source ([0-9a-f]{{{DIGITS}}})")
_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def read(data: bytes) -> Ledger:
    """Read a ledger; a line that is none, and a record that stands twice in two ways, is left out."""
    records: dict[str, LedgerRecord] = {}
    pages: dict[str, str] = {}
    last_sources: dict[str, str] = {}
    damaged: set[str] = set()
    lines: dict[str, int] = {}
    for line, key, values in _entries(data):
        lines.setdefault(key, line)
        page, source, found = (each.fullmatch(values) for each in (_PAGE, _SOURCE, _VALUES))
        if page:
            if pages.setdefault(key, page[1]) != page[1]:
                damaged.add(key)
        elif source:
            last_sources.setdefault(key, source[1])
        elif found:
            record = LedgerRecord(found[1], found[2], State(found[3]), found[4] or "", found[5] or "")
            if records.setdefault(key, record) != record:
                damaged.add(key)
        else:
            damaged.add(key)
    return Ledger(
        {key: record for key, record in records.items() if key not in damaged},
        {key: sha1 for key, sha1 in pages.items() if key not in damaged},
        last_sources,
        frozenset(damaged),
        lines,
    )


def _entries(data: bytes) -> Iterator[tuple[int, str, str]]:
    """Keys with their lines, and each value line under them; a key without values says nothing."""
    key, at = "", 0
    for number, raw in enumerate(data.decode("utf-8", "replace").split("\n"), start=1):
        line = raw.rstrip("\r")
        if not line.strip() or line.startswith(("#", *_MARKS)):
            continue
        if line.startswith(" "):
            if key:
                yield at, key, line
        else:
            at = number
            key = json.loads(line) if line.startswith('"') and _is_json(line) else line


def _is_json(line: str) -> bool:
    try:
        return isinstance(json.loads(line), str)
    except ValueError:
        return False


def write(ledger: Ledger) -> bytes:
    """Write a ledger, its keys sorted."""
    lines = [(key, f" page {sha1}") for key, sha1 in ledger.pages.items()]
    lines += [(key, f" source {digest}") for key, digest in ledger.last_sources.items()]
    lines += [(key, _values(record)) for key, record in ledger.records.items()]
    return (HEAD + "".join(f"{_key(key)}\n{values}\n" for key, values in sorted(lines))).encode()


def _key(key: str) -> str:
    plain = key.isprintable() and not key.startswith(('"', " ", "#", *_MARKS))
    return key if plain else json.dumps(key)


def _values(record: LedgerRecord) -> str:
    by = f" {'-'.join(record.by.split())}" if record.by else ""
    note = f" # {' '.join(record.note.split())}" if record.note else ""
    return f" {record.source} {record.target} {record.state}{by}{note}"


def files(ledgers: Mapping[str, Ledger], sources: Mapping[str, str]) -> dict[str, bytes]:
    """Write all ledgers' files: those of locales, the sources that records name, git's attributes."""
    named = {record.source for each in ledgers.values() for record in each.records.values()}
    return {
        **{f"{FOLDER}/{locale}.ledger": write(each) for locale, each in ledgers.items()},
        SOURCES: write_sources({digest: text for digest, text in sources.items() if digest in named}),
        f"{FOLDER}/.gitattributes": ATTRIBUTES,
    }


def read_sources(data: bytes) -> dict[str, str]:
    """Read source texts by hash; a line whose text does not have its hash is left out."""
    sources: dict[str, str] = {}
    for line in data.decode("utf-8", "replace").split("\n"):
        digest, _, written = line.rstrip("\r").partition(" ")
        if _is_json(written):
            text = json.loads(written)
            if digest in (text_hash(text), text_hash(text, lines=True)):
                sources[digest] = text
    return sources


def write_sources(sources: Mapping[str, str]) -> bytes:
    """Write source texts by hash, sorted by hash."""
    lines = (f"{digest} {json.dumps(sources[digest], ensure_ascii=False)}\n" for digest in sorted(sources))
    return (HEAD + "".join(lines)).encode("utf-8", "replace")
