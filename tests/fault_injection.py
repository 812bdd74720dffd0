"""Kill commands, let their system calls fail, or break their streams: `make faults`.

strace counts the system calls of a first run and injects a fault into one call of each further run. After
each run, every file must be complete, either old or new, and the next run must complete the work and leave no
temporary file. `python -m tests.fault_injection COUNT SCENARIO...` injects COUNT faults of each kind, evenly from
all calls, in the scenarios with these names.
"""

import itertools
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT
from tests.other_processes import HANGS_AFTER
from tests.scenarios import SCENARIOS, Case, case, wanted

MOST = 1000
PROCESSES = int(os.environ.get("EVENTDOCS_PROCESSES", "2"))
WRITING = ("write", "rename", "openat", "fsync", "unlink", "unlinkat", "mkdir", "rmdir", "ftruncate", "chmod")
READING = ("read", "getdents64", "newfstatat", "utimensat", "flock")
NETWORK = ("connect", "sendto", "recvfrom")
ERRORS = ("ENOSPC", "EIO", "EACCES")
# asyncio logs a traceback if the call that ends its waiting fails, and goes on.
_LOGGED_BY_ASYNCIO = "Exception in callback BaseSelectorEventLoop._read_from_self"
_FILE = re.compile(r"`/|cannot write the output")
_CALL = re.compile(r"(?:(\d+) +)?(\w+)\(")


class Fault(NamedTuple):
    """A fault: a signal or an error at the N-th call of a name, a kill after a time, or broken streams."""

    scenario: str
    call: str = ""
    number: int = 0
    kind: str = "signal=KILL"
    seconds: float = 0.0
    streams: tuple[str, str, str] = ("", "", "")
    options: tuple[str, ...] = ()
    unbuffered: str = ""

    @property
    def name(self) -> str:
        """Return the kind of the fault for a table."""
        return "streams" if any(self.streams) else self.kind.partition("=")[2]


def calls(scenario: str) -> Iterator[tuple[str, int]]:
    """Yield the calls of a run that concern its files, without those that load Python.

    strace counts the calls of each process and thread on its own, and injects into all of them: the fault for
    a call of git also hits the command's call of the same number. That of a connection hits all threads.
    """
    with case(scenario) as made:
        log = made.folder.parent / "log"
        names = (*WRITING, *READING, *NETWORK)
        made.run("-f", "-yy", "-o", str(log), "-e", f"trace={','.join(names)}")
        seen: Counter[tuple[str, str]] = Counter()
        ours: dict[str, set[int]] = {name: set() for name in names}
        others: dict[str, set[int]] = {name: set() for name in names}
        first = ""
        for line in log.read_text(errors="replace").splitlines():
            if found := _CALL.match(line):
                process, name = found.groups()
                first = first or process
                seen[process, name] += 1
                about_us = "<TCP" in line if name in NETWORK else _is_about(line, made)
                if about_us:
                    ours[name].add(seen[process, name])
                elif process == first or name in NETWORK:
                    others[name].add(seen[process, name])
    for name in names:
        yield from ((name, number) for number in sorted(ours[name] - others[name]))


def _is_about(line: str, made: Case) -> bool:
    return str(made.folder) in line or f"{ROOT}/templates" in line


def faults(scenario: str) -> Iterator[Fault]:
    """Yield the faults at all calls of a scenario."""
    for name, number in calls(scenario):
        yield Fault(scenario, name, number)
        if name != "newfstatat" or number % 5 == 0:
            yield from (Fault(scenario, name, number, f"error={error}") for error in ERRORS)


def kills(scenario: str, count: int) -> Iterator[Fault]:
    """Yield kills at random times of a run."""
    with case(scenario) as made:
        started = time.monotonic()
        made.run_for(HANGS_AFTER)
        longest = time.monotonic() - started
    pick = random.Random(scenario)
    for _ in range(count):
        yield Fault(scenario, seconds=pick.uniform(0.001, longest))


STREAMS = ("", "closed", "full", "gone", "unwritable")  # a full device; a pipe without a reader
_OPTIONS = ((), ("--quiet",), ("--color", "always"))
_BUFFERING = ("", "1")


def broken_streams(scenario: str, count: int) -> list[Fault]:
    """Return some of the 294 combinations of broken standard streams, in random order."""
    combinations = [
        Fault(scenario, streams=streams, options=options, unbuffered=unbuffered)
        for streams in itertools.product(("", "closed"), STREAMS, STREAMS)
        if any(streams)
        for options in _OPTIONS
        for unbuffered in _BUFFERING
    ]
    random.Random(scenario).shuffle(combinations)
    return combinations[:count]


def attempt(fault: Fault) -> tuple[str, str]:
    """Inject one fault; return how the run ended, and what was wrong after it."""
    run = _with_streams if any(fault.streams) else _killed if fault.seconds else _injected
    wanted(fault.scenario)  # before the folder of the scenario is in use
    with case(fault.scenario) as made:
        code, err = run(made, fault)
        try:
            _require_whole(made, fault, code, err)
            _require_recovery(made, fault)
        except (AssertionError, subprocess.CalledProcessError) as error:  # or git cannot read the branch
            return str(code), f"{fault}: {error} {err[-400:]}"
        return "killed" if code == -signal.SIGKILL else f"exit {code}", ""


