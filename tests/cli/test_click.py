"""The command line behaves the same with the oldest and the newest supported click."""

import os
import subprocess
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest

from tests.conftest import ROOT, Write

# `make .venv/dev` installs it there; the newest supported click is the locked one, in the environment itself.
OLDEST = ROOT / ".venv/click-oldest"
_STANDALONE = "import sys; from eventdocs.cli import cli; cli.main(sys.argv[1:], prog_name='eventdocs')"


@pytest.fixture(params=["oldest", "locked"])
def environment(request: pytest.FixtureRequest) -> dict[str, str]:
    """Return the environment of a process that imports one of the supported versions of click."""
    if request.param == "locked":
        return dict(os.environ)
    assert OLDEST.is_dir(), "the oldest click is not installed; run: make .venv/dev"
    return {**os.environ, "PYTHONPATH": str(OLDEST)}


def python(environment: dict[str, str], *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, arguments)]
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_oldest_click_is_the_one_that_the_package_requires() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    versions = [each.version for each in distributions(path=[str(OLDEST)])]
    assert [f"click>={version}" for version in versions] == [
        each for each in project["dependencies"] if each.startswith("click")
    ]


@pytest.mark.parametrize("command", [[], ["translations"], ["import"]])
def test_a_group_without_a_command_prints_its_help_as_click_does(
    command: list[str], environment: dict[str, str]
) -> None:
    ours = python(environment, "-m", "eventdocs", *command)
    clicks = python(environment, "-c", _STANDALONE, *command)
    assert (ours.returncode, ours.stdout, ours.stderr) == (clicks.returncode, clicks.stdout, clicks.stderr)
    lines = (ours.stdout + ours.stderr).splitlines()
    assert lines[0] == f"Usage: {' '.join(['eventdocs', *command])} [OPTIONS] COMMAND [ARGS]..."
    assert "Commands:" in lines


def test_other_usage_errors_stay_one_line(environment: dict[str, str]) -> None:
    done = python(environment, "-m", "eventdocs", "build", "--fromat", "html")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr == "eventdocs: unknown option `--fromat` · did you mean `--format`?\n"


def test_commands_run(environment: dict[str, str], catalog: Write, tmp_path: Path) -> None:
    folder = catalog()
    assert python(environment, "-m", "eventdocs", "check", folder).returncode == 0
    assert python(environment, "-m", "eventdocs", "build", folder, "-o", tmp_path / "site").returncode == 0
    assert (tmp_path / "site/pt-BR/index.html").is_file()
