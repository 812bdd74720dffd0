"""Ledgers keep their records through merges, and contradictory records are ignored."""

import subprocess
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventdocs.formats.ledger import (
    ATTRIBUTES,
    HEAD,
    read,
    read_sources,
    replace_entries,
    replace_source,
    write,
    write_files,
    write_sources,
)
from eventdocs.model.ledger import Ledger, LedgerRecord, State, normalize_text, text_hash

DIGESTS = st.text("0123456789abcdef", min_size=16, max_size=16)
KEYS = st.text(min_size=1, max_size=12)
BY = st.sampled_from(["", "ana", "mt:learn"])
RECORDS = st.builds(
    LedgerRecord, DIGESTS, DIGESTS, st.sampled_from([*State][1:]), BY, st.sampled_from(["", "why not"])
)
LEDGERS = st.builds(
    Ledger,
    st.dictionaries(KEYS.map(lambda key: f"{key}:x"), RECORDS, max_size=4),
    st.dictionaries(KEYS, st.just("a" * 40), max_size=2),
    st.dictionaries(KEYS.map(lambda key: f"{key}:x"), DIGESTS, max_size=2),
)
DAMAGE = st.lists(
    st.binary(max_size=20)
    | st.sampled_from([b"7:x\n", b" value\n", b" page 0\n", b"=======\n", b'"\n', b"0 ["])
).map(b"".join)


@given(LEDGERS)
def test_written_data_are_read_back(ledger: Ledger) -> None:
    assert read(write(ledger)) == ledger
    assert write(read(write(ledger))) == write(ledger)


@given(LEDGERS, st.sampled_from(["", " ", "   ", "\t", "\r"]))
def test_blank_lines_change_nothing(ledger: Ledger, blank: str) -> None:
    text = write(ledger).decode()
    assert read(text.replace("\n", f"\n{blank}\n").encode()) == ledger


@given(st.lists(st.text(max_size=20), max_size=5))
def test_sources_are_read_again_by_the_hash_of_their_text(texts: list[str]) -> None:
    sources = {text_hash(text): normalize_text(text) for text in texts}
    assert read_sources(write_sources(sources)) == sources


@given(DAMAGE, LEDGERS, st.lists(st.text(max_size=20), max_size=5))
def test_damage_neither_stops_the_reader_nor_affects_later_records(
    damage: bytes, ledger: Ledger, texts: list[str]
) -> None:
    found = read(damage + b"\n" + write(ledger))
    assert found.records.items() >= ledger.records.items()
    assert found.pages.items() >= ledger.pages.items()
    sources = {text_hash(text): normalize_text(text) for text in texts}
    assert read_sources(damage + b"\n" + write_sources(sources)).items() >= sources.items()


def test_a_source_whose_text_was_changed_is_not_believed() -> None:
    written = write_sources({text_hash("old"): "old"}).replace(b'"old"', b'"new"')
    assert read_sources(written) == {}


def test_a_deeply_nested_line_is_no_source() -> None:
    assert read_sources(b"0 " + b"[" * 100_000 + b"\n1 " + b"9" * 5_000) == {}


def test_a_note_that_looks_like_an_author_and_an_author_that_cannot_be_encoded_are_written() -> None:
    record = LedgerRecord("0" * 16, "1" * 16, State.REVIEWED, "", "# a note")
    assert read(write(Ledger({"7:x": record}))).records == {"7:x": record}
    assert b" reviewed a?\n" in write(
        Ledger({"7:x": LedgerRecord("0" * 16, "1" * 16, State.REVIEWED, "a\udcff")})
    )


def test_the_last_source_of_a_record_is_a_separate_entry() -> None:
    ledger = Ledger({"7:message": record(1)}, last_sources={"7:message": f"{2:016x}"})
    lines = write(ledger).decode().splitlines()[1:]
    assert lines == [
        "7:message",
        f" {1:016x} {1:016x} translated",
        "7:message",
        f" source {2:016x}",
    ]


