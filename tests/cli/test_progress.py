"""Progress is a count of files on a terminal."""

from itertools import count

import pytest

from eventdocs.cli import Console
from eventdocs.cli.progress import Progress


def test_the_count_appears_after_half_a_second_and_is_removed_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 0.4, 0.6, 0.65, 0.8, 0.9])
    monkeypatch.setattr("eventdocs.cli.progress.monotonic", lambda: next(now))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Progress(Console()) as progress:
        for number in (1, 2, 3, 4):
            progress.tell(number)
    assert capsys.readouterr().err == "\r2 files\r4 files\r\x1b[K"


def test_nothing_is_shown_when_quiet_or_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = count()
    monkeypatch.setattr("eventdocs.cli.progress.monotonic", lambda: next(clock))
    for quiet, terminal in ((True, True), (False, False)):
        monkeypatch.setattr("sys.stderr.isatty", lambda terminal=terminal: terminal, raising=False)
        with Progress(Console(quiet=quiet)) as progress:
            progress.tell(1)
            progress.tell(2)
    assert capsys.readouterr().err == ""
