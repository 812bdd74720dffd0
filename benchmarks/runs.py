"""Run programs and measure their cost.

CPU time and peak memory come from the kernel (`wait4`): the time of the process and all its descendants, and
the largest resident set of any one of them. The memory of a whole process tree is sampled in separate runs
that are not timed. This process stays small, because a child starts with the size of its parent.
"""

import os
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

TICK = 0.02
# Without this variable, programs in Python keep their compiled modules, as they do when users start them.
ENVIRONMENT = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

Part = Literal["wall", "cpu", "peak"]
PARTS: tuple[Part, ...] = ("wall", "cpu", "peak")


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of one run: wall and CPU time in seconds, and the size of its largest process in MiB."""

    wall: float
    cpu: float
    peak: float
    output: str = ""

    def part(self, name: Part) -> float:
        """Return one of the three figures."""
        return {"wall": self.wall, "cpu": self.cpu, "peak": self.peak}[name]


def run(command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """Run a command and return its cost. If it fails, print its output and stop the benchmark."""
    os.sync()
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(
            list(map(str, command)), cwd=folder, env=ENVIRONMENT, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    if process.returncode:
        raise SystemExit(f"{Path(command[0]).name} ended with {process.returncode}:\n{output[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def paired(rounds: int, sides: Mapping[str, Callable[[], Cost]]) -> dict[str, list[Cost]]:
    """Run all sides in turn for several rounds, so that other load on the machine affects them equally."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            costs[name].append(side())
    return costs


def ratio(costs: Sequence[Cost], others: Sequence[Cost], part: Part) -> float:
    """Return the median over the rounds of the ratio of two sides in one figure (`wall`, `cpu`, `peak`)."""
    return statistics.median(
        one.part(part) / other.part(part) for one, other in zip(costs, others, strict=True)
    )


def median(costs: Sequence[Cost], part: Part) -> float:
    """Return the median of one figure over the rounds."""
    return statistics.median(cost.part(part) for cost in costs)


def tree_peak(command: Sequence[str | Path]) -> float:
    """Run a command and return the largest total memory (Pss) of all its processes, in MiB."""
    process = subprocess.Popen(list(map(str, command)), env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    largest, ended = 0.0, threading.Event()

    def watch() -> None:
        nonlocal largest
        while not ended.wait(TICK):
            largest = max(largest, sum(map(_held, _tree(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    ended.set()
    watcher.join()
    return largest


def _tree(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        try:
            tasks = list(Path(f"/proc/{each}/task").iterdir())
            found += [int(child) for task in tasks for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return found


def _held(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def forget(folders: Sequence[Path]) -> None:
    """Write pending data to disk, and ask the kernel to drop the folders' files from the page cache."""
    os.sync()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                file = os.open(path, os.O_RDONLY)
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)
