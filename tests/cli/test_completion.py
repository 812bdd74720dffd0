"""`eventdocs completion` prints a script for each supported shell."""

import pytest

from tests.conftest import Run


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_completion_script(shell: str, run: Run) -> None:
    assert "_EVENTDOCS_COMPLETE" in run("completion", shell).out


def test_another_shell_is_a_usage_error(run: Run) -> None:
    assert run("completion", "tcsh").code == 2
