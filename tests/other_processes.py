"""Functions with which tests wait for other processes or for their end, never for a fixed time."""

import os
import select
import subprocess
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

# Seconds after which a test fails instead of hanging forever. No test requires a step to be faster.
HANGS_AFTER = 120


@contextmanager
def interruptible(command: list[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program that a test interrupts. It runs without coverage, and is killed if it has not ended.

    If a signal arrives while coverage.py holds a lock, or while Python closes a generator and calls
    coverage.py, the program waits for ever or the interruption is lost.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    with subprocess.Popen(command, env=environment, **options) as process:
        try:
            yield process
        finally:
            process.kill()


def process_handle(pid: int) -> int:
    """Return a file descriptor that becomes readable when a running process ends."""
    return os.pidfd_open(pid)


def all_ended(handles: Collection[int]) -> bool:
    """Wait for the end of processes and close their handles; return False if one does not end."""
    ended = [bool(select.select([handle], [], [], HANGS_AFTER)[0]) for handle in handles]
    for handle in handles:
        os.close(handle)
    return all(ended)
