"""Programs run without a shell, and the reason of a failure is reported."""

import shlex
import sys

import pytest

from eventdocs.model.errors import EventdocsError, Exit
from eventdocs.store.processes import run_program


def python(code: str) -> str:
    return shlex.join([sys.executable, "-c", code])


def test_a_program_gets_the_input_and_its_output_is_returned() -> None:
    assert run_program(python("print(input()[::-1])"), b"$HOME\n", 60) == b"EMOH$\n"


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (python("import sys; sys.exit('first\\nlast')"), "failed: last"),
        ("/not/there", "cannot run `/not/there`: .*No such file"),
        ("'unclosed", "cannot run .*: No closing quotation"),
    ],
)
def test_a_program_that_fails_or_cannot_be_started_is_an_error(command: str, message: str) -> None:
    with pytest.raises(EventdocsError, match=message) as caught:
        run_program(command, b"", 60)
    assert caught.value.code == Exit.ENVIRONMENT
