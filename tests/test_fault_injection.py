"""Every command that writes leaves whole files when it is cut off, and completes its work in the next run.

This tries a few faults of each scenario; `make faults` tries all of them.
"""

import random

import pytest

from tests import fault_injection
from tests.fault_injection import Fault, attempt, broken_streams, faults
from tests.scenarios import SCENARIOS, wanted

COUNT = 1


def some(scenario: str) -> list[Fault]:
    """Return a few faults of each kind, the same in every run; half of the kills when files are in place."""
    pick = random.Random(scenario)
    found = [*faults(scenario)]
    kinds = [[fault for fault in found if fault.name == name] for name in ("KILL", "ENOSPC", "EACCES")]
    kinds.append([fault for fault in kinds[0] if fault.call in ("rename", "fsync", "sendto")])
    chosen = [fault for kind in kinds if kind for fault in pick.sample(kind, COUNT)]
    return [*chosen, *broken_streams(scenario, COUNT)]


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_fault_leaves_whole_files_and_the_next_run_completes_the_work(scenario: str) -> None:
    assert [problem for _, problem in map(attempt, some(scenario)) if problem] == []


def test_a_file_that_is_written_in_place_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """If the command left a part of a file, or did not complete its work, the oracle says so."""
    complete = wanted("accept")
    name = "ledgers/pt-BR.ledger"
    monkeypatch.setattr(
        fault_injection, "wanted", lambda scenario: {**complete, name: complete[name] + b"more"}
    )
    _, problem = attempt(Fault("accept", streams=("closed", "", "")))
    assert f"{name} is not whole" in problem
