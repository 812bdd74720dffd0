"""Builds that are killed, or refused something by the system, at every call in turn: `make faults`.

The calls come from strace: a first run counts them, then one run for each gets its fault. After each, every
file of the site is entire and every link of a list resolves, and the next build gives what a clean build
gives.
"""

import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from eventdocs.store import blob_cache
from eventdocs.store.files import TEMP_SUFFIX
from eventdocs.store.output_dir import MANIFEST, PENDING
from tests.conftest import ROOT, tree
from tests.scenarios import ENVIRONMENT, SCENARIOS, Case, case, wanted

MOST = 600
KILLS = 1000
PROCESSES = 2
WRITING = ("write", "rename", "openat", "fsync", "unlink", "unlinkat", "mkdir", "rmdir", "ftruncate", "chmod")
READING = ("read", "getdents64", "newfstatat", "utimensat", "flock")
ERRORS = ("ENOSPC", "EIO", "EACCES")
_LINK = re.compile(rb'(?:href|src)="([^"#?:]+)[#?"]')
_CALL = re.compile(r"(?:\d+ +)?(\w+)\(")


class Fault(NamedTuple):
    """What happens: at the N-th call of a name, a signal or an error; or a kill after some seconds."""

    scenario: str
    call: str = ""
    number: int = 0
    kind: str = "signal=KILL"
    seconds: float = 0.0


def calls(scenario: str) -> Iterator[tuple[str, int]]:
    """Count the calls of a run that are about our files, not those by which Python loads itself."""
    with TemporaryDirectory() as folder:
        made, log = case(scenario, Path(folder) / "case"), Path(folder) / "log"
        names = (*WRITING, *READING)
        made.run("-o", str(log), "-e", f"trace={','.join(names)}")
        seen: Counter[str] = Counter()
        ours: dict[str, list[int]] = {name: [] for name in names}
        for line in log.read_text(errors="replace").splitlines():
            if found := _CALL.match(line):
                seen[found[1]] += 1
                if str(made.world.folder) in line or f"{ROOT}/templates" in line:
                    ours[found[1]].append(seen[found[1]])
        for name, numbers in ours.items():
            step = max(1, -(-len(numbers) // MOST))
            yield from ((name, number) for number in numbers[::step])


def faults(scenario: str) -> Iterator[Fault]:
    """Give all faults of a scenario but the random ones."""
    for name, number in calls(scenario):
        if name in WRITING:
            yield Fault(scenario, name, number)
        if name != "newfstatat" or number % 5 == 0:
            yield from (Fault(scenario, name, number, f"error={error}") for error in ERRORS)


def kills(count: int) -> Iterator[Fault]:
    """Give kills at random times."""
    pick = random.Random(0)
    for at in range(count):
        yield Fault(list(SCENARIOS)[at % len(SCENARIOS)], seconds=pick.uniform(0.1, 0.7))


def attempt(fault: Fault) -> tuple[str, str]:
    """Let one fault happen; give how the run ended, and what was wrong after it."""
    with TemporaryDirectory(prefix="eventdocs-") as folder:
        made = case(fault.scenario, Path(folder) / "case")
        code, err = (killed if fault.seconds else injected)(made, fault)
        try:
            judged(made, fault, code, err)
            healed(made, fault)
        except AssertionError as error:
            return str(code), f"{fault}: {error} {err[-400:]}"
        return "killed" if code == -signal.SIGKILL else f"exit {code}", ""


def injected(made: Case, fault: Fault) -> tuple[int, str]:
    """Build with a fault at one call."""
    inject = f"inject={fault.call}:{fault.kind}:when={fault.number}"
    done = made.run("-o", "/dev/null", "-e", f"trace={fault.call}", "-e", inject)
    return done.returncode, done.stderr.decode(errors="replace")


def killed(made: Case, fault: Fault) -> tuple[int, str]:
    """Build, and be killed after some time."""
    running = subprocess.Popen(made.command, stderr=subprocess.PIPE, cwd="/", env=ENVIRONMENT)
    time.sleep(fault.seconds)
    running.kill()
    err = running.communicate()[1]
    return running.returncode, err.decode(errors="replace")


def judged(made: Case, fault: Fault, code: int, err: str) -> None:
    """See that each file is entire, that what the lists link is there, and how the run ended."""
    now, new = tree(made.world.out), wanted(fault.scenario)
    for path, data in now.items():
        assert data in (made.before.get(path), new.get(path)), f"{path} is not entire"
    assert made.before.keys() & new.keys() <= now.keys(), "a page is gone"
    for path, target in dead(now):
        raise AssertionError(f"{path} links {target}, which is not there")
    if fault.kind == "signal=KILL":
        assert code in (0, -signal.SIGKILL), f"exit {code}"
        return
    assert code in (0, 3), f"exit {code}"
    assert "Traceback" not in err, "a traceback"
    if code == 0:
        assert now == new, "it said that all was well"
    elif not (made.world.side / PENDING).exists():
        assert now in (made.before, new), "the site was touched before rendering had ended"


def dead(site: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give links to nowhere of all lists that can be reached from the first."""
    left, seen = ["index.html"], {"index.html"}
    while left:
        path = left.pop()
        for found in _LINK.findall(site.get(path, b"")):
            target = _joined(path, found.decode())
            if target not in site:
                yield path, target
            elif target.endswith("index.html") and target not in seen:
                seen.add(target)
                left.append(target)


def _joined(path: str, link: str) -> str:
    parts = path.split("/")[:-1]
    for part in link.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def healed(made: Case, fault: Fault) -> None:
    """See that the next build gives what a clean one gives, and leaves nothing."""
    done = made.world.build()
    assert done.changes, "the next run found faults"
    assert tree(made.world.out) == wanted(fault.scenario), "the next run does not heal"
    side = made.world.side
    assert sorted(path.name for path in side.iterdir()) == ["blobs", "lock", "manifest"], "something is left"
    blobs = {path.name for path in (side / blob_cache.BLOBS).iterdir()}
    left = [path for path in made.world.folder.rglob("*") if path.name.endswith(TEMP_SUFFIX)]
    assert not left, "something temporary is left"
    kept = repr(blob_cache.read(side / MANIFEST))
    assert all(blob in kept for blob in blobs), "blobs are left"


def main(count: int = KILLS, step: int = 1) -> int:
    """Let all faults happen, or one of `step`; print how the runs ended."""
    wrong: list[str] = []
    with ProcessPoolExecutor(PROCESSES) as pool:
        rounds = {scenario: [*faults(scenario)][::step] for scenario in SCENARIOS}
        rounds["kills at random times"] = [*kills(count)]
        for name, all_faults in rounds.items():
            ended: Counter[str] = Counter()
            for how, said in pool.map(attempt, all_faults, chunksize=4):
                ended["wrong" if said else how] += 1
                if said:
                    wrong.append(said)
                    print(said, file=sys.stderr)
            counts = ", ".join(f"{count} {how}" for how, count in sorted(ended.items()))
            print(f"{name}: {ended.total()} runs; {counts}", flush=True)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
