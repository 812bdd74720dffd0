"""If its output cannot be written, every command exits with code 3 and without a traceback."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Write

# Commands that print to standard output, with their normal exit code.
COMMANDS = {
    "--version": 0,
    "--help": 0,
    "check --help": 0,
    "translations": 2,
    "schema event": 0,
    "completion bash": 0,
    "explain ED301": 0,
    "explain 7": 0,
    "status": 1,
    "check": 1,
    "check --report json": 1,
    "build": 1,
    "diff HEAD": 0,
    "translations glossary catalog --locale pt-BR": 2,
    "import learn catalog/page.md -o new": 1,
}
# Commands that fail before they print anything.
FAILING = {"unknown": 2, "check nowhere": 2, "check --unknown": 2, "publish target": 2}


@pytest.fixture
def folder(catalog: Write, tmp_path: Path) -> Path:
    """Return a folder with a catalog that has an error, in a git repository."""
    written = catalog()
    (written / "page.md").write_text("no page\n")
    git = ["git", "-c", "user.name=a", "-c", "user.email=b"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "a"]):
        subprocess.run([*git, *arguments], cwd=tmp_path, check=True)
    path = written / "events/7-diskfull.yaml"
    path.write_text(path.read_text().replace("level: error", "level: eror"))
    return tmp_path


def _run(folder: Path, command: str, redirect: str) -> tuple[int, str]:
    """Run a command in a shell; return its exit code and standard error."""
    script = f'"$@" {redirect}'
    words = [sys.executable, "-m", "eventdocs", *command.split()]
    result = subprocess.run(
        ["bash", "-c", script, "bash", *words], cwd=folder, capture_output=True, text=True, timeout=60
    )
    return result.returncode, result.stderr


REDIRECTS: dict[str, Callable[[int], int]] = {
    "2>&-": lambda code: code,  # a closed stream is intentional: the notes are not wanted
    ">&-": lambda code: 3,
    ">/dev/full": lambda code: 3,
    "<&- >&- 2>&-": lambda code: 3,
    ">/dev/full 2>/dev/full": lambda code: 3,
}


@pytest.mark.parametrize("redirect", REDIRECTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_output_that_cannot_be_written_has_its_own_exit_code(
    command: str, redirect: str, folder: Path
) -> None:
    if command.startswith(("translations", "diff")):
        pytest.importorskip("click")
    expected = REDIRECTS[redirect](COMMANDS[command])
    code, err = _run(folder, command, redirect)
    assert "Traceback" not in err
    assert code in (expected, COMMANDS[command]) if COMMANDS[command] == 2 else code == expected
    if redirect == ">/dev/full" and code == 3:
        assert "eventdocs: cannot write the output: no space left on device · free some disk space\n" in err


@pytest.mark.parametrize("command", [command for command, code in COMMANDS.items() if code != 2])
def test_a_reader_that_ends_early_is_no_error_worth_a_message(command: str, folder: Path) -> None:
    code, err = _run(folder, command, "| true; exit ${PIPESTATUS[0]}")
    assert code in (3, COMMANDS[command])  # short output may be written before the reader ends
    assert "Traceback" not in err
    assert "cannot" not in err


@pytest.mark.parametrize("redirect", ["2>/dev/full", ">&- 2>&-", ">/dev/full 2>/dev/full"])
@pytest.mark.parametrize("command", FAILING)
def test_an_error_keeps_its_exit_code_if_it_cannot_be_printed(
    command: str, redirect: str, folder: Path
) -> None:
    assert _run(folder, command, redirect) == (FAILING[command], "")


@pytest.mark.parametrize("command", ["check", "status", "build"])
def test_notes_that_cannot_be_written_have_their_own_exit_code(command: str, folder: Path) -> None:
    assert _run(folder, command, "2>/dev/full >/dev/null") == (3, "")


def test_no_other_file_gets_the_number_of_a_closed_stream(folder: Path) -> None:
    path = folder / "catalog/events/7-diskfull.yaml"
    path.write_text(path.read_text().replace("eror", "error"))
    assert _run(folder, "build", "<&- >&- 2>&-") == (0, "")
    assert (folder / ".site.eventdocs/lock").read_text().startswith("process ")
    assert os.path.getsize(folder / ".site.eventdocs/lock") < 20  # noqa: PTH202
