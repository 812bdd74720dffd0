"""Measure a check against reading the catalog: `python -m benchmarks.check CATALOG [ROUNDS]`.

Both are measured in one process, with all modules imported and the caches of rules cleared before each
round. The result is the median of the rounds.
"""

import functools
import gc
import statistics
import sys
import time
from pathlib import Path

from eventdocs.commands.check import all_diagnostics
from eventdocs.store.catalog import read_catalog


def main(folder: Path, rounds: int = 7) -> None:
    """Print the median times of reading, and of reading and checking, in seconds, and their ratio."""
    all_diagnostics(read_catalog(folder))
    reading, checking = [], []
    for _ in range(rounds):
        forget()
        started = time.perf_counter()
        loaded = read_catalog(folder)
        read = time.perf_counter()
        all_diagnostics(loaded)
        reading.append(read - started)
        checking.append(time.perf_counter() - started)
    load_time, check_time = statistics.median(reading), statistics.median(checking)
    print(f"load {load_time:.3f} s, check {check_time:.3f} s, ratio {check_time / load_time:.2f}")


def forget() -> None:
    """Clear the caches of the functions of rules and texts."""
    gc.collect()
    for each in gc.get_objects():
        if isinstance(each, functools._lru_cache_wrapper) and str(each.__module__).startswith("eventdocs."):
            each.cache_clear()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