def test_two_last_sources_after_a_merge_damage_no_record() -> None:
    ledger = Ledger({"7:message": record(1)}, last_sources={"7:message": f"{2:016x}"})
    merged = read(write(ledger) + f"7:message\n source {3:016x}\n".encode())
    assert merged == ledger


def git(folder: Path, *arguments: str, check: bool = True) -> int:
    who = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", "-C", str(folder), *who, *arguments], check=check, capture_output=True
    ).returncode


def record(number: int, state: State = State.TRANSLATED) -> LedgerRecord:
    return LedgerRecord(f"{number:016x}", f"{number:016x}", state)


BASE = {f"{number}:message": record(number) for number in range(10, 30, 2)}


def merged(
    folder: Path, ours: dict[str, LedgerRecord], theirs: dict[str, LedgerRecord], *, attributes: bool
) -> tuple[int, Ledger]:
    """Merge the ledgers of two people with git; return git's exit code and the merged ledger."""
    path = folder / "pt-BR.ledger"
    git(folder, "init", "-q", "-b", "main")
    if attributes:
        (folder / ".gitattributes").write_bytes(ATTRIBUTES)
    for branch, records in (("main", BASE), ("theirs", theirs), ("ours", ours)):
        if branch != "main":
            git(folder, "checkout", "-q", "-b", branch, "main")
        path.write_bytes(write(Ledger(records)))
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "--allow-empty", "-m", branch)
    code = git(folder, "merge", "-q", "--no-edit", "theirs", check=False)
    return code, read(path.read_bytes())


@pytest.mark.parametrize("attributes", [True, False])
def test_changes_to_neighbouring_strings_merge_cleanly(attributes: bool, tmp_path: Path) -> None:
    ours = {**BASE, "12:message": record(1)}
    theirs = {**BASE, "14:message": record(2)}
    code, ledger = merged(tmp_path, ours, theirs, attributes=attributes)
    assert code == 0
    assert ledger.records == {**BASE, "12:message": record(1), "14:message": record(2)}


def test_two_additions_to_one_gap_merge_cleanly(tmp_path: Path) -> None:
    code, ledger = merged(
        tmp_path,
        {**BASE, "13:cause": record(1), "13:message": record(2)},
        {**BASE, "13:note": record(3)},
        attributes=True,
    )
    assert code == 0
    assert {key for key in ledger.records if key.startswith("13:")} == {"13:cause", "13:message", "13:note"}


def test_candidates_are_kept_until_one_is_chosen() -> None:
    both = record(1, State.REVIEWED), record(2)
    text = write(Ledger({"7:x": both[0]})) + b"7:x\n" + write(Ledger({"7:x": both[1]}))
    ledger = read(text)
    assert ledger.candidates == {"7:x": both}
    assert read(write(ledger)) == ledger
    assert ledger.with_records({"7:x": both[0]}) == Ledger({"7:x": both[0]})


@pytest.mark.parametrize(
    ("source", "target", "chosen"),
    [
        ("s1", "t1", LedgerRecord("s1", "t1", State.TRANSLATED, "ana")),  # the lowest of equal texts
        ("s2", "t1", LedgerRecord("s2", "t1", State.REVIEWED, "eva")),
        ("s3", "t2", LedgerRecord("s1", "t2", State.MACHINE, "mt:x")),
    ],
)
def test_of_several_candidates_the_current_texts_choose_one(
    source: str, target: str, chosen: LedgerRecord
) -> None:
    candidates = (
        LedgerRecord("s1", "t1", State.REVIEWED, "rui"),
        LedgerRecord("s1", "t1", State.TRANSLATED, "ana"),
        LedgerRecord("s2", "t1", State.REVIEWED, "eva"),
        LedgerRecord("s1", "t2", State.MACHINE, "mt:x"),
    )
    assert Ledger(candidates={"7:x": candidates}).record("7:x", source, target) == chosen


