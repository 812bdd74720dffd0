"""Programs run without a shell, and the reason for a failure is reported."""

import os
import shlex
import sys

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.processes import ModuleProcess, run_program


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def test_a_program_gets_the_input_and_its_output_is_returned() -> None:
    assert run_program(python("print(input()[::-1])"), b"$HOME\n", 60) == b"EMOH$\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (python("import sys; sys.exit('first\\nlast')"), "failed: last"),
        ("/not/there", "cannot run `/not/there`: no such file or directory$"),
        ("'unclosed", "cannot run .*: no closing quotation$"),
    ],
)
def test_a_program_that_fails_or_cannot_be_started_is_an_error(command: str, message: str) -> None:
    with pytest.raises(EventdocsError, match=message) as caught:
        run_program(command, b"", 60)
    assert caught.value.code == Exit.ENVIRONMENT


def module(code: str) -> ModuleProcess:
    """Run code with the module `timeit`, which every Python has."""
    return ModuleProcess("timeit", "-n1", "-r1", code)


def test_a_module_runs_in_a_session_of_its_own_with_low_priority() -> None:
    output = module("import os; print(os.getsid(0) == os.getpid(), os.nice(0), flush=True)").output()
    assert output.startswith(f"True {min(19, max(10, os.nice(0)))}\n")


def test_a_module_that_fails_is_an_error_with_its_last_words() -> None:
    with pytest.raises(EventdocsError, match="ZeroDivisionError") as caught:
        module("1 / 0").output()
    assert caught.value.code is Exit.ENVIRONMENT


def test_a_killed_module_ends_with_all_that_it_started() -> None:
    process = module("import subprocess; subprocess.run(['sleep', '600'])")
    process.kill()
    with pytest.raises(EventdocsError, match="killed by SIGKILL"):
        process.output()
    process.kill()


def test_a_module_that_cannot_be_started_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/not/there")
    with pytest.raises(EventdocsError, match="cannot start"):
        module("pass")
