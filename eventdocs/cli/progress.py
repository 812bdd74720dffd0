"""Progress on a terminal, for operations that take longer than half a second."""

import signal
import sys
from time import monotonic
from types import TracebackType

from eventdocs.cli import Console
from eventdocs.store.streams import write_unbuffered

_DELAY = 0.5
_INTERVAL = 0.1


class Progress:
    """A count of files on stderr, removed at the end. Nothing is shown if stderr is not a terminal."""

    def __init__(self, console: Console, unit: str = "files") -> None:
        self.unit = unit
        self.enabled = not console.quiet and sys.stderr.isatty()
        self.next_update = (monotonic() if self.enabled else 0.0) + _DELAY
        self.shown = False

    def __enter__(self) -> "Progress":
        return self

    def update(self, number: int) -> None:
        """Show the number so far, at most ten times a second."""
        if self.enabled and (now := monotonic()) >= self.next_update:
            self._write(f"\r{number} {self.unit}")
            self.next_update, self.shown = now + _INTERVAL, True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.shown:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


class Activity:
    """A line on stderr with the current action and its seconds, removed at the end.

    It is for work that cannot be counted. Nothing is shown if stderr is not a terminal.
    """

    def __init__(self, console: Console, text: str) -> None:
        self.text = text
        self.enabled = not console.quiet and sys.stderr.isatty()
        self.start = 0.0
        self.shown = False

    def __enter__(self) -> None:
        if self.enabled:
            self.start = monotonic()
            signal.signal(signal.SIGALRM, self._show)
            signal.setitimer(signal.ITIMER_REAL, _DELAY, _DELAY)

    def _show(self, number: int, frame: object) -> None:
        write_unbuffered(sys.stderr, f"\r{self.text} ... {monotonic() - self.start:.0f} s")
        self.shown = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.enabled:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
        if self.shown:
            write_unbuffered(sys.stderr, "\r\x1b[K")