@pytest.mark.parametrize("attributes", [True, False])
def test_a_string_that_two_people_recorded_differently_is_not_believed(
    attributes: bool, tmp_path: Path
) -> None:
    ours = {**BASE, "12:message": record(1, State.REVIEWED)}
    theirs = {**BASE, "12:message": record(2)}
    _, ledger = merged(tmp_path, ours, theirs, attributes=attributes)
    assert "12:message" not in ledger.records
    assert "12:message" in ledger.damaged
    assert {key: value for key, value in BASE.items() if key != "12:message"} == dict(ledger.records)


def test_a_record_that_one_dropped_and_another_changed_is_never_fresher(tmp_path: Path) -> None:
    ours = {key: value for key, value in BASE.items() if key != "12:message"}
    theirs = {**BASE, "12:message": record(2)}
    _, ledger = merged(tmp_path, ours, theirs, attributes=True)
    assert ledger.records.get("12:message") in (None, record(2))
    assert {key: value for key, value in ledger.records.items() if key != "12:message"} == ours


def test_source_texts_are_written_before_the_records_that_need_them() -> None:
    names = list(write_files({"pt-BR": Ledger(), "de-DE": Ledger()}, {}))
    assert names == [
        "ledgers/sources.ledger",
        "ledgers/pt-BR.ledger",
        "ledgers/de-DE.ledger",
        "ledgers/.gitattributes",
    ]


FEW_KEYS = ["1", "1:message", "10:message", "2:t", "p/2:t", '"x', " s", "#h", "<<<<<<<", "é", "a\nb"]
Value = TypeVar("Value")


def entries(values: st.SearchStrategy[Value]) -> st.SearchStrategy[dict[str, Value]]:
    return st.dictionaries(st.sampled_from(FEW_KEYS), values, max_size=6)


PARTS = st.builds(
    lambda records, pages, sources, candidates: Ledger(
        {key: record for key, record in records.items() if key not in candidates},
        pages,
        sources,
        frozenset(candidates),
        candidates,
    ),
    entries(RECORDS),
    entries(st.just("a" * 40)),
    entries(DIGESTS),
    entries(st.tuples(RECORDS, RECORDS)),
)


@given(PARTS, PARTS, st.lists(st.sampled_from(FEW_KEYS), max_size=3, unique=True))
def test_replacing_entries_gives_the_same_as_writing_the_ledger(
    whole: Ledger, other: Ledger, keys: list[str]
) -> None:
    part = other.only(keys)
    assert replace_entries(write(whole), part, keys) == write(whole.with_part(part, keys))


@given(st.dictionaries(DIGESTS, st.text(min_size=1), max_size=5), DIGESTS, st.text(), st.booleans())
def test_replacing_a_source_gives_the_same_as_writing_all_sources(
    sources: dict[str, str], digest: str, text: str, known: bool
) -> None:
    digest = next(iter(sources), digest) if known else digest
    changed = {**sources, digest: text}
    expected = write_sources({key: value for key, value in changed.items() if value})
    assert replace_source(write_sources(sources), digest, text) == expected


def test_entries_are_replaced_in_new_and_foreign_files() -> None:
    record = LedgerRecord("0" * 16, "1" * 16, State.REVIEWED)
    part = Ledger({"7:message": record})
    new = replace_entries(b"", part, ["7:message"])
    assert new == write(part)
    crlf = new.replace(b"\n", b"\r\n").removesuffix(b"\r\n")
    assert replace_entries(crlf, part, ["7:message"]) == new
    assert replace_entries(new, Ledger(), ["7:message", "8:message"]) == HEAD.encode()
    assert replace_source(b"", "0" * 16, "x") == write_sources({"0" * 16: "x"})
    assert replace_source(b"", "0" * 16, "") == HEAD.encode()
