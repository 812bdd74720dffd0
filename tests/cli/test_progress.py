"""Progress shows the number of files on a terminal."""

import signal
from itertools import count

import pytest

from eventdocs.cli import Console
from eventdocs.cli.progress import Activity, Progress


def test_the_count_appears_after_half_a_second_and_is_removed_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = iter([0.0, 0.4, 0.6, 0.65, 0.8, 0.9])
    monkeypatch.setattr("eventdocs.cli.progress.monotonic", lambda: next(now))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Progress(Console()) as progress:
        for number in (1, 2, 3, 4):
            progress.update(number)
    assert capsys.readouterr().err == "\r2 files\r4 files\r\x1b[K"


def test_nothing_is_shown_when_quiet_or_without_a_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = count()
    monkeypatch.setattr("eventdocs.cli.progress.monotonic", lambda: next(clock))
    for quiet, terminal in ((True, True), (False, False)):
        monkeypatch.setattr("sys.stderr.isatty", lambda terminal=terminal: terminal, raising=False)
        with Progress(Console(quiet=quiet)) as progress:
            progress.update(1)
            progress.update(2)
    assert capsys.readouterr().err == ""


def test_work_that_cannot_be_counted_shows_its_seconds_and_is_removed(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The test sends the timer's signal itself, so that it need not wait."""
    now = iter([0.0, 0.6, 12.3])
    monkeypatch.setattr("eventdocs.cli.progress.monotonic", lambda: next(now))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Activity(Console(), "checking catalog"):
        assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= 0.5
        signal.raise_signal(signal.SIGALRM)
        signal.raise_signal(signal.SIGALRM)
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert capfd.readouterr().err == "\rchecking catalog ... 1 s\rchecking catalog ... 12 s\r\x1b[K"


@pytest.mark.parametrize(("quiet", "terminal"), [(True, True), (False, False)])
def test_no_timer_runs_when_quiet_or_without_a_terminal(
    quiet: bool, terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    with Activity(Console(quiet=quiet), "checking catalog"):
        assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_short_work_shows_nothing(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with Activity(Console(), "checking catalog"):
        pass
    assert capfd.readouterr().err == ""
