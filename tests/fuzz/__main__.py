"""Fuzz all readers: `make fuzz`, or `python -m tests.fuzz --seconds 60 --seed 1 po xliff`.

A fault is confirmed without instrumentation, its input is made as small as possible and written to
`tests/fuzz/cases/READER/`, where `make test` reads it again.
"""

import argparse
import hashlib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.fuzz.mutation import MAX_SIZE
from tests.fuzz.readers import READERS, Reader
from tests.fuzz.sandbox import CASES, Sandbox, fault_name

_RUNS = re.compile(r"number_of_executed_units: (\d+)")
_ATTEMPTS = 400
_WALL_SECONDS = 60  # a bound on a file in instrumented code; that on CPU time is in `sandbox`


def main() -> int:
    """Fuzz all readers, or those on the command line; return 1 if there are faults."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("--seconds", type=int, default=300, help="for all readers together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--runs", type=int, default=-1, help="at most so many inputs for each reader")
    parser.add_argument("readers", nargs="*", metavar="READER", default=list(READERS))
    options = parser.parse_args()
    share = max(1, options.seconds // len(options.readers))
    total = wrong = 0
    for name in options.readers:
        with tempfile.TemporaryDirectory(prefix="eventdocs-fuzz-") as folder:
            inputs = guided(name, Path(folder), share, options.seed, options.runs)
            found = dict(confirmed(READERS[name], Path(folder)))
        total, wrong = total + inputs, wrong + len(found)
        print(f"{name}: {inputs} inputs, {len(found)} faults", flush=True)
        for fault, path in found.items():
            print(f"  {fault}: {path}", flush=True)
    print(f"all: {total} inputs, {wrong} faults (seed {options.seed})")
    return bool(wrong)


def guided(name: str, folder: Path, seconds: int, seed: int, runs: int) -> int:
    """Fuzz a reader in a child process; return the number of inputs."""
    for part in ("corpus", "faults"):
        (folder / part).mkdir()
    command = [
        *(sys.executable, "-m", "tests.fuzz.guided", name, str(folder)),
        *(f"-max_total_time={seconds}", f"-seed={seed}", f"-runs={runs}", f"-max_len={MAX_SIZE}"),
        *(f"-timeout={_WALL_SECONDS}", f"-artifact_prefix={folder}/faults/", "-rss_limit_mb=4096"),
        *("-len_control=0", "-reduce_inputs=0", "-print_final_stats=1", "-verbosity=0"),
    ]
    ended = subprocess.run(command, capture_output=True, text=True, errors="replace")
    counted = _RUNS.search(ended.stderr)
    if not counted:
        raise RuntimeError(f"fuzzing {name} ended with {ended.returncode}: {ended.stderr[-2000:]}")
    return int(counted[1])


def confirmed(reader: Reader, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each fault with the file of its smallest input, without those that are not confirmed."""
    files = sorted((folder / "faults").iterdir())
    if not files:
        return
    (folder / "sandbox").mkdir()
    sandbox = Sandbox(folder / "sandbox")

    def fault_of(data: bytes) -> str:
        return in_child(lambda: _examined(sandbox, reader, data))

    def has(name: str) -> Callable[[bytes], bool]:
        return lambda data: fault_of(data) == name

    for file in files:
        data = file.read_bytes()
        if name := fault_of(data):
            small = minimized(data, has(name))
            path = CASES / reader.name / hashlib.sha256(small).hexdigest()[:12]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(small)
            yield name, path


def _examined(sandbox: Sandbox, reader: Reader, data: bytes) -> str:
    try:
        sandbox.examine(reader, data)
    except BaseException as error:
        return fault_name(error)
    return ""


def in_child(work: Callable[[], str]) -> str:
    """Return the result of a function that runs in a child process, or the signal that ended it."""
    receive, send = os.pipe()
    child = os.fork()
    if not child:
        os.write(send, work().encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        result = pipe.read().decode("utf-8", "replace")
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return f"signal {-code}" if code < 0 else result


def minimized(data: bytes, is_fault: Callable[[bytes], bool]) -> bytes:
    """Return the smallest input found with the same fault, by removing ever smaller parts."""
    attempts, size = 0, len(data) // 2
    while size and not data.startswith(b"PK"):
        start = 0
        while start < len(data) and attempts < _ATTEMPTS:
            attempts += 1
            smaller = data[:start] + data[start + size :]
            if is_fault(smaller):
                data = smaller
            else:
                start += size
        size //= 2
    return data


if __name__ == "__main__":
    sys.exit(main())
