"""Files are staged whole, and large ones with their digest."""

import errno
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from eventdocs.store.staging import StagingDir


@pytest.mark.parametrize("delay", [0.0, 0.02])
def test_a_chunk_is_used_until_the_one_after_the_next_is_asked_for(
    delay: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two buffers are enough, however slowly the digest is computed."""
    found = sha256()

    class SlowHash:
        def update(self, data: bytes) -> None:
            time.sleep(delay)
            found.update(data)

        def digest(self) -> bytes:
            return found.digest()

    def chunks() -> Iterator[memoryview]:
        buffers = bytearray(1), bytearray(1)
        for number in range(5):
            buffer = buffers[number % 2]
            buffer[0] = number
            yield memoryview(buffer)

    monkeypatch.setattr("eventdocs.store.staging.sha256", SlowHash)
    expected = bytes(range(5))
    staging = StagingDir(tmp_path)
    assert staging.put_chunks("events.ndjson", chunks()) == sha256(expected).digest()
    assert (tmp_path / "events.ndjson").read_bytes() == expected


def test_no_thread_is_left_by_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"first"
        raise OSError(errno.ENOSPC, "no space left")

    before = threading.active_count()
    with pytest.raises(OSError, match="no space left"):
        StagingDir(tmp_path).put_chunks("events.ndjson", chunks())
    assert threading.active_count() == before


def test_a_file_can_have_no_chunks(tmp_path: Path) -> None:
    assert StagingDir(tmp_path).put_chunks("events.ndjson", []) == sha256().digest()
    assert (tmp_path / "events.ndjson").read_bytes() == b""
