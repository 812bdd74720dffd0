"""Run programs and say what they cost.

CPU time and peak memory are the kernel's, from `wait4`: time of the process and of all its descendants, and
the largest resident set that any one of them had. The memory of a whole tree at one moment is sampled apart,
in runs that are not timed. This process stays small: a child begins with its parent's size.
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

Part = Literal["wall", "cpu", "peak"]
PARTS: tuple[Part, ...] = ("wall", "cpu", "peak")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost: seconds of wall and CPU, and megabytes (2^20) of its largest process."""

    wall: float
    cpu: float
    peak: float
    output: str = ""

    def part(self, name: Part) -> float:
        """Give one of the three numbers."""
        return {"wall": self.wall, "cpu": self.cpu, "peak": self.peak}[name]


def run(command: Sequence[str | Path], folder: Path | None = None) -> Cost:
    """Run a command to its end; a failure ends the whole measurement with the command's own words."""
    os.sync()
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        output = out.read().decode("utf-8", "replace")
    if process.returncode:
        raise SystemExit(f"{Path(command[0]).name} ended with {process.returncode}:\n{output[-2000:]}")
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


def paired(rounds: int, sides: Mapping[str, Callable[[], Cost]]) -> dict[str, list[Cost]]:
    """Run all sides in turn, again and again, so that what else the machine does meets them alike."""
    costs: dict[str, list[Cost]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            costs[name].append(side())
    return costs


def ratio(costs: Sequence[Cost], others: Sequence[Cost], part: Part) -> float:
    """Median over the rounds of one side's part (`wall`, `cpu`, `peak`) to another's in the same round."""
    return statistics.median(
        one.part(part) / other.part(part) for one, other in zip(costs, others, strict=True)
    )


def median(costs: Sequence[Cost], part: Part) -> float:
    """Median of one part over the rounds."""
    return statistics.median(cost.part(part) for cost in costs)


def tree_peak(command: Sequence[str | Path]) -> float:
    """Run a command and sample what all its processes hold together: the largest sum of Pss, in megabytes."""
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
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
    """Ask the kernel to drop what it holds of the folders' files; written data goes to the disk before."""
    os.sync()
    for folder in folders:
        for path in folder.rglob("*"):
            if path.is_file():
                file = os.open(path, os.O_RDONLY)
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)
