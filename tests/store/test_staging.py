"""Files are staged whole, and large ones with their digest."""

import time
from hashlib import sha256
from pathlib import Path
from threading import Thread

import pytest

from eventdocs.store.staging import StagingDir


def test_the_digest_of_a_file_in_chunks_does_not_depend_on_the_speed_of_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first chunk takes longest."""
    delays = iter((0.02, 0.0, 0.0))

    class SlowThread(Thread):
        def run(self) -> None:
            time.sleep(next(delays))
            super().run()

    monkeypatch.setattr("eventdocs.store.staging.Thread", SlowThread)
    chunks = [b"first", b"second", b"third"]
    staging = StagingDir(tmp_path)
    assert staging.put_chunks("events.ndjson", chunks) == sha256(b"".join(chunks)).digest()
