"""Tests of several processes wait for what the others do or for their end, never for an amount of time."""

import os
import select
from collections.abc import Collection

# Seconds after which a test fails instead of hanging for ever. No test depends on a step being faster than this.
HANGS_AFTER = 120


def process_handle(pid: int) -> int:
    """Return a file descriptor that becomes readable when a running process ends."""
    return os.pidfd_open(pid)


def all_ended(handles: Collection[int]) -> bool:
    """Wait for the end of processes and close their handles; return False if one of them goes on for ever."""
    ended = [bool(select.select([handle], [], [], HANGS_AFTER)[0]) for handle in handles]
    for handle in handles:
        os.close(handle)
    return all(ended)