def _injected(made: Case, fault: Fault) -> tuple[int, str]:
    """Run the command with a fault at one call."""
    follow = ["-f"] if fault.name != "KILL" or SCENARIOS[fault.scenario].kills_programs else []
    inject = f"inject={fault.call}:{fault.kind}:when={fault.number}"
    ended = made.run(*follow, "-o", "/dev/null", "-e", f"trace={fault.call}", "-e", inject)
    _wait_for_programs(made)
    return ended


def _killed(made: Case, fault: Fault) -> tuple[int, str]:
    """Run the command and kill it after some time."""
    ended = made.run_for(fault.seconds)
    _wait_for_programs(made)
    return ended


def _wait_for_programs(made: Case) -> None:
    """Wait until programs that a killed command started have ended."""
    mark = f"TMPDIR={made.environment['TMPDIR']}\0".encode()
    while any(mark in _environment_of(process) for process in Path("/proc").glob("[0-9]*")):
        time.sleep(0.01)


def _environment_of(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:  # it has ended, or belongs to somebody else
        return b""


def _with_streams(made: Case, fault: Fault) -> tuple[int, str]:
    """Run the command with broken streams."""
    printed = made.folder.parent / "stderr"
    printed.write_bytes(b"")
    streams = [_open_stream(how, printed) for how in fault.streams]

    def close() -> None:
        for number, how in enumerate(fault.streams):
            if how == "closed":
                os.close(number)

    stdin, stdout, stderr = streams
    done = subprocess.run(
        [sys.executable, "-m", "eventdocs", *fault.options, *made.arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        cwd="/",
        env={**made.environment, "PYTHONUNBUFFERED": fault.unbuffered},
        preexec_fn=close,
    )
    for stream in streams:
        os.close(stream)
    return done.returncode, printed.read_text("utf-8", "replace")


def _open_stream(how: str, printed: Path) -> int:
    """Return a new file descriptor: a full device, a pipe without a reader, or a file."""
    if how == "full":
        return os.open("/dev/full", os.O_RDWR)
    if how == "gone":
        reader, writer = os.pipe()
        os.close(reader)
        return writer
    if how == "unwritable":
        return os.open(os.devnull, os.O_RDONLY)
    return os.open(printed, os.O_RDWR | os.O_APPEND)


def _require_whole(made: Case, fault: Fault, code: int, err: str) -> None:
    """Raise an error unless each file is whole and the run ended as documented."""
    now, new = made.read(), wanted(fault.scenario)
    for path, data in now.items():
        assert data in (made.before.get(path), new.get(path)), f"{path} is not whole"
    assert made.before.keys() & new.keys() <= now.keys(), "a file is gone"
    made.inspect(now, new)
    assert "Traceback" not in err or _LOGGED_BY_ASYNCIO in err, "a traceback"
    assert code in ((0, -signal.SIGKILL) if fault.name == "KILL" else (0, 3)), f"exit {code}"
    assert code != 0 or now == new, "it exits with 0, but has not completed"
    assert code != 3 or not _should_name_a_file(fault) or _FILE.search(err), "the error names no file"


def _should_name_a_file(fault: Fault) -> bool:
    """Return whether an error must have the name of a file: a call was refused, and not to git or a server."""
    scenario = SCENARIOS[fault.scenario]
    return fault.name in ERRORS and scenario.kills_programs and scenario.is_in_folder


def _require_recovery(made: Case, fault: Fault) -> None:
    """Raise an error unless the next run completes the work and leaves nothing temporary."""
    code, printed = made.complete()
    assert code == 0, f"the next run exits with {code}: {printed}"
    assert made.read() == wanted(fault.scenario), "the next run does not complete the work"
    assert made.partial_files() == [], "something temporary is left"
    made.require_tidy()


def planned(scenario: str, count: int) -> list[Fault]:
    """Return up to `count` faults of each kind, evenly from all calls, and a few kills at random times."""
    kinds: dict[str, list[Fault]] = {}
    for fault in faults(scenario):
        kinds.setdefault(fault.name, []).append(fault)
    chosen = [
        found[len(found) * at // count] for found in kinds.values() for at in range(min(count, len(found)))
    ]
    return [*chosen, *kills(scenario, -(-count // 10)), *broken_streams(scenario, count)]


def main(count: int, names: Sequence[str]) -> int:
    """Inject up to `count` faults of each kind, and print how the runs ended. Return 1 if something was wrong."""
    wrong: list[str] = []
    # Workers are new processes, which do not share the folders of scenarios with this one.
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
        for name in (name for name in SCENARIOS if not names or name.startswith(tuple(names))):
            tried = planned(name, count)
            ended: Counter[tuple[str, str]] = Counter()
            for fault, (how, problem) in zip(tried, pool.map(attempt, tried, chunksize=4), strict=True):
                ended[fault.name, "wrong" if problem else how] += 1
                if problem:
                    wrong.append(problem)
                    print(problem, file=sys.stderr, flush=True)
            print(f"{name}: {ended.total()} runs, {len(set(tried))} different ones", flush=True)
            for kind, group in itertools.groupby(sorted(ended.items()), key=lambda item: item[0][0]):
                counts = ", ".join(f"{number} {how}" for (_, how), number in group)
                print(f"  {kind}: {counts}", flush=True)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else MOST, sys.argv[2:]))
