"""Every command that writes leaves complete files when interrupted, and completes its work in the next run.

This test injects a fault or two of each scenario, `make sequences` one of each kind, and `make faults` all.
"""

import random
from functools import cache
from itertools import product

import pytest

from tests import fault_injection
from tests.conftest import sample
from tests.fault_injection import Fault, attempt, broken_streams, faults
from tests.scenarios import SCENARIOS, wanted

KINDS = ("KILL", "ENOSPC", "EACCES", "streams")


@cache
def all_faults(scenario: str) -> list[Fault]:
    """Return the faults at all calls of a scenario."""
    return [*faults(scenario)]


def some(scenario: str, kind: str) -> list[Fault]:
    """Return a fault of a kind, the same in every run; for kills also a second one, when files are in place."""
    if kind == "streams":
        return [*broken_streams(scenario, 1)]
    pick = random.Random(scenario)
    found = [fault for fault in all_faults(scenario) if fault.name == kind]
    chosen = [pick.choice(found)]
    if kind == "KILL":
        chosen.append(pick.choice([fault for fault in found if fault.call in ("rename", "fsync", "sendto")]))
    return chosen


@pytest.mark.parametrize(("scenario", "kind"), sample(product(SCENARIOS, KINDS), 3))
def test_a_fault_leaves_whole_files_and_the_next_run_completes_the_work(scenario: str, kind: str) -> None:
    assert [problem for _, problem in map(attempt, some(scenario, kind)) if problem] == []


def test_a_file_that_is_written_in_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oracle detects a truncated file and incomplete work."""
    complete = wanted("accept")
    name = "ledgers/pt-BR.ledger"
    monkeypatch.setattr(
        fault_injection, "wanted", lambda scenario: {**complete, name: complete[name] + b"more"}
    )
    _, problem = attempt(Fault("accept", streams=("closed", "", "")))
    assert f"{name} is not whole" in problem
