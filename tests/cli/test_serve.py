"""`eventdocs serve` passes its options to the preview, and ends without an error."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run, Write
from tests.other_processes import HANGS_AFTER, interruptible


def test_its_options_are_passed_on(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Path, int, str, str, str]] = []
    monkeypatch.setattr(
        "eventdocs.commands.serve.serve",
        lambda catalog, port, say, *, editor, translate, by: calls.append(
            (catalog, port, editor, translate, by)
        ),
    )
    assert run("serve").code == 0
    monkeypatch.setenv("EVENTDOCS_EDITOR", "edit://{path}")
    assert run("serve", "docs", "--port", "0").code == 0
    assert (
        run("serve", "docs", "--editor", "vim://{path}:{line}", "--translate", "ar", "--by", "ana").code == 0
    )
    assert calls == [
        (Path("catalog"), 8031, "", "", ""),
        (Path("docs"), 0, "edit://{path}", "", ""),
        (Path("docs"), 8031, "vim://{path}:{line}", "ar", "ana"),
    ]


def test_errors_keep_their_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "eventdocs.commands.serve.serve",
        lambda catalog, port, report, **options: report("a.yaml:4:8 ED012 unknown value\n  4 | \x1b[1m"),
    )
    assert run("serve").err.split("\n") == ["a.yaml:4:8 ED012 unknown value", "  4 | \ufffd[1m", ""]


def test_a_port_out_of_range_is_a_usage_error(run: Run) -> None:
    assert run("serve", "--port", "65536").code == 2


def test_a_translator_without_a_locale_is_a_usage_error(run: Run) -> None:
    found = run("serve", "--by", "ana")
    assert found.code == 2
    assert "--by needs --translate" in found.err


@pytest.mark.parametrize("signum", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("built", [False, True])
def test_a_signal_ends_the_preview_at_any_time_without_an_error(
    signum: signal.Signals, built: bool, catalog: Write
) -> None:
    command = [sys.executable, "-m", "eventdocs", "serve", str(catalog()), "--port", "0"]
    with interruptible(command, cwd=ROOT, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        assert b"preview at http://127.0.0.1:" in process.stderr.readline()
        if built:
            assert process.stderr.readline() == b"built\n"
        process.send_signal(signum)
        assert process.communicate(timeout=HANGS_AFTER)[1] == b""
    assert process.returncode == 0
