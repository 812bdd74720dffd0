"""`eventdocs completion` prints a script for each supported shell, and completes commands and values."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from eventdocs.cli import cli
from tests.conftest import ROOT, Run


def complete(*words: str, incomplete: str = "") -> list[str]:
    """Return the completions that a shell gets after some words."""
    found = ShellComplete(cli, {}, "eventdocs", "_EVENTDOCS_COMPLETE").get_completions(
        list(words), incomplete
    )
    return [str(each.value) for each in found]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_each_shell_has_a_completion_script(shell: str, run: Run) -> None:
    assert "_EVENTDOCS_COMPLETE" in run("completion", shell).out
    assert f"eventdocs completion {shell} > " in (ROOT / "docs/get-started/install.md").read_text("utf-8")


def test_another_shell_is_a_usage_error(run: Run) -> None:
    assert run("completion", "tcsh").code == 2


def test_commands_options_and_values_are_completed() -> None:
    assert complete(incomplete="st") == ["status"]
    assert complete("translations", incomplete="ex") == ["export"]
    assert complete("build", incomplete="--fo") == ["--format"]
    assert complete("build", "--format", incomplete="m") == ["markdown"]
    assert complete("schema", incomplete="ev") == ["event", "events"]


def test_deprecated_options_are_not_offered() -> None:
    assert "--catalog" not in complete("rename", incomplete="--")
    assert "--event" not in complete("translations", "export", incomplete="--")


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_the_script_for_bash_completes_in_bash(run: Run, tmp_path: Path) -> None:
    script = tmp_path / "eventdocs"
    script.write_text(run("completion", "bash").out, "utf-8")
    lines = f"""
    source {script}
    COMP_WORDS=(eventdocs translations exp) COMP_CWORD=2
    _eventdocs_completion eventdocs
    echo "${{COMPREPLY[*]}}"
    """
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", lines], env={"PATH": path}, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "export"
