"""Cached blobs are verified: a damaged one counts as missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from eventdocs.store import blob_cache
from tests.conftest import ROOT

VALUE = (1, "text", b"\0bytes", [("a", {"k": b"d"})], None, "é\udcff")


def test_a_value_survives_a_round_trip(tmp_path: Path) -> None:
    blob_cache.write(tmp_path / "state", VALUE)
    assert blob_cache.read(tmp_path / "state") == VALUE
    name = blob_cache.put(tmp_path, VALUE)
    assert blob_cache.get(tmp_path, name) == VALUE


@pytest.mark.parametrize("bit", range(8))
def test_a_value_with_any_bit_flipped_is_none(bit: int, tmp_path: Path) -> None:
    path = tmp_path / "state"
    blob_cache.write(path, VALUE)
    whole = path.read_bytes()
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 1 << bit
        path.write_bytes(data)
        assert blob_cache.read(path) is None


def test_a_truncated_or_missing_value_is_none(tmp_path: Path) -> None:
    path = tmp_path / "state"
    blob_cache.write(path, VALUE)
    whole = path.read_bytes()
    for end in range(len(whole)):
        path.write_bytes(whole[:end])
        assert blob_cache.read(path) is None
    path.unlink()
    assert blob_cache.read(path) is None
    path.mkdir()
    assert blob_cache.read(path) is None


def test_equal_values_have_one_name_however_they_are_put_together(tmp_path: Path) -> None:
    word = str(b"word", "ascii")
    one, other = [(word, word), (word, b"x")], [(str(b"word", "ascii"), "word"), (f"{word[:2]}rd", b"x")]
    assert blob_cache.put(tmp_path, one) == blob_cache.put(tmp_path, other)
    code = f"from eventdocs.store import blob_cache; from pathlib import Path; print(blob_cache.put(Path({str(tmp_path)!r}), {one!r}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True)
    assert done.stdout.decode().strip() == blob_cache.put(tmp_path, one)


def test_a_part_that_is_there_is_not_written_again_unless_it_is_damaged(tmp_path: Path) -> None:
    name = blob_cache.put(tmp_path, VALUE)
    path = tmp_path / blob_cache.BLOBS / name
    before = path.stat()
    blob_cache.put(tmp_path, VALUE)
    assert path.stat().st_ino == before.st_ino
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert blob_cache.get(tmp_path, name) is None
    assert blob_cache.put(tmp_path, VALUE) == name
    assert blob_cache.get(tmp_path, name) == VALUE


def test_parts_that_no_state_names_are_swept(tmp_path: Path) -> None:
    names = [blob_cache.put(tmp_path, (number,)) for number in range(3)]
    blob_cache.collect_garbage(tmp_path, names[:1])
    assert [path.name for path in (tmp_path / blob_cache.BLOBS).iterdir()] == names[:1]
    blob_cache.collect_garbage(tmp_path / "nothing", ())
